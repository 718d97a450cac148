package understand

import "chitieu/target"

// aboveWords are the words of above, by key.
type aboveWords struct {
	places, actors, acts, soon, between []word
}

func (a *aboveWords) add(w *above) {
	for _, s := range w.Places {
		a.places = append(a.places, newWord(s))
	}
	for _, s := range w.Actors {
		words := wordsOf(s)
		a.actors = append(a.actors, words[len(words)-1])
	}
	for _, s := range w.Acts {
		a.acts = append(a.acts, wordsOf(s)[0])
	}
	for _, s := range w.Soon {
		a.soon = append(a.soon, newWord(s))
	}
	for _, s := range w.Between {
		a.between = append(a.between, newWord(s))
	}
}

// anyFits reports whether the token may be one of the words.
func anyFits(words []word, t *token) bool {
	for i := range words {
		if t.kind == wordToken && fits(&t.word, &words[i]) {
			return true
		}
	}
	return false
}

// acts reports whether the place at i is the level above as somebody who does,
// sends or receives something.
func (m *message) acts(i int) bool {
	s, a := &m.spans[i], &m.lexicon.above
	if !anyFits(a.places, &m.tokens[s.to-1]) {
		return false
	}
	at := s.from - 1
	for at >= 0 && anyFits(a.between, &m.tokens[at]) {
		at--
	}
	next := s.to
	for next < len(m.tokens) && anyFits(a.soon, &m.tokens[next]) {
		next++
	}
	return at >= 0 && anyFits(a.actors, &m.tokens[at]) || next < len(m.tokens) && anyFits(a.acts, &m.tokens[next])
}

// announces reports whether what looks like a place only stands before a
// commune's name: "thi xa ky thuong" is "thì xã Kỳ Thượng".
func (m *message) announces(i int) bool {
	s := &m.spans[i]
	return s.id == cueOutsidePlace.String() && !m.tokens[s.from].marked() && m.tokens[s.to-1].entry.prefix && i+1 < len(m.spans) && m.spans[i+1].from == s.to && m.spans[i+1].kind == unitSpan
}

// vague reports whether the place at i is a bare word that without its mark
// means much else ("tinh" is "tính" too): it counts right behind a name only.
func (m *message) vague(i int) bool {
	s := &m.spans[i]
	if s.to-s.from > 1 || !anyFits(m.lexicon.above.places, &m.tokens[s.from]) || m.lang != target.Vietnamese || m.tokens[s.from].marked() {
		return false
	}
	return i == 0 || m.spans[i-1].kind != indicatorSpan || m.spans[i-1].to != s.from
}
