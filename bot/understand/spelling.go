package understand

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"chitieu/target"
)

// spell completes the tokens with the other ways in which they may be read.
func (l *lexicon) spell(tokens []token) {
	raw := l.unTelexAll(tokens, func(e *entry) bool { return !e.known }) >= rawWords
	if raw {
		l.unTelexAll(tokens, func(e *entry) bool { return e.spoken&vietnamese == 0 })
	}
	for i := range tokens {
		t := &tokens[i]
		if t.kind != wordToken {
			continue
		}
		t.forms = t.entry.also().short
		if t.entry.known {
			continue
		}
		if again := repeated(tokens, i); again >= 0 {
			t.forms = tokens[again].forms
		} else {
			t.forms = slices.Concat(t.forms, l.guesses(t))
		}
	}
}

// repeated returns where the word stands shortly before token i, -1 if it does
// not. To guess what is meant takes longest of all, and the texts that would
// take long with it say the same again and again.
func repeated(tokens []token, i int) int {
	for k := i - 1; k >= max(i-longestRefrain, 0); k-- {
		if tokens[k].kind == wordToken && tokens[k].key == tokens[i].key {
			return k
		}
	}
	return -1
}

// longestRefrain is how many tokens are looked back.
const longestRefrain = 8

// rawWords is how many unknown words must be Vietnamese in Telex for the others
// to be read so too: then the input method was off.
const rawWords = 2

// unTelexAll reads the words of such entries as Telex where that makes known
// words of them, and returns how many of these are Vietnamese.
func (l *lexicon) unTelexAll(tokens []token, such func(*entry) bool) int {
	n := 0
	for i := range tokens {
		t := &tokens[i]
		if t.kind != wordToken || !such(t.entry) {
			continue
		}
		if w, ok := l.unTelex(t.text); ok {
			t.word = w
			if w.entry.spoken&vietnamese != 0 {
				n++
			}
		}
	}
	return n
}

// unTelex reads a word of the vocabulary that was typed in Telex. A word that
// bears a tone mark was typed with the input method on: it is left alone.
func (l *lexicon) unTelex(s string) (w word, ok bool) {
	if len(s) > longestWord {
		return word{}, false
	}
	letters, tone, ok := telex(s)
	if !ok || !l.knows(keyOf(telexPlain.Replace(letters))) {
		return word{}, false
	}
	w = toned(letters, tone)
	w.entry = l.lookup(w.key)
	return w, w.entry.known && (w.entry.spoken == 0 || w.entry.spoken&vietnamese != 0) // "yesterdays" is no Telex
}

// splitUnits takes units that were typed as one word apart: "nghìntấn".
func (l *lexicon) splitUnits(tokens []token) []token {
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		if scale, ok := strings.CutSuffix(t.text, "đ"); ok && t.kind == wordToken && !t.entry.known && target.LookupScale(newWord(scale).fold) != nil {
			t.word = l.word(scale) // "trđ": the đồng says no more
			continue
		}
		if t.kind != wordToken || t.entry.known {
			continue
		}
		if cut := l.unitEnd(t); cut > 0 {
			runes := []rune(t.text)
			rest := token{word: l.word(string(runes[cut:])), kind: wordToken, glued: true, end: tokens[i].end}
			t.word = l.word(string(runes[:cut]))
			tokens = slices.Insert(tokens, i+1, rest)
		}
	}
	return tokens
}

// unitEnd returns how many letters of the token are a unit before another one,
// 0 for none.
func (l *lexicon) unitEnd(t *token) int {
	n := len(t.fold)
	if n > longestWord || utf8.RuneCountInString(t.text) != n {
		return 0
	}
	for cut := 2; cut+2 <= n; cut++ {
		if l.numerals.units[keyOf(t.fold[:cut])] != nil && l.numerals.units[keyOf(t.fold[cut:])] != nil {
			return cut
		}
	}
	return 0
}

// guesses returns what an unknown word may have been meant for.
func (l *lexicon) guesses(t *token) []form {
	if out := t.entry.also().clipped; out != nil {
		return out
	}
	for _, ending := range l.endings {
		if stem, ok := strings.CutSuffix(t.key, ending); ok && len(stem) >= minTypo && l.knows(stem) {
			return []form{{words: []word{l.word(stem)}, cost: 0.1, exact: true}}
		}
	}
	if words := l.unglue(t.key); words != nil {
		return []form{{words: words, cost: 0.3, exact: true}}
	}
	var out []form
	if len(t.key) == minTypo-1 {
		return l.guessInside(slices.Concat(l.transposed(t.key), l.lengthened(t.key), l.soundAlike(t.key)))
	}
	for _, s := range l.near(t.key) {
		out = append(out, form{words: []word{l.word(s)}, cost: typoCost, exact: true})
	}
	return append(out, l.guessInside(l.soundAlike(t.key))...)
}

