package bot

import (
	"chitieu/bot/understand"
)

// draftOf is the directive that the reader understood, as a draft.
func draftOf(d *understand.Directive) taskDraft {
	return taskDraft{Unit: d.Unit, Text: d.Text, Indicator: d.Indicator, Due: d.Due, Unread: d.Unread}
}

// brings reports whether the message brings a figure.
func (b *Bot) brings(t *turn) bool {
	r := b.reader.Read(t.msg.Text, understand.Context{Today: t.today})
	return r.Intent == understand.ReportValue && len(r.Values) > 0
}
