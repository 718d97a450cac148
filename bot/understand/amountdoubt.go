package understand

import (
	"slices"

	"chitieu/target"
)

// doubtAmount makes a report hesitate whose figure is no figure of its own: it
// is one of a range, rough, a limit, a fall, in other money, or written so that
// only a part of it could be read.
func (m *message) doubtAmount(out *Reading) {
	for i := range m.spans {
		s := &m.spans[i]
		if s.kind != quantitySpan || s.quantity.role != valueRole {
			continue
		}
		q := s.quantity
		prev, next := m.near(i, -1), m.near(i, 1)
		hesitate := func(why Hesitation, from, to int) {
			out.Hesitates, out.Doubtful = why, m.written(&span{from: from, to: to})
		}
		switch {
		case m.isStuck(s):
			hesitate(HesitateUnread, m.gluedFrom(s.from), m.gluedTo(s.to))
			out.Values, out.AmountCandidates = nil, nil
			return
		case m.foreignMoney(i):
			hesitate(HesitateCurrency, s.from, min(s.to+1, len(m.tokens)))
			out.Values, out.AmountCandidates = nil, nil
			return
		case m.rangeEnd(i) > 0:
			end := &m.spans[m.rangeEnd(i)]
			hesitate(HesitateRange, s.from, end.to)
			m.bounds(out, q, end)
			return
		case prev.any(cueBound) && !prev.any(cueOver), next.any(cueBound) && next.from == s.to:
			hesitate(HesitateRange, min(prev.start(s), s.from), max(next.end(s), s.to))
			out.Values = nil
			return
		case prev.any(cueFallTo, cueFallBy) && (!prev.has(cueExcept) || prev.to == s.from):
			m.fall(out, s, prev)
		case prev.any(cueRough) && !m.estimated(i) && !m.mayBeLink(prev):
			hesitate(HesitateRange, prev.from, s.to)
		case prev.any(cueOver):
			m.overDoubt(out, s, prev)
		}
	}
}

// start and end are where a span lies, of none where the other does.
func (s *span) start(other *span) int {
	if s == nil || !s.has(cueBound) {
		return other.from
	}
	return s.from
}

func (s *span) end(other *span) int {
	if s == nil || !s.has(cueBound) {
		return other.to
	}
	return s.to
}

// valueOf returns the reading's value that the quantity brought, nil for none.
func (m *message) valueOf(out *Reading, s *span) *Value {
	written := m.written(s)
	for i := range out.Values {
		if out.Values[i].Written == written {
			return &out.Values[i]
		}
	}
	return nil
}

// indicatorOf returns the indicator of a value.
func (m *message) indicatorOf(out *Reading, v *Value) *target.Indicator {
	for i := range out.Values {
		if &out.Values[i] == v && i < len(out.Indicators) {
			return m.plan.Indicator(out.Indicators[i])
		}
	}
	return nil
}

// fall reads "giảm 500 tấn" as a subtraction and "giảm xuống 85 tỷ" as what is
// left. Only a state may fall to a figure without a question.
func (m *message) fall(out *Reading, s, cue *span) {
	v := m.valueOf(out, s)
	if v == nil {
		return
	}
	to := cue.has(cueFallTo)
	if ind := m.indicatorOf(out, v); to && ind != nil && !adds(ind) {
		v.Increment = false
		return
	}
	v.Increment = !to
	if !to {
		v.Amount = v.Amount.Abs().Neg()
	}
	out.Hesitates, out.Doubtful = HesitateFall, m.written(&span{from: cue.from, to: s.to})
	if ind := m.indicatorOf(out, v); ind != nil && ind.Rate() && !s.quantity.percent() {
		out.Values, out.AmountCandidates = nil, nil // "giảm 12 hộ" is no part of a rate
	}
}

// over reads "hơn 90 tỷ" as ninety reached. More than the target itself may
// only say the target again.
func (m *message) overDoubt(out *Reading, s, cue *span) {
	v := m.valueOf(out, s)
	if v == nil {
		return
	}
	v.Over = true
	if ind := m.indicatorOf(out, v); ind != nil && ind.Target.Equal(v.Amount) && !v.Increment {
		out.Hesitates, out.Doubtful = HesitateRange, m.written(&span{from: cue.from, to: s.to})
	}
}

// mayBeLink reports whether the word for "about" lacks its marks and is a common
// word then: "co 3 truong" is "có 3 trường" rather than "cỡ".
func (m *message) mayBeLink(s *span) bool {
	t := &m.tokens[s.from]
	return s.to == s.from+1 && !t.marked() && (t.key == "co" || t.key == "do" || t.key == "con")
}

// estimated reports whether the figure is said to be an estimate in the words
// of reports: "ước đạt khoảng 92 tỷ".
func (m *message) estimated(i int) bool {
	for _, s := range m.before(i) {
		if s.has(cueEstimate) && !s.has(cueRough) {
			return true
		}
	}
	return false
}

// foreignMoney reports whether a word for other money stands at the figure.
func (m *message) foreignMoney(i int) bool {
	s := &m.spans[i]
	for k := max(i-1, 0); k <= min(i+1, len(m.spans)-1); k++ {
		o := &m.spans[k]
		if !o.has(cueCurrency) || s.from-o.to > 1 || o.from-s.to > 1 {
			continue
		}
		if t := &m.tokens[o.from]; t.key != "do" || t.marked() || o.to-o.from > 1 || o.to == len(m.tokens) {
			return true // "do" may be "because"
		}
	}
	return false
}

