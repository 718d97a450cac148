package zalo

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestStrip(t *testing.T) {
	n := newName("@Bot Chỉ tiêu")
	for _, c := range []struct{ name, text, want string }{
		{"in front", "@Bot Chỉ tiêu thu ngân sách?", "thu ngân sách?"},
		{"behind", "thu ngân sách? @Bot Chỉ tiêu", "thu ngân sách?"},
		{"in the middle", "cho hỏi @Bot Chỉ tiêu thu ngân sách", "cho hỏi thu ngân sách"},
		{"alone", "@Bot Chỉ tiêu", ""},
		{"twice", "@Bot Chỉ tiêu @Bot Chỉ tiêu /cham", "/cham"},
		{"in another case", "@BOT CHỈ TIÊU /cham", "/cham"},
		{"decomposed letters", norm.NFD.String("@Bot Chỉ tiêu sản lượng"), "sản lượng"},
		{"a hard blank", "@Bot\u00a0Chỉ\u00a0tiêu\u00a0/cham", "/cham"},
		{"behind a command", "/cham@Bot Chỉ tiêu", "/cham"},
		{"with a comma", "@Bot Chỉ tiêu, tiến độ?", "tiến độ?"},
		{"with a colon", "@Bot Chỉ tiêu: /cham", "/cham"},
		{"on a line of its own", "@Bot Chỉ tiêu\n95,2 tỷ", "95,2 tỷ"},
		{"lines stay", "dòng một\n@Bot Chỉ tiêu dòng hai", "dòng một\ndòng hai"},
		{"somebody else", "@Bot Chỉ tiêuX /cham", "@Bot Chỉ tiêuX /cham"},
		{"without @", "Bot Chỉ tiêu là gì", "Bot Chỉ tiêu là gì"},
		{"a bare @", "gửi @ chị Lan", "gửi @ chị Lan"},
		{"emoji", "👍🏽 @Bot Chỉ tiêu 👍🏽", "👍🏽 👍🏽"},
	} {
		if got := n.strip(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if got := newName("").strip("@ai đó"); got != "@ai đó" {
		t.Errorf("a bot without a name strips to %q", got)
	}
}

func FuzzStrip(f *testing.F) {
	f.Add("Bot Chỉ tiêu", "cho hỏi @Bot Chỉ tiêu, 5")
	f.Add("İ", "@i̇ @İ")
	f.Add("", "@\xff")
	f.Fuzz(func(t *testing.T, display, text string) {
		n := newName(display)
		once := n.strip(text)
		if len([]rune(once)) > len([]rune(norm.NFC.String(text))) {
			t.Errorf("%q became longer: %q", text, once)
		}
	})
}
