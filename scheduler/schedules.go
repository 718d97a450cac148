package scheduler

import (
	"errors"
	"time"

	"chitieu/target"
)

// Schedules tells when rules are due, days off considered. It needs no store,
// so that a rule can be shown before it is kept.
type Schedules struct{ plan *target.Plan }

// Timetables returns the Schedules of the plan's calendar.
func Timetables(plan *target.Plan) Schedules { return Schedules{plan} }

// Check returns why the rule's schedule is refused, a *target.ScheduleError
// with an example that is accepted; nil if it is not. One that is due on days
// off only, and skips them, is never due.
func (s Schedules) Check(rule target.Rule) error {
	t, err := newTimetable(s.plan, &rule)
	if fault, ok := errors.AsType[*target.ScheduleError](err); ok {
		return fault // without the rule's name, which is for the log
	}
	if err != nil {
		return err
	}
	first := target.NewDate(s.plan.Year, time.January, 1).In(s.plan.Zone).Add(-time.Nanosecond)
	if t.next(first).IsZero() {
		return &target.ScheduleError{
			Expr: rule.Schedule, Fault: target.FaultNever, Example: exampleWeekly,
			Detail: "due on days off only, which the rule skips",
		}
	}
	return nil
}

// Next returns the rule's next n slots after a moment, fewer if there are none,
// nil if the rule's schedule cannot be read.
func (s Schedules) Next(rule target.Rule, after time.Time, n int) []time.Time {
	t, err := newTimetable(s.plan, &rule)
	if err != nil {
		return nil
	}
	return t.nextN(after, n)
}
