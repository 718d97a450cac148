package scheduler

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chitieu/target"
)

// outline prints the ledger: rule, slot, state.
func outline(t testing.TB, all []target.Delivery) []string {
	var out []string
	for _, d := range all {
		out = append(out, fmt.Sprintf("%s %s %s", d.Rule, stamps(t, []time.Time{d.Slot})[0], d.State))
	}
	slices.Sort(out)
	return out
}

func TestMisfire(t *testing.T) {
	tests := []struct {
		name      string
		rule      target.Rule
		down, up  string
		want      []string
		sentAfter string // a later tick, by when what waits has gone out
	}{
		{"four days down: only the newest", daily(), "2024-03-04 09:00", "2024-03-08 09:00", []string{
			"daily Fri 03-08 08:00 sent", "daily Thu 03-07 08:00 missed",
			"daily Tue 03-05 08:00 missed", "daily Wed 03-06 08:00 missed"}, ""},
		{"nothing missed, nothing sent", daily(), "2024-03-04 09:00", "2024-03-05 07:00", nil, ""},
		{"at the end of the grace", daily(), "2024-03-04 09:00", "2024-03-05 11:20", []string{"daily Tue 03-05 08:00 sent"}, ""},
		{"past the grace", daily(), "2024-03-04 09:00", "2024-03-05 12:01", []string{"daily Tue 03-05 08:00 missed"}, ""},
		{"in the midday rest, which outlasts the grace", daily(), "2024-03-04 09:00", "2024-03-05 11:45", []string{"daily Tue 03-05 08:00 missed"}, ""},
		{"at night it waits for the morning", weekly(), "2024-03-04 07:00", "2024-03-04 22:00", []string{"weekly Mon 03-04 07:30 pending"}, ""},
		{"and goes then", weekly(), "2024-03-04 07:00", "2024-03-04 22:00", []string{"weekly Mon 03-04 07:30 sent"}, "2024-03-05 07:00"},
		{"down for a year", weekly(), "2024-01-02 09:00", "2024-12-31 09:00", []string{
			"weekly Mon 11-11 07:30 missed", "weekly Mon 11-18 07:30 missed", "weekly Mon 11-25 07:30 missed",
			"weekly Mon 12-02 07:30 missed", "weekly Mon 12-09 07:30 missed", "weekly Mon 12-16 07:30 missed",
			"weekly Mon 12-23 07:30 missed", "weekly Mon 12-30 07:30 sent"}, ""},
		{"an evening rule is on time in the evening", evening(), "2024-03-04 09:00", "2024-03-04 19:00", []string{"evening Mon 03-04 19:00 sent"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store, m := newStore(t, group), &messenger{}
			tick(t, open(t, planOf(t, tt.rule), store, m), at(t, tt.down))
			s := open(t, planOf(t, tt.rule), store, m)
			tick(t, s, at(t, tt.up))
			tick(t, s, at(t, tt.up))
			if tt.sentAfter != "" {
				tick(t, s, at(t, tt.sentAfter))
			}
			all := ledger(t, store)
			if got := outline(t, all); !slices.Equal(got, tt.want) {
				t.Errorf("ledger\n%s, want\n%s", strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
			for _, d := range all {
				if d.State == target.Missed && (d.Reason == "" || d.Done.IsZero()) {
					t.Errorf("missed %s without reason or time", d.ID)
				}
			}
			if sent := states(t, store)[target.Sent]; sent != len(m.all()) {
				t.Errorf("%d seen, %d in the ledger", len(m.all()), sent)
			}
		})
	}
}

func evening() target.Rule {
	r := daily()
	r.ID, r.Schedule = "evening", "0 19 * * *"
	return r
}

func TestNewRuleOwesNothing(t *testing.T) {
	store, m := newStore(t, group), &messenger{}
	tick(t, open(t, planOf(t, weekly()), store, m), at(t, "2024-03-04 07:31"))
	if n := len(ledger(t, store)); n != 0 {
		t.Errorf("%d deliveries for slots before the rule was known", n)
	}
}

func TestNothingToSayIsNoDelivery(t *testing.T) {
	store, m := newStore(t, group, "web:education"), &messenger{}
	plan := planOf(t, weekly())
	s := open(t, plan, store, m)
	tick(t, s, at(t, "2024-03-01 08:00"))
	done := target.Report{ID: "done", Indicator: "late", Value: target.NewAmount(100), AsOf: target.NewDate(2024, 3, 1), Said: at(t, "2024-03-01 09:00")}
	done2 := done
	done2.ID, done2.Indicator = "done2", "later"
	if err := store.Commit(t.Context(), target.Change{Reports: []target.Report{done, done2}}); err != nil {
		t.Fatal(err)
	}
	for day := 4; day < 30; day++ {
		tick(t, s, at(t, fmt.Sprintf("2024-03-%02d 07:30", day)))
	}
	// "not-due" has no figure but 0 all the while.
	if n := len(ledger(t, store)) + len(m.all()); n != 0 {
		t.Errorf("%d deliveries about nothing", n)
	}
}

func TestAudience(t *testing.T) {
	store, m := newStore(t, group), &messenger{}
	chats := []target.Chat{
		{ID: "web:person"},
		{ID: "web:unit", Group: true, Unit: "education"},
		{ID: "web:parked", Group: true, Parked: "kicked"},
	}
	if err := store.Commit(t.Context(), target.Change{Chats: chats}); err != nil {
		t.Fatal(err)
	}
	s := open(t, planOf(t, weekly()), store, m)
	tick(t, s, at(t, "2024-03-04 07:00"))
	tick(t, s, at(t, "2024-03-04 07:30"))
	if d := one(t, store); d.Chat != group || d.ID != "weekly/202403040030/web:group" {
		t.Errorf("delivery %s for %s", d.ID, d.Chat)
	}
}

func TestPause(t *testing.T) {
	pause := func(t *testing.T, store Store, paused bool) {
		t.Helper()
		state := target.RuleState{ID: "daily", Paused: paused, At: at(t, "2024-03-04 09:00")}
		if err := store.Commit(t.Context(), target.Change{Rules: []target.RuleState{state}}); err != nil {
			t.Fatal(err)
		}
	}
	store, m := newStore(t, group), &messenger{}
	s := open(t, planOf(t, daily()), store, m)
	tick(t, s, at(t, "2024-03-04 07:00"))
	tick(t, s, at(t, "2024-03-04 08:00"))
	pause(t, store, true)
	if _, ok, err := s.Next(t.Context(), at(t, "2024-03-04 09:00")); ok || err != nil {
		t.Errorf("Next = %v, %v with the only rule paused", ok, err)
	}
	tick(t, s, at(t, "2024-03-05 08:00"))
	tick(t, s, at(t, "2024-03-06 08:00"))
	pause(t, store, false)
	tick(t, s, at(t, "2024-03-06 08:05")) // what the pause covered stays unsaid
	slot, ok, err := s.Next(t.Context(), at(t, "2024-03-06 09:00"))
	if err != nil || !ok || !slot.At.Equal(at(t, "2024-03-07 08:00")) || slot.Rule != "daily" {
		t.Errorf("Next = %v, %v, %v", slot, ok, err)
	}
	tick(t, s, at(t, "2024-03-07 08:00"))
	want := []string{"Mon 03-04 08:00", "Thu 03-07 08:00"}
	var slots []time.Time
	for _, d := range ledger(t, store) {
		slots = append(slots, d.Slot)
	}
	if got := stamps(t, slots); !slices.Equal(got, want) {
		t.Errorf("deliveries for %v, want %v", got, want)
	}
}

func TestPlanPauses(t *testing.T) {
	rule := daily()
	rule.Paused = true
	store, m := newStore(t, group), &messenger{}
	s := open(t, planOf(t, rule), store, m)
	tick(t, s, at(t, "2024-03-04 07:00"))
	tick(t, s, at(t, "2024-03-04 08:00"))
	if n := len(ledger(t, store)); n != 0 {
		t.Errorf("%d deliveries of a rule that the plan pauses", n)
	}
}

// One lagging message a group and day: the digest says what the crossing of the
// same minute would, and is the one that is sent.
func TestOnceAcrossKinds(t *testing.T) {
	store, m := newStore(t, group), &messenger{}
	s := open(t, planOf(t, crossing(), evening(), daily()), store, m)
	tick(t, s, at(t, "2024-02-05 07:00"))
	for day := at(t, "2024-02-05 08:00"); day.Before(at(t, "2024-03-01 00:00")); day = day.Add(time.Hour) {
		tick(t, s, day)
	}
	perDay := make(map[string]int)
	for _, d := range ledger(t, store) {
		perDay[stamps(t, []time.Time{d.Done})[0][:9]]++
		if d.Rule != "daily" {
			t.Errorf("%s took the day from the digest", d.ID)
		}
	}
	for day, n := range perDay {
		if n != 1 {
			t.Errorf("%d lagging messages on %s", n, day)
		}
	}
	if len(perDay) != 14 {
		t.Errorf("messages on %d days, want the 14 working days of the time", len(perDay))
	}
}

// "later" falls behind during Tết; the crossing is told on the first slot
// after, and told once, though slots were missed in between.
func TestCrossingOutlivesAnOutage(t *testing.T) {
	store, m := newStore(t, group), &messenger{}
	plan := planOf(t, crossing())
	tick(t, open(t, plan, store, m), at(t, "2024-02-01 09:00"))
	tick(t, open(t, plan, store, m), at(t, "2024-02-02 08:00"))
	// Nor is it lost when the process dies while it notes down what was missed.
	mortal := &mortal{Store: store, die: 5, after: true, killed: func() {}}
	if err := open(t, plan, mortal, m).Tick(t.Context(), at(t, "2024-02-21 08:00")); !errors.Is(err, errDead) {
		t.Fatalf("error = %v, want the death of the process", err)
	}
	s := open(t, plan, store, m)
	for _, now := range []string{"2024-02-21 08:00", "2024-02-22 08:00", "2024-02-23 08:00"} {
		tick(t, s, at(t, now))
	}
	if got := len(m.all()); got != 1 {
		t.Errorf("%d crossings told, want 1: %v", got, outline(t, ledger(t, store)))
	}
}

// A digest that could not be sent on its day goes out on the next one only if
// the group hears nothing else on that.
func TestOnceWhenTheDayIsOver(t *testing.T) {
	for _, tt := range []struct {
		name  string
		rules []target.Rule
		want  []string
	}{
		{"nothing else that day", []target.Rule{weekly()}, []string{"weekly 03-04 00:30"}},
		{"today's own message", []target.Rule{weekly(), daily()}, []string{"daily 03-05 01:00"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			store, down := newStore(t, group), true
			m := &messenger{answer: func(int, target.ChatID) (bool, error) {
				if down {
					return false, &target.SendError{Err: errBroken}
				}
				return true, nil
			}}
			plan := planOf(t, tt.rules...)
			s := open(t, plan, store, m)
			tick(t, s, at(t, "2024-03-04 07:00"))
			tick(t, s, at(t, "2024-03-04 07:30"))
			down = false
			s = open(t, plan, store, m)
			for _, now := range []string{"2024-03-05 08:00", "2024-03-05 09:00"} {
				tick(t, s, at(t, now))
			}
			var got []string
			for _, h := range m.all() {
				got = append(got, h.text)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("heard %q, want %q; ledger %v", got, tt.want, outline(t, ledger(t, store)))
			}
		})
	}
}

// A rule whose cursor was set by a clock that was years ahead speaks again.
func TestCursorInTheFuture(t *testing.T) {
	store, m := newStore(t, group), &messenger{}
	plan := planOf(t, daily())
	if err := store.SetCursor(t.Context(), "daily", at(t, "2031-01-01 08:00")); err != nil {
		t.Fatal(err)
	}
	s := open(t, plan, store, m)
	for _, now := range []string{"2024-03-04 07:00", "2024-03-04 08:00", "2024-03-04 08:01", "2024-03-05 08:00"} {
		tick(t, s, at(t, now))
	}
	if got := len(m.all()); got != 2 {
		t.Errorf("%d messages, want one on each of two days", got)
	}
}

func TestNewRefuses(t *testing.T) {
	good := func() Options {
		return Options{Plan: planOf(t, weekly()), Store: newStore(t), Composer: words(nil), Sender: &messenger{}}
	}
	if _, err := New(good()); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Options){
		"no plan":     func(o *Options) { o.Plan = nil },
		"no store":    func(o *Options) { o.Store = nil },
		"no composer": func(o *Options) { o.Composer = nil },
		"no sender":   func(o *Options) { o.Sender = nil },
		"no zone":     func(o *Options) { o.Plan.Zone = nil },
		"same rule":   func(o *Options) { o.Plan.Rules = append(o.Plan.Rules, weekly()) },
	} {
		o := good()
		spoil(&o)
		if _, err := New(o); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	o := good()
	o.Plan.Rules[0].Schedule = "0 8 30 2 *"
	_, err := New(o)
	if _, ok := errors.AsType[*target.ScheduleError](err); !ok || !strings.Contains(err.Error(), "rule weekly") {
		t.Errorf("error = %v, want a *target.ScheduleError that names the rule", err)
	}
}
