package webchat

import (
	"regexp"
	"strings"
)

var (
	// mention is the bot's name as a word of its own.
	mention = regexp.MustCompile(`(?i)(^|[^\p{L}\p{N}_.@/])@` + UserName + `($|[^\p{L}\p{N}_@])`)
	// command is "/tiendo", or "/tiendo@trolychitieu" to say whose it is.
	command = regexp.MustCompile(`^/(\p{L}[\p{L}\p{N}_]*)(@[\p{L}\p{N}_]+)?(\s|$)`)
	gap     = regexp.MustCompile(`[ \t]{2,}`)
)

// addressed takes the bot's name out of a text and reports whether the text
// speaks to the bot: by name, or by a command that is not another bot's.
func addressed(text string) (string, bool) {
	text = strings.TrimSpace(text)
	if m := command.FindStringSubmatchIndex(text); m != nil {
		if m[4] < 0 {
			return text, true
		}
		if strings.EqualFold(text[m[4]:m[5]], "@"+UserName) {
			return text[:m[4]] + text[m[5]:], true
		}
		return text, false
	}
	named := false
	for mention.MatchString(text) {
		named = true
		text = mention.ReplaceAllString(text, "$1$2")
	}
	if !named {
		return text, false
	}
	text = strings.TrimLeft(strings.TrimSpace(text), ",:; ")
	return gap.ReplaceAllString(text, " "), true
}
