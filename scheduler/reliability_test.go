package scheduler

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/target"
)

// What is known to go wrong with cron engines and does not here;
// docs/reliability.md lists the other tests of the kind.

// In a zone with summer time, an hour that does not exist is not a day without
// the reminder, and an hour that comes twice is not two.
func TestSummerTime(t *testing.T) {
	for _, c := range []struct {
		name, expr, after string
		want              []string
	}{
		{"the hour is skipped", "30 2 * * *", "2024-03-29T12:00:00Z", []string{"2024-03-30 02:30", "2024-03-31 03:30", "2024-04-01 02:30"}},
		{"the hour comes twice", "30 2 * * *", "2024-10-25T12:00:00Z", []string{"2024-10-26 02:30", "2024-10-27 02:30", "2024-10-28 02:30"}},
		{"the office's hour does not move", "30 7 * * MON", "2024-03-24T12:00:00Z", []string{"2024-03-25 07:30", "2024-04-01 07:30", "2024-04-08 07:30"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := ParseSchedule(c.expr, "Europe/Berlin")
			if err != nil {
				t.Fatal(err)
			}
			after, err := time.Parse(time.RFC3339, c.after)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, at := range s.NextN(after, len(c.want)) {
				got = append(got, at.Format("2006-01-02 15:04"))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// A panic costs at most the message that it struck: the rule goes on, the same
// morning and the next.
func TestARuleOutlivesPanics(t *testing.T) {
	store, m := newStore(t, group), &messenger{}
	var once sync.Once
	composer := words(func(d target.Delivery, _ time.Time) (target.Note, string, error) {
		once.Do(func() { panic("no such word") })
		return target.Note{Text: "digest"}, "", nil
	})
	s := open(t, planOf(t, weekly()), store, m, func(o *Options) { o.Composer = composer })
	for _, moment := range []string{"2024-03-04 07:00", "2024-03-04 07:30", "2024-03-04 07:40", "2024-03-11 07:30", "2024-03-18 07:30"} {
		tick(t, s, at(t, moment))
	}
	if n := len(m.all()); n != 3 {
		t.Errorf("%d digests in three weeks of which one began with a panic", n)
	}
}

// Two schedulers on one store, one of them with a clock that is minutes ahead
// and both started anew every day, are one to the people.
func TestTwoSchedulers(t *testing.T) {
	store, m := newStore(t, group), &messenger{}
	plan := planOf(t, weekly(), daily())
	for day := target.NewDate(2024, 3, 1); day.Before(target.NewDate(2024, 3, 29)); day = day.AddDays(1) {
		first, second := open(t, plan, store, m), open(t, plan, store, m)
		for minute := 7*60 + 20; minute < 8*60+20; minute += 3 {
			now := day.In(plan.Zone).Add(time.Duration(minute) * time.Minute)
			var both sync.WaitGroup
			both.Go(func() { tick(t, first, now) })
			both.Go(func() { tick(t, second, now.Add(7*time.Minute)) })
			both.Wait()
		}
	}
	slots := make(map[string]int)
	for _, d := range ledger(t, store) {
		if d.State == target.Sent {
			slots[d.Slot.String()]++
		}
	}
	sent := 0
	for slot, n := range slots {
		sent += n
		if n > 1 {
			t.Errorf("%s was sent %d times", slot, n)
		}
	}
	// Of a Monday's two digests the group hears one.
	if sent != len(m.all()) || sent != 20 {
		t.Errorf("%d sent and %d seen on 20 working days", sent, len(m.all()))
	}
}

// A weekly rule of a service that is started anew every hour comes every week.
func TestRestartedMoreOftenThanDue(t *testing.T) {
	store, m := newStore(t, group), &messenger{}
	for now := at(t, "2024-03-01 09:40"); now.Before(at(t, "2024-03-29 12:00")); now = now.Add(time.Hour) {
		tick(t, open(t, planOf(t, weekly()), store, m), now)
	}
	if n := len(m.all()); n != 4 {
		t.Errorf("%d digests in four weeks", n)
	}
}

// A machine that slept over the slot wakes with timers that stood still: the
// wall clock decides, within half a minute of waking.
func TestSleepingMachine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		clock := new(moving)
		store, m := newStore(t, group), &messenger{now: clock.now}
		clock.set(at(t, "2024-03-04 06:50"))
		s := open(t, planOf(t, weekly()), store, m, func(o *Options) { o.Now = clock.now })
		stop := start(t, s)
		defer stop()
		time.Sleep(time.Minute)
		clock.set(at(t, "2024-03-04 09:00"))
		time.Sleep(maxSleep)
		synctest.Wait()
		if n := len(m.all()); n != 1 {
			t.Errorf("%d messages half a minute after waking", n)
		}
	})
}
