package understand

import (
	"slices"
	"strings"

	"chitieu/target"
)

// entry is what the lexicon knows of the words of one key. It is asked of every
// word of a text, in no order that memory could foresee: it takes one line of a
// cache, and what few words have stands apart.
type entry struct {
	first, end wordID // its words in the phrases
	known      bool   // it is in the vocabulary
	spoken     langSet
	function   langSet // it is a function word of these
	filler     bool    // it may interrupt a name
	loan       bool    // it is used as it is in another language
	prefix     bool    // it may be the last word before a commune's name
	dates      bool    // it is the first word of a month's or a quarter's name
	begins     [phraseSets]stretchOfEdges
	rare       *rarities // nil for most
}

// rarities are what else a word may be.
type rarities struct {
	short    []form
	clipped  []form // "lthực": the first word cut to its initial
	numerals []numeral
}

// noRarities are those of most words.
var noRarities = new(rarities)

// also returns what else the word may be, to be read.
func (e *entry) also() *rarities {
	if e.rare == nil {
		return noRarities
	}
	return e.rare
}

// teach returns what else the word may be, to be added to.
func (e *entry) teach() *rarities {
	if e.rare == nil {
		e.rare = new(rarities)
	}
	return e.rare
}

// noun is one word, folded, for what an indicator counts. The singular is only
// said of exactly one: "one more school".
type noun struct {
	of   target.IndicatorID
	word string
}

// langSet is a set of languages, a bit for each.
type langSet uint8

const vietnamese langSet = 1 // the first of target.Langs

func setOfLang(lang target.Lang) langSet { return 1 << slices.Index(target.Langs, lang) }

// lexicon holds every phrase of the plan and the word lists.
type lexicon struct {
	*graph
	names, cues phraseSet
	gate        phraseSet // what a report is made of, and what it is not
	undo        phraseSet // what taking one back is made of
	acts        phraseSet // and which of that makes a clause one of taking back
	entries     map[string]*entry
	folded      map[string]*word // the vocabulary as it is written, with and without marks
	spellings   spellings
	denials     []word   // single words that deny
	endings     []string // that a known word may bear: "sampahnya"
	numerals    numerals
	places      *unitNames
	above       aboveWords
	counted     map[string]bool // what fractions may be of
	plural      map[noun]bool
	singular    map[noun]bool
	courtesies  map[string]Detail // phrases of a message that is courtesy and no more
}

// newLexicon fails if two indicators or units share a name.
func newLexicon(plan *target.Plan, words *vocabulary, table *wordTable, places *unitNames) (*lexicon, error) {
	l := &lexicon{places: places, entries: make(map[string]*entry, manyWords), numerals: newNumerals(words.Lists), counted: countedBy(plan),
		plural: make(map[noun]bool), singular: make(map[noun]bool), courtesies: make(map[string]Detail)}
	b := &lexiconBuilder{lexicon: l, graphBuilder: newGraphBuilder(table), weak: make(map[string]bool), owners: make(map[name]string)}
	l.names, l.cues = phraseSet{root: b.node(), bit: 1, loose: true}, phraseSet{root: b.node(), bit: 2}
	l.gate, l.undo = phraseSet{root: b.node(), bit: 4, strict: true}, phraseSet{root: b.node(), bit: 8, strict: true}
	l.acts = phraseSet{root: b.node(), bit: 16, strict: true}
	for i := range words.Lists {
		b.addList(&words.Lists[i])
	}
	for i := range words.Gate {
		b.addGate(&words.Gate[i])
	}
	b.addPlan(plan)
	l.numerals.addTo(l)
	l.graph = b.build(func(key string, first, end wordID) {
		e := l.entry(key)
		e.first, e.end = first, end
	})
	l.spellings = newSpellings(l.entries)
	l.lookupForms()
	for _, set := range []phraseSet{l.names, l.cues, l.gate, l.undo, l.acts} {
		l.noteBeginnings(set)
	}
	return l, b.err
}

