package understand

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"chitieu/target"
)

type numeralKind uint8

const (
	digitNumeral    numeralKind = iota // one to ten, and the tens where they are one word
	powerNumeral                       // times ten or a hundred what stands before
	teenNumeral                        // plus ten: "belas"
	thousandNumeral                    // a thousand that more may follow
	joinNumeral                        // "linh": adds nothing
	pointNumeral                       // decimals follow
)

type numeral struct {
	word
	kind  numeralKind
	value int
	lang  target.Lang
}

// numerals are the number words of all languages, by key.
type numerals struct {
	byKey    map[string][]numeral
	half     [][]word
	over     [][]word // between the parts of a fraction
	months   [][]named
	quarters [][]named
	units    map[string][]word // unit words with their marks
}

// named is a word or two that stands for a number: "mười hai", "Juni".
type named struct {
	words  []word
	number int
	lang   target.Lang
}

func newNumerals(lists []wordList) numerals {
	n := numerals{byKey: make(map[string][]numeral), units: make(map[string][]word)}
	for i := range lists {
		w := &lists[i]
		n.addValues(w.Digits, digitNumeral)
		n.addValues(w.Powers, powerNumeral)
		n.addWords(w.Teens, teenNumeral)
		n.addThousands(w.Thousands, w.Lang)
		n.addWords(w.Joiners, joinNumeral)
		n.addWords(w.Point, pointNumeral)
		n.half = append(n.half, phrasesOf(w.Half)...)
		n.over = append(n.over, phrasesOf(w.Over)...)
		n.months = append(n.months, namedOf(w.Months, w.Lang))
		n.quarters = append(n.quarters, namedOf(w.Quarters, w.Lang))
		for _, s := range w.Units {
			u := newWord(s)
			n.units[u.key] = append(n.units[u.key], u)
		}
	}
	return n
}

func (n *numerals) addValues(values map[string]int, kind numeralKind) {
	for _, s := range slices.Sorted(maps.Keys(values)) {
		w := newWord(s)
		n.byKey[w.key] = append(n.byKey[w.key], numeral{word: w, kind: kind, value: values[s]})
	}
}

func (n *numerals) addWords(list []string, kind numeralKind) {
	for _, s := range list {
		w := newWord(s)
		n.byKey[w.key] = append(n.byKey[w.key], numeral{word: w, kind: kind})
	}
}

func (n *numerals) addThousands(list []string, lang target.Lang) {
	for _, s := range list {
		w := newWord(s)
		n.byKey[w.key] = append(n.byKey[w.key], numeral{word: w, kind: thousandNumeral, lang: lang})
	}
}

// addTo takes the words into the vocabulary.
func (n *numerals) addTo(l *lexicon) {
	for key, list := range n.byKey {
		l.learn(key).teach().numerals = list
	}
	for key := range n.units {
		l.learn(key)
	}
	for _, list := range slices.Concat(n.months, n.quarters) {
		for _, m := range list {
			l.learn(m.words[0].key).dates = true
			for i := range m.words {
				l.learn(m.words[i].key)
			}
		}
	}
}

func phrasesOf(list []string) [][]word {
	var out [][]word
	for _, s := range list {
		out = append(out, wordsOf(s))
	}
	// The longest first, so that "trên tổng số" is not met as "trên".
	slices.SortStableFunc(out, func(a, b []word) int { return len(b) - len(a) })
	return out
}

func namedOf(values map[string]int, lang target.Lang) []named {
	var out []named
	for _, s := range slices.Sorted(maps.Keys(values)) {
		out = append(out, named{wordsOf(s), values[s], lang})
	}
	slices.SortStableFunc(out, func(a, b named) int { return len(b.words) - len(a.words) })
	return out
}

// at returns the numeral that the token is, if any of the kinds.
func (n *numerals) at(tokens []token, i int, kinds ...numeralKind) (numeral, bool) {
	if i >= len(tokens) || tokens[i].kind != wordToken {
		return numeral{}, false
	}
	for _, c := range tokens[i].entry.also().numerals {
		if slices.Contains(kinds, c.kind) && fits(&tokens[i].word, &c.word) {
			return c, true
		}
	}
	return numeral{}, false
}

// isDigit reports whether the token is a word for a number.
func (n *numerals) isDigit(t *token) bool {
	_, ok := n.at([]token{*t}, 0, digitNumeral)
	return ok
}

