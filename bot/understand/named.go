package understand

import (
	"chitieu/target"
)

// period returns the period that the text speaks of, the narrowest if there
// are several; the base of a comparison is none.
func (m *message) period() target.Period {
	var best *span
	for i := range m.spans {
		s := &m.spans[i]
		if s.kind != periodSpan || m.isBase(i) || m.opens(s) {
			continue
		}
		if best == nil || better(s, best) {
			best = s
		}
	}
	if m.isRange() {
		return target.Period{}
	}
	if best != nil {
		m.note(best, "period:"+best.period.String(), best.weight)
		return best.period
	}
	if m.has(cueLastYear) && !m.has(cueVersus, cueGrowth, cueSamePeriod) {
		return target.Period{Kind: target.Year, Year: m.plan.Year - 1}
	}
	return target.Period{}
}

// opens reports whether the period is only where a series begins: "since
// January".
func (m *message) opens(s *span) bool {
	if s.from == 0 || !m.has(cueHistory) {
		return false
	}
	switch m.tokens[s.from-1].key {
	case "since", "sejak", "tu", "from", "dari":
		return true
	}
	return false
}

// isRange reports whether several years, or the ends of a series, are named: no
// single period then.
func (m *message) isRange() bool {
	var first *span
	for i := range m.spans {
		s := &m.spans[i]
		if s.kind != periodSpan || m.isBase(i) {
			continue
		}
		if first != nil && first.period.Kind == s.period.Kind && first.period != s.period &&
			(s.period.Kind == target.Year || m.has(cueHistory)) {
			return true
		}
		first = s
	}
	return false
}

// better reports whether period a says more than b: said outright before told
// from today, then the narrower one, then the later one in the text.
func better(a, b *span) bool {
	if a.relative != b.relative {
		return b.relative
	}
	return a.period.Kind <= b.period.Kind
}

// isBase reports whether the period at i is what is compared with.
func (m *message) isBase(i int) bool {
	s := &m.spans[i]
	if m.aside(s.from) && m.near(i, 1) != nil && m.near(i, 1).kind == quantitySpan {
		return true
	}
	if s.period.Year < m.plan.Year && anyHas(m.before(i), cueVersus, cueSamePeriod) {
		return true
	}
	prev := m.near(i, -1)
	if prev == nil {
		return false
	}
	if prev.has(cueSamePeriod) {
		return true
	}
	return prev.any(cueVersus) && !prev.any(cueUntil) && (s.period.Year < m.plan.Year || prev.to == s.from || m.near(i, 1) == nil)
}
