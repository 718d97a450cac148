package plans

import "chitieu/target"

// pace reads the shape of what is expected over the year. Keys of another kind of
// pace are mistakes: they would be silently without effect.
func (r *reader) pace(at field, f *paceFile, ind *target.Indicator) target.Pace {
	p := target.Pace{Kind: choice(r, at.key("kind"), f.Kind, "", target.Linear, target.Monthly, target.Milestones, target.Due)}
	r.belongs(at.key("monthly"), len(f.Monthly), p.Kind, target.Monthly)
	r.belongs(at.key("milestones"), len(f.Milestones), p.Kind, target.Milestones)
	r.belongs(at.key("due"), len(f.Due), p.Kind, target.Due)
	switch p.Kind {
	case target.Monthly:
		p.Monthly = r.monthly(at.key("monthly"), f.Monthly)
	case target.Milestones:
		p.Milestones = r.milestones(at.key("milestones"), f.Milestones, ind)
	case target.Due:
		p.Due = r.dueDays(at.key("due"), f.Due)
	}
	return p
}

// belongs notes a list that the kind of pace does not use, or uses and lacks.
func (r *reader) belongs(at field, n int, kind, owner target.PaceKind) {
	switch {
	case kind == owner && n == 0:
		r.wrong(at, "is missing: a pace of kind %s needs it", owner)
	case kind != owner && n > 0:
		r.wrong(at, "belongs to a pace of kind %s, and this one is %s", owner, kind)
	}
}

// monthly reads twelve cumulative percents; null lies between its neighbours.
func (r *reader) monthly(at field, texts []scalar) (shares [12]*target.Amount) {
	if len(texts) != len(shares) {
		if len(texts) > 0 {
			r.wrong(at, "has %d entries, want 12: the cumulative percent at the end of each month, ~ where none is known", len(texts))
		}
		return shares
	}
	last := target.Amount{}
	for i, s := range texts {
		share := r.optional(at.item(i), s)
		if share == nil {
			continue
		}
		r.percent(at.item(i), share)
		if share.LessThan(last) {
			r.wrong(at.item(i), "%s is less than the %s before it; the percents are cumulative", share, last)
		}
		shares[i], last = share, *share
	}
	if december := shares[11]; december == nil || !december.Equal(target.Hundred) {
		r.wrong(at.item(11), "December must be 100: the whole target is asked by the end of the year")
	}
	return shares
}

func (r *reader) milestones(at field, files []milestoneFile, ind *target.Indicator) []target.Milestone {
	var steps []target.Milestone
	for i := range files {
		place := at.item(i)
		m := target.Milestone{On: r.monthDay(place.key("on"), files[i].On), Expected: r.expected(place, &files[i], ind)}
		if i > 0 && !later(m.On, steps[i-1].On) {
			r.wrong(place.key("on"), "%s is not after the milestone before it", files[i].On)
		}
		if i > 0 && retreats(ind.Comparison, steps[i-1].Expected, m.Expected) {
			r.wrong(place, "asks less than the milestone before it, which stays in force until this day")
		}
		steps = append(steps, m)
	}
	return steps
}

// expected reads a milestone's amount, or its percent of the target.
func (r *reader) expected(at field, f *milestoneFile, ind *target.Indicator) target.Amount {
	if (f.Expected == "") == (f.Percent == "") {
		r.wrong(at, "want one of expected (in %s) and percent (of the target)", ind.Measure.Names[target.Vietnamese])
		return target.Amount{}
	}
	if f.Percent != "" {
		share := r.amount(at.key("percent"), f.Percent)
		r.percent(at.key("percent"), &share)
		return ind.Target.Mul(share).Div(target.Hundred)
	}
	v := r.amount(at.key("expected"), f.Expected)
	switch {
	case v.IsNegative():
		r.wrong(at.key("expected"), "%s is negative", v)
	case ind.Comparison != target.AtMost && v.GreaterThan(ind.Target):
		r.wrong(at.key("expected"), "%s is more than the target, %s", v, ind.Target)
	}
	return v
}

// retreats reports whether a milestone is easier than the one before it: a lower
// floor, or for a ceiling a higher one. A ceiling on a total rises over the year,
// so only floors are checked.
func retreats(c target.Comparison, before, after target.Amount) bool {
	return c != target.AtMost && after.LessThan(before)
}

func (r *reader) dueDays(at field, texts []scalar) []target.MonthDay {
	var days []target.MonthDay
	for i, s := range texts {
		d := r.monthDay(at.item(i), s)
		if i > 0 && !later(d, days[i-1]) {
			r.wrong(at.item(i), "%s is not after the day before it in the list", s)
		}
		days = append(days, d)
	}
	return days
}

func later(a, b target.MonthDay) bool {
	return a.Month > b.Month || a.Month == b.Month && a.Day > b.Day
}
