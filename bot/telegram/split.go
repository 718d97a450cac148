package telegram

import (
	"strings"

	"chitieu/bot"
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
	head, text := bot.Tidy(strings.TrimLeft(n.Head, "\n")), bot.Tidy(n.Text)
	whole := head + "\n" + text
	if head == "" {
		whole = text
	}
	var parts []part
	for _, piece := range bot.Split(whole, limit) {
		parts = append(parts, part{text: piece})
	}
	if len(parts) > 0 {
		parts[0].bold = shared(head, parts[0].text)
	}
	return parts
}

// shared is the length of the beginning that a and b have in common, in bytes
// of whole letters: as much of a head as the first message holds.
func shared(a, b string) int {
	for i, r := range a {
		if !strings.HasPrefix(b[i:], string(r)) {
			return i
		}
	}
	return len(a)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// html is the part in Telegram's HTML.
func (p part) html() string {
	if p.bold == 0 {
		return escaper.Replace(p.text)
	}
	return "<b>" + escaper.Replace(p.text[:p.bold]) + "</b>" + escaper.Replace(p.text[p.bold:])
}