// typoCost is what it costs a phrase that a word of it is mistyped.
const typoCost = 0.6

// guessInside returns the words as guesses that count inside a phrase only.
func (l *lexicon) guessInside(keys []string) []form {
	var out []form
	for _, s := range keys {
		out = append(out, form{words: []word{l.word(s)}, cost: typoCost, exact: true, inside: true})
	}
	return out
}

// transposed returns the known word of three letters whose last two were
// swapped: "háo" for "hóa".
func (l *lexicon) transposed(s string) []string {
	swapped := s[:1] + s[2:] + s[1:2]
	if swapped == s || !l.knows(swapped) {
		return nil
	}
	return []string{swapped}
}

// lengthened returns the known words that three letters lack one of: "côg" for
// "công".
func (l *lexicon) lengthened(s string) []string {
	var out []string
	if len(l.spellings) > minTypo {
		letters := lettersOf(s)
		for i := range l.spellings[minTypo] {
			known := &l.spellings[minTypo][i]
			if letters&^known.letters == 0 && sameStart(s, known.key) && distance(s, known.key) == 1 {
				out = append(out, known.key)
			}
		}
	}
	slices.Sort(out)
	return out[:min(len(out), maxGuesses)]
}

// soundAlike returns the known words that are pronounced as s in much of the
// country, and are written so by mistake: "xản lượng", "chực tuyến".
func (l *lexicon) soundAlike(s string) []string {
	var out []string
	for _, pair := range alikeStarts {
		for k := range pair {
			rest, ok := strings.CutPrefix(s, pair[k])
			if other := pair[1-k] + rest; ok && l.knows(other) {
				out = append(out, other)
			}
		}
	}
	return out
}

// alikeStarts are the initials that are pronounced alike.
var alikeStarts = [...][2]string{{"s", "x"}, {"tr", "ch"}, {"d", "gi"}, {"d", "r"}, {"l", "n"}}

// minGlued is the length from which a word may be several without spaces.
const minGlued = 7

// unglue cuts a word that was typed without spaces ("nganhsach") into known
// words of at least two letters, the fewest that do; nil if there are none.
func (l *lexicon) unglue(s string) []word {
	if len(s) < minGlued || len(s) > 4*minGlued {
		return nil
	}
	const none = 99
	count, from := make([]int, len(s)+1), make([]int, len(s)+1)
	for end := 1; end <= len(s); end++ {
		count[end] = none
		for start := max(0, end-7); start <= end-2; start++ {
			if count[start]+1 < count[end] && l.knows(s[start:end]) {
				count[end], from[end] = count[start]+1, start
			}
		}
	}
	if count[len(s)] > len(s)/3+1 {
		return nil
	}
	var out []word
	for end := len(s); end > 0; end = from[end] {
		out = append(out, l.word(s[from[end]:end]))
	}
	slices.Reverse(out)
	return out
}

// Typing errors are forgiven in words of at least minTypo letters, two of them
// from twoTypos on. Shorter words lie too close together.
const (
	minTypo     = 4
	twoTypos    = 9
	maxGuesses  = 3
	longestWord = 24
)

// near returns the known words that lie nearest to s, sorted.
func (l *lexicon) near(s string) []string {
	if len(s) < minTypo || len(s) > longestWord {
		return nil
	}
	limit := 1
	if len(s) >= twoTypos {
		limit = 2
	}
	letters := lettersOf(s)
	var out []string
	for d := 1; d <= limit && out == nil; d++ {
		for n := max(len(s)-d, minTypo); n <= len(s)+d && n < len(l.spellings); n++ {
			for i := range l.spellings[n] {
				known := &l.spellings[n][i]
				if bits.OnesCount32(letters^known.letters) <= 2*d && sameStart(s, known.key) && distance(s, known.key) == d {
					out = append(out, known.key)
				}
			}
		}
	}
	slices.Sort(out)
	return out[:min(len(out), maxGuesses)]
}

// sameStart reports whether two words begin alike or with their first letters
// swapped: a wrong first letter makes another word.
func sameStart(a, b string) bool {
	return a[0] == b[0] || a[0] == b[1] && a[1] == b[0]
}

// spellings is the vocabulary by length, for typing errors.
type spellings [][]spelling

type spelling struct {
	key     string
	letters uint32
}

// lettersOf returns the set of letters in a key, a bit for each: a slip changes
// two of them at most.
func lettersOf(key string) (set uint32) {
	for i := range len(key) {
		set |= 1 << (key[i] % 32)
	}
	return set
}

func newSpellings(entries map[string]*entry) spellings {
	var out spellings
	for key, e := range entries {
		if !e.known {
			continue
		}
		for len(out) <= len(key) {
			out = append(out, nil)
		}
		out[len(key)] = append(out[len(key)], spelling{key, lettersOf(key)})
	}
	return out
}
