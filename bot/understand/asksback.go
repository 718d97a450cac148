package understand

import "slices"

// asksFrom returns from where on the words only make a question of what stands
// before: "1 à", "94 mới đúng hả em". Words of politeness may stand behind. It is
// the number of words where none do. A word that may be mere politeness without
// its marks, "a" for "ạ", is taken for that.
func (a *answers) asksFrom(words phraseWords) int {
	end := func(list []phraseWords, to int) int {
		n := 0
		for _, p := range list {
			if len(p) > n && len(p) < to && p.ends(words[:to]) {
				n = len(p)
			}
		}
		return n
	}
	asks := len(words)
	for to := len(words); to > 0; {
		if n := end(a.asks, to); n > 0 && !a.polite(words[to-n:to]) {
			to -= n
			asks = to
			continue
		}
		n := end(a.around, to)
		if n == 0 {
			break
		}
		to -= n
	}
	return asks
}

// ends reports whether the words end in the phrase, spelt right.
func (p phraseWords) ends(words phraseWords) bool {
	return len(p) <= len(words) && p.beginsBy(words[len(words)-len(p):], (*word).spelt)
}

// polite reports whether the words, written without marks, may be a phrase of
// politeness that asks nothing.
func (a *answers) polite(words phraseWords) bool {
	return !slices.ContainsFunc(words, func(w word) bool { return w.marked() }) &&
		slices.ContainsFunc(a.around, func(p phraseWords) bool {
			return len(p) == len(words) && p.ends(words) && !slices.ContainsFunc(a.asks, func(q phraseWords) bool { return len(q) == len(p) && q.ends(p) })
		})
}

// answer are the words of an answer, see saidWords; ok is false too where they
// end in what makes a question of them.
func (a *answers) answer(text string) (phraseWords, bool) {
	words, ok := saidWords(text)
	return words, ok && a.asksFrom(words) == len(words)
}

// AsksPlace reports whether the text asks whether a choice is meant, by its number
// or place: "1 à".
func (r *Reader) AsksPlace(text string, of int) bool {
	words, ok := saidWords(text)
	asks := r.answers.asksFrom(words)
	return ok && asks < len(words) && slices.ContainsFunc(r.answers.bare(words[:asks]), func(words phraseWords) bool {
		_, ok := r.answers.place(words, of)
		return ok
	})
}

// amendedTo returns where what makes a question of the tokens begins, their
// number if nothing does.
func (a *answers) amendedTo(tokens []token) int {
	var words phraseWords
	var at []int
	for i := range tokens {
		if tokens[i].kind != signToken {
			words, at = append(words, tokens[i].word), append(at, i)
		}
	}
	return append(at, len(tokens))[a.asksFrom(words)]
}
