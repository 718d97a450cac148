package understand

import (
	"slices"

	"chitieu/target"
)

// reading makes one reading of the spans.
func (m *message) reading() Reading {
	if out, ok := m.withdraws(); ok {
		m.settled = true
		return out
	}
	inds, units := m.mentions(), m.units()
	out := Reading{Intent: None, Units: units, Period: m.period()}
	outside, place := m.outside()
	if m.has(cueInjection) || place || outside != "" && (len(inds) == 0 || outside == yieldID && m.figures() == 0 && !m.asks()) {
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
	m.situation = s
	var score float64
	out.Intent, score, m.margin = m.decide(s)
	if follows {
		m.carryOn(&out, topic)
	} else if topic != nil && topic.Intent != ReportValue && m.goesOn(out.Intent) {
		out.Intent, out.Units, out.Followup = topic.Intent, topic.Units, true
	}
	if out.Intent == None || m.idle(&out, inds, s) || m.smallTalk(&out, brought) {
		return Reading{Intent: None, Outside: outside, Confidence: 0.5}
	}
	for _, i := range inds {
		out.Indicators = append(out.Indicators, i.indicator.ID)
	}
	out.Confidence = confidence(score, m.margin)
	out.Own = m.has(cueOwnUnit, cueOwnSide) && len(units) == 0 && unclear == nil
	out.OwnCommune = out.Own && m.has(cueOwnUnit)
	if out.Own && out.Followup {
		out.Units = nil // not those of which one spoke before
	}
	if out.Intent == ReportValue {
		m.store(&out, inds, brought)
		m.claim(&out, brought)
		if out.OwnCommune && out.Ask == AskNothing {
			out.Ask = AskUnit // "xã ta": who speaks must be known
		}
		m.doubtAmount(&out)
		if out.Hesitates == "" { // the figure first
			from, to := m.doubtDay(&out)
			out.Hesitates, out.Doubtful = m.hesitate(inds, out.Units, brought, from, to)
		}
		out.Units = slices.DeleteFunc(out.Units, func(u target.UnitID) bool { return slices.Contains(m.unowned, u) })
		if out.Hesitates == "" && out.DayDoubt != "" {
			out.Hesitates, out.Doubtful = HesitateDay, out.DayWords
		}
	}
	if out.Intent == Undo { // or a clause of it
		out.Hesitates, out.Doubtful = HesitateUnread, m.quote(0, len(m.tokens))
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

// idle reports whether an indicator is only spoken of: nothing is asked and
// nothing brought, and much of the text is about something else.
func (m *message) idle(out *Reading, inds []mention, s situation) bool {
	if m.seen[cueChat] > 1 && !s.request && !m.has(cueIndicatorWord, cueWhichIndicator, cueWhichUnit) && s.values == 0 && out.Intent != RemindSettings && out.Intent != SummaryReport {
		return true
	}
	if out.Intent == UnitProgress && len(inds) == 0 && m.has(cueChat) && !s.speaks && !m.has(cueIndicatorWord) {
		return true
	}
	if out.Intent != ProgressOne && out.Intent != UnitProgress || s.asks {
		return false
	}
	if !s.request && (m.has(cueChat) || m.hasClock()) {
		return true
	}
	need := 0.6
	if s.request || s.speaks {
		need = 0.5
	}
	if (m.in.Group || out.Intent == UnitProgress) && !s.request && !s.speaks {
		need = 0.8
	}
	return m.explained() < need
}

// smallTalk reports whether the numbers are those of rooms and cars: people
// talk to each other, and no figure bears a unit.
func (m *message) smallTalk(out *Reading, brought []figure) bool {
	if out.Intent != ReportValue || m.has(cueReport) || !m.has(cueChat) && (len(brought) > 0 || !m.hasClock()) {
		return false
	}
	return !slices.ContainsFunc(brought, func(f figure) bool { return !f.quantity.bare() })
}

// hasClock reports whether a time of day is told, as for a meeting.
func (m *message) hasClock() bool {
	return slices.ContainsFunc(m.spans, func(s span) bool { return s.kind == clockSpan })
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
	out.Indicators, out.Values = make([]target.IndicatorID, 0, len(brought)), make([]Value, 0, len(brought))
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
