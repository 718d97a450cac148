package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxRunes is how much of a message is read. What a cadre types is far shorter.
const maxRunes = 4096

// word is one word in the forms in which it is compared.
type word struct {
	text string // lower case, composed, as written
	bare string // without the tone mark: "thư" of "thứ"
	tone rune   // the combining tone mark, 0 for none
	fold string // without any mark: "thu"
	key  string // fold with the two spellings of final i made one: "ki" of "kỳ" and "kì"

	entry *entry // what the lexicon knows of the key, once it has looked
}

func newWord(text string) word {
	if isASCII(text) {
		return word{text: text, bare: text, fold: text, key: keyOf(text)}
	}
	w := word{text: text}
	var bare, fold strings.Builder
	for _, r := range norm.NFD.String(text) {
		switch {
		case isTone(r):
			w.tone = r
		case unicode.Is(unicode.Mn, r):
			bare.WriteRune(r)
		case r == 'đ':
			bare.WriteRune(r)
			fold.WriteByte('d')
		default:
			bare.WriteRune(r)
			fold.WriteRune(r)
		}
	}
	w.bare, w.fold = norm.NFC.String(bare.String()), fold.String()
	w.key = keyOf(w.fold)
	return w
}

// marked reports whether the writer put a mark on the word.
func (w *word) marked() bool { return w.text != w.fold }

// slipOf reports whether the word is v with one of its marks left out, "đat" of
// "đạt", "lưong" of "lương", or with the tones hỏi and ngã exchanged, which many
// speak alike. One without any mark is no slip.
func (w *word) slipOf(v *word) bool {
	switch {
	case w.fold != v.fold || !w.marked():
		return false
	case w.tone == 0 && v.tone != 0: // that is the one
		return w.bare == v.bare
	case w.tone != v.tone:
		return alike(w.tone) && alike(v.tone) && w.bare == v.bare
	case w.bare == v.bare, differing(w.text, v.text) > 1:
		return false
	}
	missing := 0
	mine, theirs := marksOf(w.text), marksOf(v.text)
	for i := range mine {
		for _, mark := range mine[i] {
			if !strings.ContainsRune(theirs[i], mark) {
				return false
			}
		}
		missing += utf8.RuneCountInString(theirs[i]) - utf8.RuneCountInString(mine[i])
	}
	return missing == 1
}

// differing returns how many letters of two words differ; 0 where letters and
// marks stand apart and cannot be counted so. It is quick, for most words that
// are compared differ in more than one.
func differing(a, b string) int {
	n := 0
	for a != "" && b != "" {
		r, size := utf8.DecodeRuneInString(a)
		s, width := utf8.DecodeRuneInString(b)
		if unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mn, s) {
			return 0
		}
		if r != s {
			n++
		}
		a, b = a[size:], b[width:]
	}
	return n
}

// alike reports whether the tone is hỏi or ngã.
func alike(tone rune) bool { return tone == '\u0309' || tone == '\u0303' }

// marksOf returns the marks of each letter; the stroke of đ counts as one.
func marksOf(text string) []string {
	var out []string
	for _, r := range norm.NFD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r) && len(out) > 0:
			out[len(out)-1] += string(r)
		case r == 'đ':
			out = append(out, "đ")
		default:
			out = append(out, "")
		}
	}
	return out
}

// same reports whether two words are written alike, wherever the tone mark of a
// diphthong was put ("hoá", "hóa") and whichever i was chosen ("tỷ", "tỉ").
func (w *word) same(v *word) bool {
	return w.tone == v.tone && sameLetters(w.bare, v.bare)
}

func sameLetters(a, b string) bool { return a == b || keyOf(a) == keyOf(b) }

// isTone reports whether r is one of the five combining tone marks.
func isTone(r rune) bool {
	switch r {
	case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
		return true
	}
	return false
}

// keyOf makes one of the spellings with i and y at the end of a syllable:
// tỷ and tỉ, kỳ and kì, quý and quí.
func keyOf(s string) string {
	n := len(s)
	if n < 2 || s[n-1] != 'y' {
		return s
	}
	if before := s[n-2]; strings.IndexByte("aeio", before) >= 0 || before == 'u' && (n < 3 || s[n-3] != 'q') {
		return s
	}
	return s[:n-1] + "i"
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// compose bounds the text and brings it into one form, so that it does not
// matter how a phone encodes marks or digits.
func compose(text string) string {
	n := 0
	for i := range text {
		if n == maxRunes {
			text = text[:i]
			break
		}
		n++
	}
	return hornOfBoth(norm.NFKC.String(strings.ToValidUTF8(text, " ")))
}

// hornOfBoth puts the horn on the u where a thumb left it out: "luơng" is
// "lương". Before the end of a word ("thuở") it has none.
func hornOfBoth(s string) string {
	last, found := rune(0), false
	for _, r := range s {
		found = found || (last == 'u' || last == 'U') && strings.ContainsRune("ơờớởỡợ", r)
		last = r
	}
	if !found {
		return s
	}
	runes := []rune(s)
	for i := 0; i+2 < len(runes); i++ {
		if strings.ContainsRune("ơờớởỡợ", runes[i+1]) && unicode.IsLetter(runes[i+2]) {
			switch runes[i] {
			case 'u':
				runes[i] = 'ư'
			case 'U':
				runes[i] = 'Ư'
			}
		}
	}
	return string(runes)
}

// shorten takes elongations back: "rồiiii" is "rồi". Two of a letter stay,
// since Telex and English need them.
func shorten(s string) string {
	var out strings.Builder
	var run []rune
	flush := func() {
		if len(run) >= 3 && len(run) < len(s) { // "iii" is three
			run = run[:1]
		}
		for _, r := range run {
			out.WriteRune(r)
		}
		run = run[:0]
	}
	for _, r := range s {
		if len(run) > 0 && run[0] != r {
			flush()
		}
		run = append(run, r)
	}
	flush()
	return out.String()
}
