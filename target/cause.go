package target

import (
	"slices"
	"time"
)

// lateDirective stands for a Status in the fact of a directive.
const lateDirective Status = "late"

// Facts returns what a reminder of the finding says.
func (f *Finding) Facts() []Fact {
	var facts []Fact
	for i := range f.Items {
		p := &f.Items[i]
		facts = append(facts, Fact{Indicator: p.Indicator.ID, Unit: p.Unit, Status: p.Status, Actual: p.Actual, AsOf: p.AsOf})
	}
	for i := range f.Directives {
		d := &f.Directives[i]
		facts = append(facts, Fact{Directive: d.ID, Unit: d.Unit, Status: lateDirective, AsOf: DateOf(d.Due)})
	}
	return facts
}

// Weigh decides whether a finding is to be said, and why. last is what the chat
// was last told by the rule, nil if it never was. Only a Digest is kept back:
// when all that it would say was said last time and Repeat has not passed. What
// was said then and has been settled since is nothing new.
func (r *Rule) Weigh(facts []Fact, last *Delivery, now time.Time) (cause Cause, say bool) {
	switch {
	case r.Kind == DateNear || r.Kind == DirectiveDue:
		return CauseDate, true
	case r.Kind == Escalating:
		return CauseStep, true
	case last == nil:
		return CauseFirst, true
	case slices.ContainsFunc(facts, func(f Fact) bool { return !f.in(last.Facts) }):
		return CauseChanged, true
	default:
		return CauseRepeat, r.Kind != Digest || now.Sub(last.Done) >= r.Repeat
	}
}

func (f Fact) in(told []Fact) bool {
	return slices.ContainsFunc(told, func(t Fact) bool {
		same := f.Actual == nil && t.Actual == nil || f.Actual != nil && t.Actual != nil && f.Actual.Equal(*t.Actual)
		return same && f.Indicator == t.Indicator && f.Directive == t.Directive && f.Unit == t.Unit && f.Status == t.Status && f.AsOf == t.AsOf
	})
}
