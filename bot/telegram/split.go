package telegram

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"chitieu/target"
)

// Telegram's limits after entities are parsed. Its server counts code points,
// its documentation is silent; UTF-16 units are never fewer.
const (
	maxText    = 4096
	maxCaption = 1024
)

// part is one message of a note: plain text, whose first bold bytes are the head.
type part struct {
	text string
	bold int
}

// compose cuts a note into messages of at most limit UTF-16 units, between
// lines where there are lines. It is empty if the note says nothing.
func compose(n target.Note, limit int) []part {
	head, text := tidy(n.Head), tidy(n.Text)
	whole := strings.TrimPrefix(head+"\n"+text, "\n")
	if text == "" {
		whole = head
	}
	if strings.TrimSpace(whole) == "" {
		return nil
	}
	var parts []part
	for _, piece := range split(whole, limit) {
		parts = append(parts, part{text: piece})
	}
	parts[0].bold = min(len(head), len(parts[0].text))
	return parts
}

// tidy composes Vietnamese letters, because a decomposed ế counts three times,
// and drops what Telegram does not take or show.
func tidy(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return norm.NFC.String(strings.TrimRight(s, " \n"))
}

// units is the length in UTF-16 units.
func units(s string) int {
	n := 0
	for _, r := range s {
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

// split cuts text into pieces of at most limit units: behind the last newline
// that fits, else behind the last space, else anywhere. The newline or space is
// dropped; blank pieces, which Telegram refuses, are too.
func split(text string, limit int) []string {
	var pieces []string
	for text != "" {
		end := cut(text, limit)
		if piece := strings.TrimRight(text[:end], " \n"); strings.TrimSpace(piece) != "" {
			pieces = append(pieces, piece)
		}
		text = text[end:]
	}
	return pieces
}

// cut returns the number of bytes that go into the next piece.
func cut(text string, limit int) int {
	used, line, word := 0, 0, 0
	for i, r := range text {
		if used += width(r); used > limit {
			switch {
			case line > 0:
				return line
			case word > 0:
				return word
			default:
				return i
			}
		}
		switch r {
		case '\n':
			line = i + 1
		case ' ':
			word = i + 1
		}
	}
	return len(text)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// html is the part in Telegram's HTML.
func (p part) html() string {
	if p.bold == 0 {
		return escaper.Replace(p.text)
	}
	return "<b>" + escaper.Replace(p.text[:p.bold]) + "</b>" + escaper.Replace(p.text[p.bold:])
}
