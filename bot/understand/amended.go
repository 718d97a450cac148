package understand

import (
	"slices"
	"strings"

	"chitieu/target"
)

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

// marks takes an estimate that is denied for an official figure, and the other
// way round; false if the text has just said neither.
func (a *Amendment) marks(was *Amendment) bool {
	switch {
	case a.Estimate != was.Estimate:
		a.Estimate, a.Official = false, true
	case a.Official != was.Official:
		a.Estimate, a.Official = true, false
	default:
		return false
	}
	return true
}

// place notes which of the figures told is meant, "cái thứ ba", if the text says
// so at i, and returns how many tokens that takes.
func (a *Amendment) place(w *answers, i int) (n int) {
	words := wordsUpToSign(a.m.tokens[i:])
	for _, p := range w.nth {
		if len(p.phrase) > n && p.phrase.beginsBy(words, (*word).spelt) {
			n, a.Nth = len(p.phrase), p.place
		}
	}
	if n > 0 {
		a.Led, a.Rights = true, true
	}
	return n
}

// longest is the length of the longest phrase with which the tokens begin.
func longest(phrases []phraseWords, tokens []token) (n int) {
	words := wordsUpToSign(tokens)
	for _, p := range phrases {
		if len(p) > n && p.beginsBy(words, (*word).spelt) {
			n = len(p)
		}
	}
	return n
}

// strike notes that the figure that ends at i was wrong, "93 là sai", and returns
// how many tokens say so.
func (a *Amendment) strike(w *answers, i int) (n int) {
	if a.said == nil || a.said.to != i || a.notSaid != nil {
		return 0
	}
	if n = longest(w.struck, a.m.tokens[i:]); n > 0 {
		a.said, a.notSaid, a.Led, a.Rights = nil, a.said, true, true
	}
	return n
}

// maxMeasure is how many words a measure has: "nghìn tỷ đồng".
const maxMeasure = 3

// takeMeasure notes a measure without a figure at i, "tạ chứ không phải tấn", and
// returns how many tokens it takes; 0 for none.
func (a *Amendment) takeMeasure(i int, not bool) int {
	to := &a.measure
	if not {
		to = &a.notMeasure
	}
	for n := min(maxMeasure, len(a.m.tokens)-i); n > 0 && *to == ""; n-- {
		var words []string
		for _, t := range a.m.tokens[i : i+n] {
			if t.kind != wordToken {
				words = nil
				break
			}
			words = append(words, t.fold)
		}
		if unit := strings.Join(words, " "); unit != "" && target.LookupScale(unit) != nil {
			*to = unit
			return n
		}
	}
	return 0
}

// HasMeasure reports whether the text says in which measure the figure is told,
// and not the figure.
func (a *Amendment) HasMeasure() bool { return a.measure != "" && a.said == nil }

// Measured is an amount of the indicator with its number told in the measure that
// the text says, and not in the one that it denies; ok is false where they are
// none of the indicator's.
func (a *Amendment) Measured(ind *target.Indicator, amount target.Amount) (_ target.Amount, ok bool) {
	to, ok := a.m.one(ind, a.measure)
	if !ok || a.notMeasure == "" {
		return amount.Mul(to), ok
	}
	from, ok := a.m.one(ind, a.notMeasure)
	if !ok {
		return amount, false
	}
	return amount.Mul(to).Div(from), true
}

// one is how much of the indicator one of the measure is.
func (m *message) one(ind *target.Indicator, measure string) (target.Amount, bool) {
	a, err := target.ParseAmount("1 "+measure, m.lang, ind)
	return a, err == nil && a.IsPositive() && measure != ""
}
