package understand

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// telexTones are the letters by which Telex puts a tone on the syllable.
var telexTones = map[byte]rune{'f': '\u0300', 's': '\u0301', 'x': '\u0303', 'r': '\u0309', 'j': '\u0323'}

// telexPairs are the keys for letters, longest first.
var telexPairs = strings.NewReplacer("uow", "ươ", "dd", "đ", "aa", "â", "ee", "ê", "oo", "ô", "aw", "ă", "ow", "ơ", "uw", "ư")

// telexPlain takes the marks of such letters away.
var telexPlain = strings.NewReplacer("ươ", "uo", "đ", "d", "â", "a", "ê", "e", "ô", "o", "ă", "a", "ơ", "o", "ư", "u")

// unTelex reads a word that was typed in Telex while the input method was off
// ("ddeesn", "trươngf"). ok is false if it holds no such keys.
func unTelex(s string) (w word, ok bool) {
	letters, tone, ok := telex(s)
	if !ok {
		return word{}, false
	}
	return toned(letters, tone), true
}

// telex returns the letters and the tone that the keys stand for.
func telex(s string) (letters string, tone rune, ok bool) {
	vowel := strings.IndexFunc(s, isVowel)
	if vowel < 0 || len(s) < 2 {
		return "", 0, false
	}
	letters = s
	for i := len(s) - 1; i > vowel; i-- {
		if t := telexTones[s[i]]; t != 0 {
			letters, tone = s[:i]+s[i+1:], t
			break
		}
	}
	letters = lateKeys(telexPairs.Replace(letters))
	return letters, tone, tone != 0 || letters != s
}

// lateKeys puts in place the keys that were typed at the end of the syllable,
// as in "duongd" and "truongw".
func lateKeys(s string) string {
	if n := len(s); n > 1 && s[n-1] == 'd' && s[0] == 'd' {
		s = "đ" + s[1:n-1]
	}
	if body, ok := strings.CutSuffix(s, "w"); ok {
		for _, p := range []string{"uo", "a", "o", "u"} {
			if strings.Contains(body, p) {
				return strings.Replace(body, p, map[string]string{"uo": "ươ", "a": "ă", "o": "ơ", "u": "ư"}[p], 1)
			}
		}
	}
	return s
}

// toned returns the word of the letters with the tone.
func toned(letters string, tone rune) word {
	w := newWord(letters)
	if tone != 0 {
		w.tone = tone
		w.text = norm.NFC.String(letters + string(tone)) // differs from fold: it is marked
	}
	return w
}

func isVowel(r rune) bool {
	if r < utf8.RuneSelf {
		return r == 'a' || r == 'e' || r == 'i' || r == 'o' || r == 'u' || r == 'y'
	}
	return strings.ContainsRune("aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ", r)
}

var vniTones = map[rune]rune{'1': '\u0301', '2': '\u0300', '3': '\u0309', '4': '\u0303', '5': '\u0323'}

// vniMarks are the letters that a digit changes, at most one of them a syllable.
var vniMarks = map[rune]*strings.Replacer{
	'6': strings.NewReplacer("a", "â", "e", "ê", "o", "ô"),
	'7': strings.NewReplacer("uo", "ươ", "o", "ơ", "u", "ư"),
	'8': strings.NewReplacer("a", "ă"),
	'9': strings.NewReplacer("d", "đ"),
}

// unVNI reads a word typed in VNI while the input method was off ("tie6n1").
// inner is set when a digit stands before the word's end, which nothing but
// VNI explains: "t6" and "thang6" may well be the month.
func unVNI(s string) (w word, inner, ok bool) {
	if s == "" || isDigit(rune(s[0])) {
		return word{}, false, false
	}
	var letters strings.Builder
	var marks []rune
	var tone rune
	for i, r := range s {
		if !isDigit(r) {
			letters.WriteRune(r)
			continue
		}
		inner = inner || i+1 < len(s) && !isDigit(rune(s[i+1]))
		if t := vniTones[r]; t != 0 && tone == 0 {
			tone = t
		} else if vniMarks[r] != nil {
			marks = append(marks, r)
		} else {
			return word{}, false, false
		}
	}
	plain := letters.String()
	if len(marks) == 0 && tone == 0 || strings.IndexFunc(plain, isVowel) < 0 {
		return word{}, false, false
	}
	for _, m := range marks {
		plain = vniMarks[m].Replace(plain)
	}
	return toned(plain, tone), inner, true
}
