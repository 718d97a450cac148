package zalo

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// name is the bot's display name in Zalo, by which people mention it. It may
// hold spaces, and no field of an update says where the mention stands.
type name []rune

func newName(s string) name { return name(plain(strings.TrimPrefix(s, "@"))) }

// plain composes the letters and makes every kind of blank a space, one rune
// for one, so that a name is found however a phone has written it.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, norm.NFC.String(s))
}

// strip takes every mention of the bot out of the text, and one of the blanks
// around it.
func (n name) strip(text string) string {
	text = strings.TrimSpace(norm.NFC.String(text))
	if len(n) == 0 || !strings.ContainsRune(text, '@') {
		return text
	}
	written := []rune(text)
	folded := []rune(plain(text)) // as many runes
	var out []rune
	for i := 0; i < len(written); {
		if !n.at(folded, i) {
			out = append(out, written[i])
			i++
			continue
		}
		i += 1 + len(n)
		if len(out) == 0 && i < len(folded) && (folded[i] == ',' || folded[i] == ':') {
			i++ // "@Bot X, tiến độ?"
		}
		blankBefore := len(out) == 0 || unicode.IsSpace(out[len(out)-1])
		if blankBefore && i < len(folded) && folded[i] == ' ' {
			i++
		}
	}
	return strings.TrimSpace(string(out))
}

// at reports whether the mention stands at i: "@", the name in any case, and no
// letter or digit behind it.
func (n name) at(text []rune, i int) bool {
	end := i + 1 + len(n)
	if text[i] != '@' || end > len(text) || !strings.EqualFold(string(text[i+1:end]), string(n)) {
		return false
	}
	return end == len(text) || !unicode.IsLetter(text[end]) && !unicode.IsDigit(text[end])
}
