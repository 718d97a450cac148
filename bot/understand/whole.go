package understand

import (
	"slices"

	"chitieu/target"
)

// wholesOf returns how the whole locality is named in several words, by the key
// of the first: "toàn huyện". One word alone ("huyện") may be whom one reports to.
func wholesOf(plan *target.Plan, lists []wordList) map[string][][]word {
	out := make(map[string][][]word)
	add := func(names ...string) {
		for _, s := range names {
			if words := wordsOf(s); len(words) > 1 {
				out[words[0].key] = append(out[words[0].key], words)
			}
		}
	}
	for i := range lists {
		add(lists[i].Cues[cueLocality.String()]...)
	}
	for _, lang := range target.Langs {
		n := plan.Locality[lang]
		add(n.Full)
		add(n.Aliases...)
	}
	return out
}

// namesWhole reports whether the text names the whole locality, though it be
// within the name of an indicator.
func (m *message) namesWhole(wholes map[string][][]word) bool {
	for i := range m.tokens {
		if slices.ContainsFunc(wholes[m.tokens[i].key], func(words []word) bool { return hasWords(m.tokens, i, words) }) {
			return true
		}
	}
	return false
}

// ofLocality reports whether a bare "huyện" or all its communes are whose the
// figure is, and not whom it is reported to: "rác thải huyện 93%", "các xã 93%",
// but not "báo huyện".
func (m *message) ofLocality() bool {
	if m.communes > 0 {
		return false
	}
	for i := range m.tokens {
		t := &m.tokens[i]
		over := m.spanOver(i)
		switch {
		case t.kind != wordToken || over != nil && (over.kind == unitSpan || over.kind == placeSpan || over.kind == outsideSpan):
		case m.lexicon.isCue(t, cueLocality) && (i == 0 || !receives[m.tokens[i-1].key]):
			return true
		case i > 0 && t.key == "xa" && m.tokens[i-1].key == "cac" && (i < 2 || !receives[m.tokens[i-2].key]):
			return true
		}
	}
	return false
}

// receives are the words behind which the locality is whom something is sent to.
var receives = map[string]bool{
	"bao": true, "cao": true, "gui": true, "kinh": true, "thua": true, "trinh": true, "nop": true, "len": true, "ve": true, "cho": true, "voi": true,
	"to": true, "kepada": true, "ke": true,
}
