package target

import (
	"time"

	"github.com/shopspring/decimal"
)

// PaceKind is the shape of what is expected over the year.
type PaceKind string

const (
	Linear     PaceKind = "linear"     // day by day alike
	Monthly    PaceKind = "monthly"    // cumulative percent at month ends, a line between
	Milestones PaceKind = "milestones" // steps: what the last passed date asks holds until the next
	Due        PaceKind = "due"        // nothing before the dates on which it is judged
)

// MonthDay is a day of any year.
type MonthDay struct {
	Month time.Month
	Day   int
}

// In returns the day in the year.
func (m MonthDay) In(year int) Date { return NewDate(year, m.Month, m.Day) }

// Milestone is what is expected from a day on.
type Milestone struct {
	On       MonthDay
	Expected Amount // in the indicator's measure
}

// Pace says what is expected of an indicator by a date. The seasonal curve is
// data of the plan because twelfths of the target raise false alarms: grain is
// near zero until the spring crop is cut.
type Pace struct {
	Kind PaceKind
	// Monthly holds the cumulative percent of the target at each month's end;
	// nil months lie on the line between their neighbours. December is set.
	Monthly    [12]*Amount
	Milestones []Milestone // by date
	Due        []MonthDay  // by date
}

// Expected returns what target asks of the indicator on the day, in its
// measure. ok is false while nothing is asked yet: the indicator is not due.
func (p Pace) Expected(target Amount, planTarget Amount, year int, on Date) (amount Amount, ok bool) {
	first, last := NewDate(year, time.January, 1), NewDate(year, time.December, 31)
	if on.Before(first) {
		return Amount{}, false
	}
	if on.After(last) {
		on = last
	}
	switch p.Kind {
	case Linear:
		days := decimal.NewFromInt(int64(on.DaysSince(first) + 1))
		return target.Mul(days).Div(decimal.NewFromInt(int64(last.DaysSince(first) + 1))), true
	case Monthly:
		return target.Mul(p.monthlyShare(year, on)).Div(Hundred), true
	case Milestones:
		for _, m := range p.Milestones {
			if on.Before(m.On.In(year)) {
				break
			}
			amount, ok = m.Expected, true
		}
		if ok && !target.Equal(planTarget) && !planTarget.IsZero() {
			// A unit's allocation is asked in the proportion of the whole.
			amount = amount.Mul(target).Div(planTarget)
		}
		return amount, ok
	default: // Due
		ok = len(p.Due) > 0 && !on.Before(p.Due[0].In(year))
		return target, ok
	}
}

// monthlyShare interpolates the cumulative percent on the day.
func (p Pace) monthlyShare(year int, on Date) Amount {
	from, low := NewDate(year, time.January, 0), Amount{}
	for m := time.January; m <= time.December; m++ {
		share := p.Monthly[m-1]
		if share == nil {
			continue
		}
		end := NewDate(year, m+1, 0)
		if !on.After(end) {
			part := decimal.NewFromInt(int64(on.DaysSince(from)))
			return low.Add(share.Sub(low).Mul(part).Div(decimal.NewFromInt(int64(end.DaysSince(from)))))
		}
		from, low = end, *share
	}
	return low
}

// Next returns the first day after on on which more is asked or the indicator
// is judged; zero if none is left in the year or the pace is continuous.
func (p Pace) Next(year int, on Date) Date {
	switch p.Kind {
	case Milestones:
		for _, m := range p.Milestones {
			if d := m.On.In(year); d.After(on) {
				return d
			}
		}
	case Due:
		for _, m := range p.Due {
			if d := m.In(year); d.After(on) {
				return d
			}
		}
	}
	return Date{}
}

// Thresholds say how far below the expectation a value is at risk or lagging:
// in percent of the plan for totals and counts, in percentage points for rates.
// A shortfall equal to a threshold does not cross it.
type Thresholds struct {
	AtRisk  Amount
	Lagging Amount
	// NoImprovement is the number of days after which a level short of its
	// target and no better than before is lagging; 0 switches this off.
	NoImprovement int
}
