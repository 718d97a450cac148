package understand

import (
	"slices"

	"chitieu/target"
)

// claim collects what is said beside each figure and can be checked against it:
// percentages of the plan, parts of it, and how much more than before it is. It
// belongs to the figure that it follows, or to the only one.
func (m *message) claim(out *Reading, brought []figure) {
	if len(out.Values) != len(brought) {
		return
	}
	for k := range brought {
		from, to := 0, len(m.spans)
		if len(brought) > 1 {
			from, to = m.stretch(brought, k)
		}
		for i := from; i < to; i++ {
			if q := m.spans[i].quantity; q != nil && q != brought[k].quantity {
				m.claimOf(&brought[k], i, &out.Values[k].Claims)
			}
		}
		out.Shares = append(out.Shares, out.Values[k].Claims.Shares...)
	}
}

// stretch returns the spans from the figure to the next one that is brought.
func (m *message) stretch(brought []figure, k int) (from, to int) {
	for from < len(m.spans) && m.spans[from].quantity != brought[k].quantity {
		from++
	}
	for to = from + 1; to < len(m.spans); to++ {
		if q := m.spans[to].quantity; q != nil && slices.ContainsFunc(brought, func(f figure) bool { return f.quantity == q }) {
			break
		}
	}
	return from, min(to, len(m.spans))
}

// claimOf adds what the quantity at i says of the figure.
func (m *message) claimOf(f *figure, i int, claims *target.Claims) {
	q := m.spans[i].quantity
	switch {
	case q.role == planShareRole && !m.ofOtherPlan(i), q.role == valueRole && q.percent() && !f.indicator.Rate():
		if share, ok := m.plainNumber(q); ok {
			claims.Shares = append(claims.Shares, share)
		}
	case q.role == growthRole:
		m.claimGain(f, i, claims)
	case q.role == rejectedRole && !f.value.Increment:
		m.claimStep(f, i, claims)
	case q.role != valueRole || q.bare() || q.over != "":
	case m.isPart(i):
		if part, err := m.amount(f.indicator, q); err == nil {
			claims.Parts = append(claims.Parts, part)
		}
	case q.increment && !f.value.Increment && m.gainPeriod(i) != nil:
		m.claimGain(f, i, claims)
	case q.increment && adds(f.indicator) && !f.value.Increment && !m.timed(i):
		if added, err := m.amount(f.indicator, q); err == nil {
			claims.Gains = append(claims.Gains, target.Gain{Amount: m.signed(q, added), Over: target.OverLast})
		}
	}
}

// claimStep adds what a figure that leads to the reported one says of the last:
// "từ 87,25 tỷ lên 90 tỷ", "thêm 3 tỷ thành 90,25 tỷ".
func (m *message) claimStep(f *figure, i int, claims *target.Claims) {
	step, err := m.amount(f.indicator, m.spans[i].quantity)
	at := m.spans[i].from
	switch {
	case err != nil || at == 0:
	case m.near(i, -1).any(cueIncrement):
		claims.Gains = append(claims.Gains, target.Gain{Amount: step, Over: target.OverLast})
	case m.tokens[at-1].fold == "tu" || m.tokens[at-1].fold == "from" || m.tokens[at-1].fold == "dari":
		claims.Gains = append(claims.Gains, target.Gain{Amount: f.value.Amount.Sub(step), Over: target.OverLast})
	}
}

// ofOtherPlan reports whether the percentage is of a plan that is not the
// year's: a quarter's, a half-year's.
func (m *message) ofOtherPlan(i int) bool {
	for _, s := range m.after(i) {
		if s.any(cueMonth, cueQuarter, cueHalfYear, cueThisMonth, cueThisQuarter) || s.kind == periodSpan && s.period.Kind != target.Year {
			return true
		}
	}
	return false
}

