package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	wordToken tokenKind = iota
	numberToken
	signToken
)

// token is a word, a number or a sign of the text.
type token struct {
	word
	kind  tokenKind
	upper bool   // begins with a capital
	glued bool   // nothing stands between it and the token before
	end   int    // the byte of the text behind it
	stuck bool   // a number that a sign or another number sticks to
	forms []form // how it may be read besides as it is written
}

// form is another way to read a token: the words that it stands for.
type form struct {
	words []word
	cost  float64
	exact bool // the marks were decided by the form and need no check
	// inside is set for a guess too bold to be a phrase by itself.
	inside bool
}

func (t *token) is(sign string) bool { return t.kind == signToken && t.text == sign }

// breaks reports whether the token ends a clause.
func (t *token) breaks() bool {
	return t.kind == signToken && strings.Contains(".;\n!?", t.text)
}

// tokenize cuts a composed text into tokens and folds its words.
func tokenize(text string) []token { return tokenizeWith(nil, foldWord, text) }

// tokenizeWith appends the tokens of a composed text. fold makes a word of one
// as it stands in the text. Signs without meaning for a reading are dropped, as
// are hyphens between letters: "TC-KH" is two words.
func tokenizeWith(out []token, fold func(string) word, text string) []token {
	end := -1 // where the last token ended
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		n, kind := 0, wordToken
		switch {
		case unicode.IsLetter(r): // a mark by itself is none, as that behind an emoji
			n = wordLen(text[i:])
		case isDigit(r):
			n, kind = numberLen(text[i:]), numberToken
		case strings.ContainsRune(tokenSigns, r):
			n, kind = size, signToken
		}
		if n == 0 || r == '-' && betweenLetters(text, i) {
			i += size
			continue
		}
		t := token{kind: kind, upper: unicode.IsUpper(r), glued: end == i}
		if s, dotted := abbreviation(text[i:], n); kind == wordToken {
			t.word, n = fold(s), dotted
		} else {
			s = text[i : i+n]
			t.word = word{text: s, bare: s, fold: s, key: s}
		}
		out = append(out, t)
		i += n
		end = i
		out[len(out)-1].end = i
	}
	quieten(out)
	return out
}

// abbreviation returns the word of n bytes at the start of the text without its
// dots, and how many bytes it takes: "i.e." is "ie", "s.d." "sd".
func abbreviation(text string, n int) (s string, size int) {
	first, at := utf8.DecodeRuneInString(text)
	if at != n || !strings.HasPrefix(text[at:], ".") {
		return text[:n], n
	}
	second, more := utf8.DecodeRuneInString(text[at+1:])
	to := at + 1 + more
	third, dot := utf8.DecodeRuneInString(text[to:])
	if !unicode.IsLetter(first) || !unicode.IsLetter(second) || isWordRune(third) || isDigit(third) {
		return text[:n], n
	}
	if third != '.' {
		dot = 0
	}
	return text[:at] + text[at+1:to], to + dot
}

// quieten forgets capitals where nearly everything is one: they say nothing of
// names then.
func quieten(tokens []token) {
	words, capitals := 0, 0
	for i := range tokens {
		if tokens[i].kind == wordToken {
			words++
			if tokens[i].upper {
				capitals++
			}
		}
	}
	if words < 3 || 10*capitals < 7*words {
		return
	}
	for i := range tokens {
		t := &tokens[i]
		t.upper = t.upper && t.glued && len(t.text) == 1 // "6T"
	}
}

// apostrophes stand inside English words and are dropped.
var apostrophes = strings.NewReplacer("'", "", "’", "")

// foldWord folds a word as it stands in a text.
func foldWord(s string) word { return newWord(lowerWord(s)) }

// lowerWord brings a word of a text into the form that a word is folded from.
func lowerWord(s string) string { return shorten(strings.ToLower(apostrophes.Replace(s))) }

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) }

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// wordLen returns the length of the word at the start of s. An apostrophe
// between letters belongs to it.
func wordLen(s string) int {
	for i, r := range s {
		if isWordRune(r) {
			continue
		}
		if r == '\'' || r == '’' {
			if next, _ := utf8.DecodeRuneInString(s[i+utf8.RuneLen(r):]); isWordRune(next) {
				continue
			}
		}
		return i
	}
	return len(s)
}

// numberLen returns the length of the digits at the start of s with the dots
// and commas between them.
func numberLen(s string) int {
	for i := range len(s) {
		switch {
		case isDigit(rune(s[i])):
		case (s[i] == '.' || s[i] == ',') && i+1 < len(s) && isDigit(rune(s[i+1])):
		default:
			return i
		}
	}
	return len(s)
}

// betweenLetters reports whether the hyphen at text[i] joins two words.
func betweenLetters(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return isWordRune(before) && isWordRune(after)
}