// fits reports whether a written word may be the known one: with its marks, or
// with none.
func fits(written, known *word) bool {
	return written.key == known.key && (!written.marked() || written.same(known))
}

// hasWords reports whether the words stand at tokens[i].
func hasWords(tokens []token, i int, words []word) bool {
	if i+len(words) > len(tokens) {
		return false
	}
	for k := range words {
		if tokens[i+k].kind != wordToken || !fits(&tokens[i+k].word, &words[k]) {
			return false
		}
	}
	return true
}

// firstOf returns the number of tokens of the first phrase that stands at i.
func firstOf(tokens []token, i int, phrases [][]word) int {
	for _, p := range phrases {
		if hasWords(tokens, i, p) {
			return len(p)
		}
	}
	return 0
}

// spoken is a number in words while it is read.
type spoken struct {
	thousands, sum, digit int
	colloquial            bool // the thousands were said in Vietnamese
	joined                bool // "linh" was said
}

// read returns the number in words at i as plain digits with a dot before the
// decimals, and the index behind it; next is i if there is none.
func (n *numerals) read(tokens []token, i int) (number string, next int) {
	s := spoken{digit: -1}
	next = i
	for next < min(len(tokens), i+maxSpoken) && s.take(n, tokens, next) {
		next++
	}
	if next == i {
		return "", i
	}
	number = strconv.Itoa(s.value())
	decimals, after := n.decimals(tokens, next)
	return number + decimals, after
}

// maxSpoken is more words than a number has.
const maxSpoken = 24

// value is the number so far. "Ba nghìn tư" is 3400: for 3004 one says "linh".
func (s *spoken) value() int {
	if s.colloquial && s.sum == 0 && !s.joined && s.digit > 0 && s.digit < 10 {
		return s.thousands + 100*s.digit
	}
	return s.thousands + s.sum + max(s.digit, 0)
}

// take adds the word at i and reports whether it belongs to the number.
func (s *spoken) take(n *numerals, tokens []token, i int) bool {
	if p, ok := n.at(tokens, i, powerNumeral); ok && s.digit < 10 && (s.digit > 0 || s.digit == 0 && s.thousands > 0) {
		s.sum, s.digit = s.sum+s.digit*p.value, -1 // "muoi" behind a digit is "mươi"
		return true
	}
	if d, ok := n.at(tokens, i, digitNumeral); ok {
		switch {
		case s.digit < 0:
			s.digit = d.value
		case s.digit >= 10 && s.digit%10 == 0 && d.value < 10:
			s.digit += d.value
		case s.digit > 0 && s.digit < 10 && d.value > 0 && d.value < 10 && s.sum == 0:
			s.digit = 10*s.digit + d.value // "chín lăm" is how one says 95
		default:
			return false
		}
		return true
	}
	if s.digit < 0 && s.sum == 0 && s.thousands == 0 {
		return false
	}
	if p, ok := n.at(tokens, i, powerNumeral); ok && s.digit >= 10 {
		s.sum, s.digit = s.sum+s.digit*p.value, -1
		return true
	}
	if _, ok := n.at(tokens, i, teenNumeral); ok && s.digit >= 0 {
		s.digit += 10
		return true
	}
	_, more := n.at(tokens, i+1, digitNumeral)
	if th, ok := n.at(tokens, i, thousandNumeral); ok && more && s.thousands == 0 {
		s.thousands, s.sum, s.digit = 1000*s.value(), 0, -1
		s.colloquial = th.lang == target.Vietnamese
		return true
	}
	_, ok := n.at(tokens, i, joinNumeral)
	s.joined = s.joined || ok
	return ok && more && s.digit < 0
}

// decimals reads "phẩy năm" or "koma tujuh lima".
func (n *numerals) decimals(tokens []token, i int) (digits string, next int) {
	if _, ok := n.at(tokens, i, pointNumeral); !ok {
		return "", i
	}
	var out strings.Builder
	next = i + 1
	for next < len(tokens) {
		if t := &tokens[next]; t.kind == numberToken && !strings.ContainsAny(t.text, ".,") {
			out.WriteString(t.text)
			next++
			break
		}
		d, ok := n.at(tokens, next, digitNumeral)
		if !ok {
			break
		}
		next++
		if _, tens := n.at(tokens, next, powerNumeral); tens {
			next++ // "phẩy hai mươi lăm"
		}
		out.WriteString(strconv.Itoa(d.value))
	}
	if out.Len() == 0 {
		return "", i
	}
	return "." + out.String(), next
}