// rangeEnd returns the span of the second figure of "92 đến 93%" where the
// first is at i, 0 for none.
func (m *message) rangeEnd(i int) int {
	s := &m.spans[i]
	if m.growthBefore(i) != nil {
		return 0 // "rose by 2 billion to 89.25 billion"
	}
	for k := i + 1; k < len(m.spans); k++ {
		o := &m.spans[k]
		if o.kind != quantitySpan {
			continue
		}
		a, b := s.quantity, o.quantity
		if o.from != s.to+1 || a.over != "" || b.over != "" || b.role != valueRole || a.unit != "" && a.percent() != b.percent() {
			return 0
		}
		t := &m.tokens[s.to]
		if t.is("-") || t.kind == wordToken && rangeWords[t.key] || t.kind == wordToken && bothWords[t.key] && m.opensRange(s.from) {
			return k
		}
		return 0
	}
	return 0
}

// opensRange reports whether "between" stands before the token.
func (m *message) opensRange(i int) bool {
	return i > 0 && rangeOpens[m.tokens[i-1].key]
}

// The words of ranges.
var (
	rangeWords = map[string]bool{
		"den": true, "toi": true, "to": true, "sampai": true, "hingga": true, "sd": true, "hoac": true, "hay": true, "or": true, "atau": true,
	}
	bothWords  = map[string]bool{"va": true, "and": true, "dan": true}
	rangeOpens = map[string]bool{"giua": true, "tu": true, "between": true, "antara": true, "dari": true, "from": true}
)

// bounds makes the two figures of a range the candidates; the first is in the
// unit of the second where it has none.
func (m *message) bounds(out *Reading, first *quantity, end *span) {
	out.Values, out.AmountCandidates = nil, nil
	if len(out.Indicators) != 1 {
		return
	}
	ind := m.plan.Indicator(out.Indicators[0])
	low := *first
	if low.bare() {
		low.unit, low.scales, low.noun = end.quantity.unit, end.quantity.scales, end.quantity.noun
	}
	for _, q := range []*quantity{&low, end.quantity} {
		amount, err := m.amount(ind, q)
		if err != nil {
			out.AmountCandidates = nil
			return
		}
		out.AmountCandidates = append(out.AmountCandidates, Value{Amount: amount})
	}
}

// isStuck reports whether the figure is only a part of what is written in one
// piece: signs, digits or letters stick to it that were not read with it.
func (m *message) isStuck(s *span) bool {
	for i := s.from; i < s.to; i++ {
		if m.tokens[i].stuck {
			return true
		}
	}
	first, last := &m.tokens[s.from], &m.tokens[s.to-1]
	if s.from > 0 && first.kind == numberToken && first.glued {
		before := &m.tokens[s.from-1]
		if before.kind == wordToken && (!m.covered(s.from-1) || len(before.text) < 2 || before.glued && s.from > 1 && m.tokens[s.from-2].kind == numberToken) {
			return true
		}
	}
	if m.apart(s.from) {
		return true
	}
	if s.from > 0 && m.tokens[s.from-1].kind == wordToken && (m.tokens[s.from-1].text == "âm" || m.tokens[s.from-1].text == "minus" || m.tokens[s.from-1].text == "negative") {
		return true
	}
	if s.to == len(m.tokens) {
		return false
	}
	next := &m.tokens[s.to]
	switch {
	case next.is("+"):
		return m.quantityFrom(s.to+1) != nil // "45 + 45,4 tỷ"
	case !next.glued:
		return false
	case last.kind == numberToken:
		return next.kind == wordToken && !m.tonnes(s, next)
	default:
		return next.kind == numberToken
	}
}

// apart reports whether the number at the token is the rest of one whose decimal
// sign stands with a blank: "95 , 2 tỷ", "95. 2 tỷ".
func (m *message) apart(i int) bool {
	if i < 2 || m.tokens[i-2].kind != numberToken || m.tokens[i].kind != numberToken || !isWhole(m.tokens[i-2].text) {
		return false
	}
	before := m.spanOver(i - 2)
	sign := &m.tokens[i-1]
	return before != nil && before.quantity != nil && before.quantity.bare() && before.to == i-1 && (sign.is(",") && !sign.glued || sign.is(".") && !m.tokens[i].glued)
}

// tonnes reports whether "31200t" is the short form of the measure.
func (m *message) tonnes(s *span, next *token) bool {
	return next.text == "t" && s.quantity.bare() && m.onlyMass()
}

// of reports whether every indicator of the topic has the dimension.
func (t *Topic) of(plan *target.Plan, d target.Dimension) bool {
	return !slices.ContainsFunc(t.Indicators, func(id target.IndicatorID) bool { return plan.Indicator(id).Measure.Dimension != d })
}

// onlyMass reports whether all indicators that the text names are measured in
// tonnes.
func (m *message) onlyMass() bool {
	named := m.in.carried && m.in.Topic.of(m.plan, target.DimensionMass)
	for i := range m.spans {
		if ind := m.plan.Indicator(target.IndicatorID(m.spans[i].id)); m.spans[i].kind == indicatorSpan && ind != nil {
			if named = true; ind.Measure.Dimension != target.DimensionMass {
				return false
			}
		}
	}
	return named
}

// gluedFrom and gluedTo widen a stretch by what sticks to it.
func (m *message) gluedFrom(i int) int {
	for i > 0 && m.tokens[i].glued {
		i--
	}
	return i
}

func (m *message) gluedTo(i int) int {
	for i < len(m.tokens) && m.tokens[i].glued {
		i++
	}
	return i
}
