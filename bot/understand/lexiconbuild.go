package understand

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"chitieu/target"
)

// lexiconBuilder puts a lexicon together.
type lexiconBuilder struct {
	*lexicon
	*graphBuilder
	weak   map[string]bool
	owners map[name]string
	err    error
}

// name is what an indicator or a unit is called, with its marks.
type name struct {
	kind  spanKind
	words string
}

// entryOf is the entry of a word's key.
func (b *lexiconBuilder) entryOf(id wordID) *entry {
	w := &b.wordTable.words[id]
	if w.entry == nil {
		w.entry = b.entry(w.key)
	}
	return w.entry
}

func (b *lexiconBuilder) addList(w *wordList) {
	for _, s := range w.Fillers {
		for _, f := range wordsOf(s) {
			b.entry(f.key).filler = true
		}
	}
	for _, s := range w.Loans {
		b.entry(newWord(s).key).loan = true
	}
	for _, s := range w.Weak {
		b.weak[keysOf(wordsOf(s))] = true
	}
	b.endings = append(b.endings, w.Endings...)
	for _, short := range slices.Sorted(maps.Keys(w.Short)) {
		e := b.learn(newWord(short).key).teach()
		e.short = append(e.short, form{words: wordsOf(w.Short[short]), cost: 0.1, exact: true})
	}
	for _, s := range w.Function {
		b.entry(newWord(s).key).function |= setOfLang(w.Lang)
	}
	for _, name := range slices.Sorted(maps.Keys(w.Cues)) {
		for _, s := range w.Cues[name] {
			b.add(b.cues.root, s, cuePhrase(cueNamed[name], w.Lang))
		}
	}
	for i := range w.Compounds {
		b.addCompound(&w.Compounds[i], w.Lang)
	}
	for _, name := range slices.Sorted(maps.Keys(w.Details)) {
		for _, s := range w.Details[name] {
			b.add(b.cues.root, s, phrase{kind: hintSpan, id: name, lang: w.Lang})
		}
	}
	for _, class := range slices.Sorted(maps.Keys(w.Undo)) {
		for _, s := range w.Undo[class] {
			b.addUndo(s, undoNames[class], w.Lang)
		}
	}
	b.above.add(&w.Above)
	b.addCourtesy(&w.Courtesy)
	for _, s := range w.Cues[cueCommunePrefix.String()] {
		words := wordsOf(s)
		b.entry(words[len(words)-1].key).prefix = true
	}
}

func (b *lexiconBuilder) addCompound(c *compound, lang target.Lang) {
	parts := make([][][]wordID, len(c.Parts))
	for i, part := range c.Parts {
		for _, s := range part {
			words := slices.Clone(b.read(s))
			b.speak(words, lang)
			parts[i] = append(parts[i], words)
		}
	}
	b.compound(b.cues.root, parts, cuePhrase(cueNamed[c.Cue], lang))
}

func cuePhrase(c cue, lang target.Lang) phrase {
	p := phrase{kind: cueSpan, cue: c, lang: lang}
	switch c {
	case cueNoUnit:
		p.kind, p.id = nothingSpan, c.String()
	case cueOutsidePlace:
		p.kind, p.id = placeSpan, c.String()
	}
	return p
}

func (b *lexiconBuilder) addPlan(plan *target.Plan) {
	b.addNames(plan.Locality, localitySpan, "")
	for i := range plan.Indicators {
		ind := &plan.Indicators[i]
		b.addNames(ind.Names, indicatorSpan, string(ind.ID))
		addNouns(b.plural, ind.ID, ind.Measure.Names)
		addNouns(b.singular, ind.ID, ind.Measure.Singular)
	}
	for i := range plan.Outside {
		b.addNames(plan.Outside[i].Names, outsideSpan, plan.Outside[i].ID)
	}
	for i := range plan.Units {
		u := &plan.Units[i]
		b.addNames(u.Names, unitSpan, string(u.ID))
		for _, old := range u.OldNames {
			b.add(b.names.root, old, phrase{kind: unitSpan, id: string(u.ID), lang: target.Vietnamese})
		}
	}
	for _, names := range plan.Neighbours {
		b.addNames(names, placeSpan, names.Full(target.Vietnamese))
	}
}

