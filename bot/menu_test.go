package bot_test

import (
	"strings"
	"testing"

	"chitieu/bot"
	"chitieu/target"
)

// TestMenus: every listed command has a name of its own and a short description
// in every language, and is understood by the bot.
func TestMenus(t *testing.T) {
	menus, err := bot.NewMenus()
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t, nil)
	help := s.say("operator", "/nosuchcommand").Head
	for _, l := range target.Langs {
		private, group := menus.Private[l], menus.Group[l]
		if len(private) < 25 || len(group) < 10 || len(group) >= len(private) {
			t.Errorf("%s: %d commands in private, %d in groups", l, len(private), len(group))
		}
		for _, menu := range [][]bot.MenuEntry{private, group} {
			names := make(map[string]bool)
			for _, e := range menu {
				if e.Name == "" || names[e.Name] || strings.HasPrefix(e.Description, "menu.") || len([]rune(e.Description)) > 60 {
					t.Errorf("%s: %+v", l, e)
				}
				names[e.Name] = true
			}
		}
	}
	for _, e := range menus.Private[target.Vietnamese] {
		if reply := s.say("operator", "/"+e.Name); e.Name != "trogiup" && reply.Head == help {
			t.Errorf("/%s is not a command", e.Name)
		}
	}
}

// TestHelpSaysHowToAsk: in a group help says what reaches the bot there, which
// differs between messengers; in private there is nothing to say.
func TestHelpSaysHowToAsk(t *testing.T) {
	s := newStage(t, nil)
	if text := s.handle(s.groupMessage("officer", "group", "/trogiup")).Text; !strings.Contains(text, "Trong nhóm: nhắn lệnh như “/tiendo") {
		t.Errorf("where naming the bot does not help:\n%s", text)
	}
	s.mention = "@Bot Chỉ tiêu"
	text := s.handle(s.groupMessage("officer", "group", "/trogiup")).Text
	if !strings.Contains(text, "mở đầu bằng @Bot Chỉ tiêu,") || strings.Count(text, "\n") > 7 {
		t.Errorf("where it is named:\n%s", text)
	}
	if text := s.say("officer", "/trogiup").Text; strings.Contains(text, "Trong nhóm") {
		t.Errorf("in private:\n%s", text)
	}
}

// TestStrangeGroupIsToldHowToBind: the command as it has to be written there.
func TestStrangeGroupIsToldHowToBind(t *testing.T) {
	s := newStage(t, nil)
	s.mention = "@Bot Chỉ tiêu"
	if text := s.handle(s.groupMessage("stranger", "nowhere", "xin chào")).Text; !strings.Contains(text, "nhắn trong nhóm: @Bot Chỉ tiêu /nhom kèm tên đơn vị") {
		t.Errorf("%s", text)
	}
}
