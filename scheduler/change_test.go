package scheduler

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"chitieu/target"
)

// changed is a store in which people have changed rules.
type changed struct {
	Store
	states map[target.RuleID]target.RuleState
}

func (c changed) RuleStates(context.Context) (map[target.RuleID]target.RuleState, error) {
	return c.states, nil
}

// said is what is stored when somebody gives a rule a schedule.
func said(t testing.TB, schedule, when string) map[target.RuleID]target.RuleState {
	return map[target.RuleID]target.RuleState{"weekly": {ID: "weekly", Schedule: schedule, At: at(t, when)}}
}

// A new schedule holds from the moment on at which it was said. Nothing that it
// would have asked for before is owed, nothing that the old one asked for is
// repeated.
func TestScheduleChange(t *testing.T) {
	type change struct{ schedule, when string }
	tests := []struct {
		name    string
		changes []change
		until   string
		want    []string
	}{
		{"another day", []change{{"0 9 * * WED", "2024-03-04 10:00"}}, "2024-03-15 00:00",
			[]string{"Mon 03-04 07:30", "Wed 03-06 09:00", "Wed 03-13 09:00"}},
		{"not today's, which is over", []change{{"0 8 * * *", "2024-03-05 10:00"}}, "2024-03-07 10:00",
			[]string{"Mon 03-04 07:30", "Wed 03-06 08:00", "Thu 03-07 08:00"}},
		{"an hour later on the same day, which has had its message", []change{{"30 8 * * MON", "2024-03-04 07:45"}}, "2024-03-12 00:00",
			[]string{"Mon 03-04 07:30", "Mon 03-11 08:30"}},
		{"and back, owing nothing", []change{{"0 8 L * *", "2024-03-04 10:00"}, {"", "2024-03-27 10:00"}}, "2024-04-03 00:00",
			[]string{"Mon 03-04 07:30", "Mon 04-01 07:30"}},
		{"the first Monday of the month", []change{{"30 7 * * MON#1", "2024-03-04 10:00"}}, "2024-05-10 00:00",
			[]string{"Mon 03-04 07:30", "Mon 04-01 07:30", "Mon 05-06 07:30"}},
		{"what cannot be read leaves the plan's", []change{{"every monday", "2024-03-04 10:00"}}, "2024-03-12 00:00",
			[]string{"Mon 03-04 07:30", "Mon 03-11 07:30"}},
		{"said by a clock that was wrong", []change{{"0 9 * * WED", "2031-01-01 00:00"}}, "2024-03-07 00:00",
			[]string{"Wed 03-06 09:00"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store, m := newStore(t, group), &messenger{}
			rules := changed{store, nil}
			for now := at(t, "2024-03-04 07:00"); now.Before(at(t, tt.until)); now = now.Add(15 * time.Minute) {
				for _, c := range tt.changes {
					if when := at(t, c.when); !when.After(now) || when.Year() > 2024 {
						rules.states = said(t, c.schedule, c.when)
					}
				}
				// Each look is that of a process that has just started.
				s := open(t, planOf(t, weekly()), rules, m)
				m.now = func() time.Time { return now }
				tick(t, s, now)
			}
			if got := m.times(t); !slices.Equal(got, tt.want) {
				t.Errorf("heard at %v, want %v", got, tt.want)
			}
		})
	}
}

// A stored schedule that cannot be read is told of once by a process.
func TestUnreadableScheduleIsReported(t *testing.T) {
	store := newStore(t, group)
	s := open(t, planOf(t, weekly()), changed{store, said(t, "every monday", "2024-03-04 10:00")}, &messenger{})
	for _, now := range []string{"2024-03-04 12:00", "2024-03-05 12:00", "2024-03-11 07:30"} {
		tick(t, s, at(t, now))
	}
	got := incidents(t, store, target.ScheduleBroken)
	if len(got) != 1 || !strings.Contains(got[0], "rule weekly") || !strings.Contains(got[0], "every monday") {
		t.Errorf("incidents %q, want one that names rule and schedule", got)
	}
}

// An outage over a change: the newest slot of the new schedule is sent.
func TestScheduleChangeOverAnOutage(t *testing.T) {
	store, m := newStore(t, group), &messenger{}
	tick(t, open(t, planOf(t, weekly()), store, m), at(t, "2024-03-04 07:00"))
	tick(t, open(t, planOf(t, weekly()), changed{store, said(t, "0 9 * * *", "2024-03-04 07:10")}, m), at(t, "2024-03-07 10:00"))
	want := []string{
		"weekly Mon 03-04 09:00 missed", "weekly Thu 03-07 09:00 sent",
		"weekly Tue 03-05 09:00 missed", "weekly Wed 03-06 09:00 missed",
	}
	if got := outline(t, ledger(t, store)); !slices.Equal(got, want) {
		t.Errorf("ledger %v, want %v", got, want)
	}
}

func TestNextFollowsChanges(t *testing.T) {
	s := open(t, planOf(t, weekly()), changed{newStore(t), said(t, "0 9 * * WED", "2024-03-05 10:00")}, &messenger{})
	for after, want := range map[string]string{
		"2024-03-04 06:00": "Wed 03-06 09:00", // what is asked now is known now
		"2024-03-06 09:00": "Wed 03-13 09:00",
	} {
		slot, ok, err := s.Next(t.Context(), at(t, after))
		if got := stamps(t, []time.Time{slot.At}); err != nil || !ok || got[0] != want {
			t.Errorf("Next after %s = %v, %t, %v, want %s", after, got, ok, err, want)
		}
	}
}

// Looking does not parse: of many expressions only the newest are kept.
func TestReaderIsBounded(t *testing.T) {
	r := reader{seen: make(map[[2]string]reading)}
	for minute := range 60 {
		for hour := range 10 {
			if _, err := r.schedule(time.Date(2024, 1, 1, hour, minute, 0, 0, time.UTC).Format("4 15 * * *"), saigon); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(r.seen) == 0 || len(r.seen) > maxRead {
		t.Errorf("%d expressions kept, at most %d wanted", len(r.seen), maxRead)
	}
}
