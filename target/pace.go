package target

import "time"

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

// Expected returns what is asked of the indicator on the day, in its measure,
// from somebody whose part of the target is part: the whole target for the
// locality, an allocation for a unit. ok is false while nothing is asked yet:
// the indicator is not due. After the year all of it is asked. Of whole things
// only whole ones are asked, in favour of who is asked.
func (i *Indicator) Expected(part Amount, year int, on Date) (asked Amount, ok bool) {
	asked, ok = i.asked(part, year, on)
	switch {
	case !i.Measure.Whole():
		return asked, ok
	case i.Comparison == AtMost:
		return asked.Ceil(), ok
	default:
		return asked.Floor(), ok
	}
}

func (i *Indicator) asked(part Amount, year int, on Date) (Amount, bool) {
	first, last := yearBounds(year)
	if on.Before(first) {
		return Amount{}, false
	}
	if on.After(last) {
		on = last
	}
	switch i.Pace.Kind {
	case Linear:
		return part.Mul(daysOf(on, first)).Div(daysOf(last, first)), true
	case Monthly:
		return part.Mul(i.Pace.monthlyShare(year, on)).Div(Hundred), true
	case Milestones:
		m := i.Pace.milestone(year, on)
		if m == nil {
			return Amount{}, false
		}
		return i.proportion(m.Expected, part), true
	default:
		return part, len(i.Pace.Due) > 0 && !on.Before(i.Pace.Due[0].In(year))
	}
}

// proportion asks of a part of the target its share of what the whole is asked.
func (i *Indicator) proportion(asked, part Amount) Amount {
	if part.Equal(i.Target) || i.Target.IsZero() {
		return asked
	}
	return asked.Mul(part).Div(i.Target)
}

// yearBounds returns the first and the last day of the year.
func yearBounds(year int) (first, last Date) {
	return NewDate(year, time.January, 1), NewDate(year, time.December, 31)
}

// daysOf counts the days from first to on, both included.
func daysOf(on, first Date) Amount { return NewAmount(int64(on.DaysSince(first) + 1)) }

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
			part, whole := int64(on.DaysSince(from)), int64(end.DaysSince(from))
			return low.Add(share.Sub(low).Mul(NewAmount(part)).Div(NewAmount(whole)))
		}
		from, low = end, *share
	}
	return low
}

// milestone returns the last milestone that the day has passed, nil for none.
func (p Pace) milestone(year int, on Date) *Milestone {
	for i := len(p.Milestones) - 1; i >= 0; i-- {
		if m := &p.Milestones[i]; !on.Before(m.On.In(year)) {
			return m
		}
	}
	return nil
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
