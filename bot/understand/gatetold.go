package understand

import "slices"

// tells reports whether a word of taking back, in its clause, only tells of it or
// says that it is for another time: what was taken back already ("đã hủy", "hủy
// rồi"), what is no more ("hết sai"), what is to come ("mai hủy"), or what stands
// in doubt ("sai số").
func (m *message) tells(a *account) bool {
	if slices.ContainsFunc(m.spans, func(s span) bool { return s.kind == periodSpan && s.period.End().After(m.in.Today) }) {
		return true
	}
	return slices.ContainsFunc(a.words, func(w span) bool {
		return w.any(undoUnsure, undoLater) || w.any(gateVerb, gateWrong) && a.ended(&w) || w.has(gateVerb) && a.done(&w)
	})
}

// ended reports whether the word before says that there is none any more; behind
// a verb of taking back it says how many are meant, "hủy hết".
func (a *account) ended(w *span) bool {
	before := a.wordTo(w.from)
	if before == nil || !before.has(undoEnded) {
		return false
	}
	verb := a.wordTo(before.from)
	return verb == nil || !verb.has(gateVerb)
}

// done reports whether the words around the verb say that it is done.
func (a *account) done(verb *span) bool {
	if before := a.wordTo(verb.from); before != nil && before.has(undoDone) {
		return true
	}
	_, end := a.m.clause(verb.from)
	return slices.ContainsFunc(a.words, func(w span) bool {
		if !w.has(undoOver) || w.from < verb.to || w.to > end || a.m.tokens[w.from-1].fold == "vua" { // "số vừa rồi"
			return false
		}
		before := a.wordTo(w.from)
		return before == nil || before.has(gateVerb) || !before.any(undoActs...)
	})
}

// slips reports whether it was taken back by mistake: "hủy nhầm", "lỡ hủy".
func (a *account) slips() bool {
	return slices.ContainsFunc(a.words, func(w span) bool { return w.has(gateVerb) && a.slipped(&w) })
}

// slipped reports whether the words beside the verb say that taking back was the
// mistake. In "nhầm, hủy giúp" it is asked for.
func (a *account) slipped(verb *span) bool {
	slip := func(w *span) bool { return w != nil && w.has(undoSlip) }
	if slip(a.wordFrom(verb.to)) {
		return true
	}
	before := a.wordTo(verb.from)
	if !slip(before) || before.has(undoOver) {
		return false
	}
	_, end := a.m.clause(verb.from)
	return !slices.ContainsFunc(a.words, func(w span) bool { return w.from >= verb.to && w.to <= end && !w.has(undoOver) })
}
