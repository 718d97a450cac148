package bot_test

import (
	"strings"
	"testing"

	"chitieu/bot"
	"chitieu/target"
)

// told returns what was queued for the person in their private chat because of
// the message; "" for nothing.
func (s *stage) told(m bot.Message, who string) string {
	s.t.Helper()
	if d := s.queued(target.DeliveryID("member/" + m.ID + "/test:" + who)); d != nil {
		return d.Note.Text
	}
	return ""
}

// choose has the person press the choice with the label in a reply.
func (s *stage) choose(who string, reply bot.Reply, label string) (bot.Message, bot.Reply) {
	s.t.Helper()
	for _, c := range reply.Choices {
		if c.Label == label {
			m := s.message(who, c.Data)
			m.Pressed = "1"
			return m, s.handle(m)
		}
	}
	s.t.Fatalf("no choice %q in %+v", label, reply)
	return bot.Message{}, bot.Reply{}
}

// TestPeopleAreToldOfTheirRole: once, by name of the office, when somebody else
// changed or removed it.
func TestPeopleAreToldOfTheirRole(t *testing.T) {
	s := newStage(t, nil)
	s.say("viewer", "/trogiup") // the bot knows where to write
	card := func() bot.Reply {
		_, reply := s.choose("operator", s.say("operator", "/thanhvien p1"), "Người xem")
		return reply
	}
	_, reply := s.choose("operator", card(), "Đổi thành: lãnh đạo")
	m, _ := s.choose("operator", reply, "Đổi vai trò")
	if got := s.told(m, "viewer"); !strings.Contains(got, "Vai trò của đồng chí nay là: lãnh đạo") {
		t.Errorf("after the change: %q", got)
	}
	if reply := s.handle(m); !reply.Silent {
		t.Errorf("the same press again: %+v", reply)
	}
	_, list := s.choose("operator", s.say("operator", "/thanhvien"), "Người xem")
	_, reply = s.choose("operator", list, "Đưa ra khỏi danh sách")
	m, _ = s.choose("operator", reply, "Đưa ra khỏi danh sách")
	if got := s.told(m, "viewer"); !strings.Contains(got, "không còn trong danh sách") {
		t.Errorf("after the removal: %q", got)
	}
	if reply := s.say("viewer", "/cham"); strings.Contains(reply.Head, "Chỉ tiêu") {
		t.Errorf("a removed person is answered: %+v", reply)
	}
}

// TestPlainCode: who was invited may send the code as it stands, with or without
// the word before it, in any case.
func TestPlainCode(t *testing.T) {
	for _, form := range []string{"%", "nhan %", "Nhận %", "join %"} {
		s := newStage(t, nil)
		code := strings.ToLower(s.code(s.say("operator", "/moi viewer")))
		if reply := s.say("guest", strings.ReplaceAll(form, "%", code[:5]+"-"+code[5:])); reply.Head != "Đã cấp quyền: người theo dõi" {
			t.Errorf("%q: %+v", form, reply)
		}
	}
	s := newStage(t, nil)
	for _, text := range []string{"nhan", "xin chào các đồng chí", "0123456789", strings.Repeat("A", 200)} {
		if reply := s.say("stranger", text); strings.Contains(reply.Text, "Mã không đúng") {
			t.Errorf("%q is taken for a code", text)
		}
	}
}

// TestParkedOnPurposeIsNoTrouble: of the places where nothing is sent /trangthai
// names those that somebody has to look after.
func TestParkedOnPurposeIsNoTrouble(t *testing.T) {
	s := newStage(t, nil)
	s.handle(s.groupMessage("stranger", "nowhere", "/start"))
	s.handle(s.groupMessage("leader", "left", "/nhom xã Kỳ Thư"))
	s.handle(s.groupMessage("leader", "left", "/nhom bo"))
	if reply := s.say("operator", "/trangthai"); strings.Contains(reply.Text, "Nhóm thử") {
		t.Errorf("%s", reply.Text)
	}
	s.handle(s.groupMessage("leader", "forum", "/nhom xã Kỳ Thư"))
	s.handle(s.putOut("forum"))
	reply := s.say("operator", "/trangthai")
	if !strings.Contains(reply.Text, "Ngừng gửi đến: Nhóm thử") {
		t.Errorf("%s", reply.Text)
	}
}

// TestRequestsBeforeTheFirstOperator: who asked while nobody ran the bot is not
// forgotten.
func TestRequestsBeforeTheFirstOperator(t *testing.T) {
	s := newStage(t, nil)
	var code string
	code, s.claim = bot.NewInvite(target.Invite{Kind: target.ClaimOperator})
	s.restart()
	s.say("early", "/xinquyen")
	_, request := s.choose("stranger", s.say("stranger", "/start "+code), "Có 1 yêu cầu cấp quyền")
	if request.Head != "Có người xin cấp quyền" {
		t.Errorf("%+v", request)
	}
	if reply := s.say("early", "/nhan "+s.code(s.say("operator", "/moi xem"))); len(reply.Choices) != 2 {
		t.Errorf("who may not decide is offered %+v", reply.Choices)
	}
}
