package understand

import (
	"slices"
	"strings"

	"chitieu/target"
)

// message is one text while it is read: its tokens and the spans that explain
// them, in order.
type message struct {
	crossed  *span           // the first of figures that do not fit the names in whose turn they stand
	unowned  []target.UnitID // communes that are only spoken of beside the figure
	settled  bool            // the text as a whole takes a report back or keeps it: no second opinion
	plan     *target.Plan
	places   *unitNames
	lexicon  *lexicon
	own      map[string]ownWords // the words of the names, by id
	in       Context
	lang     target.Lang
	clear    bool // the text says enough to tell its language
	tokens   []token
	text     string // composed
	spans    []span
	over     []int                      // the span over each token, -1 for none
	brackets []int                      // the bracket that is open before each token, -1 for none
	kinds    [spanKinds]uint16          // how many spans there are of each kind
	communes int                        // how many are communes
	figured  int                        // where the first figure ends
	seen     [len(cueNames)]uint16      // how many spans have the cue
	measured map[*target.Indicator]bool // whether the text speaks of the measure, where that was asked
	hints    []hint
	evidence []Evidence
	// What the intent was decided from, and how far the winner was ahead.
	situation situation
	margin    float64
	lattice   []span // every span that was found, those of spans among them
	scratch   *scratch
	amends    bool // it is about a figure told before, with which it will be compared
}

// count notes where the spans and brackets are, and how many of what.
func (m *message) count() {
	m.over, m.brackets = sized(m.over, len(m.tokens)), sized(m.brackets, len(m.tokens))
	open := -1
	for i := range m.tokens {
		m.over[i], m.brackets[i] = -1, open
		if m.tokens[i].is("(") {
			open = i
		} else if m.tokens[i].is(")") {
			open = -1
		}
	}
	m.figured, m.measured = len(m.tokens), nil
	for i := range m.spans {
		s := &m.spans[i]
		for k := s.from; k < s.to; k++ {
			m.over[k] = i
		}
		for c := range s.cues.all {
			m.seen[c]++
		}
		m.kinds[s.kind]++
		if s.kind == quantitySpan {
			m.figured = min(m.figured, s.to)
		}
		if s.kind == unitSpan {
			if u := m.plan.Unit(target.UnitID(s.id)); u != nil && u.Kind == target.Commune {
				m.communes++
			}
		}
	}
}

// spanOver returns the span that explains the token, nil for none.
func (m *message) spanOver(i int) *span {
	if m.over[i] < 0 {
		return nil
	}
	return &m.spans[m.over[i]]
}

// spanAt returns the span that begins at the token, nil for none.
func (m *message) spanAt(i int) *span {
	if i >= len(m.tokens) || m.spanOver(i) == nil || m.spanOver(i).from != i {
		return nil
	}
	return m.spanOver(i)
}

// nameOwn puts the writer's commune where the text says "xã em".
func (m *message) nameOwn() {
	if m.in.Own == target.Locality {
		return
	}
	for i := range m.spans {
		if s := &m.spans[i]; s.any(cueOwnUnit, cueOwnSide) {
			s.kind, s.id, s.cues = unitSpan, string(m.in.Own), cueSet{}
		}
	}
}

// has reports whether one of the cues is in the text.
func (m *message) has(cues ...cue) bool {
	for _, c := range cues {
		if m.seen[c] > 0 {
			return true
		}
	}
	return false
}

// note adds evidence for what is named ("unit" and its id) in the words of a
// span, where it is asked for.
func (m *message) note(s *span, kind, name string, weight float64) {
	if m.in.Explain {
		m.evidence = append(m.evidence, Evidence{Words: s.wordsIn(m.tokens), For: kind + ":" + name, Weight: weight})
	}
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
		if s.kind == cueSpan && s.cues == politeOnly {
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

// clause returns the bounds of the clause around a token: it ends at commas,
// brackets and full stops.
func (m *message) clause(at int) (from, to int) {
	ends := func(i int) bool {
		t := &m.tokens[i]
		return t.breaks() || t.is(",") || t.is("(") || t.is(")")
	}
	from, to = at, at
	for from > 0 && !ends(from-1) {
		from--
	}
	for to < len(m.tokens) && !ends(to) {
		to++
	}
	return from, to
}

func anyHas(spans []*span, cues ...cue) bool {
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

// unVNIText reads the words of a text in which VNI was typed with the input
// method off. It is left alone unless a word shows it beyond doubt.
func unVNIText(l *lexicon, text string) string {
	if !hasKeys(text) {
		return text
	}
	sure := false
	for s := range strings.SplitSeq(text, " ") {
		if !hasKeys(s) {
			continue
		}
		w, inner, ok := unVNI(strings.ToLower(s))
		sure = sure || ok && inner && l.knows(w.key)
	}
	if !sure {
		return text
	}
	words := strings.Split(text, " ")
	for i, s := range words {
		if w, _, ok := unVNI(strings.ToLower(s)); ok && l.knows(w.key) {
			words[i] = w.text
		}
	}
	return strings.Join(words, " ")
}

// hasKeys reports whether the text holds a digit by which VNI puts a mark.
func hasKeys(text string) bool {
	for i := range len(text) {
		if '1' <= text[i] && text[i] <= '9' {
			return true
		}
	}
	return false
}
