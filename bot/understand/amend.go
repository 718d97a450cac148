package understand

import (
	"slices"
	"strings"

	"chitieu/target"
)

// Amendment is what a text says, and says nothing else, of a figure that was told
// before: "đến 28/6 nhé", "của Kỳ Xuân", "không phải 93 mà 94", "ước thôi".
type Amendment struct {
	// Led is set where a word says that it is about what was told; a bare day
	// or name may begin something new. Rights is set where one says that what
	// was told is wrong: without it a figure is news.
	Led, Rights bool

	Period    target.Period // of no kind for none
	NotPeriod target.Period
	NoDay     string // written like a day that there is not
	NoYear    bool   // the day's year was not said, and the plan's is not the clock's

	Units, NotUnits           []target.UnitID
	Indicators, NotIndicators []target.IndicatorID

	Estimate, Official, Total, Added, Alone, Whole bool

	Asks bool // the text ends like a question

	// Puts is the indicator whose figure is named as the one to put right, "sửa
	// thu ngân sách", without what it is to be; "" for none.
	Puts target.IndicatorID

	// Nth is the place of the figure among those that were told, from the end if
	// negative; 0 for none.
	Nth int

	m                   *message
	measure, notMeasure string // in which it is told
	said, notSaid       *span  // the figures
	turns               bool   // a word of turning one into another is in the text
	becomes             bool   // and stands behind the first
	denies              bool   // something was denied
	names               naming
}

// ReadAmendment reads an Amendment; ok is false for any other text.
func (r *Reader) ReadAmendment(text string, in Context) (a Amendment, ok bool) {
	in.Topic, in.About = nil, ""
	m := r.scan(text, in)
	m.amends, a.m = true, m
	end := r.answers.amendedTo(m.tokens)
	a.Asks = end < len(m.tokens)
	not := false // the next name, figure or day is denied
	for i := 0; i < end; {
		t := &m.tokens[i]
		if t.kind == signToken {
			if !strings.Contains(".,;:!\n", t.text) {
				return a, false
			}
			not = false // "không phải, 90 tỷ" denies what was told
			a.names.part()
			i++
			continue
		}
		if n := max(a.place(r.answers, i), a.strike(r.answers, i), a.fault(r.answers, i)); n > 0 {
			i += n
			continue
		}
		if s := m.spanOver(i); s != nil && s.from == i && s.names() {
			if !a.take(s, not) {
				return a, false
			}
			a.names.add(s, not)
			not, i = false, s.to
			continue
		}
		was := a
		n, denies := r.answers.amends(m.tokens[i:], &a)
		if n == 0 && a.denies {
			n = longest(r.answers.stress, m.tokens[i:]) // "không phải ước đâu"
		}
		if n == 0 {
			if n = a.takeMeasure(i, not); n == 0 {
				return a, false
			}
			not, i = false, i+n
			continue
		}
		if not && a.marks(&was) {
			not, i = false, i+n
			continue
		}
		told := a.Total != was.Total || a.Alone != was.Alone || a.Whole != was.Whole
		if not && told || t.key == "voi" { // "nhầm với Kỳ Đồng"
			return a, false
		}
		a.names.lead(r.answers, m.tokens[i:i+n])
		a.names.marked = a.names.marked || a.Estimate != was.Estimate || a.Whole != was.Whole
		a.denies = a.denies || denies
		not, i = not || denies, i+n
	}
	return a, len(m.tokens) > 0 && (!a.turns || a.HasOld() && a.HasValue()) && a.settleNames()
}

// names reports whether the span is a name, a figure or a day.
func (s *span) names() bool {
	return s.kind == unitSpan || s.kind == indicatorSpan || s.kind == localitySpan || s.kind == periodSpan || s.quantity != nil
}

// take notes what the span says; false if that is one thing too many.
func (a *Amendment) take(s *span, not bool) bool {
	switch {
	case s.quantity != nil:
		to := &a.said
		if not {
			to = &a.notSaid
		}
		if a.becomes && a.notSaid == nil && !not { // "sửa 92 thành 95"
			a.notSaid, a.said = a.said, nil
		}
		if *to != nil {
			return false
		}
		*to = s
	case s.kind == periodSpan:
		to := &a.Period
		if not {
			to = &a.NotPeriod
		} else if s.noDay {
			a.NoDay = a.m.quote(s.from, s.to)
		}
		if to.Kind != target.NoPeriod || s.inside {
			return false
		}
		a.NoYear = a.NoYear || s.noYear && a.m.in.Today.Year != a.m.plan.Year
		*to = s.period
	case s.kind == localitySpan:
		a.Whole = a.Whole || !not
	case s.kind == unitSpan && not:
		a.NotUnits = append(a.NotUnits, target.UnitID(s.id))
	case s.kind == unitSpan:
		a.Units = append(a.Units, target.UnitID(s.id))
	case not:
		a.NotIndicators = append(a.NotIndicators, target.IndicatorID(s.id))
	default:
		a.Indicators = append(a.Indicators, target.IndicatorID(s.id))
	}
	return true
}

// amends notes the longest phrase with which the tokens begin, and returns its
// length; 0 for none.
func (w *answers) amends(tokens []token, a *Amendment) (n int, denies bool) {
	words := wordsUpToSign(tokens)
	var does func()
	becomes := func() { a.Led, a.Rights, a.turns, a.becomes = true, true, true, a.said != nil }
	if a.said == nil && longest(w.becomes, tokens) == longest(w.rather, tokens) {
		becomes = func() { a.Led, a.Rights = true, true } // "sửa thành 94" turns what was told
	}
	for _, list := range []struct {
		phrases []phraseWords
		does    func()
	}{
		{w.not, func() { denies, a.Led, a.Rights = true, true, true }},
		{w.estimate, func() { a.Estimate, a.Led = true, true }},
		{w.official, func() { a.Official, a.Led = true, true }},
		{w.total, func() { a.Total, a.Led = true, true }},
		{w.added, func() { a.Added = true }},
		{w.alone, func() { a.Alone, a.Led = true, true }},
		{w.whole, func() { a.Whole, a.Led = true, a.Led || n > 1 }},
		{w.becomes, becomes},
		{slices.Concat(w.wrong, w.rather), func() { a.Led, a.Rights = true, true }},
		{slices.Concat(w.belongs, w.day), func() { a.Led = true }},
		{w.around, func() {}},
	} {
		for _, p := range list.phrases {
			if len(p) > n && p.beginsBy(words, (*word).spelt) {
				n, does = len(p), list.does
			}
		}
	}
	if n > 0 {
		does()
	}
	return n, denies
}

// wordsUpToSign are the words of the tokens before the first sign.
func wordsUpToSign(tokens []token) phraseWords {
	var words phraseWords
	for i := range tokens {
		if tokens[i].kind == signToken {
			break
		}
		words = append(words, tokens[i].word)
	}
	return words
}
