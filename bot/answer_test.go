package bot_test

import (
	"maps"
	"strings"
	"testing"

	"chitieu/bot"
	"chitieu/target"
)

// reminded sends the finance group its digest and returns it.
func (s *stage) reminded() bot.Reply {
	s.t.Helper()
	s.at("2024-07-01 08:00")
	return s.send("unit-digest to finance-group")
}

// inGroup is what somebody says to the bot in a group.
func (s *stage) inGroup(who, group, text string) bot.Message {
	m := s.message(who, text)
	m.Group, m.Chat = true, target.ChatID("test:"+group)
	return m
}

// presses is a press of a choice in a group.
func (s *stage) presses(who, group, label string, of bot.Reply) bot.Message {
	s.t.Helper()
	for _, c := range of.Choices {
		if c.Label == label {
			m := s.inGroup(who, group, c.Data)
			m.Pressed = "m1"
			return m
		}
	}
	s.t.Fatalf("no choice %q in %q", label, of.Choices)
	return bot.Message{}
}

func (s *stage) answers() []target.Answer {
	s.t.Helper()
	all, err := s.store.Answers(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return all
}

// TestAPressIsStoredOnceAndShownAgain: one answer and one line in the audit
// trail, however often the messenger delivers it; each time the same edit.
func TestAPressIsStoredOnceAndShownAgain(t *testing.T) {
	s := newStage(t, nil)
	m := s.presses("officer", "finance-group", "Đã rõ", s.reminded())
	first := s.handle(m)
	s.at("2024-07-01 08:20")
	again := s.handle(m)
	if !first.Edit || first.Queued || again.Text != first.Text || !again.Edit {
		t.Errorf("first %+v\nagain %+v", first, again)
	}
	got := s.answers()
	want := target.Answer{
		Kind: target.Acknowledged, Chat: "test:finance-group", Indicator: "budget-revenue", Status: target.AtRisk,
		Delivery: "unit-digest/202407010100/test:finance-group", Until: day(7, 15), By: "test:officer",
	}
	if len(got) != 1 {
		t.Fatalf("answers %+v", got)
	}
	want.ID, want.At = got[0].ID, got[0].At
	if got[0] != want {
		t.Errorf("stored %+v, want %+v", got[0], want)
	}
	audits, err := s.store.Audits(t.Context(), 10)
	if err != nil || len(audits) != 1 || audits[0].Action != "answer" || !strings.Contains(audits[0].Detail, "ack budget-revenue") {
		t.Errorf("audit trail %+v, %v", audits, err)
	}
	if s.queued(target.DeliveryID("reply/"+m.ID)) != nil {
		t.Error("an edit is in the outbox too")
	}
}

// TestALaterAnswerTakesThePlace: of an earlier one to the same, but a promise is
// ended by a promise only.
func TestALaterAnswerTakesThePlace(t *testing.T) {
	s := newStage(t, nil)
	s.reminded()
	for _, text := range []string{"đã rõ", "xin hoãn đến 20/7", "cam kết 100 tỷ trước 31/7", "đã rõ", "cam kết 105 tỷ trước 31/7"} {
		s.handle(s.inGroup("officer", "finance-group", text))
		s.now = s.now.AddDate(0, 0, 1)
	}
	var holding []string
	for _, a := range s.answers() {
		if a.Holds(target.DateOf(s.now.In(s.plan.Zone))) {
			what := string(a.Kind)
			if a.Value != nil {
				what += " " + a.Value.String()
			}
			holding = append(holding, what)
		}
	}
	// The acknowledgement after the first promise holds beside the second one
	// no more: that took the place of both.
	if got := strings.Join(holding, ", "); got != "promise 105" {
		t.Errorf("in force: %s", got)
	}
}

// TestAnAcknowledgementDoesNotCoverWorse: what has become lagging is said.
func TestAnAcknowledgementDoesNotCoverWorse(t *testing.T) {
	s := newStage(t, nil)
	s.handle(s.presses("officer", "finance-group", "Đã rõ", s.reminded()))
	s.at("2024-07-08 08:00")
	if got := s.send("unit-digest to finance-group"); !strings.Contains(got.Text, "nothing to say") {
		t.Errorf("the same again: %q", got.Text)
	}
	s.say("officer", "thu ngân sách 87,3 tỷ")
	if got := s.send("unit-digest to finance-group"); !strings.Contains(got.Text, "87,3") {
		t.Errorf("after it got worse: %q", got.Text)
	}
}

// TestAForeignButtonAnswersNothing: the data of a reminder of one group, typed
// in another, does not answer it.
func TestAForeignButtonAnswersNothing(t *testing.T) {
	s := newStage(t, nil)
	data := s.presses("officer", "finance-group", "Đã rõ", s.reminded()).Text
	for _, text := range []string{data, "/daro zzzzzzzzz-00000000", "/daro 1-00000000", "/hoan 0-ffffffff 2024-07-20"} {
		s.handle(s.inGroup("leader", "grain-group", text))
	}
	if got := s.answers(); len(got) > 0 {
		t.Errorf("stored %+v", got)
	}
}

// TestAnswersOfAStandInAreTheOtherChats: a reminder that went to another chat
// quiets the chat whose it is.
func TestAnswersOfAStandInAreTheOtherChats(t *testing.T) {
	s := newStage(t, nil)
	s.at("2024-07-01 08:00")
	s.commit(target.Change{Chats: []target.Chat{{ID: "test:stand-in", Group: true, Unit: "phong-tai-chinh-ke-hoach", Standby: true}}})
	s.deliver(target.Delivery{
		ID: "unit-digest/202407010100/test:finance-group", Rule: "unit-digest", Chat: "test:stand-in", For: "test:finance-group",
		Slot: s.now, Created: s.now, State: target.Pending,
	})
	s.handle(s.inGroup("officer", "stand-in", "đã rõ"))
	if got := s.answers(); len(got) != 1 || got[0].Chat != "test:finance-group" {
		t.Errorf("stored %+v", got)
	}
}

// TestAPrivatePromiseQuietsTheGroup: the one that would be reminded.
func TestAPrivatePromiseQuietsTheGroup(t *testing.T) {
	s := newStage(t, nil)
	s.at("2024-07-01 07:00")
	s.say("officer", "cam kết thu ngân sách 100 tỷ trước 31/7")
	got := s.answers()
	if len(got) != 1 || got[0].Chat != "test:finance-group" || got[0].Unit != target.Locality || got[0].Until != day(7, 31) {
		t.Fatalf("stored %+v", got)
	}
	if said := s.send("unit-digest to finance-group"); !strings.Contains(said.Text, "nothing to say") {
		t.Errorf("reminded nevertheless: %q", said.Text)
	}
}

// TestALeaderStopsAChain: by the button, by name, or by choosing; nobody else
// may, and what has ended cannot be stopped.
func TestALeaderStopsAChain(t *testing.T) {
	s := newStage(t, nil)
	s.at("2024-07-02 09:00")
	s.commit(target.Change{Chats: reminderChats, Escalations: []target.Escalation{longChain, wasteChain}})
	if got := s.say("officer", "/dungnhac rác thải"); got.Text != "Vai trò hiện tại của đồng chí chưa được làm việc này." {
		t.Errorf("an officer: %q", got.Text)
	}
	offered := s.say("leader", "/dungnhac")
	if len(offered.Choices) != 1 || offered.Choices[0].Label != "Xã Kỳ Khang, Thu gom, xử lý rác thải" {
		t.Fatalf("offered %+v", offered)
	}
	press := s.message("leader", offered.Choices[0].Data)
	press.Pressed = "m1"
	if got := s.handle(press); got.Text != "Đã dừng nhắc theo bước: Xã Kỳ Khang, Thu gom, xử lý rác thải. Từ nay chỉ nêu trong bản nhắc định kỳ." {
		t.Errorf("stopped: %q", got.Text)
	}
	chains, err := s.store.Escalations(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range chains {
		if e.ID == longChain.ID && (e.Stopped != target.StoppedByLeader || e.Ended != day(7, 2) || e.By != "test:leader") {
			t.Errorf("stored %+v", e)
		}
		if e.ID == wasteChain.ID && e.Stopped != "" {
			t.Errorf("the other chain: %+v", e)
		}
	}
	step := target.Delivery{ID: "d", Rule: "escalation", Kind: target.Escalating, Chat: "test:waste-group", Subject: "chain-2", Step: 2}
	if got := s.word(step); got.Drop == "" {
		t.Errorf("the next step: %+v", got.Note)
	}
	for _, c := range [][2]string{
		{"/dungnhac", "Không có việc nhắc theo bước nào đang chạy."},
		{"/hentikan", "Tidak ada pengingat bertahap yang berjalan."},
		{"/stopescalation", "No reminder by steps is running."},
	} {
		if got := s.say("leader", c[0]); got.Text != c[1] {
			t.Errorf("%s: %q", c[0], got.Text)
		}
	}
}

// TestAStepIsDroppedWhenSomebodyAnswered: with a report or a promise since the
// chain began, also before the day's rule has looked at it.
func TestAStepIsDroppedWhenSomebodyAnswered(t *testing.T) {
	step := target.Delivery{ID: "d", Rule: "escalation", Kind: target.Escalating, Chat: "test:leader", Subject: "chain-1", Step: 2}
	for what, answered := range map[string]func(*stage){
		"nothing": func(*stage) {},
		"report":  func(s *stage) { s.say("leader", "rác thải 92%") },
		"promise": func(s *stage) { s.say("leader", "cam kết rác thải 96% trước 31/7") },
		"met":     func(s *stage) { s.say("leader", "rác thải 96%") },
	} {
		s := newStage(t, nil)
		s.at("2024-07-09 08:00")
		s.commit(target.Change{Chats: reminderChats, Escalations: []target.Escalation{wasteChain}})
		answered(s)
		if got := s.word(step); (got.Drop == "") != (what == "nothing") {
			t.Errorf("%s: drop %q", what, got.Drop)
		}
	}
}

// FuzzAnswer: whatever an officer writes behind a reminder, the reply fits a
// phone, and what is stored can be kept: a day of the year that is not over, and
// a figure beyond the present one.
func FuzzAnswer(f *testing.F) {
	for _, text := range []string{
		"đã rõ", "xin hoãn đến 20/7", "hoãn đến thứ sáu tuần sau", "xin hoãn 400 ngày", "/hoan 31/12", "/hoan 0001-01-01", "cam kết 100 tỷ trước 31/7",
		"cam kết 1e9", "/camket thu ngân sách", "/camket -1 trước 31/12", "we promise 100 billion by 31 July", "berjanji 100 miliar sebelum 31 Juli",
		"100 tỷ", "31/7", "vì sao nhắc?", "/visao 1-00000000", "/chuanbi 999", "/dungnhac budget-revenue", "2", "tunda sampai 20 Juli", "\x00 hoãn",
	} {
		f.Add(text)
	}
	var s *stage
	f.Fuzz(func(t *testing.T, text string) {
		if s == nil {
			s = newStage(t, nil)
			s.t = t
			s.reminded()
		}
		s.t = t
		script1(t, s.handle(s.inGroup("officer", "finance-group", text)))
		for _, a := range s.answers() {
			if a.Until.Before(day(7, 1)) || a.Until.After(day(12, 31)) || a.Indicator != "budget-revenue" && a.Delivery != "" {
				t.Errorf("%q: stored %+v", text, a)
			}
			if (a.Kind == target.Promised) != (a.Value != nil) {
				t.Errorf("%q: a promise of nothing, or nothing promised: %+v", text, a)
			}
		}
	})
}

// TestACommuneAnswersForItsPart: its officers, and those of the agency that
// leads; a promise is held against the commune's own figures.
func TestACommuneAnswersForItsPart(t *testing.T) {
	s := newStage(t, nil)
	s.at("2024-07-01 08:00")
	s.commit(target.Change{Chats: []target.Chat{{ID: "test:khang", Group: true, Unit: "xa-ky-khang"}}})
	s.say("commune", "rác thải xã Kỳ Khang 80%")
	if sent := s.send("unit-digest to khang"); len(sent.Choices) == 0 || !strings.Contains(sent.Text, "rác thải: 80%") {
		t.Fatalf("reminded of %+v", sent)
	}
	for _, c := range []struct{ who, text, want string }{
		{"commune", "cam kết 90% trước 31/7", "Cam kết: Xã Kỳ Khang, Thu gom, xử lý rác thải đạt 90% trước 31/7/2024."},
		{"commune", "cam kết 2.000 tấn trước 31/7", "2.000 tấn không tiến thêm so với số hiện có (2.090 tấn, đến 28/6/2024), nên chưa ghi cam kết. Ví dụ: “3.928,5 tấn”."},
		{"officer", "đã rõ", "Lời nhắc này do cán bộ của đơn vị, cơ quan chủ trì hoặc lãnh đạo trả lời."},
		{"farming", "đã rõ", "Đã rõ: Sản lượng lương thực. Nếu không có gì mới, sẽ nhắc lại sau 15/7/2024."},
	} {
		if got := s.handle(s.inGroup(c.who, "khang", c.text)); !strings.HasPrefix(got.Text, c.want) {
			t.Errorf("%s: %s: %q", c.who, c.text, got.Text)
		}
	}
	s.say("commune", "rác thải xã Kỳ Khang 91%")
	outcomes := make(map[target.AnswerKind]target.Outcome)
	for _, a := range s.answers() {
		if a.Unit != "xa-ky-khang" {
			t.Errorf("not the commune's: %+v", a)
		}
		all, err := s.store.Reports(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		outcomes[a.Kind] = a.Check(s.plan, target.Standing(all), day(7, 2))
	}
	if want := map[target.AnswerKind]target.Outcome{target.Promised: target.Kept, target.Acknowledged: ""}; !maps.Equal(outcomes, want) {
		t.Errorf("outcomes %q, want %q", outcomes, want)
	}
}
