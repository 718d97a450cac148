package understand

import (
	"slices"
	"strconv"

	"chitieu/target"
)

// Classes of words that say more closely what is taken back, by the names that
// the word lists have for them in their section "undo".
const (
	undoDay       cue = 232 + iota // the day is what is wrong
	undoIndicator                  // the indicator is
	undoUnit                       // the unit is
	undoMeasure                    // the measure is
	undoAll                        // all of it
	undoOthers                     // somebody else's
	undoFirst                      // the first so many
	undoOffer                      // less than a request: one offers it
	undoAsk                        // asks for it, or whether it is done
	undoRestore                    // it is to stay, or to come back
	undoKeep                       // what is named beside it is to stay
	undoDone                       // before the verb: it has been done
	undoOver                       // behind it: the same
	undoSlip                       // beside it: it was done by mistake
	undoEnded                      // before it: no more, or none
	undoLater                      // it is for later
	undoUnsure                     // it may mean another report, or none
)

var undoNames = map[string]cue{
	"day": undoDay, "indicator": undoIndicator, "unit": undoUnit, "measure": undoMeasure, "all": undoAll,
	"others": undoOthers, "first": undoFirst, "offer": undoOffer, "ask": undoAsk, "restore": undoRestore, "keep": undoKeep,
	"done": undoDone, "over": undoOver, "slip": undoSlip, "ended": undoEnded, "later": undoLater, "unsure": undoUnsure,
}

// wrongParts are the parts of a report of which it may be said that they are
// wrong.
var wrongParts = []struct {
	cue  cue
	part Part
}{{undoDay, PartDay}, {undoIndicator, PartIndicator}, {undoUnit, PartUnit}, {undoMeasure, PartMeasure}}

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
	a, ok := m.undoAccount()
	if !ok {
		return undoesNothing
	}
	whole, part := true, false
	for from := 0; from < len(m.tokens); {
		_, to := m.clause(from)
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

// undoAccount explains the words of the message by those of undoing; false if
// it names what nobody reported.
func (m *message) undoAccount() (*account, bool) {
	if len(m.scratch.matcher.all(m.lexicon.acts)) == 0 {
		return nil, false // most messages
	}
	a := &account{m: m, taken: make([]bool, len(m.tokens))}
	a.explain(m.lexicon.undo)
	phrases := a.words
	if !slices.ContainsFunc(phrases, func(p span) bool { return p.any(undoActs...) }) {
		return nil, false
	}
	a.taken = make([]bool, len(m.tokens))
	figure := false // one is named by its value
	for i := range m.spans {
		s := &m.spans[i]
		if slices.ContainsFunc(phrases, func(p span) bool { return p.from <= s.from && s.to <= p.to && p.to-p.from > s.to-s.from }) {
			continue // "chưa chuẩn" names no indicator
		}
		switch s.kind {
		case indicatorSpan, periodSpan, unitSpan, localitySpan:
			a.takeAll(s)
		case quantitySpan:
			if _, ok := m.place(s); !ok && (figure || !m.undoesValue(phrases, s)) {
				return nil, false
			} else if !ok {
				figure = true
			}
			a.takeAll(s)
		case clockSpan, outsideSpan, placeSpan, unclearUnitSpan:
			return nil, false
		}
	}
	a.explain(m.lexicon.undo)
	return a, true
}

func (a *account) takeAll(s *span) {
	for k := s.from; k < s.to; k++ {
		a.taken[k] = true
	}
}

// place reads the number of what is taken back, or how many: "hủy 2 số đầu".
func (m *message) place(s *span) (n int, ok bool) {
	if s.to-s.from != 1 || m.tokens[s.from].kind != numberToken {
		return 0, false
	}
	n, err := strconv.Atoi(m.tokens[s.from].text)
	return n, err == nil && n > 0 && n <= maxListed
}

// maxListed is the highest number by which one of several figures is called:
// larger ones are figures.
const maxListed = 20

// undoActs are the classes that make a clause one of undoing.
var undoActs = []cue{gateVerb, gateWrong, undoDay, undoIndicator, undoUnit, undoMeasure, undoOffer, undoRestore}

// clauseUndoes reports whether the clause holds a verb of undoing, and how many
// of its words are left over.
func (a *account) clauseUndoes(from, to int) (acts bool, left int) {
	for i := range a.words {
		w := &a.words[i]
		if w.from < from || w.to > to {
			continue
		}
		if !acts && w.has(undoAsk) && !w.any(gatePolite, gateObject) {
			left++ // before the verb it denies
		}
		acts = acts || w.any(undoActs...)
	}
	for i := from; i < min(to, len(a.m.tokens)); i++ {
		if t := &a.m.tokens[i]; !a.taken[i] && t.kind != signToken {
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

// withdraws reads a message that as a whole takes a report back; false for any
// other.
func (m *message) withdraws() (Reading, bool) {
	if len(m.tokens) > maxSaid || m.has(cueHow) || m.undoes() != undoesWholly {
		return Reading{}, false
	}
	a, _ := m.undoAccount()
	var said span // all that its words do
	for i := range a.words {
		for c := range a.words[i].cues.all {
			said.cues.add(c)
		}
	}
	out := Reading{Intent: Undo, Period: m.undonePeriod(a), Confidence: surely}
	out.Undo = Withdrawal{All: said.has(undoAll), Others: said.has(undoOthers), First: said.has(undoFirst)}
	a.undone(&out)
	switch {
	case !said.has(gateVerb) && out.Undo.Number > 0 && !said.has(undoRestore):
		return Reading{}, false // "nhầm, 2" puts a figure right
	case said.has(undoRestore):
		out.Intent, out.Detail = None, DetailRestore
		return out, true
	case said.has(gateVerb):
	case said.has(gateWrong):
		out.Undo.Wrong = true
	default:
		out.Undo.Wrong = true
		out.Hesitates = HesitateUnread
	}
	for _, p := range wrongParts {
		if said.has(p.cue) && !said.has(gateVerb) {
			out.Undo.Part = p.part
		}
	}
	out.Undo.Slip = a.slips()
	if out.Undo.Slip || m.tells(a) {
		out.Hesitates = HesitateUnread
	}
	if said.has(undoAsk) || slices.ContainsFunc(m.tokens, func(t token) bool { return t.is("?") }) {
		out.Hesitates = HesitateQuestion
	}
	if out.Hesitates != "" {
		out.Doubtful = m.quote(0, len(m.tokens))
	}
	for i := range a.words {
		if a.words[i].any(undoActs...) {
			m.note(&a.words[i], "intent", string(Undo), wholeUndo)
		}
	}
	return out, true
}

// surely is the confidence in what every word of the message says.
const surely = 1

// isName reports whether the tokens are a name, and not part of a phrase of
// undoing.
func (a *account) isName(from, to int) bool {
	return !slices.ContainsFunc(a.words, func(w span) bool { return w.from < to && from < w.to })
}

// undonePeriod is the day or period that the message names.
func (m *message) undonePeriod(a *account) target.Period {
	if slices.ContainsFunc(m.spans, func(s span) bool { return s.kind == periodSpan && a.isName(s.from, s.to) }) {
		return m.period()
	}
	return target.Period{}
}
