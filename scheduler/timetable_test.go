package scheduler

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chitieu/target"
)

func TestTimetableDaysOff(t *testing.T) {
	tests := []struct {
		name, expr string
		holiday    target.HolidayPolicy
		after      string
		want       []string
	}{
		{"Monday of Tết moves to the first day of work", "30 7 * * MON", target.MoveSlot, "2024-02-05 08:00",
			[]string{"Thu 02-15 07:30", "Mon 02-19 07:30"}},
		{"or is skipped", "30 7 * * MON", target.SkipSlot, "2024-02-05 08:00",
			[]string{"Mon 02-19 07:30"}},
		{"a week of Tết is one slot", "0 8 * * *", target.MoveSlot, "2024-02-07 09:00",
			[]string{"Thu 02-15 08:00", "Fri 02-16 08:00", "Mon 02-19 08:00"}},
		{"two times a day stay two, in order", "0 7,15 * * *", target.MoveSlot, "2024-02-16 08:00",
			[]string{"Fri 02-16 15:00", "Mon 02-19 07:00", "Mon 02-19 15:00"}},
		{"a Saturday that is worked counts", "0 8 * * SAT", target.SkipSlot, "2024-04-01 00:00",
			[]string{"Sat 05-04 08:00"}},
		{"a swapped Monday is off", "30 7 * * MON", target.MoveSlot, "2024-04-28 00:00",
			[]string{"Thu 05-02 07:30", "Mon 05-06 07:30"}},
		{"looking from the middle of the holiday", "30 7 * * MON", target.MoveSlot, "2024-02-13 12:00",
			[]string{"Thu 02-15 07:30"}},
		{"looking from the day it moved to", "30 7 * * MON", target.MoveSlot, "2024-02-15 07:29",
			[]string{"Thu 02-15 07:30"}},
		{"month end on a Sunday", "0 8 30 * *", target.MoveSlot, "2024-06-01 00:00",
			[]string{"Mon 07-01 08:00"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rule := target.Rule{ID: "r", Schedule: tt.expr, Zone: saigon, Holiday: tt.holiday}
			got := Timetables(planOf(t)).Next(rule, at(t, tt.after), len(tt.want))
			if !slices.Equal(stamps(t, got), tt.want) {
				t.Errorf("Next = %v, want %v", stamps(t, got), tt.want)
			}
		})
	}
}

func TestTimetableEnds(t *testing.T) {
	plan := planOf(t)
	plan.Calendar.Worked = nil
	sundays := target.Rule{Schedule: "0 8 * * SUN", Zone: saigon, Holiday: target.SkipSlot}
	if got := Timetables(plan).Next(sundays, at(t, "2024-01-01 00:00"), 3); len(got) != 0 {
		t.Errorf("a rule for days off that skips them is due on %v", got)
	}
	if got := Timetables(plan).Next(target.Rule{Schedule: "@daily", Zone: saigon}, at(t, "2024-01-01 00:00"), 3); got != nil {
		t.Errorf("an unreadable rule is due on %v", got)
	}
}

// Wherever one looks from, the next slot is the earliest of all moved slots.
func TestTimetableMatchesEnumeration(t *testing.T) {
	plan := planOf(t)
	rapid.Check(t, func(rt *rapid.T) {
		rule := target.Rule{
			Schedule: rapid.SampledFrom([]string{"30 7 * * MON", "0 8 * * *", "0 7,15 * * *", "15 18 * * SAT,SUN", "0 9 8-14 * *", "0 * 9 2 *", "0 8 L * *", "30 7 * * MON#1", "0 9 * * FRI#L"}).Draw(rt, "schedule"),
			Zone:     rapid.SampledFrom([]string{saigon, "UTC", "Pacific/Auckland", "America/New_York"}).Draw(rt, "zone"),
			Holiday:  rapid.SampledFrom([]target.HolidayPolicy{target.MoveSlot, target.SkipSlot}).Draw(rt, "policy"),
		}
		table, err := newTimetable(plan, &rule)
		if err != nil {
			rt.Fatal(err)
		}
		after := at(t, "2024-01-20 00:00").Add(time.Duration(rapid.IntRange(0, 60*24*40).Draw(rt, "minutes")) * time.Minute)
		var want time.Time
		for raw := table.schedule.Next(after.AddDate(0, 0, -30)); raw.Before(after.AddDate(0, 0, 40)); raw = table.schedule.Next(raw) {
			if raw.IsZero() {
				break
			}
			moved, ok := table.place(raw)
			if ok && moved.After(after) && (want.IsZero() || moved.Before(want)) {
				want = moved
			}
		}
		if got := table.next(after); !want.IsZero() && !got.Equal(want) {
			rt.Fatalf("next after %s is %s, want %s", after, got, want)
		}
	})
}

// What cron cannot say is found by counting the days.
func TestDayOfMonthMatchesCounting(t *testing.T) {
	weekdays := []string{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"}
	rapid.Check(t, func(rt *rapid.T) {
		day := rapid.SampledFrom([]time.Weekday{0, 1, 2, 3, 4, 5, 6}).Draw(rt, "weekday")
		which := rapid.SampledFrom([]string{"1", "2", "3", "4", "5", "L"}).Draw(rt, "which")
		s, err := ParseSchedule("30 7 * * "+weekdays[day]+"#"+which, saigon)
		if err != nil {
			rt.Fatal(err)
		}
		after := at(t, "2023-01-01 00:00").AddDate(0, 0, rapid.IntRange(0, 1500).Draw(rt, "days"))
		want := after.Add(7*time.Hour + 30*time.Minute)
		for want.Weekday() != day || !isNth(want, which) {
			want = want.AddDate(0, 0, 1)
		}
		if got := s.Next(after); !got.Equal(want) {
			rt.Fatalf("%s#%s after %s is %s, want %s", weekdays[day], which, after, got, want)
		}
	})
}

// isNth counts the days of the same weekday before and after.
func isNth(day time.Time, which string) bool {
	if which == "L" {
		return day.AddDate(0, 0, 7).Month() != day.Month()
	}
	n := 0
	for d := day; d.Month() == day.Month(); d = d.AddDate(0, 0, -7) {
		n++
	}
	return strconv.Itoa(n) == which
}

func TestSchedulesCheck(t *testing.T) {
	plan := planOf(t)
	plan.Calendar.Worked = nil
	for _, tt := range []struct {
		expr    string
		holiday target.HolidayPolicy
		want    target.ScheduleFault
	}{
		{"30 7 * * MON#1", target.MoveSlot, ""},
		{"0 8 L * *", target.SkipSlot, ""},
		{"0 8 * * SUN", target.MoveSlot, ""},
		{"0 8 * * SUN", target.SkipSlot, target.FaultNever},
		{"@daily", target.MoveSlot, target.FaultShortcut},
	} {
		err := Timetables(plan).Check(target.Rule{ID: "r", Schedule: tt.expr, Zone: saigon, Holiday: tt.holiday})
		fault, ok := err.(*target.ScheduleError)
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%q is refused: %v", tt.expr, err)
		case tt.want != "" && (!ok || fault.Fault != tt.want):
			t.Errorf("%q: %v, want a *target.ScheduleError with fault %s", tt.expr, err, tt.want)
		}
	}
}