func addNouns(nouns map[noun]bool, of target.IndicatorID, names map[target.Lang]string) {
	for _, s := range names {
		if words := wordsOf(s); len(words) == 1 {
			nouns[noun{of, words[0].fold}] = true
		}
	}
}

func (b *lexiconBuilder) addNames(names target.Names, kind spanKind, id string) {
	for _, lang := range target.Langs {
		n, ok := names[lang]
		if !ok {
			continue
		}
		p := phrase{kind: kind, id: id, lang: lang}
		b.add(b.names.root, n.Full, p)
		if before, _, ok := strings.Cut(n.Full, "("); ok {
			b.add(b.names.root, before, p)
		}
		b.add(b.names.root, n.Short, p)
		for _, a := range n.Aliases {
			b.add(b.names.root, a, p)
		}
		for _, not := range n.Not {
			b.add(b.names.root, not, phrase{kind: nothingSpan, id: "not:" + id, lang: lang})
		}
	}
}

// add lets the phrase be said in the words of s.
func (b *lexiconBuilder) add(root nodeID, s string, p phrase) {
	ids := b.read(s)
	if len(ids) == 0 {
		return
	}
	if p.kind == cueSpan || p.kind == hintSpan {
		b.speak(ids, p.lang)
		b.end(b.path(root, ids), p)
		return
	}
	b.addName(root, ids, p)
}

// addName lets what the plan names be called by the words.
func (b *lexiconBuilder) addName(root nodeID, ids []wordID, p phrase) {
	words := b.all(ids)
	if (p.kind == unitSpan || p.kind == placeSpan) && b.places.guarded(words) {
		for _, id := range ids {
			b.entryOf(id).known = true
		}
		return // unit.go compares these with more care
	}
	b.speak(ids, p.lang)
	p.weak = p.kind == indicatorSpan && b.weak[keysOf(words)]
	b.claim(words, p)
	b.end(b.path(root, ids), p)
	if p.kind == indicatorSpan || p.kind == outsideSpan {
		b.addClipped(words)
	}
}

// claim notes whose name the words are: two of a kind must not share one.
func (b *lexiconBuilder) claim(words []word, p phrase) {
	if p.kind != indicatorSpan && p.kind != unitSpan {
		return
	}
	n := name{kind: p.kind}
	for i := range words {
		n.words += keyOf(words[i].bare) + string(words[i].tone) + " "
	}
	if id, ok := b.owners[n]; ok && id != p.id && b.err == nil {
		b.err = fmt.Errorf("%q names both %s and %s", keysOf(words), id, p.id)
	}
	b.owners[n] = p.id
}

// speak takes words of a language into the vocabulary.
func (b *lexiconBuilder) speak(words []wordID, lang target.Lang) {
	set := setOfLang(lang)
	for _, id := range words {
		e := b.entryOf(id)
		e.known, e.spoken = true, e.spoken|set
	}
}

// addClipped allows for a compound whose first half is cut to its initial, as
// thumbs do: "lthực" for "lương thực".
func (b *lexiconBuilder) addClipped(words []word) {
	for i := 1; i < len(words); i++ {
		one, two := words[i-1], words[i]
		if len(one.key) < 2 || len(two.key) < 2 {
			continue
		}
		key := one.key[:1] + two.key
		if onsets[onset(key)] {
			continue // a syllable of its own: "chết" is not "chi hết"
		}
		e, f := b.entry(key).teach(), form{words: []word{one, two}, cost: 0.3, exact: true}
		if !slices.ContainsFunc(e.clipped, func(g form) bool { return keysOf(g.words) == keysOf(f.words) }) {
			e.clipped = append(e.clipped, f)
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
