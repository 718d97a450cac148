package understand

import "chitieu/target"

// What it costs a phrase to be met otherwise than it is written.
const (
	fillerCost    = 0.2  // a filler stands between its words
	signCost      = 0.05 // a comma does
	wrongMarkCost = 0.8  // a word bears other marks
	wrongToneCost = 0.3  // only the tone differs
	noMarkCost    = 0.35 // a word lacks its marks though the writer uses them
	maxFillers    = 3
	maxSigns      = 2
)

// matcher finds phrases in one text.
type matcher struct {
	lexicon *lexicon
	tokens  []token
	marks   bool // the writer uses marks
	lang    target.Lang
	strict  bool    // of the set that is matched
	loose   bool    // and of that too
	start   int     // where the walk began
	path    []step  // to where it is
	hints   []hint  // that were found
	found   []found // of one set
	cues    []found // those that begin at one token, until they are gathered
	steps   int     // that were walked, which must not grow faster than the text
}

// step is one matched word.
type step struct {
	*word
	want  wordID // in the phrase
	exact bool   // read from a form whose marks need no check
}

// found is a phrase in the text.
type found struct {
	*phrase
	from, to int
	cost     float64
	bare     bool // a single word without the marks that it should have
}

// state is how far a match has come. It is small, for each step copies it.
type state struct {
	cost    float64
	fillers int
	signs   int
	bold    bool // a guess is among the words that must not stand alone
	skipped bool // the last token was passed over: no phrase ends here
}

// reset makes it find phrases in another text.
func (m *matcher) reset(l *lexicon, tokens []token, lang target.Lang) {
	*m = matcher{lexicon: l, tokens: tokens, lang: lang, marks: usesMarks(tokens), path: m.path[:0], hints: m.hints[:0], found: m.found[:0], cues: m.cues[:0]}
}

// phrases appends every name and cue that the tokens hold.
func (m *matcher) phrases(out []span) []span {
	for _, set := range []phraseSet{m.lexicon.names, m.lexicon.cues} {
		found := m.all(set)
		for i := range found {
			switch f := &found[i]; f.kind {
			case cueSpan:
				out = m.gather(out, f)
			case hintSpan:
				m.hints = append(m.hints, hint{f.from, f.to, f.id, f.lang})
			default:
				out = append(out, f.span())
			}
		}
	}
	return m.gathered(out)
}

// match calls emit for every phrase of the set that the tokens hold.
func (m *matcher) match(set phraseSet, emit func(found)) {
	for _, f := range m.all(set) {
		emit(f)
	}
}

// all returns every phrase of the set that the tokens hold, until it is asked
// again.
func (m *matcher) all(set phraseSet) []found {
	m.found, m.strict, m.loose = m.found[:0], set.strict, set.loose
	for i := range m.tokens {
		own := m.lexicon.beginning(set, m.tokens[i].entry)
		if len(own) > 0 || len(m.tokens[i].forms) > 0 {
			m.steps++
			m.start = i
			m.read(set.root, own, i, state{})
		}
	}
	return m.found
}

// walk follows the phrases from a node through the tokens from i on.
func (m *matcher) walk(n nodeID, i int, s state) {
	m.steps++
	if phrases := m.lexicon.phrasesOf(n); !s.skipped {
		for k := range phrases {
			m.end(&phrases[k], i, s)
		}
	}
	edges := m.lexicon.edgesOf(n)
	for len(edges) > 0 && edges[0].word == seam {
		m.walk(edges[0].to, i, s)
		edges = edges[1:]
	}
	if i == len(m.tokens) || len(edges) == 0 {
		return
	}
	s.skipped = false
	m.read(n, by(edges, m.tokens[i].entry), i, s)
	m.skip(n, i, s)
}

// read follows the edges of a node that bear the word of token i, and those
// that bear one of its forms.
func (m *matcher) read(n nodeID, own []edge, i int, s state) {
	t := &m.tokens[i]
	for _, e := range own {
		m.path = append(m.path, step{word: &t.word, want: e.word, exact: t.kind != wordToken})
		m.walk(e.to, i+1, s)
		m.path = m.path[:len(m.path)-1]
	}
	for f := range t.forms {
		form, s := &t.forms[f], s
		s.cost += form.cost
		s.bold = s.bold || form.inside
		m.follow(n, i+1, &form.words[0], form.words[1:], form.exact, s)
	}
}

// follow reads a word of a form and the rest of it, and walks on from the next
// token.
func (m *matcher) follow(n nodeID, next int, w *word, rest []word, exact bool, s state) {
	for _, e := range by(m.lexicon.edgesOf(n), w.entry) {
		m.path = append(m.path, step{word: w, want: e.word, exact: exact})
		if len(rest) == 0 {
			m.walk(e.to, next, s)
		} else {
			m.follow(e.to, next, &rest[0], rest[1:], exact, s)
			for _, part := range m.lexicon.seamsOf(e.to) {
				m.follow(part.to, next, &rest[0], rest[1:], exact, s)
			}
		}
		m.path = m.path[:len(m.path)-1]
	}
}

