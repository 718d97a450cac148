package understand

import "chitieu/target"

// What the model sees of a sentence: its typed spans, alone, in pairs and
// threes, what is counted of them, and the words and letters outside names and
// figures. Names enter as what they are names of and never as themselves, so
// that what is learned from one plan holds for another.

// maxFeatureWords is how many words and spans of a sentence are looked at.
const maxFeatureWords = 60

// Kinds of features, the first byte that is hashed.
const (
	oneSymbol   = '1'
	twoSymbols  = '2'
	skipSymbols = '3'
	countOf     = 'n'
	oneWord     = 'W'
	twoWords    = 'B'
	ngramsOf    = 'L'
	aheadOf     = '<'
	behindOf    = '>'
)

// element is a span or an unexplained word as the model sees it.
type element struct {
	symbol hasher // of its kind and cues
	word   hasher // of its words, or of its kind where it is a name
	at     int    // index of the span, -1 for a word
}

// features returns what the model sees of the sentence, until it is asked again.
func (m *message) features() []uint32 {
	out := m.scratch.features[:0]
	elements := m.elements()
	for i := range elements {
		e := &elements[i]
		out = append(out, feature(oneSymbol).mix(e.symbol).sum(), feature(oneWord).mix(e.word).sum())
		if e.at >= 0 {
			for c := range m.spans[e.at].cues.all {
				out = append(out, feature(oneSymbol).text(c.String()).sum())
			}
		}
		if i+1 < len(elements) {
			next := &elements[i+1]
			out = append(out, feature(twoSymbols).mix(e.symbol).mix(next.symbol).sum(), feature(twoWords).mix(e.word).mix(next.word).sum())
		}
		if i+2 < len(elements) {
			out = append(out, feature(skipSymbols).mix(e.symbol).mix(elements[i+2].symbol).sum())
		}
	}
	if n := len(elements); n > 0 {
		first, last := &elements[0], &elements[n-1]
		out = append(out, feature(aheadOf).mix(first.symbol).sum(), feature(aheadOf).mix(first.word).sum(),
			feature(behindOf).mix(last.symbol).sum(), feature(behindOf).mix(last.word).sum())
	}
	out = m.letterFeatures(out)
	m.scratch.features = m.countFeatures(out)
	return m.scratch.features
}

// countFeatures adds what is counted of the sentence as a whole.
func (m *message) countFeatures(out []uint32) []uint32 {
	s := &m.situation
	few := func(n int) byte { return byte(min(n, 3)) }
	flag := func(b bool) byte {
		if b {
			return 1
		}
		return 0
	}
	add := func(name string, values ...byte) {
		h := feature(countOf).text(name)
		for _, v := range values {
			h = h.byte(v)
		}
		out = append(out, h.sum())
	}
	marks := 0
	for i := range m.tokens {
		if m.tokens[i].is("?") {
			marks++
		}
	}
	share := byte(4 * m.explained())
	add("names", few(s.inds), few(s.units))
	add("figures", few(s.values), few(m.figures()), flag(s.loose))
	add("names and figures", few(s.inds), few(s.units), few(s.values), flag(s.asks))
	add("asks", flag(s.asks), flag(marks > 0), flag(m.endsAsking()))
	add("request", flag(s.request), flag(s.speaks), few(s.inds))
	add("explained", share, flag(s.asks))
	add("length", few(len(m.tokens)/4), share)
	add("period", byte(s.period.Kind), flag(s.period.Kind != target.NoPeriod && s.period.Year < m.plan.Year))
	add("always")
	return out
}

