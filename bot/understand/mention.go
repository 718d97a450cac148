package understand

import (
	"slices"
	"sync"

	"chitieu/target"
)

// mention is an indicator that the text names, at its first place.
type mention struct {
	indicator *target.Indicator
	from, to  int
	weak      bool
}

// mentions returns the indicators that the text names, in its order. A weak
// name counts if a fitting measure stands somewhere in the text.
func (m *message) mentions() []mention {
	if ind := m.plan.Indicator(m.in.About); ind != nil {
		return []mention{{indicator: ind}}
	}
	var out []mention
	for i := range m.spans {
		if q := m.spans[i].quantity; q != nil && q.noun && q.role == valueRole {
			m.nameByNoun(&m.spans[i])
		}
	}
	var enough func(*target.Indicator) bool // for those with weak names, which are few
	for i := range m.spans {
		s := &m.spans[i]
		if s.kind != indicatorSpan && (s.kind != quantitySpan || s.id == "") {
			continue
		}
		ind := m.plan.Indicator(target.IndicatorID(s.id))
		if ind == nil {
			continue
		}
		if s.weak && enough == nil {
			enough = m.weakNames()
		}
		if s.weak && !enough(ind) && !m.turnsTo() {
			m.note(s, "weak", s.id, s.weight)
			continue
		}
		if m.ofOutside(i) {
			m.note(s, "outside", s.id, -s.weight)
			continue
		}
		m.note(s, "indicator", s.id, s.weight)
		at := slices.IndexFunc(out, func(o mention) bool { return o.indicator == ind })
		if at < 0 {
			out = append(out, mention{ind, s.from, s.to, s.weak})
		} else {
			out[at].weak = out[at].weak && s.weak
		}
	}
	return m.strongest(m.byRatio(out))
}

// ofOutside reports whether the name at i belongs to something outside the plan
// that stands right beside it: "năng suất lúa vụ xuân", "DVC hồ sơ đúng hạn".
func (m *message) ofOutside(i int) bool {
	s := &m.spans[i]
	return i > 0 && m.spans[i-1].to == s.from && (m.spans[i-1].kind == outsideSpan || m.spans[i-1].has(cueYield)) ||
		i+1 < len(m.spans) && m.spans[i+1].from == s.to && m.spans[i+1].kind == outsideSpan
}

// weakNames tells of an indicator whether its weak names are enough. It looks
// at the text once for each.
func (m *message) weakNames() func(*target.Indicator) bool {
	plain := sync.OnceValue(m.plain)
	known := make(map[*target.Indicator]bool)
	return func(ind *target.Indicator) bool {
		enough, ok := known[ind]
		if !ok {
			enough = m.supported(ind) || m.backed(ind) || plain()
			known[ind] = enough
		}
		return enough
	}
}

// supported reports whether the text speaks of the indicator's measure. It looks
// for it once: each reading that may be offered asks.
func (m *message) supported(ind *target.Indicator) bool {
	found, ok := m.measured[ind]
	if !ok {
		found = m.measures(ind)
		if m.measured == nil {
			m.measured = make(map[*target.Indicator]bool)
		}
		m.measured[ind] = found
	}
	return found
}

func (m *message) measures(ind *target.Indicator) bool {
	for i := range m.tokens {
		t := &m.tokens[i]
		if t.kind != wordToken || m.inName(i) {
			continue
		}
		for _, s := range target.LookupScale(t.fold) {
			per := i+1 < len(m.tokens) && m.tokens[i+1].is("/") && ind.Measure.Per == ""
			if s.Dimension == ind.Measure.Dimension && !per {
				return true
			}
		}
	}
	return false
}

// nameByNoun takes a figure that counts what only one indicator counts ("2
// trường") for a weak name of it.
func (m *message) nameByNoun(s *span) {
	for i := range m.plan.Indicators {
		ind := &m.plan.Indicators[i]
		if !ind.Measure.Whole() {
			continue
		}
		if n := (noun{ind.ID, s.quantity.unit}); m.lexicon.plural[n] || m.lexicon.singular[n] {
			s.id, s.weak = string(ind.ID), true
		}
	}
}

// backed reports whether the indicator is named twice in different words:
// "trường ... chuẩn".
func (m *message) backed(ind *target.Indicator) bool {
	first := ""
	for i := range m.spans {
		s := &m.spans[i]
		if s.kind != indicatorSpan && s.kind != quantitySpan || s.id != string(ind.ID) {
			continue
		}
		words := s.wordsIn(m.tokens)
		if first != "" && words != first {
			return true
		}
		first = words
	}
	return false
}

// plain reports whether the text is a plain question or figure without much
// else, in which a weak name is enough.
func (m *message) plain() bool {
	names := make(map[string]bool)
	for i := range m.spans {
		switch m.spans[i].kind {
		case indicatorSpan, quantitySpan:
			if m.spans[i].id != "" {
				names[m.spans[i].id] = true
			}
		case outsideSpan, nothingSpan:
			return false
		}
	}
	return len(names) == 1 && m.explained() >= 0.85 && (m.bareNames() || m.has(cueAskState, cueAskAmount, cueUndo, cueMissing, cueWho, cueWhoDid, cueForecast) || m.figures() > 0) && !m.has(cueChat)
}

// bareNames reports whether the text is the name of a target, with or without
// that of a commune, and nothing else: "lúa", "lúa Kỳ Đồng?".
func (m *message) bareNames() bool {
	end := 0
	for i := range m.spans {
		s := &m.spans[i]
		if s.from > end && m.unexplained(end, s.from) > 0 || s.kind != indicatorSpan && s.kind != unitSpan && s.cues != politeOnly {
			return false
		}
		end = s.to
	}
	return m.unexplained(end, len(m.tokens)) == 0
}

