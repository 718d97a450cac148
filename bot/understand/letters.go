package understand

import "chitieu/target"

// Languages are told by letter n-grams, by function words, and by words that
// only one language's lists have. In doubt a text is in the plan's first
// language.

// lettersRead is how many words of a text the letters are looked at of: more
// say nothing new.
const lettersRead = 40

// lettersOfWord is how many letters are looked at of one word.
const lettersOfWord = 24

// Weights of evidence besides letters, in the measure of the letters' sums.
const (
	functionWeight  = 100 // a function word
	ownWordWeight   = 60  // a word that the lists and the plan have in one language only
	clearLanguage   = 180 // the lead that a running talk changes its language for, and unknown words need
	clearWords      = 3   // and how many words it takes
	leadingLanguage = 40  // the lead that a language other than the first one needs
)

// LetterFeatures returns the letter n-grams of one folded word: two to four
// letters with the ends of the word among them, and the word as a whole.
func LetterFeatures(out []uint32, word string) []uint32 {
	word = word[:min(len(word), lettersOfWord)]
	at := func(i int) byte {
		if i < 0 || i >= len(word) {
			return ' '
		}
		return word[i]
	}
	for i := -1; i < len(word); i++ {
		h := feature('l').byte(at(i)).byte(at(i + 1))
		out = append(out, h.sum())
		if i+2 > len(word) {
			continue
		}
		h = h.byte(at(i + 2))
		out = append(out, h.sum())
		if i+3 <= len(word) {
			out = append(out, h.byte(at(i+3)).sum())
		}
	}
	return append(out, feature('w').text(word).sum())
}

// language tells the language of the tokens, and whether they say enough for a
// running talk to change to it: one foreign word does not.
func (r *Reader) language(tokens []token) (lang target.Lang, sure bool) {
	var plain [lettersRead]*token // the words without marks
	words, marked := 0, 0
	for i := range tokens {
		t := &tokens[i]
		if t.kind != wordToken || words == lettersRead || i > 0 && t.upper && t.marked() {
			continue // "Kỳ Đồng" is called so in every language
		}
		if t.marked() {
			marked++
		} else {
			plain[words-marked] = t
		}
		words++
	}
	if 3*marked >= words && marked > 0 {
		return target.Vietnamese, marked > 1
	}
	var sums [3]int32
	var room [256]uint32
	features, known := room[:0], false
	for _, t := range plain[:words-marked] {
		known = addOwn(&sums, t.entry) || known
		features = LetterFeatures(features, t.fold)
	}
	r.letters.Sum(features, sums[:])
	sums[vietnameseAt] += int32(marked) * 2 * functionWeight
	lang, lead := leading(sums)
	if lead < leadingLanguage || !known && lead < clearLanguage {
		return r.first, false
	}
	return lang, lead >= clearLanguage && words >= clearWords
}

// addOwn adds what the word lists say of a word: that it is a function word, or
// that one language only has it. It reports whether they know the word.
func addOwn(sums *[3]int32, e *entry) bool {
	own := -1
	for k := range target.Langs {
		if e.function>>k&1 != 0 {
			sums[k] += functionWeight
		}
		switch {
		case e.spoken>>k&1 == 0:
		case own < 0:
			own = k
		default:
			own = len(sums)
		}
	}
	if own >= 0 && own < len(sums) {
		sums[own] += ownWordWeight
	}
	return own >= 0
}

// vietnameseAt is where Vietnamese stands among target.Langs.
const vietnameseAt = 0

// leading returns the language of the largest sum, and by how much it leads.
func leading(sums [3]int32) (lang target.Lang, lead int32) {
	best, second := 0, -1
	for k := 1; k < len(sums); k++ {
		switch {
		case sums[k] > sums[best]:
			best, second = k, best
		case second < 0 || sums[k] > sums[second]:
			second = k
		}
	}
	return target.Langs[best], sums[best] - sums[second]
}

// firstLanguage is the first language that the plan's locality is named in.
func firstLanguage(plan *target.Plan) target.Lang {
	for _, l := range target.Langs {
		if _, ok := plan.Locality[l]; ok {
			return l
		}
	}
	return target.Langs[0]
}
