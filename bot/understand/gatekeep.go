package understand

import (
	"slices"

	"chitieu/target"
)

// undone notes what a withdrawal names: what is taken back, by its name, place or
// value, and what is to stay. A weak name is one here: every word of the message
// is accounted for.
func (a *account) undone(out *Reading) {
	m := a.m
	m.mentions() // notes the evidence
	out.Units = m.units()
	for i := range m.spans {
		s := &m.spans[i]
		switch {
		case s.kind == quantitySpan:
			if n, ok := m.place(s); ok {
				out.Undo.Number = n
			} else {
				out.Undo.Values = m.valuesOf(s)
			}
		case s.kind == indicatorSpan && a.isName(s.from, s.to):
			to, id := &out.Indicators, target.IndicatorID(s.id)
			if a.stays(s) {
				to = &out.Undo.Keeps
			}
			if !slices.Contains(*to, id) {
				*to = append(*to, id)
			}
		case s.kind == unitSpan && a.stays(s):
			id := target.UnitID(s.id)
			out.Undo.KeepsOf = append(out.Undo.KeepsOf, id)
			out.Units = slices.DeleteFunc(out.Units, func(u target.UnitID) bool { return u == id })
		}
	}
}

// stays reports whether what is named is to stay: the verb nearest before it says
// so, else the first one behind it in its clause, "rác giữ lại".
func (a *account) stays(name *span) bool {
	from, to := a.m.clause(name.from)
	var before, behind *span
	for i := range a.words {
		switch w := &a.words[i]; {
		case !w.any(gateVerb, undoKeep):
		case w.from < name.from:
			before = w
		case behind == nil && w.to <= to:
			behind = w
		}
	}
	if behind != nil && (before == nil || before.from < from) {
		return behind.has(undoKeep)
	}
	return before != nil && before.has(undoKeep)
}

// undoesValue reports whether the figure says which report is taken back: a verb of
// undoing stands before it in its clause, and it is called a figure, named or
// without a measure. "hủy số 95,2 tỷ" does, "sai, 95,2" puts one right, and "bỏ
// 2 tỷ" speaks of money.
func (m *message) undoesValue(words []span, s *span) bool {
	from, _ := m.clause(s.from)
	return slices.ContainsFunc(words, func(w span) bool {
		if !w.has(gateVerb) || w.from < from || w.to > s.from {
			return false
		}
		for i := w.from; i < s.from; i++ {
			if name := m.spanOver(i); m.lexicon.isGate(&m.tokens[i], gateNumber) || name != nil && name.kind == indicatorSpan {
				return true
			}
		}
		return s.quantity.bare()
	})
}

// valuesOf are the amounts that the figure may be of each indicator.
func (m *message) valuesOf(s *span) map[target.IndicatorID][]target.Amount {
	out := make(map[target.IndicatorID][]target.Amount)
	for i := range m.plan.Indicators {
		ind := &m.plan.Indicators[i]
		f, ok := m.figure(ind, s.quantity, s)
		if !ok {
			continue
		}
		out[ind.ID] = append(out[ind.ID], f.value.Amount)
		for _, v := range f.readings {
			out[ind.ID] = append(out[ind.ID], v.Amount)
		}
	}
	return out
}
