package understand

import (
	"cmp"
	"slices"

	"chitieu/target"
)

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
	out     []span
	cues    map[[2]int]int // where in out the cues of a stretch are
	hints   []hint
}

// step is one matched word.
type step struct {
	word
	exact bool // read from a form whose marks need no check
}

// state is how far a match has come.
type state struct {
	start   int
	path    []step
	cost    float64
	fillers int
	signs   int
	names   bool // fillers and signs are allowed
	bold    bool // a guess is among the words that must not stand alone
	skipped bool // the last token was passed over: no phrase ends here
}

// phrases returns every phrase of the lexicon that the tokens hold.
func (m *matcher) phrases() []span {
	m.cues = make(map[[2]int]int)
	for i := range m.tokens {
		m.walk(&m.lexicon.names, i, state{start: i, names: true})
		m.walk(&m.lexicon.cues, i, state{start: i})
	}
	return m.out
}

// walk follows the phrases from a node through the tokens from i on.
func (m *matcher) walk(n *node, i int, s state) {
	for _, p := range n.phrases {
		if !s.skipped {
			m.emit(p, i, s)
		}
	}
	if i == len(m.tokens) || n.next == nil {
		return
	}
	s.skipped = false
	t := &m.tokens[i]
	if t.kind == wordToken {
		for f := range t.forms {
			m.follow(n, i, &t.forms[f], s)
		}
	} else if next := n.next[t.key]; next != nil {
		s.path = append(slices.Clip(s.path), step{word: t.word, exact: true})
		m.walk(next, i+1, s)
	}
	m.skip(n, i, s)
}

// follow reads the token as the form's words.
func (m *matcher) follow(n *node, i int, f *form, s state) {
	s.path = slices.Clip(s.path)
	s.bold = s.bold || f.inside
	for w := range f.words {
		if n = n.next[f.words[w].key]; n == nil {
			return
		}
		s.path = append(s.path, step{word: f.words[w], exact: f.exact})
	}
	s.cost += f.cost
	m.walk(n, i+1, s)
}

// skip passes over a filler or a comma inside a name.
func (m *matcher) skip(n *node, i int, s state) {
	t := &m.tokens[i]
	switch {
	case !s.names || len(s.path) == 0 || i+1 == len(m.tokens):
		return
	case t.kind == signToken && s.signs < maxSigns && (t.is(",") || t.is("+") || t.is("(") || t.is(")") || t.is("-") || t.is(".") && t.glued && m.tokens[i+1].glued):
		s.signs++
		s.cost += signCost
	case t.kind == wordToken && s.fillers < maxFillers && m.lexicon.fillers[t.key]:
		s.fillers++
		s.cost += fillerCost
	default:
		return
	}
	s.skipped = true
	m.walk(n, i+1, s)
}

// emit records the phrase that ends before token i, if its marks allow.
func (m *matcher) emit(p *phrase, end int, s state) {
	cost, ok := m.markCost(p, s.path)
	if !ok || m.foreign(p) || s.bold && len(s.path) < 2 {
		return
	}
	if p.kind == hintSpan {
		m.hints = append(m.hints, hint{s.start, end, p.id, p.lang})
		return
	}
	n := end - s.start
	sp := span{from: s.start, to: end, kind: p.kind, weak: p.weak, weight: weightOf(p.kind, nil, n, s.cost+cost)}
	if p.kind == placeSpan && n == 1 && !s.path[0].marked() && p.words[0].marked() {
		sp.weight-- // "tinh" is "tính" as well
	}
	if p.kind != cueSpan {
		sp.id = p.id
		m.out = append(m.out, sp)
		return
	}
	m.emitCue(p.id, sp, s.cost+cost)
}

// closeCost is how much worse a phrase may fit than the best of its stretch to
// count beside it: "do" in a text with marks is not "đỏ".
const closeCost = 0.2

// emitCue adds the cue to the span of its stretch.
func (m *matcher) emitCue(cue string, s span, cost float64) {
	key := [2]int{s.from, s.to}
	at, known := m.cues[key]
	if !known {
		at = len(m.out)
		m.cues[key] = at
		s.cost = cost
		m.out = append(m.out, s)
	}
	c := &m.out[at]
	switch {
	case cost > c.cost+closeCost:
		return
	case cost < c.cost-closeCost:
		c.cues = nil
	}
	c.cost = min(c.cost, cost)
	if i, found := slices.BinarySearchFunc(c.cues, cue, cmp.Compare[string]); !found {
		c.cues = slices.Insert(c.cues, i, cue)
	}
	c.weight = weightOf(cueSpan, c.cues, s.to-s.from, c.cost)
}

// foreign reports whether a single word of another language is a word of the
// writer's own: "tren" is Indonesian for a trend, and "trên" without its mark.
func (m *matcher) foreign(p *phrase) bool {
	return (p.kind == cueSpan || p.kind == hintSpan) && len(p.words) == 1 && p.lang != m.lang && m.lexicon.spoken[m.lang][p.words[0].key] &&
		!(m.lang == target.Vietnamese && m.lexicon.loans[p.words[0].key])
}

// markCost compares marks. A writer who puts marks is held to them: "thứ" is
// not "thu" and a bare "chi" hardly "chỉ". In a phrase of several words one
// slip is forgiven.
func (m *matcher) markCost(p *phrase, path []step) (cost float64, ok bool) {
	wrong := 0
	for i := range path {
		got, want := &path[i], &p.words[i]
		switch {
		case p.kind == nothingSpan && i > 0 && got.fold != want.fold:
			return cost, false // "ky thy" may be a place, only "ky thi" is none
		case got.exact || got.same(want):
		case !got.marked() && len(got.key) == 1 && want.marked() && len(path) == 1:
			wrong++ // "a" is not "à"
		case !got.marked():
			if m.marks {
				cost += noMarkCost
			}
		case p.unmarked && len(path) > 1:
			cost += wrongToneCost / 3
		case want.marked() && sameLetters(got.bare, want.bare):
			cost += wrongToneCost
			if len(path) == 1 || p.kind == nothingSpan || p.kind == outsideSpan || p.kind == placeSpan { // "thì trường chuẩn" speaks of no market
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
