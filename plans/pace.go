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
	case kind == "":
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
	found, last := len(r.mistakes), target.Amount{}
	for i, s := range texts {
		share := r.optional(at.item(i), s)
		if share == nil {
			continue
		}
		r.percent(at.item(i), share)
		if len(r.mistakes) == found && share.LessThan(last) {
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
	found := len(r.mistakes) // nothing is compared with what was mistaken
	for i := range files {
		m := target.Milestone{On: r.monthDay(at.item(i).key("on"), files[i].On), Expected: r.expected(at.item(i), &files[i], ind)}
		if i > 0 && len(r.mistakes) == found {
			r.follows(at.item(i), steps[i-1], m, ind.Comparison)
		}
		steps = append(steps, m)
	}
	return steps
}

// follows notes a milestone that is not after the one before it, or asks less. A
// ceiling on a total rises over the year, and is let be.
func (r *reader) follows(at field, before, m target.Milestone, c target.Comparison) {
	if !later(m.On, before.On) {
		r.wrong(at.key("on"), "%02d-%02d is not after the milestone before it", m.On.Month, m.On.Day)
	}
	if c != target.AtMost && m.Expected.LessThan(before.Expected) {
		r.wrong(at, "asks less than the milestone before it, which stays in force until this day")
	}
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
	case ind.Comparison != target.AtMost && ind.Target.IsPositive() && v.GreaterThan(ind.Target):
		r.wrong(at.key("expected"), "%s is more than the target, %s", v, ind.Target)
	}
	return v
}

func (r *reader) dueDays(at field, texts []scalar) []target.MonthDay {
	var days []target.MonthDay
	for i, s := range texts {
		d := r.monthDay(at.item(i), s)
		if i > 0 && d.Day > 0 && !later(d, days[i-1]) {
			r.wrong(at.item(i), "%s is not after the day before it in the list", s)
		}
		days = append(days, d)
	}
	return days
}

func later(a, b target.MonthDay) bool {
	return a.Month > b.Month || a.Month == b.Month && a.Day > b.Day
}
