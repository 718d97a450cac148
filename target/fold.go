package target

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// fold returns s in lower case and without Vietnamese marks, whether they are
// composed or combining, with a raised two as a plain one: "Tấn" is "tan",
// "m²" is "m2".
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		r = unicode.ToLower(r)
		if r < utf8.RuneSelf {
			return r
		}
		if plain, ok := unmarked[r]; ok {
			return plain
		}
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
}

// unmarked maps each letter of the Vietnamese alphabet to its bare Latin one.
var unmarked = func() map[rune]rune {
	out := map[rune]rune{'²': '2', '\u00a0': ' '}
	for plain, marked := range map[rune]string{
		'a': "àáảãạăằắẳẵặâầấẩẫậ",
		'e': "èéẻẽẹêềếểễệ",
		'i': "ìíỉĩị",
		'o': "òóỏõọôồốổỗộơờớởỡợ",
		'u': "ùúủũụưừứửữự",
		'y': "ỳýỷỹỵ",
		'd': "đ",
	} {
		for _, r := range marked {
			out[r] = plain
		}
	}
	return out
}()
