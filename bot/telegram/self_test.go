package telegram

import (
	"strings"
	"testing"
	"unicode/utf16"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

var me = self{ID: 123456789, Username: "chitieu_bot"}

// mark returns an entity over the first occurrence of word, in UTF-16 units.
func mark(kind, text, word string) tgbotapi.MessageEntity {
	at := strings.Index(text, word)
	count := func(s string) int { return len(utf16.Encode([]rune(s))) }
	return tgbotapi.MessageEntity{Type: kind, Offset: count(text[:at]), Length: count(word)}
}

func TestSpoken(t *testing.T) {
	for _, c := range []struct {
		rule, text string
		kind, word string // of the entity
		words      string
		named      bool
		foreign    bool
	}{
		{"plain text names nobody", "thu ngân sách?", "", "", "thu ngân sách?", false, false},
		{"a mention in front", "@chitieu_bot thu?", "mention", "@chitieu_bot", "thu?", true, false},
		{"a mention in any case", "@ChiTieu_Bot thu?", "mention", "@ChiTieu_Bot", "thu?", true, false},
		{"a mention behind Vietnamese and emoji", "🌾🌾 sản lượng ở xã Kỳ Thượng 👨‍🌾 @chitieu_bot đến đâu", "mention", "@chitieu_bot",
			"🌾🌾 sản lượng ở xã Kỳ Thượng 👨‍🌾 đến đâu", true, false},
		{"a mention before a comma", "chào @chitieu_bot, thu?", "mention", "@chitieu_bot", "chào , thu?", true, false},
		{"a mention behind decomposed letters", "thu ngân sách @chitieu_bot", "mention", "@chitieu_bot", "thu ngân sách", true, false},
		{"only the name", "@chitieu_bot", "mention", "@chitieu_bot", "", true, false},
		{"another's name that begins like ours", "@chitieu_bot2 thu?", "mention", "@chitieu_bot2", "@chitieu_bot2 thu?", false, false},
		{"our name in plain text is no mention", "a@chitieu_bot.vn", "", "", "a@chitieu_bot.vn", false, false},
		{"a bare command", "/tiendo thu", "bot_command", "/tiendo", "/tiendo thu", true, false},
		{"our command", "/tiendo@ChiTieu_bot thu", "bot_command", "/tiendo@ChiTieu_bot", "/tiendo thu", true, false},
		{"our command and a no-break space", "/tiendo@chitieu_bot\u00a0Quý 3", "bot_command", "/tiendo@chitieu_bot", "/tiendo\u00a0Quý 3", true, false},
		{"another bot's command", "/tiendo@chitieu_bot2 thu", "bot_command", "/tiendo@chitieu_bot2", "/tiendo@chitieu_bot2 thu", false, true},
		{"a command in the middle is not for us", "gõ /tiendo nhé", "bot_command", "/tiendo", "gõ /tiendo nhé", false, false},
		{"our command in the middle", "gõ /tiendo@chitieu_bot nhé", "bot_command", "/tiendo@chitieu_bot", "gõ /tiendo nhé", true, false},
	} {
		var entities []tgbotapi.MessageEntity
		if c.kind != "" {
			entities = append(entities, mark("bold", c.text, c.text), mark(c.kind, c.text, c.word))
		}
		words, named, foreign := me.spoken(c.text, entities)
		if words != c.words || named != c.named || foreign != c.foreign {
			t.Errorf("%s: %q, named %v, foreign %v", c.rule, words, named, foreign)
		}
	}
}

func TestSpokenToByPersonWithoutUsername(t *testing.T) {
	text := "Chỉ tiêu ơi, thu?"
	e := mark("text_mention", text, "Chỉ tiêu")
	e.User = &tgbotapi.User{ID: me.ID}
	if words, named, _ := me.spoken(text, []tgbotapi.MessageEntity{e}); !named || words != "ơi, thu?" {
		t.Errorf("%q, named %v", words, named)
	}
	e.User = &tgbotapi.User{ID: 7}
	if _, named, _ := me.spoken(text, []tgbotapi.MessageEntity{e}); named {
		t.Error("somebody else was named")
	}
}

func TestSpokenSurvivesImpossibleEntities(t *testing.T) {
	text := "ế🌾"
	for offset := -2; offset < 6; offset++ {
		for length := -2; length < 6; length++ {
			for _, kind := range []string{"mention", "bot_command", "text_mention"} {
				e := tgbotapi.MessageEntity{Type: kind, Offset: offset, Length: length}
				me.spoken(text, []tgbotapi.MessageEntity{e, e, {Type: kind, Offset: 1 << 62, Length: 1 << 62}})
			}
		}
	}
}