// elements lists the spans and the words between them, politeness left out,
// until it is asked again.
func (m *message) elements() []element {
	out := m.scratch.elements[:0]
	next := 0
	for i := 0; i <= len(m.spans) && len(out) < maxFeatureWords; i++ {
		from := len(m.tokens)
		if i < len(m.spans) {
			from = m.spans[i].from
		}
		for ; next < from; next++ {
			t := &m.tokens[next]
			h := feature('x')
			switch {
			case t.kind == wordToken:
				out = append(out, element{h, h.text(t.key), -1})
			case t.kind == numberToken:
				out = append(out, element{h.byte('0'), h.byte('0'), -1})
			case t.is("?") || t.is("=") || t.is("-") || t.is("+"):
				out = append(out, element{h.text(t.text), h.text(t.text), -1})
			}
		}
		if i == len(m.spans) {
			break
		}
		s := &m.spans[i]
		next = s.to
		if s.cues == politeOnly {
			continue
		}
		e := element{symbol: m.symbol(s), at: i}
		e.word = e.symbol
		if s.kind == cueSpan || s.kind == nothingSpan || s.kind == clockSpan {
			e.word = feature('c')
			for k := s.from; k < s.to; k++ {
				e.word = e.word.text(m.tokens[k].key).byte(' ')
			}
		}
		out = append(out, e)
	}
	m.scratch.elements = out
	return out
}

// symbol is what a span is: its kind, the cue that says most, what a figure is
// measured in and what it is.
func (m *message) symbol(s *span) hasher {
	h := feature('s').byte(byte(s.kind))
	switch {
	case s.kind == cueSpan && s.cues != (cueSet{}):
		return h.text(s.cues.firstName())
	case s.kind == indicatorSpan && s.weak:
		return h.byte('w')
	case s.kind == periodSpan:
		return h.byte(byte(s.period.Kind)).byte(m.side(s.period))
	case s.quantity != nil:
		q := s.quantity
		switch {
		case q.percent():
			h = h.byte('%')
		case q.over != "":
			h = h.byte('/')
		case q.noun:
			h = h.byte('n')
		case q.unit != "":
			h = h.byte('u')
		}
		return h.byte(byte(q.role))
	}
	return h
}

// side tells a year before the plan's, and after it.
func (m *message) side(p target.Period) byte {
	switch {
	case p.Year < m.plan.Year:
		return 'b'
	case p.Year > m.plan.Year:
		return 'a'
	default:
		return ' '
	}
}

// letterFeatures adds the letters of what is no name, figure or period.
func (m *message) letterFeatures(out []uint32) []uint32 {
	n, i := 0, 0
	for k := 0; k <= len(m.spans); k++ {
		to := len(m.tokens)
		if k < len(m.spans) {
			s := &m.spans[k]
			to = s.from
			if s.kind == cueSpan || s.kind == nothingSpan {
				to = s.to
			}
		}
		for ; i < to; i++ {
			if t := &m.tokens[i]; t.kind == wordToken && n < maxFeatureWords {
				n++
				out = gramFeatures(out, t.fold)
			}
		}
		if k < len(m.spans) {
			i = m.spans[k].to
		}
	}
	return out
}

// gramFeatures adds the threes and fours of a word's letters, with its ends.
func gramFeatures(out []uint32, word string) []uint32 {
	word = word[:min(len(word), lettersOfWord)]
	at := func(i int) byte {
		if i < 0 || i >= len(word) {
			return ' '
		}
		return word[i]
	}
	for i := -1; i+2 <= len(word); i++ {
		h := feature(ngramsOf).byte(at(i)).byte(at(i + 1)).byte(at(i + 2))
		out = append(out, h.sum())
		if i+3 <= len(word) {
			out = append(out, h.byte(at(i+3)).sum())
		}
	}
	return out
}

// figureFeatures adds what stands around the figures that would be stored.
func (m *message) figureFeatures(out []uint32) []uint32 {
	elements := m.elements()
	for i := range elements {
		if e := &elements[i]; e.at < 0 || m.spans[e.at].quantity == nil || m.spans[e.at].quantity.role != valueRole {
			continue
		}
		for d := 1; d <= 4; d++ {
			if i-d >= 0 {
				out = elements[i-d].around(out, aheadOf, d)
			}
			if i+d < len(elements) {
				out = elements[i+d].around(out, behindOf, d)
			}
		}
	}
	return out
}

// around adds the features of an element near a figure: what it is at which
// distance, and which word it is on which side.
func (e *element) around(out []uint32, side byte, distance int) []uint32 {
	return append(out,
		feature(side).byte('s').byte(byte(distance)).mix(e.symbol).sum(),
		feature(side).byte('w').mix(e.word).sum(),
	)
}
