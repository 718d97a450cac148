package understand

// undoing says how much of a message asks to take back what was reported.
type undoing uint8

const (
	undoesNothing undoing = iota
	undoesPartly          // one clause does; another says something else
	undoesWholly
)

// undoes reports whether the message asks to take back what was reported: a
// verb of undoing, or that it was wrong, with what it is about and words of
// politeness, and nothing else. "đừng hủy" and "hủy lịch họp" do not.
func (m *message) undoes() undoing {
	a := &account{m: m, taken: make([]bool, len(m.tokens))}
	for i := range m.spans {
		switch s := &m.spans[i]; s.kind {
		case indicatorSpan, periodSpan, unitSpan, localitySpan:
			for k := s.from; k < s.to; k++ {
				a.taken[k] = true
			}
		case quantitySpan, clockSpan, outsideSpan, placeSpan, unclearUnitSpan:
			return undoesNothing
		}
	}
	a.explain(m.lexicon.undo)
	whole, part := true, false
	for from := 0; from < len(m.tokens); {
		_, to := a.m.clause(from)
		acts, left := a.clauseUndoes(from, to)
		whole = whole && left == 0
		part = part || acts && left == 0
		if left > 0 && m.denies(from, to) {
			return undoesNothing
		}
		from = max(to, from) + 1
	}
	switch {
	case !part:
		return undoesNothing
	case whole:
		return undoesWholly
	}
	return undoesPartly
}

// clauseUndoes reports whether the clause holds a verb of undoing, and how many
// of its words are left over.
func (a *account) clauseUndoes(from, to int) (acts bool, left int) {
	for i := range a.words {
		w := &a.words[i]
		acts = acts || w.from >= from && w.to <= to && w.any(gateVerb, gateWrong)
	}
	for i := from; i < min(to+1, len(a.m.tokens)); i++ {
		t := &a.m.tokens[i]
		if t.is("?") || i < to && !a.taken[i] && t.kind != signToken {
			left++
		}
	}
	return acts, left
}

// denies reports whether the clause holds a word of a closed class by which an
// undo would be denied, supposed or asked about.
func (m *message) denies(from, to int) bool {
	a := &account{m: m, taken: make([]bool, len(m.tokens))}
	a.explain(m.lexicon.gate)
	for i := range a.words {
		w := &a.words[i]
		switch w.hesitation() {
		case HesitateNegation, HesitateCondition, HesitateQuestion:
			if w.from >= from && w.to <= to {
				return true
			}
		}
	}
	return m.asks()
}
