package target

import "slices"

var (
	nearlyAll  = NewAmount(90).Div(Hundred) // of the target: what the season expects when it may be met
	smallSurge = NewAmount(5).Div(Hundred)  // of the target: a gain that is never questioned
	surge      = NewAmount(3)               // times the best gain so far
	farAhead   = NewAmount(20).Div(Hundred) // of the target, above what the season asks
)

const aMonth = 31 // days

// early reports whether a total is already all that the year asks, well before
// the season expects it. It is asked about once: what followed such a figure is
// not early any more.
func (e *examination) early() bool {
	part, ok := e.part()
	if !ok || !e.ind.running() || e.report.AsOf.Year != e.plan.Year || e.report.Value.LessThan(part) {
		return false
	}
	if e.previous != nil && e.previous.Value.GreaterThanOrEqual(part) {
		return false
	}
	asked := e.asked()
	return asked == nil || asked.LessThan(part.Mul(nearlyAll))
}

// surges reports whether a total has gained far more than it ever did in as
// many days, and than the season brings in them: a harvest is no surprise.
func (e *examination) surges() bool {
	part, ok := e.part()
	p, r := e.previous, e.report
	if !ok || p == nil || !e.ind.running() {
		return false
	}
	gain := r.Value.Sub(p.Value)
	if gain.LessThanOrEqual(part.Mul(smallSurge)) {
		return false
	}
	best := larger(e.bestGain(r.AsOf.DaysSince(p.AsOf)), e.seasonGain(part))
	return gain.GreaterThan(best.Mul(surge))
}

// runsAhead reports whether a flow stands far above what the season asks while
// the figure before did not. A harvest may bring in a week what three months
// did before, so the gain alone tells nothing then.
func (e *examination) runsAhead() bool {
	part, ok := e.part()
	if !ok || e.previous == nil || e.ind.Kind != Flow {
		return false
	}
	far := func(r *Report) bool {
		asked, due := e.ind.Expected(part, e.plan.Year, r.AsOf)
		return due && r.Value.GreaterThan(asked.Mul(seasonMargin)) && r.Value.Sub(asked).GreaterThan(part.Mul(farAhead))
	}
	return far(e.report) && !far(e.previous)
}

// seasonGain is how much more the season asks on the report's day than on that
// of the figure before it.
func (e *examination) seasonGain(part Amount) Amount {
	now, ok := e.ind.Expected(part, e.plan.Year, e.report.AsOf)
	if !ok {
		return Amount{}
	}
	before, _ := e.ind.Expected(part, e.plan.Year, e.previous.AsOf)
	return now.Sub(before)
}

// bestGain is the most that the total gained in so many days of the year, up to
// the figure before the report. Between two figures a flow is taken to have
// grown evenly; whole things may all have come at once, and one always may. What
// came in fewer days than ever lay between two figures nobody knows, so that is
// the shortest span; where reports are rare, a month.
func (e *examination) bestGain(days int) Amount {
	course := e.courseSoFar()
	if e.ind.Kind == Count {
		best := NewAmount(1)
		for i := 1; i < len(course); i++ {
			best = larger(best, course[i].Value.Sub(course[i-1].Value))
		}
		return best
	}
	first, last := course[0], course[len(course)-1]
	shortest := aMonth
	for i := 1; i < len(course); i++ {
		shortest = min(shortest, course[i].AsOf.DaysSince(course[i-1].AsOf))
	}
	days = max(days, shortest)
	if all := last.AsOf.DaysSince(first.AsOf); days >= all {
		return last.Value.Sub(first.Value).Mul(NewAmount(int64(days))).Div(NewAmount(int64(max(all, 1))))
	}
	var best Amount
	for _, c := range course {
		if from := c.AsOf.AddDays(-days); !from.Before(first.AsOf) {
			best = larger(best, c.Value.Sub(totalOn(course, from)))
		}
		if to := c.AsOf.AddDays(days); !to.After(last.AsOf) {
			best = larger(best, totalOn(course, to).Sub(c.Value))
		}
	}
	return best
}

// courseSoFar returns the figures in force of the year by day, beginning with
// nothing on the day before it and ending with the one before the report.
func (e *examination) courseSoFar() []Report {
	first, _ := yearBounds(e.plan.Year)
	var mine []Report
	for _, o := range e.others {
		if o.Indicator == e.ind.ID && o.Unit == e.report.Unit && !o.AsOf.Before(first) && !o.AsOf.After(e.previous.AsOf) {
			mine = append(mine, o)
		}
	}
	out := []Report{{AsOf: first.AddDays(-1)}}
	slices.SortStableFunc(mine, func(a, b Report) int { return a.AsOf.DaysSince(b.AsOf) })
	for _, m := range mine {
		switch last := &out[len(out)-1]; {
		case last.AsOf != m.AsOf:
			out = append(out, m)
		case !last.outweighs(&m):
			*last = m
		}
	}
	return out
}

// totalOn returns the total on a day within the course, evenly between figures.
func totalOn(course []Report, on Date) Amount {
	i, found := slices.BinarySearchFunc(course, on, func(r Report, on Date) int { return r.AsOf.DaysSince(on) })
	if found {
		return course[i].Value
	}
	a, b := course[i-1], course[i]
	part, whole := NewAmount(int64(on.DaysSince(a.AsOf))), NewAmount(int64(b.AsOf.DaysSince(a.AsOf)))
	return a.Value.Add(b.Value.Sub(a.Value).Mul(part).Div(whole))
}
