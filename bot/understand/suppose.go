package understand

import (
	"slices"
)

// supposes reports whether the text asks what would be with another figure, and
// reads it: "if we collect 10 billion more".
func (m *message) supposes(out *Reading) bool {
	at := slices.IndexFunc(m.spans, func(s span) bool {
		return s.quantity != nil && (s.quantity.role == valueRole || s.quantity.role == thresholdRole || s.quantity.role == targetRole || s.quantity.role == planShareRole)
	})
	if at < 0 {
		return false
	}
	figure := &m.spans[at]
	given := slices.ContainsFunc(m.hints, func(h hint) bool { return h.name == hintIf && (h.from < figure.from || m.asks()) })
	follows := m.asks() && figure.quantity.role == valueRole && (m.adds(figure) || m.reached(figure)) &&
		slices.ContainsFunc(m.hints, func(h hint) bool { return h.name == hintThen && h.from >= figure.to })
	if !given && !follows || m.restates() {
		return false
	}
	inds := m.mentions()
	if topic := m.topic(); len(inds) == 0 && topic != nil {
		inds = m.fromTopic(topic)
		out.Followup = true
	}
	out.Indicators, out.Values = nil, nil
	for _, i := range inds {
		out.Indicators = append(out.Indicators, i.indicator.ID)
	}
	if len(inds) == 1 {
		quantity := *figure.quantity
		if inds[0].indicator.Rate() {
			quantity.role = valueRole // what a rate reaches is no share of the plan
		}
		if f, ok := m.figure(inds[0].indicator, &quantity, figure); ok && (f.ask == AskNothing || f.ask == AskAmount && !f.value.Amount.IsZero()) {
			f.value.Increment = f.value.Increment || m.adds(figure) && adds(inds[0].indicator)
			out.Supposed = &f.value
		}
	}
	return true
}

// asksOfFigure takes a question that repeats a figure for one about it: of which
// day it is, or why it is so.
func (m *message) asksOfFigure(out *Reading) bool {
	if len(out.Indicators) != 1 || m.figures() == 0 {
		return false
	}
	_, why := m.leads(hintAskWhy)
	switch {
	case m.hinted(hintFigureDay) && !m.has(cueDueVerb, cueDeadline):
		out.Intent = History
	case why:
		out.Intent = ProgressOne
	default:
		return false
	}
	out.Values, out.AmountCandidates, out.Ask = nil, nil, AskNothing
	return true
}

// adds reports whether the figure is more of what there is: "thêm 2 trường nữa",
// "10 billion more".
func (m *message) adds(s *span) bool {
	before := slices.ContainsFunc(m.spans, func(p span) bool { return p.has(cueIncrement) && p.to <= s.from && p.to+2 >= s.from })
	return before || s.to < len(m.tokens) && more[m.tokens[s.to].key]
}

// reached reports whether the figure is said to be reached: "mà được 50.000 tấn".
func (m *message) reached(s *span) bool {
	return s.from > 0 && reaches[m.tokens[s.from-1].key]
}

// reaches are the words before a figure that is reached.
var reaches = map[string]bool{"duoc": true, "dat": true, "len": true, "ma": true, "la": true, "jadi": true, "menjadi": true, "mencapai": true, "reaches": true, "reach": true, "becomes": true}

// more is what stands behind a figure that is added.
var more = map[string]bool{"nua": true, "more": true, "lagi": true}
