package zalo

import (
	"fmt"
	"strings"

	"chitieu/bot"
	"chitieu/target"
)

// maxText is how long a message may be, in UTF-16 units. Zalo takes 2000 of
// something that it does not name.
const maxText = 1900

// letter is a note on its way: its parts, and how far it has got, so that a
// second try goes on where the first stopped.
type letter struct {
	to     string          // Zalo's own id of the chat
	answer target.MemberID // whom it answers; "" for everybody in the chat
	group  bool
	note   target.Note
	photo  *bot.Picture // to be sent before the text
	parts  []string

	next int    // the part to be sent next
	id   string // of the last message sent
}

// letter words a note for a chat. Without a public address a picture becomes
// what it shows.
func (t *Transport) letter(to string, n target.Note, picture *bot.Picture) *letter {
	l := &letter{to: to, group: isGroup(to), note: n}
	if picture != nil && t.gallery != nil && fits(picture) {
		l.photo = picture
	}
	l.compose(picture, t.lang)
	return l
}

// compose cuts head, text and choices into parts. A picture that is not sent is
// told in words.
func (l *letter) compose(picture *bot.Picture, lang target.Lang) {
	lines := []string{bot.Tidy(l.note.Head), bot.Tidy(l.note.Text)}
	if picture != nil && l.photo == nil && picture.Alt != "" {
		lines = append(lines, "\n("+bot.Tidy(picture.Alt)+")")
	}
	var whole strings.Builder
	for _, s := range lines {
		if strings.TrimSpace(s) == "" {
			continue
		}
		if whole.Len() > 0 {
			whole.WriteByte('\n')
		}
		whole.WriteString(s)
	}
	l.parts = place(whole.String(), numbered(l.note.Choices, l.group, lang))
}

// place cuts a text into parts, the choices together under the last.
func place(text, choices string) []string {
	if choices == "" || strings.TrimSpace(text) == "" {
		return bot.Split(text, maxText)
	}
	whole := text + "\n\n" + choices
	room := maxText - bot.Units("\n\n"+choices)
	if bot.Units(whole) <= maxText || room < maxText/2 {
		return bot.Split(whole, maxText)
	}
	parts := bot.Split(text, room)
	last, n := &parts[len(parts)-1], len(parts)
	number := fmt.Sprintf("\n(%d/%d)", n, n)
	words, numbered := strings.CutSuffix(*last, number)
	if !numbered {
		number = ""
	}
	*last = words + "\n\n" + choices + number
	return parts
}

// isEmpty reports whether the letter says nothing. Choices alone are nothing.
func (l *letter) isEmpty() bool { return len(l.parts) == 0 && l.photo == nil }

// isDone reports whether everything of the letter is sent.
func (l *letter) isDone() bool { return l.next >= len(l.parts) && l.photo == nil }

// style is a run of a text that is shown in another way, in UTF-16 units.
type style struct {
	Start  int      `json:"start"`
	Length int      `json:"len"`
	Styles []string `json:"st"`
}

// styles make the head bold where the part begins with it. Text that people
// have written is never sent as markup: their "*" and "_" are to be read.
func (l *letter) styles(part string) []style {
	head := bot.Tidy(l.note.Head)
	if l.next > 0 || head == "" || !strings.HasPrefix(part, head) {
		return nil
	}
	return []style{{Start: 0, Length: bot.Units(head), Styles: []string{"b"}}}
}
