package bot

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Split cuts a text into the messages of a messenger that takes at most limit
// UTF-16 code units in one: where a paragraph ends, unless that leaves half of
// the message empty, else where a line ends, else between words, else between
// what is read as one letter. Of more than one part each ends with a line such
// as "(1/3)", which counts too. The blanks at a border are dropped, and nothing
// else; the text is tidied first, see [Tidy]. A blank text has no parts.
//
// A limit that has no room for the numbers leaves them out; below 2 it is 2.
func Split(text string, limit int) []string {
	text = strings.TrimLeft(Tidy(text), "\n")
	if strings.TrimSpace(text) == "" {
		return nil
	}
	limit = max(limit, 2)
	if Units(text) <= limit {
		return []string{text}
	}
	for digits := 1; ; digits++ {
		label := len("\n(/)") + 2*digits
		if label > limit/2 {
			return pieces(text, limit)
		}
		parts := pieces(text, limit-label)
		if len(strconv.Itoa(len(parts))) <= digits {
			return number(parts)
		}
	}
}

// Shorten cuts a text to at most limit UTF-16 units, with "…" where something
// is left out: for captions and labels, which cannot go on in a second message.
func Shorten(text string, limit int) string {
	text = Tidy(text)
	if limit < 2 || Units(text) <= limit {
		return text
	}
	return strings.TrimRight(text[:border(text, limit-1)], " \n") + "…"
}

// Tidy composes Vietnamese letters, because a decomposed ế counts three times,
// and drops what no messenger takes or shows: broken UTF-8, carriage returns,
// blanks at the end.
func Tidy(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return norm.NFC.String(strings.TrimRight(text, " \n"))
}

// Units is the length of a text in UTF-16 code units, by which messengers count.
func Units(text string) int {
	n := 0
	for _, r := range text {
		n += width(r)
	}
	return n
}

func width(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

func number(parts []string) []string {
	if len(parts) < 2 {
		return parts
	}
	for i := range parts {
		parts[i] = fmt.Sprintf("%s\n(%d/%d)", parts[i], i+1, len(parts))
	}
	return parts
}

// pieces cuts text into pieces of at most limit units; blank ones are left out.
func pieces(text string, limit int) []string {
	var out []string
	for text != "" {
		end := border(text, limit)
		if piece := strings.TrimRight(text[:end], " \n"); strings.TrimSpace(piece) != "" {
			out = append(out, piece)
		}
		rest := text[end:]
		if text[end-1] != '\n' { // the next line keeps its indent
			rest = strings.TrimLeft(rest, " ")
		}
		text = strings.TrimLeft(rest, "\n")
	}
	return out
}

// border returns how many bytes of text go into a piece of at most limit units.
func border(text string, limit int) int {
	var paragraph, line, word, letter int // the last border of each kind
	var before, last rune
	used := 0
	for i, r := range text {
		if i > 0 && !joins(last, r) {
			letter = i
			switch {
			case last == '\n' && before == '\n':
				paragraph, line = i, i
			case last == '\n':
				line = i
			case last == ' ':
				word = i
			}
		}
		if used += width(r); used > limit {
			switch {
			case strings.HasPrefix(text[i:], "\n\n"): // what comes before fits exactly
				paragraph = i
			case r == '\n':
				line = i
			case r == ' ':
				word = i
			}
			return best(i, paragraph, line, word, letter)
		}
		before, last = last, r
	}
	return len(text)
}

// best chooses among the borders before full, where the piece is full.
func best(full, paragraph, line, word, letter int) int {
	switch {
	case paragraph > 0 && paragraph >= full/2:
		return paragraph
	case line > 0:
		return line
	case word > 0:
		return word
	case letter > 0:
		return letter
	default:
		return full // marks without end
	}
}

const zeroWidthJoiner = '\u200D'

// joins reports whether r belongs to the letter that last stands in: combining
// marks, and what emoji and flags are put together from.
func joins(last, r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Mc, unicode.Me) ||
		r == zeroWidthJoiner || last == zeroWidthJoiner ||
		r >= 0x1F3FB && r <= 0x1F3FF || // skin
		r >= 0xE0020 && r <= 0xE007F || // flags of regions
		unicode.Is(unicode.Regional_Indicator, r) && unicode.Is(unicode.Regional_Indicator, last)
}