// entry returns the entry of a key and makes it if there is none.
func (l *lexicon) entry(key string) *entry {
	e := l.entries[key]
	if e == nil {
		e = &entry{}
		l.entries[key] = e
	}
	return e
}

// learn takes the key into the vocabulary.
func (l *lexicon) learn(key string) *entry {
	e := l.entry(key)
	e.known = true
	return e
}

// knows reports whether the key is in the vocabulary.
func (l *lexicon) knows(key string) bool { return l.lookup(key).known }

// unheard is the entry of every key that the lexicon does not have.
var unheard = new(entry)

// lookup returns what is known of a key.
func (l *lexicon) lookup(key string) *entry {
	if e := l.entries[key]; e != nil {
		return e
	}
	return unheard
}

// word is newWord looked up.
func (l *lexicon) word(s string) word {
	w := newWord(s)
	w.entry = l.lookup(w.key)
	return w
}

func (l *lexicon) lookupAll(words []word) {
	for i := range words {
		words[i].entry = l.lookup(words[i].key)
	}
}

// lookupForms looks up the words that the lexicon itself holds. Words with s and
// x are confused even where both are words: "sử lý".
func (l *lexicon) lookupForms() {
	l.lookupAll(l.words)
	l.folded = make(map[string]*word, len(l.entries))
	for i := range l.words {
		w := &l.words[i]
		l.folded[w.text] = w
		if l.folded[w.fold] == nil {
			plain := l.word(w.fold)
			l.folded[w.fold] = &plain
		}
	}
	for key, e := range l.entries {
		if e.known && strings.ContainsAny(key[:min(1, len(key))], "sx") {
			if alike := l.guessInside(l.soundAlike(key)); alike != nil {
				e.teach().short = append(e.teach().short, alike...)
			}
		}
		for _, f := range slices.Concat(e.also().short, e.also().clipped) {
			l.lookupAll(f.words)
		}
	}
}

// noteBeginnings lets words tell where the phrases of the set begin with them:
// the roots have thousands of edges, and most words of a text begin no phrase.
func (l *lexicon) noteBeginnings(set phraseSet) {
	at := l.nodes[set.root].edges
	for i, e := range l.edgesOf(set.root) {
		own := &l.words[e.word].entry.begins[set.index()]
		if own.to == 0 {
			own.from = at + uint32(i)
		}
		own.to = at + uint32(i) + 1
	}
}

// beginning returns the edges by which phrases of the set begin with a word.
func (l *lexicon) beginning(set phraseSet, e *entry) []edge {
	own := e.begins[set.index()]
	return l.edges[own.from:own.to]
}

// tokenize is tokenize for a message, most of whose words need no folding: the
// lexicon has them. It appends to out.
func (l *lexicon) tokenize(out []token, text string) []token {
	tokens := tokenizeWith(out, l.foldWord, text)
	for i := range tokens {
		if t := &tokens[i]; t.entry == nil {
			t.entry = l.lookup(t.key)
		}
	}
	return tokens
}

// foldWord makes a word of one as it stands in a text.
func (l *lexicon) foldWord(s string) word {
	known := l.folded[s]
	lower := s
	if known == nil {
		if lower = strings.ToLower(s); lower != s {
			known = l.folded[lower]
		}
	}
	if known == nil {
		if s = lowerWord(s); s != lower {
			known = l.folded[s]
		}
	}
	if known != nil {
		return *known
	}
	return newWord(s)
}

// isCue reports whether the token by itself is a phrase of the cue.
func (l *lexicon) isCue(t *token, c cue) bool {
	return t.kind == wordToken && slices.ContainsFunc(l.beginning(l.cues, t.entry), func(e edge) bool {
		return slices.ContainsFunc(l.phrasesOf(e.to), func(p phrase) bool { return p.cue == c })
	})
}
