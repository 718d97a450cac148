package target

// Need is what is missing for the year's target and the time that is left.
type Need struct {
	Missing Amount // in the measure: for a rate, percentage points
	// More is set when exactly Missing would not do: the target must be passed.
	More bool
	By   Date // the last judging date of the year, else its last day
	Days int  // from the day of the question to By
	// PerDay is Missing spread over Days, nil when no day is left.
	PerDay *Amount
}

// Needed returns what is still missing for the target on the day of p. ok is
// false when there is no figure, when nothing is missing, and for a ceiling,
// which asks for no more.
func Needed(plan *Plan, p *Progress) (need Need, ok bool) {
	c := p.Indicator.Comparison
	if p.Gap == nil || c == AtMost || c.Met(*p.Actual, p.Target) || p.Gap.IsNegative() {
		return Need{}, false
	}
	need = Need{Missing: *p.Gap, More: c == MoreThan, By: p.Indicator.Pace.last(plan.Year)}
	if p.Indicator.Measure.Whole() && need.More {
		need.Missing, need.More = need.Missing.Floor().Add(NewAmount(1)), false
	}
	if need.Days = max(need.By.DaysSince(p.On), 0); need.Days > 0 {
		perDay := need.Missing.Div(NewAmount(int64(need.Days)))
		need.PerDay = &perDay
	}
	return need, true
}

// last returns the day by which all of the target is asked.
func (p Pace) last(year int) Date {
	_, last := yearBounds(year)
	switch {
	case p.Kind == Milestones && len(p.Milestones) > 0:
		return p.Milestones[len(p.Milestones)-1].On.In(year)
	case p.Kind == Due && len(p.Due) > 0:
		return p.Due[len(p.Due)-1].In(year)
	default:
		return last
	}
}
