package understand

import (
	"maps"
	"slices"
	"strings"

	"chitieu/target"
)

// phrase is a sequence of words with a meaning.
type phrase struct {
	words    []word
	kind     spanKind
	id       string // cue, slug of indicator, unit or topic, name of a place
	weak     bool   // proves its indicator only beside a fitting measure
	lang     target.Lang
	unmarked bool // written without marks: nothing is known of them
}

// node is a step in the tree of phrases by the keys of their words.
type node struct {
	next    map[string]*node
	phrases []*phrase
}

func (n *node) add(p *phrase) {
	for i := range p.words {
		key := p.words[i].key
		if n.next == nil {
			n.next = make(map[string]*node)
		}
		if n.next[key] == nil {
			n.next[key] = &node{}
		}
		n = n.next[key]
	}
	for _, q := range n.phrases {
		if q.kind == p.kind && q.id == p.id && q.unmarked == p.unmarked && q.lang == p.lang {
			return
		}
	}
	n.phrases = append(n.phrases, p)
}

// sortedNodes returns what follows a node, in the order of the keys.
func sortedNodes(n *node) []*node {
	var out []*node
	for _, key := range slices.Sorted(maps.Keys(n.next)) {
		out = append(out, n.next[key])
	}
	return out
}

// lexicon holds every phrase of the plan and the word lists.
type lexicon struct {
	names, cues node // names may be interrupted by fillers, cues not
	vocabulary  map[string]bool
	spoken      map[target.Lang]map[string]bool // the vocabulary by language
	spellings   [][]string                      // the vocabulary by length, sorted, for typing errors
	short       map[string][]form
	clipped     map[string][]form // "lthực": the first word cut to its initial
	endings     []string          // that a known word may bear: "sampahnya"
	fillers     map[string]bool
	weak        map[string]bool
	loans       map[string]bool // words of another language that are used as they are
	numerals    numerals
	function    map[target.Lang]map[string]bool
	places      *unitNames
	prefixes    map[string]bool // last words of what stands before a commune's name
	above       aboveWords
	read        map[string][]word // words that were read before, while the lexicon is built
}

func newLexicon(plan *target.Plan, lists []wordList, places *unitNames) *lexicon {
	l := &lexicon{
		places:     places,
		vocabulary: make(map[string]bool),
		spoken:     make(map[target.Lang]map[string]bool),
		short:      make(map[string][]form),
		clipped:    make(map[string][]form),
		fillers:    make(map[string]bool),
		weak:       make(map[string]bool),
		loans:      make(map[string]bool),
		function:   make(map[target.Lang]map[string]bool),
		prefixes:   make(map[string]bool),
		numerals:   newNumerals(lists),
		read:       make(map[string][]word),
	}
	for i := range lists {
		l.addList(&lists[i])
	}
	l.addPlan(plan)
	l.numerals.addTo(l.vocabulary)
	l.sortSpellings()
	l.read = nil
	return l
}

// words is wordsOf for the building of the lexicon, whose thousands of phrases
// are made of a few hundred words.
func (l *lexicon) words(s string) []word {
	var out []word
	for part := range strings.FieldsSeq(s) {
		known, ok := l.read[part]
		if !ok {
			known = wordsOf(part)
			l.read[part] = known
		}
		out = append(out, known...)
	}
	return out
}

