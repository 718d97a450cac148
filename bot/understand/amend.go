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

	Estimate, Total, Added, Alone, Whole bool

	m             *message
	said, notSaid *span // the figures
	turns         bool  // a word of turning one into another is in the text
	becomes       bool  // and stands behind the first
}

// ReadAmendment reads an Amendment; ok is false for any other text.
func (r *Reader) ReadAmendment(text string, in Context) (a Amendment, ok bool) {
	in.Topic, in.About = nil, ""
	m := r.scan(text, in)
	a.m = m
	not := false // the next name, figure or day is denied
	for i := 0; i < len(m.tokens); {
		t := &m.tokens[i]
		if t.kind == signToken {
			if !strings.Contains(".,;:!\n", t.text) {
				return a, false
			}
			not = false // "không phải, 90 tỷ" denies what was told
			i++
			continue
		}
		if s := m.spanOver(i); s != nil && s.from == i && s.names() {
			if !a.take(s, not) {
				return a, false
			}
			not, i = false, s.to
			continue
		}
		was := a
		n, denies := r.answers.amends(m.tokens[i:], &a)
		told := a.Estimate != was.Estimate || a.Total != was.Total || a.Alone != was.Alone || a.Whole != was.Whole
		if n == 0 || not && told || t.key == "voi" { // "không phải ước", "nhầm với Kỳ Đồng"
			return a, false
		}
		not, i = not || denies, i+n
	}
	return a, len(m.tokens) > 0 && (!a.turns || a.HasOld() && a.HasValue())
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
	for _, list := range []struct {
		phrases []phraseWords
		does    func()
	}{
		{w.not, func() { denies, a.Led, a.Rights = true, true, true }},
		{w.estimate, func() { a.Estimate, a.Led = true, true }},
		{w.total, func() { a.Total, a.Led = true, true }},
		{w.added, func() { a.Added = true }},
		{w.alone, func() { a.Alone, a.Led = true, true }},
		{w.whole, func() { a.Whole, a.Led = true, a.Led || n > 1 }},
		{w.becomes, func() { a.Led, a.Rights, a.turns, a.becomes = true, true, true, a.said != nil }},
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

// HasValue reports whether the text says what the figure is to be, HasOld what
// it is not.
func (a *Amendment) HasValue() bool { return a.said != nil }
func (a *Amendment) HasOld() bool   { return a.notSaid != nil }

// Value reads what the figure of the indicator is to be; ok is false if the text
// says none, or one that is not clear.
func (a *Amendment) Value(ind *target.Indicator) (Value, bool) { return a.m.amended(ind, a.said) }

// IsOld reports whether the amount is what the text says that the figure of the
// indicator is not, in any of the ways in which that may be read.
func (a *Amendment) IsOld(ind *target.Indicator, amount target.Amount) bool {
	if a.notSaid == nil {
		return false
	}
	f, ok := a.m.figure(ind, a.notSaid.quantity, a.notSaid)
	return ok && (f.value.Amount.Equal(amount) || slices.ContainsFunc(f.readings, func(v Value) bool { return v.Amount.Equal(amount) }))
}

func (m *message) amended(ind *target.Indicator, s *span) (Value, bool) {
	if s == nil || ind.Measure.Per != "" && !s.quantity.perUnit() {
		return Value{}, false
	}
	doubt := Reading{Intent: ReportValue}
	if m.doubtAmount(&doubt); doubt.Hesitates != "" {
		return Value{}, false
	}
	f, ok := m.figure(ind, s.quantity, s)
	return f.value, ok && f.ask == AskNothing && !f.doubtful
}