// turnsTo reports whether the text only turns the talk to something else, for
// which a weak name is enough: "còn lúa?".
func (m *message) turnsTo() bool {
	return m.topic() != nil && m.figures() == 0 && len(m.spans) > 0 && m.spans[0].has(cueWhatAbout) && !m.namesUnknown()
}

// inName reports whether the token belongs to the name of a place or unit.
func (m *message) inName(i int) bool {
	s := m.spanOver(i)
	return s != nil && (s.kind == unitSpan || s.kind == unclearUnitSpan || s.kind == placeSpan || s.has(cueTimeNoise))
}

// strongest drops weak mentions beside strong ones of the same dimension: in
// "trường chuẩn" nothing is said of any other school.
func (m *message) strongest(all []mention) []mention {
	return slices.DeleteFunc(all, func(a mention) bool {
		return a.weak && slices.ContainsFunc(all, func(b mention) bool {
			return !b.weak && b.indicator.Measure.Dimension == a.indicator.Measure.Dimension
		})
	})
}

// byRatio drops a total that is only the beginning of a ratio's name: "giá trị
// sản xuất đạt 96 triệu đồng/ha" is one indicator.
func (m *message) byRatio(all []mention) []mention {
	ratio := slices.IndexFunc(all, func(a mention) bool { return a.indicator.Measure.Per != "" })
	if ratio < 0 {
		ratio = m.ratioMeasure(&all)
	}
	if ratio < 0 || m.figures() > 1 {
		return all
	}
	r := all[ratio]
	return slices.DeleteFunc(all, func(a mention) bool {
		i := a.indicator
		return i != r.indicator && i.Measure.Per == "" && i.Measure.Dimension == r.indicator.Measure.Dimension &&
			a.from < r.from && !m.joined(a.to, r.from)
	})
}

// ratioMeasure adds the ratio whose measure a figure bears.
func (m *message) ratioMeasure(all *[]mention) int {
	for i := range m.spans {
		q := m.spans[i].quantity
		if q == nil || len(q.scales) == 0 || q.scales[0].Per == "" {
			continue
		}
		for k := range m.plan.Indicators {
			ind := &m.plan.Indicators[k]
			if ind.Measure.Per == q.scales[0].Per && ind.Measure.Dimension == q.scales[0].Dimension {
				*all = append(*all, mention{ind, m.spans[i].from, m.spans[i].to, false})
				return len(*all) - 1
			}
		}
	}
	return -1
}

// figures counts the reported figures.
func (m *message) figures() int {
	n := 0
	for i := range m.spans {
		if q := m.spans[i].quantity; q != nil && q.role == valueRole {
			n++
		}
	}
	return n
}

// joined reports whether "và", "với" or a comma joins two names.
func (m *message) joined(from, to int) bool {
	for i := from; i < to; i++ {
		switch t := &m.tokens[i]; {
		case t.is(","), t.is(";"), t.is("+"), t.breaks():
			return true
		case t.kind == wordToken && slices.Contains([]string{"va", "voi", "vs", "dan", "and", "cung"}, t.key):
			return true
		}
	}
	return false
}

// units returns the units that the text names, in its order.
func (m *message) units() []target.UnitID {
	var out []target.UnitID
	for i := range m.spans {
		s := &m.spans[i]
		if id := target.UnitID(s.id); s.kind == unitSpan && !slices.Contains(out, id) && m.answers(id) && !m.sentTo(s) {
			m.note(s, "unit", s.id, s.weight)
			out = append(out, id)
		}
	}
	if m.figures() > 0 && len(out) > 1 {
		out = m.reportedOn(out)
	}
	return out
}

// reportedOn leaves out the agencies beside a commune that figures are of: they
// speak. "Phòng NN báo cáo: xã Kỳ Xuân 1.980 tấn".
func (m *message) reportedOn(units []target.UnitID) []target.UnitID {
	isCommune := func(id target.UnitID) bool { return m.plan.Unit(id).Kind == target.Commune }
	if !slices.ContainsFunc(units, isCommune) {
		return units
	}
	return slices.DeleteFunc(units, func(id target.UnitID) bool { return !isCommune(id) })
}

// sentTo reports whether an agency is only whom the message is sent to, or agrees
// with: "kính gửi đồng chí Chủ tịch", "đã đối chiếu với Kho bạc".
func (m *message) sentTo(s *span) bool {
	u := m.plan.Unit(target.UnitID(s.id))
	if u == nil || u.Kind == target.Commune || s.from == 0 || m.figures() == 0 {
		return false
	}
	switch m.tokens[s.from-1].key {
	case "gui", "thua", "kepada", "voi", "chuyen":
		return true
	}
	return false
}

// answers reports whether the unit may be the one that the text is about. An
// agency that leads no target is so only by itself, and where a target is named
// only if it helps with that one: otherwise it speaks or is asked.
func (m *message) answers(id target.UnitID) bool {
	u := m.plan.Unit(id)
	if u == nil || u.Kind == target.Commune || slices.ContainsFunc(m.plan.Indicators, func(ind target.Indicator) bool { return ind.Lead == id }) {
		return true
	}
	named, helps := m.has(cueIndicatorWord), false
	for i := range m.spans {
		s := &m.spans[i]
		if s.kind == unitSpan && s.id != string(id) {
			return false
		}
		if ind := m.plan.Indicator(target.IndicatorID(s.id)); s.kind == indicatorSpan && ind != nil {
			named, helps = true, helps || slices.Contains(ind.With, id)
		}
	}
	return helps || !named
}
