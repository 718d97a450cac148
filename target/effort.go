package target

// Effort is how fast a running total has to grow to meet the year's target,
// beside how fast it grew of late. Both count from the figure's own date: what
// came in since is not known, and counting from the day of the question would
// ask for it twice.
type Effort struct {
	From, By Date // the figure's date, and the last day of the year
	// PerWeek is what is missing, spread over the weeks from From to By.
	PerWeek Amount
	// Achieved is what a week brought over the Days before From. Nil when two
	// figures far enough apart are not known, or when nothing came in.
	Achieved *Amount
	Days     int
	Times    *Amount // PerWeek / Achieved; nil with Achieved
}

// How far apart two figures may lie to tell a speed: the nearest to four weeks
// is taken. Less than two weeks is chance; more than a quarter is not of late.
const (
	usualStretch    = 28
	shortestStretch = 14
	longestStretch  = 95
)

// week is the days of one.
const week = 7

// WeeklyNeed returns what a running total needs a week until the year's end.
// ok is false when nothing is missing or known, when the figure is stale, with
// less than a week to go, and for what grows in steps: between two harvests or
// two rounds of decisions a weekly need says nothing (see NextStep).
func WeeklyNeed(plan *Plan, standing []Report, p *Progress) (effort Effort, ok bool) {
	need, missing := Needed(plan, p)
	steady := p.Indicator.Pace.Kind == Linear || p.Indicator.Pace.Kind == Monthly
	if !missing || !steady || p.Indicator.Kind != Flow || p.Stale || need.Days < week {
		return Effort{}, false
	}
	left := NewAmount(int64(need.By.DaysSince(p.AsOf)))
	effort = Effort{From: p.AsOf, By: need.By, PerWeek: need.Missing.Mul(NewAmount(week)).Div(left)}
	effort.look(standing, p)
	return effort, true
}

// look finds how fast the total grew before From.
func (e *Effort) look(standing []Report, p *Progress) {
	if p.Report == nil {
		return // a roll-up is as old as its oldest part
	}
	before := earlier(standing, p.Report)
	if before == nil {
		return
	}
	grown := p.Actual.Sub(before.Value)
	if !grown.IsPositive() {
		return
	}
	e.Days = p.AsOf.DaysSince(before.AsOf)
	achieved := grown.Mul(NewAmount(week)).Div(NewAmount(int64(e.Days)))
	times := e.PerWeek.Div(achieved)
	e.Achieved, e.Times = &achieved, &times
}

// earlier returns the report of the same series and year whose date is nearest
// to four weeks before now's, nil if none is far enough or near enough. Of
// reports of the same day the one said last counts.
func earlier(standing []Report, now *Report) *Report {
	var best *Report
	off := longestStretch
	for i := range standing {
		r := &standing[i]
		days := now.AsOf.DaysSince(r.AsOf)
		same := r.Indicator == now.Indicator && r.Unit == now.Unit && r.AsOf.Year == now.AsOf.Year
		if !same || days < shortestStretch || days > longestStretch {
			continue
		}
		if away := max(days-usualStretch, usualStretch-days); best == nil || away <= off {
			best, off = r, away
		}
	}
	return best
}

// Step is the next milestone of what grows in steps.
type Step struct {
	On      Date
	Asked   Amount // of the unit, in the measure
	Missing Amount // still, as of the value's date
}

// NextStep returns what the next milestone asks and what is missing for it. ok
// is false without a value, without milestones ahead, when the next one is met
// already, and when it asks for the whole target: that gap is p.Gap.
func NextStep(plan *Plan, p *Progress) (step Step, ok bool) {
	if p.Actual == nil || p.Next.IsZero() || p.Indicator.Pace.Kind != Milestones || !p.Indicator.running() {
		return Step{}, false
	}
	asked, due := p.expected(plan, p.Next)
	missing := asked.Sub(*p.Actual)
	if !due || !missing.IsPositive() || !asked.LessThan(p.Target) {
		return Step{}, false
	}
	return Step{On: p.Next, Asked: asked, Missing: missing}, true
}
