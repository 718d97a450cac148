package understand

import (
	"slices"
	"strings"

	"chitieu/target"
)

// message is one text while it is read: its tokens and the spans that explain
// them, in order.
type message struct {
	plan     *target.Plan
	places   *unitNames
	lexicon  *lexicon
	in       Context
	lang     target.Lang
	tokens   []token
	text     string // composed
	spans    []span
	hints    []hint
	seen     map[string]int // cue -> spans that have it
	evidence []Evidence
}

func (m *message) count() {
	m.seen = make(map[string]int)
	for i := range m.spans {
		for _, cue := range m.spans[i].cues {
			m.seen[cue]++
		}
	}
}

// has reports whether one of the cues is in the text.
func (m *message) has(cues ...string) bool {
	return slices.ContainsFunc(cues, func(c string) bool { return m.seen[c] > 0 })
}

// note adds evidence in the words of a span.
func (m *message) note(s *span, what string, weight float64) {
	m.evidence = append(m.evidence, Evidence{Words: s.wordsIn(m.tokens), For: what, Weight: weight})
}

// broken reports whether a clause ends between two tokens.
func (m *message) broken(from, to int) bool {
	for i := from; i < to; i++ {
		if m.tokens[i].breaks() {
			return true
		}
	}
	return false
}

// signBetween reports whether the sign stands between two tokens.
func (m *message) signBetween(from, to int, signs ...string) bool {
	for i := from; i < to; i++ {
		if m.tokens[i].kind == signToken && slices.Contains(signs, m.tokens[i].text) {
			return true
		}
	}
	return false
}

// near returns the span that stands before (step -1) or after (step 1) the
// span at i in the same clause, past words that prove nothing; nil for none.
func (m *message) near(i, step int) *span {
	for k := i + step; k >= 0 && k < len(m.spans); k += step {
		s, last := &m.spans[k], &m.spans[k-step]
		a, b := s.to, last.from
		if step > 0 {
			a, b = last.to, s.from
		}
		if m.broken(a, b) || step < 0 && m.signBetween(a, b, ",") {
			return nil
		}
		if s.kind == cueSpan && len(s.cues) == 1 && s.cues[0] == cuePolite {
			continue
		}
		return s
	}
	return nil
}

// before returns the cues of the spans before the one at i, nearest first, back
// to the figure before it or the end of the clause.
func (m *message) before(i int) []*span {
	var out []*span
	for k := i - 1; k >= 0; k-- {
		s := &m.spans[k]
		if s.kind == quantitySpan || m.broken(s.to, m.spans[k+1].from) {
			break
		}
		out = append(out, s)
	}
	return out
}

// after is like before, to the right; a comma ends it too.
func (m *message) after(i int) []*span {
	var out []*span
	for k := i + 1; k < len(m.spans); k++ {
		s, last := &m.spans[k], &m.spans[k-1]
		if s.kind == quantitySpan || m.broken(last.to, s.from) || m.signBetween(last.to, s.from, ",", "(") {
			break
		}
		out = append(out, s)
	}
	return out
}

func anyHas(spans []*span, cues ...string) bool {
	return slices.ContainsFunc(spans, func(s *span) bool { return s.any(cues...) })
}

// usesMarks reports whether the writer puts Vietnamese marks on words: most
// Vietnamese words have some.
func usesMarks(tokens []token) bool {
	words, marked := 0, 0
	for i := range tokens {
		if tokens[i].kind == wordToken {
			words++
			if tokens[i].marked() {
				marked++
			}
		}
	}
	return 3*marked >= words && marked > 0
}

// language tells the language by its function words; marks speak for
// Vietnamese.
func language(l *lexicon, tokens []token) target.Lang {
	score := make(map[target.Lang]int)
	for i := range tokens {
		t := &tokens[i]
		if t.kind != wordToken {
			continue
		}
		if t.marked() {
			score[target.Vietnamese] += 2
			continue
		}
		for _, lang := range target.Langs {
			if l.function[lang][t.key] {
				score[lang] += 2
			}
		}
	}
	best := target.Vietnamese
	for _, lang := range target.Langs {
		if score[lang] > score[best] {
			best = lang
		}
	}
	return best
}

// unVNIText reads the words of a text in which VNI was typed with the input
// method off. It is left alone unless a word shows it beyond doubt.
func unVNIText(l *lexicon, text string) string {
	words := strings.Split(text, " ")
	sure := false
	for _, s := range words {
		w, inner, ok := unVNI(strings.ToLower(s))
		sure = sure || ok && inner && l.vocabulary[w.key]
	}
	if !sure {
		return text
	}
	for i, s := range words {
		if w, _, ok := unVNI(strings.ToLower(s)); ok && l.vocabulary[w.key] {
			words[i] = w.text
		}
	}
	return strings.Join(words, " ")
}
