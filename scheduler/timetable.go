package scheduler

import (
	"fmt"
	"time"

	"chitieu/target"
)

// lookahead bounds the search for a slot that days off keep pushing away: a
// rule for Sundays that skips days off has none.
const lookahead = 5 * 366 * 24 * time.Hour

// timetable is a rule's slots: its schedule with days off moved or skipped.
type timetable struct {
	rule     *target.Rule
	schedule Schedule
	calendar *target.Calendar
	zone     *time.Location // of the calendar: whose days off count

	// What people changed from chat, see rulebook.follow.
	paused bool
	from   time.Time // up to here there are no slots
	fault  error     // why the schedule that they gave is not followed
}

func newTimetable(plan *target.Plan, rule *target.Rule) (*timetable, error) {
	s, err := ParseSchedule(rule.Schedule, rule.Zone)
	if err != nil {
		return nil, fmt.Errorf("rule %s: %w", rule.ID, err)
	}
	return &timetable{rule: rule, schedule: s, calendar: &plan.Calendar, zone: plan.Zone, paused: rule.Paused}, nil
}

// next returns the first slot after after, zero if there is none. Slots that
// are moved onto the same minute are one slot.
func (t *timetable) next(after time.Time) time.Time {
	if after.Before(t.from) {
		after = t.from
	}
	// A day off before after may have moved its slot to behind after, past
	// slots of later days even; none moves to before its own moment.
	raw := t.firstDayOff(after).Add(-time.Nanosecond)
	limit := after.Add(lookahead)
	var best time.Time
	for {
		raw = t.schedule.Next(raw)
		if raw.IsZero() || raw.After(limit) || !best.IsZero() && raw.After(best) {
			return best
		}
		at, ok := t.place(raw)
		if ok && at.After(after) && (best.IsZero() || at.Before(best)) {
			best = at
		}
	}
}

// nextN returns the next n slots after after.
func (t *timetable) nextN(after time.Time, n int) []time.Time {
	var out []time.Time
	for range n {
		if after = t.next(after); after.IsZero() {
			break
		}
		out = append(out, after)
	}
	return out
}

// firstDayOff returns the start of the run of days off that ends just before
// the day of at, which is that day's own start when the day before was worked.
func (t *timetable) firstDayOff(at time.Time) time.Time {
	on := target.DateOf(at.In(t.zone))
	for range 366 {
		if t.calendar.IsWorkingDay(on.AddDays(-1)) {
			break
		}
		on = on.AddDays(-1)
	}
	return on.In(t.zone)
}

// place says where a moment of the schedule goes: it stays on a working day,
// on a day off it moves to the next working day at the same time of day or,
// as the rule says, falls out.
func (t *timetable) place(raw time.Time) (at time.Time, ok bool) {
	for at = raw; !t.calendar.IsWorkingDay(target.DateOf(at.In(t.zone))); at = at.AddDate(0, 0, 1) {
		if t.rule.Holiday == target.SkipSlot || at.Sub(raw) > 366*24*time.Hour {
			return time.Time{}, false
		}
	}
	return at, true
}
