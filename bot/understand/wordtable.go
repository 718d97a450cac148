package understand

import (
	"strings"
	"unicode/utf8"
)

// wordTable holds the words that phrases are made of, each once: the phrases of
// the lists and of a plan have some 40,000 words, of which 4,000 differ.
type wordTable struct {
	words  []word              // by id
	ids    map[string]wordID   // of words as written
	parts  map[string][]wordID // of what stands between blanks and is no word as written
	buffer []wordID
}

// manyWords is about as many as there are, with those of a plan.
const manyWords = 5000

// newWordTable returns a table of the words that encodeFolded wrote.
func newWordTable(folded string) *wordTable {
	t := &wordTable{words: make([]word, 1, manyWords), ids: make(map[string]wordID, manyWords), parts: make(map[string][]wordID)}
	for line := range strings.Lines(folded) {
		var w word
		var tone, rest string
		w.text, rest, _ = strings.Cut(line, " ")
		w.bare, rest, _ = strings.Cut(rest, " ")
		tone, rest, _ = strings.Cut(rest, " ")
		w.fold = strings.TrimSuffix(rest, "\n")
		if w.fold == w.text {
			w.bare, w.fold = w.text, w.text // one string is quickly told to be equal to itself
		}
		if tone != "" {
			w.tone, _ = utf8.DecodeRuneInString(tone)
		}
		w.key = keyOf(w.fold)
		t.id(w)
	}
	return t
}

// encodeFolded writes words in all their forms, one a line: folding them takes
// longer than all else that is done with a phrase.
func encodeFolded(words []word) string {
	var out strings.Builder
	for i := range words {
		w := &words[i]
		out.WriteString(w.text + " " + w.bare + " ")
		if w.tone != 0 {
			out.WriteRune(w.tone)
		}
		out.WriteString(" " + w.fold + "\n")
	}
	return out.String()
}

// read returns the words of a phrase, each folded when it is first met. They
// hold until the next call.
func (t *wordTable) read(s string) []wordID {
	t.buffer = t.buffer[:0]
	for part := range strings.FieldsSeq(s) {
		if id, ok := t.ids[part]; ok {
			t.buffer = append(t.buffer, id)
			continue
		}
		ids, ok := t.parts[part]
		if !ok {
			words := wordsOf(part)
			for i := range words {
				ids = append(ids, t.id(words[i]))
			}
			t.parts[part] = ids
		}
		t.buffer = append(t.buffer, ids...)
	}
	return t.buffer
}

// id returns the id of a word, a new one if it has none.
func (t *wordTable) id(w word) wordID {
	id, ok := t.ids[w.text]
	if !ok {
		id = wordID(len(t.words))
		t.ids[w.text] = id
		t.words = append(t.words, w)
	}
	return id
}

// all returns the words of the ids.
func (t *wordTable) all(ids []wordID) []word {
	out := make([]word, len(ids))
	for i, id := range ids {
		out[i] = t.words[id]
	}
	return out
}
