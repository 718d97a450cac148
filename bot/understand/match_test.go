package understand

import (
	"slices"
	"testing"

	"chitieu/target"
)

// TestWalkIsBounded counts the steps by which phrases are looked for: no text
// may take many more a token than another.
func TestWalkIsBounded(t *testing.T) {
	const most = 40
	plan, reader := newReader(t)
	for _, tt := range longTexts(plan) {
		m := &matcher{lexicon: reader.lexicon, tokens: reader.lexicon.tokenize(nil, compose(tt.text)), lang: target.Vietnamese}
		reader.lexicon.spell(m.tokens)
		m.phrases(nil)
		if m.steps > most*len(m.tokens) {
			t.Errorf("%s: %d steps for %d tokens, want at most %d a token", tt.name, m.steps, len(m.tokens), most)
		}
	}
}

func TestCompoundLeavesPartsOut(t *testing.T) {
	b := newGraphBuilder(newWordTable(""))
	set := phraseSet{root: b.node(), bit: 1}
	var parts [][][]wordID
	for _, part := range [][]string{{"", "please", "please do"}, {"", "not"}, {"remind me", "remind"}, {"", "again"}} {
		var alternatives [][]wordID
		for _, s := range part {
			alternatives = append(alternatives, slices.Clone(b.read(s)))
		}
		parts = append(parts, alternatives)
	}
	b.compound(set.root, parts, phrase{kind: cueSpan, cue: cueRemind, lang: "en"})
	l := &lexicon{entries: make(map[string]*entry)}
	l.graph = b.build(func(key string, first, end wordID) { l.entries[key] = &entry{first: first, end: end} })
	l.lookupForms()
	l.noteBeginnings(set)
	for text, want := range map[string]bool{
		"remind": true, "remind me": true, "please remind": true, "please do not remind me again": true, "not remind again": true,
		"please": false, "not": false, "please do": false, "again": false, "remind not": false, "please not again": false, "not please remind": false,
	} {
		m := &matcher{lexicon: l, tokens: l.tokenize(nil, text), lang: "en"}
		got := false
		m.match(set, func(f found) { got = got || f.from == 0 && f.to == len(m.tokens) })
		if got != want {
			t.Errorf("%q is a phrase of the compound: %v, want %v", text, got, want)
		}
	}
}
