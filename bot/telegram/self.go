package telegram

import (
	"strings"
	"unicode"
	"unicode/utf16"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// self is the bot's own account.
type self struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	// SeesAll is set when privacy mode is off, so that free text in groups
	// reaches the bot.
	SeesAll bool `json:"can_read_all_group_messages"`
}

// spoken returns the text without the bot's own name, whether the bot was named
// or commanded, and whether the text is a command for another bot.
//
// Telegram counts an entity's place in UTF-16 units, so the text is cut as such.
func (s self) spoken(text string, entities []tgbotapi.MessageEntity) (words string, named, foreign bool) {
	units := utf16.Encode([]rune(text))
	var cut []uint16
	done := 0 // units before it are in cut, or were dropped
	for _, e := range entities {
		if e.Offset < done || e.Length <= 0 || e.Length > len(units) || e.Offset > len(units)-e.Length {
			continue // overlapping or outside the text
		}
		from, to := e.Offset, e.Offset+e.Length
		word := string(utf16.Decode(units[from:to]))
		switch {
		case e.Type == "bot_command":
			command, bot, hasBot := strings.Cut(word, "@")
			if hasBot && !s.isNamed(bot) {
				foreign = foreign || from == 0
				continue
			}
			named = named || hasBot || from == 0
			cut = append(cut, units[done:from]...)
			cut = append(cut, utf16.Encode([]rune(command))...)
			done = to
		case e.Type == "mention" && s.isNamed(strings.TrimPrefix(word, "@")),
			e.Type == "text_mention" && e.User != nil && e.User.ID == s.ID:
			named = true
			cut = append(cut, units[done:from]...)
			done = skipSpace(units, to, len(cut) == 0 || isSpace(cut[len(cut)-1]))
		}
	}
	cut = append(cut, units[done:]...)
	return strings.TrimSpace(string(utf16.Decode(cut))), named, foreign
}

func (s self) isNamed(name string) bool {
	return s.Username != "" && strings.EqualFold(name, s.Username)
}

// skipSpace drops one space behind a removed name if one stands before it too.
func skipSpace(units []uint16, at int, spaceBefore bool) int {
	if spaceBefore && at < len(units) && isSpace(units[at]) {
		return at + 1
	}
	return at
}

func isSpace(unit uint16) bool { return unicode.IsSpace(rune(unit)) }

// isRepliedTo reports whether m answers one of the bot's messages. The first
// message of a topic does not count: every message in the topic replies to it.
func (s self) isRepliedTo(m *message) bool {
	r := m.ReplyToMessage
	if r == nil || r.From == nil || r.From.ID != s.ID {
		return false
	}
	return !m.InTopic || r.MessageID != m.Topic
}