// claimGain adds how much more the figure is said to be than another one that is
// named.
func (m *message) claimGain(f *figure, i int, claims *target.Claims) {
	q, after := m.spans[i].quantity, m.after(i)
	g := target.Gain{Percent: q.percent() && !m.points(i)}
	switch {
	case anyHas(after, cueSamePeriod, cueLastYear):
		g.Over = target.OverSamePeriod
	case anyHas(after, cueLastFigure):
		g.Over = target.OverLast
	default:
		p := m.gainPeriod(i)
		if p == nil {
			return
		}
		g.Over, g.From, g.To = target.OverPeriod, p.from, p.to
	}
	ok := true
	if g.Amount, ok = m.plainNumber(q); ok && !q.percent() {
		var err error
		g.Amount, err = m.amount(f.indicator, q)
		ok = err == nil
	}
	if ok {
		g.Amount = m.signed(q, g.Amount)
		claims.Gains = append(claims.Gains, g)
	}
}

// days are a stretch of them, the first and the last.
type days struct{ from, to target.Date }

// gainPeriod returns the days that the quantity is compared with: "tăng 8 tỷ so
// với tháng trước", "so với 31/5 tăng 8 tỷ". On a report of the first days of a
// month "last month" may be the one before last too. Nil for none.
func (m *message) gainPeriod(i int) *days {
	before := m.before(i)
	slices.Reverse(before)
	compared := false
	for _, s := range append(before, m.after(i)...) {
		compared = compared || s.has(cueVersus)
		switch {
		case s.kind == periodSpan && s.has(cueLastMonth):
			return &days{target.NewDate(m.in.Today.Year, m.in.Today.Month-2, 1), s.period.End()}
		case !compared || s.noDay:
		case s.kind == periodSpan && s.period.Kind != target.Year && !s.period.End().After(m.in.Today):
			return &days{s.period.Start(), s.period.End()}
		case s.has(cuePastWeek):
			monday := mondayOf(m.in.Today)
			return &days{monday.AddDays(-14), monday.AddDays(-1)}
		}
	}
	return nil
}

// ofEarlierYear reports whether the same time of last year is told before the
// quantity without being compared with: "cùng kỳ 2023 lương thực được 31.700 tấn".
func (m *message) ofEarlierYear(before []*span) bool {
	compared := slices.ContainsFunc(before, func(s *span) bool { return m.tokens[s.from].key == "so" }) // "so với cùng kỳ"
	return anyHas(before, cueSamePeriod) && !compared && !anyHas(before, cueVersus, cueGrowth, cueTotal, cueThisYear)
}

// falls reports whether the quantity at i is told as taken off: such a word
// stands before it, and none that makes it a state.
func (m *message) falls(i int, before []*span) bool {
	to := m.spans[i].from
	for _, s := range before {
		switch {
		case m.signBetween(s.to, to, ",", "(", ":"), s.any(cueFallTo, cueReach, cueTotal, cueInstead):
			return false
		case s.has(cueExcept) && s.to != m.spans[i].from:
			return false // "thu nội địa trừ tiền đất 60 tỷ" leaves it out
		case s.has(cueFallBy):
			return true
		}
		to = s.from
	}
	return false
}

// signed returns the amount, negative if the quantity is told as a fall.
func (m *message) signed(q *quantity, a target.Amount) target.Amount {
	if q.fall {
		return a.Neg()
	}
	return a
}

// timed reports whether the time in which the quantity came is told before it:
// then it is not what came since the last report.
func (m *message) timed(i int) bool {
	return slices.ContainsFunc(m.before(i), func(s *span) bool {
		return s.kind == periodSpan || s.any(cueThisMonth, cueLastMonth, cueThisQuarter, cueLastQuarter, cueMonth, cueQuarter, cueTimeNoise, cueToday) ||
			s.has(cueIncrement) && alone[m.tokens[s.from].key]
	})
}

// plainNumber reads a percentage with the decimals in which it is written: of
// two readings the smaller one, since no share is told in thousands.
func (m *message) plainNumber(q *quantity) (target.Amount, bool) {
	if q.half || q.tail != "" || q.over != "" {
		return target.Amount{}, false
	}
	readings, err := target.ParseNumber(q.number, q.lang)
	if err != nil {
		return target.Amount{}, false
	}
	return slices.MinFunc(readings, func(a, b target.Amount) int { return a.Cmp(b) }), true
}
