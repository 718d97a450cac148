package bot_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"chitieu/bot"
	"chitieu/target"
)

// TestStrangersGetNoFigure walks every command by every name, with and without
// arguments, typed and pressed, and every kind of question, as somebody whom
// nobody knows and in a group that nobody registered: no figure, no name, no
// choice but to ask for access, and nothing of the plan.
func TestStrangersGetNoFigure(t *testing.T) {
	s := newStage(t, nil)
	texts := []string{
		"thu ngân sách đến đâu rồi", "chỉ tiêu nào đang chậm?", "tổng hợp", "hủy", "duyệt", "1", "2", "thu ngân sách 95,2 tỷ",
		"how far is the budget revenue?", "berapa produksi pangan?", "còn xã Kỳ Khang?", "/chon abcdef 1", "/khongco",
	}
	for _, name := range bot.CommandNames() {
		for _, rest := range []string{"", " budget-revenue", " xa-ky-khang", " 2024-06 p1", " thu ngân sách 95,2 tỷ", " viewer", " xoa dongy", " ABCDE"} {
			texts = append(texts, "/"+name+rest)
		}
	}
	if len(texts) < 500 {
		t.Fatalf("only %d texts", len(texts))
	}
	for i, text := range texts {
		who := fmt.Sprintf("nobody-%d", i) // each hears what a first message is answered with
		for _, m := range []bot.Message{s.message(who, text), s.message(who+"p", text), s.groupMessage(who, "unknown-"+who, text)} {
			if strings.HasSuffix(string(m.From), "p") {
				m.Pressed = "earlier"
			}
			checkGivesNothing(t, s, m)
		}
	}
	if added := s.added(); len(added) > 0 {
		t.Errorf("stored %+v", added)
	}
}

// groupMessage is said to the bot in a group.
func (s *stage) groupMessage(who, group, text string) bot.Message {
	m := s.message(who, text)
	m.Addressed = true
	s.place(&m, group)
	return m
}

// plainNumbers may stand in what strangers are told: in the code of the example
// and in their own id.
func checkGivesNothing(t *testing.T, s *stage, m bot.Message) {
	t.Helper()
	reply := s.handle(m)
	text := strings.NewReplacer(string(m.From), "", string(m.Chat), "", exampleCode, "").Replace(reply.Head + "\n" + reply.Text)
	if number.MatchString(text) {
		t.Errorf("%q is answered with a number: %q", m.Text, text)
	}
	for i := range s.plan.Indicators {
		if name := s.plan.Indicators[i].Names.Full(target.Vietnamese); strings.Contains(text, name) {
			t.Errorf("%q is answered with an indicator: %q", m.Text, text)
		}
	}
	for _, c := range reply.Choices {
		if c.Data != "/xinquyen" || m.Group {
			t.Errorf("%q offers %q", m.Text, c.Data)
		}
	}
}

// TestPressesHaveTheRightsOfWhoPresses: a choice that was offered to a leader or
// the operator does nothing for others, in the group or with its data typed.
func TestPressesHaveTheRightsOfWhoPresses(t *testing.T) {
	s := newStage(t, nil)
	s.handle(s.groupMessage("leader", "nowhere", "/nhom xã Kỳ Khang"))
	s.say("operator", "/trogiup")
	s.say("stranger", "/xinquyen")
	var offered []target.Choice
	for _, reply := range []bot.Reply{
		s.handle(s.groupMessage("leader", "nowhere", "/nhom")), s.say("operator", "/thanhvien"), s.say("operator", "/capquyen"),
	} {
		offered = append(offered, reply.Choices...)
	}
	for _, c := range slices.Clone(offered) {
		if strings.HasPrefix(c.Data, "/thanhvien ") {
			for _, rest := range []string{" xoa", " xoa dongy", " leader dongy", " officer xa-ky-khang dongy", " viewer dongy"} {
				offered = append(offered, target.Choice{Data: c.Data + rest})
			}
		}
	}
	if len(offered) < 40 {
		t.Fatalf("only %d choices", len(offered))
	}
	before := s.state()
	for _, c := range offered {
		if strings.HasPrefix(c.Data, "/xinquyen") {
			continue
		}
		for _, who := range []string{"officer", "commune", "viewer", "stranger", "anonymous"} {
			for _, m := range []bot.Message{s.message(who, c.Data), s.groupMessage(who, "nowhere", c.Data), s.groupMessage(who, "group", c.Data)} {
				if who == "anonymous" && !m.Group {
					continue
				}
				m.Pressed = "earlier"
				reply := s.handle(m)
				if reply.Head != "" || len(reply.Choices) > 0 && reply.Choices[0].Data != "/xinquyen" {
					t.Errorf("%s presses %q: %+v", who, c.Data, reply)
				}
			}
		}
	}
	if after := s.state(); after != before {
		t.Errorf("it was\n%s\nand is\n%s", before, after)
	}
}

// state is who is let in and which group belongs to whom, without the private
// chats, which are stored at a first message.
func (s *stage) state() string {
	s.t.Helper()
	members, err := s.store.Members(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	chats, err := s.store.Chats(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	requests, err := s.store.Requests(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	chats = slices.DeleteFunc(chats, func(c target.Chat) bool { return !c.Group })
	return fmt.Sprintf("%+v\n%+v\n%+v", members, chats, requests)
}