func (l *lexicon) addList(w *wordList) {
	for _, s := range w.Fillers {
		for _, f := range wordsOf(s) {
			l.fillers[f.key] = true
		}
	}
	for _, s := range w.Loans {
		l.loans[newWord(s).key] = true
	}
	for _, s := range w.Weak {
		l.weak[keysOf(wordsOf(s))] = true
	}
	l.endings = append(l.endings, w.Endings...)
	for _, short := range slices.Sorted(maps.Keys(w.Short)) {
		key := newWord(short).key
		l.short[key] = append(l.short[key], form{words: wordsOf(w.Short[short]), cost: 0.1, exact: true})
		l.vocabulary[key] = true
	}
	l.function[w.Lang] = make(map[string]bool)
	for _, s := range w.Function {
		l.function[w.Lang][newWord(s).key] = true
	}
	for _, cue := range slices.Sorted(maps.Keys(w.Cues)) {
		for _, s := range w.Cues[cue] {
			l.add(&l.cues, s, kindOfCue(cue), cue, w.Lang)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(w.Details)) {
		for _, s := range w.Details[name] {
			l.add(&l.cues, s, hintSpan, name, w.Lang)
		}
	}
	l.above.add(&w.Above)
	for _, s := range w.Cues[cueCommunePrefix] {
		words := wordsOf(s)
		l.prefixes[words[len(words)-1].key] = true
	}
}

func kindOfCue(cue string) spanKind {
	switch cue {
	case cueNoUnit:
		return nothingSpan
	case cueOutsidePlace:
		return placeSpan
	default:
		return cueSpan
	}
}

func (l *lexicon) addPlan(plan *target.Plan) {
	l.addNames(plan.Locality, localitySpan, "")
	for i := range plan.Indicators {
		ind := &plan.Indicators[i]
		l.addNames(ind.Names, indicatorSpan, string(ind.ID))
	}
	for i := range plan.Outside {
		l.addNames(plan.Outside[i].Names, outsideSpan, plan.Outside[i].ID)
	}
	for i := range plan.Units {
		u := &plan.Units[i]
		l.addNames(u.Names, unitSpan, string(u.ID))
		for _, old := range u.OldNames {
			l.add(&l.names, old, unitSpan, string(u.ID), target.Vietnamese)
		}
	}
	for _, names := range plan.Neighbours {
		l.addNames(names, placeSpan, names.Full(target.Vietnamese))
	}
}

func (l *lexicon) addNames(names target.Names, kind spanKind, id string) {
	for _, lang := range target.Langs {
		n, ok := names[lang]
		if !ok {
			continue
		}
		l.add(&l.names, n.Full, kind, id, lang)
		if before, _, ok := strings.Cut(n.Full, "("); ok {
			l.add(&l.names, before, kind, id, lang)
		}
		l.add(&l.names, n.Short, kind, id, lang)
		for _, a := range n.Aliases {
			l.add(&l.names, a, kind, id, lang)
		}
		for _, not := range n.Not {
			l.add(&l.names, not, nothingSpan, "not:"+id, lang)
		}
	}
}

func (l *lexicon) add(root *node, s string, kind spanKind, id string, lang target.Lang) {
	words := l.words(s)
	if len(words) == 0 {
		return
	}
	if (kind == unitSpan || kind == placeSpan) && l.places.guarded(words) {
		for i := range words {
			l.vocabulary[words[i].key] = true
		}
		return // unit.go compares these with more care
	}
	p := &phrase{words: words, kind: kind, id: id, lang: lang, unmarked: true}
	for i := range words {
		l.vocabulary[words[i].key] = true
		l.speaks(lang)[words[i].key] = true
		p.unmarked = p.unmarked && !words[i].marked()
	}
	p.weak = kind == indicatorSpan && l.weak[keysOf(words)]
	root.add(p)
	if kind == indicatorSpan || kind == outsideSpan {
		l.addClipped(words)
	}
}

// isCue reports whether the token by itself is a phrase of the cue.
func (l *lexicon) isCue(t *token, cue string) bool {
	n := l.cues.next[t.key]
	return t.kind == wordToken && n != nil && slices.ContainsFunc(n.phrases, func(p *phrase) bool { return p.id == cue })
}

// speaks returns the vocabulary of a language.
func (l *lexicon) speaks(lang target.Lang) map[string]bool {
	if l.spoken[lang] == nil {
		l.spoken[lang] = make(map[string]bool)
	}
	return l.spoken[lang]
}

// addClipped allows for a compound whose first half is cut to its initial, as
// thumbs do: "lthực" for "lương thực".
func (l *lexicon) addClipped(words []word) {
	for i := 1; i < len(words); i++ {
		a, b := words[i-1], words[i]
		if len(a.key) < 2 || len(b.key) < 2 {
			continue
		}
		key := a.key[:1] + b.key
		if onsets[onset(key)] {
			continue // a syllable of its own: "chết" is not "chi hết"
		}
		f := form{words: []word{a, b}, cost: 0.3, exact: true}
		if !slices.ContainsFunc(l.clipped[key], func(g form) bool { return keysOf(g.words) == keysOf(f.words) }) {
			l.clipped[key] = append(l.clipped[key], f)
		}
	}
}

// onsets are the consonants that a Vietnamese syllable may begin with, folded.
var onsets = func() map[string]bool {
	out := make(map[string]bool)
	for s := range strings.FieldsSeq("b c ch d g gh h k kh l m n ng ngh nh p ph q r s t th tr v x") {
		out[s] = true
	}
	out[""] = true
	return out
}()

func (l *lexicon) sortSpellings() {
	for _, key := range slices.Sorted(maps.Keys(l.vocabulary)) {
		for len(l.spellings) <= len(key) {
			l.spellings = append(l.spellings, nil)
		}
		l.spellings[len(key)] = append(l.spellings[len(key)], key)
	}
}

// wordsOf cuts a phrase of a list or a plan as a message is cut. Of the signs
// only the slash of "triệu/ha" is kept.
func wordsOf(s string) []word {
	var out []word
	for _, t := range tokenize(compose(s)) {
		if t.kind != signToken || t.is("/") {
			out = append(out, t.word)
		}
	}
	return out
}

func keysOf(words []word) string {
	keys := make([]string, len(words))
	for i := range words {
		keys[i] = words[i].key
	}
	return strings.Join(keys, " ")
}
