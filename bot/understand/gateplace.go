package understand

import (
	"slices"
)

// wordOver, wordFrom and wordTo return the word of the gate that covers the token,
// begins with it, or ends before it; nil for none.
func (a *account) wordOver(i int) *span {
	return a.wordThat(func(w *span) bool { return w.from <= i && i < w.to })
}

func (a *account) wordFrom(i int) *span {
	return a.wordThat(func(w *span) bool { return w.from == i })
}

func (a *account) wordTo(i int) *span {
	return a.wordThat(func(w *span) bool { return w.to == i })
}

func (a *account) wordThat(is func(*span) bool) *span {
	for i := range a.words {
		if w := &a.words[i]; is(w) {
			return w
		}
	}
	return nil
}

// wordBehind reports whether a word of one of the classes stands at the token.
func (a *account) wordBehind(at int, classes ...cue) bool {
	return slices.ContainsFunc(a.words, func(w span) bool { return w.from == at && w.any(classes...) })
}

// nextSpan returns the name, figure or day that follows the token in its
// clause, nil for none; lastSpan the one before.
func (a *account) nextSpan(from int) *span {
	for i := range a.m.spans {
		s := &a.m.spans[i]
		if s.kind == cueSpan || s.kind == nothingSpan || s.from < from {
			continue
		}
		if a.m.broken(from, s.from) {
			return nil
		}
		return s
	}
	return nil
}

func (a *account) lastSpan(to int) *span {
	for i := len(a.m.spans) - 1; i >= 0; i-- {
		s := &a.m.spans[i]
		if s.kind == cueSpan || s.kind == nothingSpan || s.to > to {
			continue
		}
		if a.m.broken(s.to, to) {
			return nil
		}
		return s
	}
	return nil
}

// figureBehind returns the figure that the words stand right before, words that
// a report is made of aside; nil for none.
func (a *account) figureBehind(s *span) *quantity {
	next := a.nextSpan(s.to)
	if next == nil || next.quantity == nil || a.m.signBetween(s.to, next.from, ",", ";", "(") {
		return nil
	}
	return next.quantity
}

// behindPolite returns where the words of politeness end that begin at the token.
func (a *account) behindPolite(at int) int {
	for i := range a.words {
		if a.words[i].from == at && a.words[i].has(gatePolite) && !a.words[i].has(gateReport) {
			at = a.words[i].to
		}
	}
	return at
}

// valueBefore reports whether a reported figure stands before the token,
// valueBehind whether one stands behind it.
func (a *account) valueBefore(at int) bool {
	for _, f := range a.brought {
		if s := a.m.spanOf(f.quantity); s != nil && s.to <= at {
			return true
		}
	}
	return false
}

func (a *account) valueBehind(at int) bool {
	for _, f := range a.brought {
		if s := a.m.spanOf(f.quantity); s != nil && s.from >= at {
			return true
		}
	}
	return false
}

// figureIn reports whether a figure follows the token in its sentence.
func (a *account) figureIn(at int) bool {
	for i := range a.m.spans {
		if s := &a.m.spans[i]; s.quantity != nil && s.from >= at && !a.m.broken(at, s.from) {
			return true
		}
	}
	return false
}

// inParts reports whether the token stands where the parts of a figure are told.
func (a *account) inParts(at int) bool {
	for i := range a.words {
		w := &a.words[i]
		if w.has(gateOfWhich) && w.to <= at && !a.m.broken(w.to, at) {
			return a.valueBefore(w.from)
		}
	}
	return false
}
