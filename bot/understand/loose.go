package understand

import (
	"slices"
	"strings"

	"chitieu/target"
)

// ReadLooseFigure reads a text that is a figure with its measure and nothing else:
// "95,2 tỷ", "ước 92%". It returns the indicators of that measure which the
// figure may be of. A bare number has no measure that would tell; ok is false
// for any other text.
func (r *Reader) ReadLooseFigure(text string, in Context) (candidates []target.IndicatorID, bare, ok bool) {
	m := r.scan(text, in)
	var figure *span
	var rest [][]token
	from := 0
	for i := range m.spans {
		s := &m.spans[i]
		switch {
		case s.quantity != nil && figure != nil:
			return nil, false, false
		case s.quantity != nil:
			figure = s
		case s.kind != periodSpan && !s.any(cueEstimate, cueTotal, cueIncrement):
			continue
		}
		rest, from = append(rest, m.tokens[min(from, s.from):s.from]), s.to
		if s == figure && from < len(m.tokens) && more[m.tokens[from].key] {
			from++ // "cộng 3 tỷ nữa"
		}
	}
	if figure == nil || figure.quantity.noun {
		return nil, false, false // "3 trường" says of what it is
	}
	if !r.answers.onlyAround(append(rest, m.tokens[from:])...) {
		return nil, false, false
	}
	if figure.quantity.bare() {
		return nil, true, true
	}
	for i := range m.plan.Indicators {
		ind := &m.plan.Indicators[i]
		if ind.Measure.Per != "" && !figure.quantity.perUnit() {
			continue // an amount by itself is none per hectare
		}
		if f, ok := m.figure(ind, figure.quantity, figure); ok && f.ask == AskNothing {
			candidates = append(candidates, ind.ID)
		}
	}
	return candidates, false, len(candidates) > 0
}

// perUnit reports whether the figure is said per something.
func (q *quantity) perUnit() bool {
	return slices.ContainsFunc(q.scales, func(s target.Scale) bool { return s.Per != "" })
}

// onlyAround reports whether the tokens are words that stand around what is said
// of a figure, and nothing else.
func (a *answers) onlyAround(parts ...[]token) bool {
	phrases := slices.Concat(a.day, a.around, a.wrong)
	for _, tokens := range parts {
		var words phraseWords
		for i := range tokens {
			if t := &tokens[i]; t.kind != signToken {
				words = append(words, t.word)
			} else if !strings.Contains(".,;:!\n", t.text) {
				return false
			}
		}
		for len(words) > 0 {
			taken := 0
			for _, p := range phrases {
				if len(p) > taken && p.beginsBy(words, (*word).spelt) {
					taken = len(p)
				}
			}
			if taken == 0 {
				return false
			}
			words = words[taken:]
		}
	}
	return true
}
