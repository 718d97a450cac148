package understand

import (
	"slices"

	"chitieu/target"
)

// reading makes one reading of the spans.
func (m *message) reading() Reading {
	inds, units := m.mentions(), m.units()
	out := Reading{Intent: None, Units: units, Period: m.period()}
	outside, place := m.outside()
	if m.has(cueInjection) || place || outside != "" && len(inds) == 0 {
		return Reading{Intent: None, Outside: outside, Confidence: 0.9}
	}
	out.Outside = outside
	topic := m.topic()
	follows := topic != nil && m.follows(inds, units)
	if follows && len(inds) == 0 {
		inds = m.fromTopic(topic)
	}
	unclear := m.unclearUnit()
	brought := m.bring(inds)
	s := situation{
		inds: len(inds), units: len(units), values: len(brought), asks: m.asks(),
		request: m.has(cueRequest), speaks: m.has(cueStateNoun), period: out.Period, loose: len(inds) == 0 && m.figures() > 0,
	}
	if unclear != nil {
		s.units++
	}
	var score, margin float64
	out.Intent, score, margin = m.decide(s)
	if follows {
		m.carryOn(&out, topic)
	} else if topic != nil && topic.Intent != ReportValue && m.goesOn(out.Intent) {
		out.Intent, out.Units, out.Followup = topic.Intent, topic.Units, true
	}
	if out.Intent == None || m.idle(&out, inds, s) {
		return Reading{Intent: None, Outside: outside, Confidence: 0.5}
	}
	for _, i := range inds {
		out.Indicators = append(out.Indicators, i.indicator.ID)
	}
	out.Confidence = confidence(score, margin)
	if out.Intent == ReportValue {
		m.store(&out, inds, brought)
	}
	if unclear != nil {
		out.Ask, out.UnitCandidates = AskUnit, unclear.units
	}
	return out
}

// confidence maps a score and its lead to a number between 0 and 1.
func confidence(score, margin float64) float64 {
	c := 0.4 + 0.1*min(score, 4) + 0.1*min(margin, 2)
	return min(c, 1)
}

// outside returns what the text names that the plan does not hold; place is
// set for a neighbour, whose figures must never be mixed up with ours.
func (m *message) outside() (id string, place bool) {
	for i := range m.spans {
		s := &m.spans[i]
		switch {
		case s.kind == placeSpan:
			m.note(s, "outside:"+s.id, s.weight)
			return s.id, true
		case s.kind == outsideSpan && id == "":
			m.note(s, "outside:"+s.id, s.weight)
			id = s.id
		case s.quantity != nil && s.quantity.role == yieldRole && id == "":
			id = "yield"
		}
	}
	return id, false
}

// unclearUnit returns the place that may be several, nil for none.
func (m *message) unclearUnit() *span {
	for i := range m.spans {
		if m.spans[i].kind == unclearUnitSpan {
			m.note(&m.spans[i], "unit:unclear", m.spans[i].weight)
			return &m.spans[i]
		}
	}
	return m.unknownPlace()
}

// unknownPlace returns the span of a place's name that is not known, so that
// its figure is not taken for the whole locality's: what stands behind the
// first word of the communes' names ("Kỳ"), or a proper name behind "xã".
func (m *message) unknownPlace() *span {
	for i := 0; i+1 < len(m.tokens); i++ {
		name := &m.tokens[i+1]
		if name.kind != wordToken || len(name.key) < 2 {
			continue
		}
		s := &span{from: i, to: i + 2, kind: unclearUnitSpan}
		if !m.covered(i) && m.startsName(i) && len(m.places.byFirst[m.tokens[i].key]) >= manyNames {
			s.units = m.places.like(m.tokens[i].key, name.key)
			return s
		}
		if m.prefixAt(i) && !m.covered(i+1) {
			if s.units = m.places.bySecond(&name.word); s.units != nil || name.upper {
				return s
			}
		}
	}
	return nil
}

// startsName reports whether the token may be the first word of a commune's
// name by its marks.
func (m *message) startsName(i int) bool {
	names := m.places.byFirst[m.tokens[i].key]
	return len(names) > 0 && fits(&m.tokens[i].word, &names[0].first)
}

// manyNames is from how many names on a common first word announces a name.
const manyNames = 3

// covered reports whether some span explains the token.
func (m *message) covered(i int) bool {
	return slices.ContainsFunc(m.spans, func(s span) bool { return s.from <= i && i < s.to })
}

// prefixAt reports whether a word like "xã" ends at the token.
func (m *message) prefixAt(i int) bool {
	return slices.ContainsFunc(m.spans, func(s span) bool { return s.to == i+1 && s.has(cueCommunePrefix) })
}

// idle reports whether an indicator is only spoken of: nothing is asked and
// nothing brought, and much of the text is about something else.
func (m *message) idle(out *Reading, inds []mention, s situation) bool {
	if out.Intent != ProgressOne && out.Intent != UnitProgress || s.asks {
		return false
	}
	if m.has(cueChat) && !s.request {
		return true
	}
	need := 0.6
	if s.request || s.speaks {
		need = 0.5
	}
	if m.in.Group && !s.request && !s.speaks {
		need = 0.8
	}
	return m.explained() < need
}

// store puts the figures into the reading, or says what has to be asked.
func (m *message) store(out *Reading, inds []mention, brought []figure) {
	if len(inds) == 0 {
		out.Ask = AskNoIndicator
		m.looseValue(out)
		return
	}
	if len(brought) == 0 {
		out.Ask = AskNoValue
		return
	}
	out.Indicators = nil
	for _, f := range brought {
		out.Indicators = append(out.Indicators, f.indicator.ID)
		if f.ask != AskNothing {
			out.Ask = f.ask
			out.AmountCandidates = f.readings
			continue
		}
		if f.doubtful {
			out.Ask, out.AmountCandidates = AskAmount, []Value{f.value}
		}
		out.Values = append(out.Values, f.value)
	}
	if len(out.Values) != len(out.Indicators) {
		out.Values = nil
	}
	if len(out.Units) > 1 {
		out.Ask, out.UnitCandidates, out.Units = AskUnit, out.Units, nil
	}
}

// looseValue reads a figure whose indicator has to be asked for.
func (m *message) looseValue(out *Reading) {
	for i := range m.spans {
		q := m.spans[i].quantity
		if q == nil || q.role != valueRole {
			continue
		}
		for k := range m.plan.Indicators {
			ind := &m.plan.Indicators[k]
			f, ok := m.figure(ind, q, &m.spans[i])
			if !ok || f.ask != AskNothing {
				continue
			}
			if !q.bare() && !slices.Contains(out.Candidates, ind.ID) {
				out.Candidates = append(out.Candidates, ind.ID)
			}
			if out.Values == nil {
				out.Values = []Value{f.value}
			}
		}
		return
	}
}

// period returns the period that the text speaks of, the narrowest if there
// are several; the base of a comparison is none.
func (m *message) period() target.Period {
	var best *span
	for i := range m.spans {
		s := &m.spans[i]
		if s.kind != periodSpan || m.isBase(i) {
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
