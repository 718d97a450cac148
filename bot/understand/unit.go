package understand

import (
	"maps"
	"slices"

	"chitieu/target"
)

// unitNames finds places whose names have two words and share the first with
// others ("Kỳ Thư", "Kỳ Thọ"), where a slip makes one of another. They are
// compared with more care than other phrases.
type unitNames struct {
	byFirst map[string][]placeName
}

type placeName struct {
	second word
	first  word
	unit   target.UnitID // "" for a neighbour
	place  string
}

func newUnitNames(plan *target.Plan) unitNames {
	u := unitNames{byFirst: make(map[string][]placeName)}
	add := func(name string, unit target.UnitID, place string) {
		words := wordsOf(name)
		if len(words) != 2 {
			return
		}
		p := placeName{first: words[0], second: words[1], unit: unit, place: place}
		if !slices.ContainsFunc(u.byFirst[p.first.key], func(q placeName) bool {
			return q.second.same(&p.second) && q.unit == p.unit && q.place == p.place
		}) {
			u.byFirst[p.first.key] = append(u.byFirst[p.first.key], p)
		}
	}
	for i := range plan.Units {
		if c := &plan.Units[i]; c.Kind == target.Commune {
			add(c.Names.Full(target.Vietnamese), c.ID, "")
			for _, old := range c.OldNames {
				add(old, c.ID, "")
			}
		}
	}
	for _, n := range plan.Neighbours {
		name := n.Full(target.Vietnamese)
		for _, alias := range n[target.Vietnamese].Aliases {
			if words := wordsOf(alias); len(words) == 2 && u.byFirst[words[0].key] != nil {
				add(alias, "", name)
			}
		}
	}
	return u
}

// guarded reports whether a phrase of the plan is one of these names, which
// the ordinary matcher must leave alone.
func (u *unitNames) guarded(words []word) bool {
	if len(words) != 2 {
		return false
	}
	return slices.ContainsFunc(u.byFirst[words[0].key], func(p placeName) bool { return p.second.key == words[1].key })
}

// closeness is how a written name stands to a known one, nearest first.
type closeness int

const (
	exactly closeness = iota
	otherTone
	otherMarks
	mistyped
	farOff
)

// find returns the span of the place that is named by the tokens i and i+1.
func (u *unitNames) find(m *matcher, i int) (span, bool) {
	if i+1 >= len(m.tokens) || m.tokens[i+1].kind != wordToken {
		return span{}, false
	}
	first, second := &m.tokens[i], &m.tokens[i+1]
	names := u.byFirst[first.key]
	if names == nil || first.marked() && !first.same(&names[0].first) {
		return span{}, false
	}
	prefixed := i > 0 && m.tokens[i-1].entry.prefix
	found, how := nearest(names, second, prefixed)
	if how == farOff {
		return span{}, false
	}
	// "kỳ thu" in a text with marks is the common word, not a name without one.
	if m.marks && !second.marked() && !second.upper && !prefixed && how != mistyped && found[0].second.marked() && first.marked() {
		return span{}, false
	}
	s := span{from: i, to: i + 2, kind: unclearUnitSpan}
	neighbour := ""
	for _, p := range found {
		switch {
		case p.unit == "" && neighbour == "":
			neighbour = p.place
		case p.unit != "" && !slices.Contains(s.units, p.unit):
			s.units = append(s.units, p.unit)
		}
	}
	switch {
	case len(s.units) == 1 && neighbour == "":
		s.kind, s.id = unitSpan, string(s.units[0])
	case len(s.units) == 0:
		s.kind, s.id = placeSpan, neighbour
	}
	s.weight = weightOf(s.kind, nil, 2, 0.2*float64(how))
	if prefixed || second.upper && first.upper {
		s.weight += 0.5
	}
	return s, true
}

// nearest returns the names nearest to the written word. A name that is
// written exactly is taken; the further it is off, the more names count as
// equally near, so that a slip is asked about rather than guessed.
func nearest(names []placeName, w *token, prefixed bool) ([]placeName, closeness) {
	if !w.entry.known {
		if alt, ok := unTelex(w.text); ok {
			if out := withCloseness(names, &alt, exactly); out != nil {
				return out, exactly
			}
		}
	}
	for _, how := range []closeness{exactly, otherTone} {
		if out := withCloseness(names, &w.word, how); out != nil {
			return out, how
		}
	}
	if out := withCloseness(names, &w.word, otherMarks); out != nil {
		if w.marked() { // other letters: whatever sounds alike may be meant
			out = append(out, withCloseness(names, &w.word, mistyped)...)
		}
		return out, otherMarks
	}
	if w.entry.known && !prefixed || len(w.key) < 3 {
		return nil, farOff
	}
	if out := withCloseness(names, &w.word, mistyped); out != nil {
		return out, mistyped
	}
	return nil, farOff
}

// withCloseness returns the names that stand so to the word.
func withCloseness(names []placeName, w *word, how closeness) []placeName {
	var out []placeName
	for i := range names {
		p := &names[i]
		if (how == mistyped || p.second.key == w.key) && closenessOf(&p.second, w) == how {
			out = append(out, *p)
		}
	}
	return out
}

func closenessOf(name, w *word) closeness {
	switch {
	case name.same(w), !w.marked() && name.key == w.key:
		return exactly
	case sameLetters(name.bare, w.bare):
		return otherTone
	case name.key == w.key:
		return otherMarks
	case sameClass(name.key[0], w.key[0]) && distance(name.key, w.key) == 1 && (onset(name.key) == onset(w.key) || len(name.key) > minTypo && name.key[0] == w.key[0] && len(name.key) == len(w.key) && swapped(name.key, w.key)):
		return mistyped
	default:
		return farOff
	}
}

// sameClass reports whether two letters are one or both vowels.
func sameClass(a, b byte) bool { return a == b || isVowel(rune(a)) && isVowel(rune(b)) }

// like returns the units whose names share the first word and lie nearest to
// the second.
func (u *unitNames) like(first, second string) []target.UnitID {
	for d := 1; d <= 2; d++ {
		var out []target.UnitID
		for _, p := range u.byFirst[first] {
			if p.unit != "" && distance(p.second.key, second) == d && p.second.key[0] == second[0] {
				out = append(out, p.unit)
			}
		}
		if out != nil {
			return out
		}
	}
	return nil
}

// bySecond returns the units whose names end in the word.
func (u *unitNames) bySecond(w *word) []target.UnitID {
	var out []target.UnitID
	for _, first := range slices.Sorted(maps.Keys(u.byFirst)) {
		for _, p := range u.byFirst[first] {
			if p.unit != "" && fits(w, &p.second) && !slices.Contains(out, p.unit) {
				out = append(out, p.unit)
			}
		}
	}
	return out
}

// onset returns the consonants in front.
func onset(s string) string {
	for i, r := range s {
		if isVowel(r) {
			return s[:i]
		}
	}
	return s
}
