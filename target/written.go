package target

import (
	"strings"
	"unicode"
)

// written is a number and the unit behind it as they stand in a text, or a
// fraction. "2 tỷ 350 triệu" is two of them.
type written struct {
	number      string
	denominator string // of a fraction: "153" of "151/153 thôn"
	unit        string // folded words, a ratio's denominator after "/"
	half        bool   // "rưỡi" stands behind the unit
}

// splitWritten cuts a folded text into numbers with their units. ok is false if
// the text holds anything else.
func splitWritten(folded string) (parts []written, ok bool) {
	tokens, ok := scanTokens(folded)
	for i := 0; ok && i < len(tokens); {
		var w written
		w, i, ok = takeWritten(tokens, i)
		parts = append(parts, w)
	}
	return parts, ok && len(parts) > 0
}

// takeWritten reads one number and its unit from tokens[i] on and returns the
// index of what follows.
func takeWritten(tokens []string, i int) (w written, next int, ok bool) {
	if !isNumberToken(tokens[i]) {
		return w, i, false
	}
	w.number = tokens[i]
	i++
	if i+1 < len(tokens) && tokens[i] == "/" && isNumberToken(tokens[i+1]) {
		w.denominator = tokens[i+1]
		i += 2
	}
	for ; i < len(tokens) && !isNumberToken(tokens[i]); i++ {
		switch {
		case w.half:
			return w, i, false // nothing stands behind "rưỡi"
		case tokens[i] == "ruoi" && w.unit != "":
			w.half = true
		case tokens[i] == "/" || w.unit == "" || strings.HasSuffix(w.unit, "/"):
			w.unit += tokens[i]
		default:
			w.unit += " " + tokens[i]
		}
	}
	return w, i, true
}

func isNumberToken(s string) bool {
	return isDigit(rune(s[0])) || s[0] == '-'
}

// scanTokens cuts a folded text into numbers, words, "%" and "/". It is false
// at any other sign; a plus is one, since it marks an increment.
func scanTokens(s string) (tokens []string, ok bool) {
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		n := tokenLen(s, len(tokens) == 0)
		if n == 0 {
			return nil, false
		}
		tokens, s = append(tokens, s[:n]), s[n:]
	}
	return tokens, true
}

// tokenLen returns the length of the token at the start of s, 0 for none.
func tokenLen(s string, first bool) int {
	switch {
	case s[0] == '%' || s[0] == '/':
		return 1
	case first && s[0] == '-':
		return 1 + numberLen(s[1:])
	case isDigit(rune(s[0])):
		return numberLen(s)
	default:
		return wordLen(s)
	}
}

func numberLen(s string) int {
	return prefixLen(s, func(r rune) bool { return isDigit(r) || isSeparator(r) })
}

// wordLen returns the length of the letters at the start of s; a square
// metre's two belongs to them.
func wordLen(s string) int {
	n := prefixLen(s, unicode.IsLetter)
	square := s[:n] == "m" || s[:n] == "km"
	if square && numberLen(s[n:]) == 1 && s[n] == '2' {
		n++
	}
	return n
}

// prefixLen returns how many bytes of s in front hold.
func prefixLen(s string, holds func(rune) bool) int {
	return len(s) - len(strings.TrimLeftFunc(s, holds))
}
