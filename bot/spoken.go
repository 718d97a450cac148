package bot

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"chitieu/bot/understand"
)

// plainWords are what people write for a command that the reader does not know,
// in small letters; with rest set an indicator's name goes on behind.
var plainWords = []struct {
	words   []string
	command string
	rest    bool
}{
	{[]string{"duyệt", "phê duyệt", "duyệt số liệu", "duyet", "phe duyet", "duyet so lieu"}, "/duyet", false},
	{[]string{"setujui", "persetujuan"}, "/setujui", false},
	{[]string{"approve", "approvals"}, "/approve", false},
	{[]string{"xác nhận số liệu", "xác nhận số", "xac nhan so lieu", "xac nhan so"}, "/xacnhan", true},
	{[]string{"konfirmasi angka", "konfirmasi data"}, "/konfirmasi", true},
	{[]string{"confirm the figure of", "confirm the figure for", "confirm"}, "/confirm", true},
}

// spoken returns the command that the message says in plain words, "" for none.
// Confirming is only for the desks; for everybody else, and with a figure, the
// words mean what the reader makes of them.
func (b *Bot) spoken(t *turn) string {
	text := norm.NFC.String(strings.ToLower(strings.Trim(t.msg.Text, " .?")))
	for _, p := range plainWords {
		for _, w := range p.words {
			rest, found := strings.CutPrefix(text, w)
			switch {
			case !found:
			case rest == "" && (!p.rest || b.atDesk(t)):
				return p.command
			case p.rest && rest != "" && rest[0] == ' ' && !strings.ContainsFunc(rest, unicode.IsDigit) && b.atDesk(t):
				return p.command + rest
			}
		}
	}
	return b.directed(t)
}

// named reads a text that is nothing but a command's name, apart or in one and
// with or without marks: "tổng hợp", "cham". People without a slash key say it so.
func (t *turn) named() {
	intent, l, ok := lookup(strings.ReplaceAll(folded(t.msg.Text), " ", ""))
	if ok && t.reading.Intent == understand.None && !slices.Contains(verbatim, intent) {
		t.reading.Intent, t.reading.Lang = intent, l
	}
}

// atDesk reports whether the speaker's unit confirms some indicator.
func (b *Bot) atDesk(t *turn) bool {
	for i := range b.plan.Indicators {
		if confirms(&t.member, &b.plan.Indicators[i]) {
			return true
		}
	}
	return false
}
