package understand

import (
	"slices"
	"strings"

	"chitieu/target"
)

// spell completes the tokens with the other ways in which they may be read.
func (l *lexicon) spell(tokens []token) {
	raw := l.typedRaw(tokens)
	for i := range tokens {
		t := &tokens[i]
		if t.kind != wordToken {
			continue
		}
		if !l.vocabulary[t.key] || raw && !l.spoken[target.Vietnamese][t.key] {
			if w, ok := unTelex(t.text); ok && l.vocabulary[w.key] {
				t.word = w
			}
		}
		t.forms = append(t.forms, form{words: []word{t.word}})
		t.forms = append(t.forms, l.short[t.key]...)
		if !l.vocabulary[t.key] {
			t.forms = append(t.forms, l.guesses(t)...)
		}
	}
}

// rawWords is how many words must be sure to be Telex for all to be read so.
const rawWords = 2

// typedRaw reports whether the input method was off: several words are none,
// and are Vietnamese in Telex.
func (l *lexicon) typedRaw(tokens []token) bool {
	n := 0
	for i := range tokens {
		t := &tokens[i]
		if t.kind != wordToken || l.vocabulary[t.key] {
			continue
		}
		if w, ok := unTelex(t.text); ok && l.spoken[target.Vietnamese][w.key] {
			n++
		}
	}
	return n >= rawWords
}

// splitUnits takes units that were typed as one word apart: "nghìntấn".
func (l *lexicon) splitUnits(tokens []token) []token {
	for i := 0; i < len(tokens); i++ {
		t := &tokens[i]
		if scale, ok := strings.CutSuffix(t.text, "đ"); ok && t.kind == wordToken && !l.vocabulary[t.key] && target.LookupScale(newWord(scale).fold) != nil {
			t.word = newWord(scale) // "trđ": the đồng says no more
			continue
		}
		if t.kind != wordToken || l.vocabulary[t.key] {
			continue
		}
		runes := []rune(t.text)
		for cut := 2; cut+2 <= len(runes); cut++ {
			a, b := newWord(string(runes[:cut])), newWord(string(runes[cut:]))
			if l.numerals.units[a.key] != nil && l.numerals.units[b.key] != nil {
				rest := token{word: b, kind: wordToken, glued: true, end: tokens[i].end}
				t.word = a
				tokens = slices.Insert(tokens, i+1, rest)
				break
			}
		}
	}
	return tokens
}

// guesses returns what an unknown word may have been meant for.
func (l *lexicon) guesses(t *token) []form {
	if out := l.clipped[t.key]; out != nil {
		return out
	}
	for _, ending := range l.endings {
		if stem, ok := strings.CutSuffix(t.key, ending); ok && len(stem) >= minTypo && l.vocabulary[stem] {
			return []form{{words: []word{newWord(stem)}, cost: 0.1, exact: true}}
		}
	}
	if words := l.unglue(t.key); words != nil {
		return []form{{words: words, cost: 0.3, exact: true}}
	}
	var out []form
	if len(t.key) == minTypo-1 {
		return l.transposed(t.key)
	}
	for _, s := range l.near(t.key) {
		out = append(out, form{words: []word{newWord(s)}, cost: 0.6, exact: true})
	}
	return out
}

// transposed returns the known words of three letters whose last two were
// swapped: "háo" for "hóa". They count inside a phrase only.
func (l *lexicon) transposed(s string) []form {
	swapped := s[:1] + s[2:] + s[1:2]
	if swapped == s || !l.vocabulary[swapped] {
		return nil
	}
	return []form{{words: []word{newWord(swapped)}, cost: 0.6, exact: true, inside: true}}
}

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
			if count[start]+1 < count[end] && l.vocabulary[s[start:end]] {
				count[end], from[end] = count[start]+1, start
			}
		}
	}
	if count[len(s)] > len(s)/3+1 {
		return nil
	}
	var out []word
	for end := len(s); end > 0; end = from[end] {
		out = append(out, newWord(s[from[end]:end]))
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
	var out []string
	for d := 1; d <= limit && out == nil; d++ {
		for n := len(s) - d; n <= len(s)+d && n < len(l.spellings); n++ {
			if n < minTypo {
				continue
			}
			for _, known := range l.spellings[n] {
				if sameStart(s, known) && distance(s, known) == d {
					out = append(out, known)
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
