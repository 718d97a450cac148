package target

// judge gives the status. The order matters: what is met is achieved whatever
// the season; what was asked since the figure, or is not asked yet, is not
// late; only then distances count.
func (p *Progress) judge(plan *Plan, standing []Report) {
	limits := plan.ThresholdsOf(p.Indicator)
	met := p.Indicator.Comparison.Met(*p.Actual, p.Target)
	_, last := yearBounds(plan.Year)
	final := !p.Judged.Before(last)
	switch {
	case met && p.counts(final):
		p.Status, p.Reason = Achieved, ReasonMet
	case p.outdated(plan):
		p.Status, p.Reason = NoData, ReasonOutdated
	case p.Shortfall == nil:
		p.Status, p.Reason = NotDue, ReasonBeforeDue
	case !met && p.Indicator.Pace.Kind == Due:
		p.Status, p.Reason = Lagging, ReasonNotMetAtDue
	case p.Shortfall.GreaterThan(limits.Lagging):
		p.Status, p.Reason = Lagging, ReasonFarShort
	case p.stagnant(standing, limits.NoImprovement):
		p.Status, p.Reason = Lagging, ReasonNoImprovement
	case p.Shortfall.GreaterThan(limits.AtRisk):
		p.Status, p.Reason = AtRisk, ReasonShort
	case final && !met:
		p.Status, p.Reason = AtRisk, ReasonNotMetAtDue
	case p.Shortfall.IsPositive():
		p.Status, p.Reason = OnTrack, ReasonWithin
	default:
		p.Status, p.Reason = OnTrack, ReasonAhead
	}
}

// counts reports whether a met comparison is an achievement already: a ceiling
// on a running total is kept only when the year is over, and a yearly figure
// that is an estimate is no decision before it falls due.
func (p *Progress) counts(final bool) bool {
	switch p.Indicator.Kind {
	case Flow, Count:
		return p.Indicator.Comparison != AtMost || final
	case Yearly:
		return !p.Estimate || p.Shortfall != nil
	default:
		return true
	}
}

// outdated reports whether more has been asked, or a judging date has passed,
// since the figure: what it would be today is not known. A count is judged on
// the day of the question and never outdated.
func (p *Progress) outdated(plan *Plan) bool {
	asked := p.Indicator.Pace.Next(plan.Year, p.Judged)
	return !asked.IsZero() && !asked.After(p.On)
}

// stagnant reports whether a level is short of its target and no better than
// it was the given number of days before.
func (p *Progress) stagnant(standing []Report, days int) bool {
	if days <= 0 || p.Indicator.Kind != Level || !p.Shortfall.IsPositive() || p.Report == nil {
		return false
	}
	before := Latest(standing, p.Indicator.ID, p.Report.Unit, p.AsOf.AddDays(-days))
	if before == nil {
		return false
	}
	if p.Indicator.Comparison == AtMost {
		return p.Actual.GreaterThanOrEqual(before.Value)
	}
	return p.Actual.LessThanOrEqual(before.Value)
}
