package scheduler

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/target"
)

// noticed returns the notices of outages that leaders have, or will have.
func noticed(t testing.TB, all []target.Delivery) []string {
	t.Helper()
	var out []string
	for _, d := range all {
		if d.Kind == target.OutageNotice {
			out = append(out, string(d.Chat)+" "+d.Subject)
		}
	}
	return out
}

func TestOutage(t *testing.T) {
	const from4March = "2024-03-04T08:00:00+07:00/"
	tests := []struct {
		name, down, up string
		want           []string // what the leader is told
	}{
		{"nothing was missed", "2024-03-04 09:00", "2024-03-05 07:59", nil},
		{"on time, after a restart", "2024-03-04 07:00", "2024-03-04 08:05", nil},
		{"late by an hour", "2024-03-04 07:00", "2024-03-04 09:00", []string{"web:leader " + from4March + "2024-03-04T09:00:00+07:00/0"}},
		{"three days", "2024-03-04 07:00", "2024-03-06 09:00", []string{"web:leader " + from4March + "2024-03-06T09:00:00+07:00/2"}},
		{"past the grace", "2024-03-04 07:00", "2024-03-04 16:00", []string{"web:leader " + from4March + "2024-03-04T16:00:00+07:00/1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store, m := withPeople(t, newStore(t, group)), &messenger{}
			plan := planOf(t, daily())
			tick(t, open(t, plan, store, m), at(t, tt.down))
			s := open(t, plan, store, m)
			tick(t, s, at(t, tt.up))
			tick(t, s, at(t, tt.up).Add(time.Minute))
			if got := noticed(t, ledger(t, store)); !slices.Equal(got, tt.want) {
				t.Errorf("told %q, want %q", got, tt.want)
			}
			if n := len(incidents(t, store, target.Outage)); n != len(tt.want) {
				t.Errorf("%d incidents, want %d", n, len(tt.want))
			}
		})
	}
}

// What nobody would have heard of is no outage to anybody.
func TestOutageAboutNothing(t *testing.T) {
	store, m := withPeople(t, newStore(t)), &messenger{}
	plan := planOf(t, daily())
	tick(t, open(t, plan, store, m), at(t, "2024-03-04 07:00"))
	tick(t, open(t, plan, store, m), at(t, "2024-03-07 09:00"))
	if n := len(ledger(t, store)) + len(incidents(t, store, target.Outage)); n != 0 {
		t.Errorf("%d words of an outage in which nothing was due", n)
	}
}

// At night it waits for the morning, over the holidays for the end of them, and
// is not given up meanwhile.
func TestOutageNoticeHasManners(t *testing.T) {
	for _, tt := range []struct{ up, until, want string }{
		{"2024-03-06 23:00", "2024-03-07 08:00", "Thu 03-07 07:00"},
		{"2024-02-07 18:00", "2024-02-15 08:00", "Thu 02-15 07:00"}, // Tết
	} {
		store, m := withPeople(t, newStore(t, group)), &messenger{}
		plan := planOf(t, daily())
		tick(t, open(t, plan, store, m), at(t, tt.up).AddDate(0, 0, -2))
		run(t, plan, store, m, tt.up, tt.until, 30*time.Minute)
		told := slices.DeleteFunc(spoken(t, store), func(line string) bool { return !strings.Contains(line, "outage") })
		if len(told) != 1 || told[0] != tt.want+" web:leader outage" {
			t.Errorf("up again at %s: told %q, want it on %s", tt.up, told, tt.want)
		}
	}
}

// The process dies at each step of coming up again: the leader is told once.
func TestOutageIsToldOnce(t *testing.T) {
	synctest.Test(t, outageIsToldOnce)
}

func outageIsToldOnce(t *testing.T) {
	for _, after := range []bool{false, true} {
		for die := 1; die <= 28; die++ {
			store, m := withPeople(t, newStore(t, group)), &messenger{}
			plan := planOf(t, daily(), crossing(), weekly())
			tick(t, open(t, plan, store, m), at(t, "2024-02-01 09:00"))
			mortal := &mortal{Store: store, die: die, after: after, killed: func() {}}
			_ = open(t, plan, mortal, dying{m, mortal}).Tick(t.Context(), at(t, "2024-02-21 10:00"))
			run(t, plan, store, m, "2024-02-21 10:10", "2024-02-21 11:00", 10*time.Minute)
			if got := noticed(t, ledger(t, store)); len(got) != 1 {
				t.Errorf("died at step %d (after %t): told %q, want once", die, after, got)
			}
		}
	}
}

// Of two outages within an hour the store keeps one incident; the second is
// told of all the same, once, and its slot goes out.
func TestSecondOutageOfAnHour(t *testing.T) {
	store, m := withPeople(t, newStore(t, group)), &messenger{}
	rule := daily()
	rule.Schedule = "10 10 * * *"
	plan := planOf(t, rule)
	tick(t, open(t, plan, store, m), at(t, "2024-03-04 10:06"))
	if err := store.AddIncident(t.Context(), target.Incident{At: at(t, "2024-03-04 10:06"), Kind: target.Outage}); err != nil {
		t.Fatal(err)
	}
	mortal := &mortal{Store: store, die: 2, killed: func() {}}
	if err := open(t, plan, mortal, m).Tick(t.Context(), at(t, "2024-03-04 10:20")); err == nil {
		t.Fatal("the process did not die before the claim")
	}
	run(t, plan, store, m, "2024-03-04 10:21", "2024-03-04 10:22", time.Minute)
	if got := noticed(t, ledger(t, store)); len(got) != 1 || len(m.all()) != 2 {
		t.Errorf("told %q, seen %v; want one notice and the slot", got, m.all())
	}
}

// A clock that somebody moves on has passed over slots, but nothing was down.
func TestDeliberateJumpIsNoOutage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		clock := new(moving)
		store, m := withPeople(t, newStore(t, group)), &messenger{now: clock.now}
		clock.set(at(t, "2024-03-04 07:00"))
		s := open(t, planOf(t, daily()), store, m, func(o *Options) { o.Now = clock.now })
		stop := start(t, s)
		time.Sleep(time.Minute)
		clock.set(at(t, "2024-03-07 09:00"))
		s.Jumped()
		synctest.Wait()
		stop()
		if got := noticed(t, ledger(t, store)); len(got) != 0 || len(m.all()) != 1 {
			t.Errorf("told %q, seen %v; want the newest slot and no outage", got, m.all())
		}
	})
}

// The operator learns that reminders are held, under the time that it is.
func TestJumpIsReported(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		clock := new(moving)
		store := newStore(t, group)
		clock.set(at(t, "2024-03-01 12:00"))
		stop := start(t, open(t, planOf(t, weekly()), store, &messenger{}, func(o *Options) { o.Now = clock.now }))
		time.Sleep(time.Minute)
		clock.set(at(t, "2031-01-01 00:00"))
		time.Sleep(30 * time.Minute)
		stop()
		all, err := store.Incidents(t.Context(), time.Time{})
		if err != nil || len(all) != 1 || all[0].Kind != target.ClockJumped || all[0].At.After(at(t, "2024-03-01 12:03")) {
			t.Errorf("incidents %+v, %v, want one of the jump, dated before it", all, err)
		}
	})
}