// skip passes over a filler or a comma inside a name.
func (m *matcher) skip(n nodeID, i int, s state) {
	t := &m.tokens[i]
	switch {
	case !m.loose || len(m.path) == 0 || i+1 == len(m.tokens):
		return
	case t.kind == signToken && s.signs < maxSigns && (t.is(",") || t.is("+") || t.is("(") || t.is(")") || t.is("-") || t.is(".") && t.glued && (m.tokens[i+1].glued || len(m.tokens[i-1].text) == 1)):
		s.signs++
		s.cost += signCost
	case t.kind == wordToken && s.fillers < maxFillers && t.entry.filler:
		s.fillers++
		s.cost += fillerCost
	default:
		return
	}
	s.skipped = true
	m.walk(n, i+1, s)
}

// end notes the phrase that ends before token i, if its marks allow.
func (m *matcher) end(p *phrase, i int, s state) {
	cost, ok := m.markCost(p)
	if !ok || m.foreign(p) || s.bold && (len(m.path) < 2 || p.cue.hesitates()) {
		return // "sếp thu" is not "xếp thứ"
	}
	bare := i-m.start == 1 && !m.path[0].marked() && m.want(0).marked()
	m.found = append(m.found, found{phrase: p, from: m.start, to: i, cost: s.cost + cost, bare: bare})
}

// want returns the phrase's own word at a step of the path.
func (m *matcher) want(i int) *word { return &m.lexicon.words[m.path[i].want] }

// span returns the span of a name.
func (f *found) span() span {
	s := span{from: f.from, to: f.to, kind: f.kind, id: f.id, weak: f.weak, weight: weightOf(f.kind, nil, f.to-f.from, f.cost)}
	if f.kind == placeSpan && f.bare {
		s.weight-- // "tinh" is "tính" as well
	}
	return s
}

// foreign reports whether a single word of another language is a word of the
// writer's own: "tren" is Indonesian for a trend, and "trên" without its mark.
func (m *matcher) foreign(p *phrase) bool {
	if p.kind != cueSpan && p.kind != hintSpan || len(m.path) > 1 || p.cue.hesitates() || p.lang == m.lang {
		return false
	}
	e := m.want(0).entry
	return e.spoken&setOfLang(m.lang) != 0 && !(m.lang == target.Vietnamese && e.loan)
}

// markCost compares marks. A writer who puts marks is held to them: "thứ" is
// not "thu" and a bare "chi" hardly "chỉ". In a phrase of several words one
// slip is forgiven.
func (m *matcher) markCost(p *phrase) (cost float64, ok bool) {
	wrong, path := 0, m.path
	for i := range path {
		got, want := &path[i], m.want(i)
		switch {
		case i > 0 && p.kind == nothingSpan && got.fold != want.fold:
			return cost, false // "ky thy" may be a place, only "ky thi" is none
		case got.exact || got.same(want):
		case !got.marked() && len(got.key) == 1 && want.marked() && len(path) == 1:
			wrong++ // "a" is not "à"
		case !got.marked() && m.strict && m.marks && len(path) == 1 && want.marked() && !p.cue.hesitates() && !m.dated(p):
			return cost, false // who writes marks has left none out
		case !got.marked():
			if m.marks {
				cost += noMarkCost
			}
		case m.strict:
			if !got.slipOf(want) {
				return cost, false
			}
			cost += wrongToneCost
		case len(path) > 1 && m.unmarked():
			cost += wrongToneCost / 3
		case want.marked() && sameLetters(got.bare, want.bare):
			cost += wrongToneCost
			switch {
			case p.kind == placeSpan && m.lexicon.folded[got.text] != nil:
				wrong += 2 // "trên địa bàn tính đến" is not "tỉnh"
			case len(path) == 1 || p.kind == nothingSpan || p.kind == outsideSpan || p.kind == placeSpan: // "thì trường chuẩn" speaks of no market
				wrong++
			}
		default:
			cost += wrongMarkCost
			wrong++
			if p.kind == outsideSpan && !want.marked() {
				wrong++ // "mới chỉ" is not "chi"
			}
		}
	}
	return cost, wrong == 0 || wrong == 1 && len(path) > 2
}

// dated reports whether the phrase is a single word that leads to a day and a
// number follows: "den 30/6" is no "đèn".
func (m *matcher) dated(p *phrase) bool {
	next := m.start + 1
	return p.cue == gateTime && next < len(m.tokens) && m.tokens[next].kind == numberToken
}

// unmarked reports whether the phrase is written without marks: then nothing is
// known of them.
func (m *matcher) unmarked() bool {
	for i := range m.path {
		if m.want(i).marked() {
			return false
		}
	}
	return true
}
