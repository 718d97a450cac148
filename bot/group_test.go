package bot_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"chitieu/bot"
	"chitieu/target"
)

// chat reads a stored chat.
func (s *stage) chat(id target.ChatID) target.Chat {
	s.t.Helper()
	c, err := s.store.Chat(s.t.Context(), id)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

// TestBindingIsStored: with title, unit and language, marked as bound from chat,
// with an audit line, however often it is delivered.
func TestBindingIsStored(t *testing.T) {
	s := newStage(t, nil)
	m := s.groupMessage("operator", "nowhere", "/nhom xã Kỳ Khang id")
	s.handle(m)
	s.handle(m)
	want := target.Chat{ID: "test:nowhere", Title: "Nhóm thử", Group: true, Unit: "xa-ky-khang", Lang: target.Indonesian, Bound: true}
	if got := s.chat("test:nowhere"); got != want {
		t.Errorf("chat %+v, want %+v", got, want)
	}
	audits, err := s.store.Audits(t.Context(), 10)
	if err != nil || len(audits) != 1 || audits[0].Action != "bind-group" || audits[0].Member != "test:operator" || audits[0].Detail != "xa-ky-khang id" {
		t.Errorf("audits %+v, %v", audits, err)
	}
}

// TestGroupKeepsItsUnitWhenItMoves: Telegram makes supergroups of groups and says
// it twice; who asks before a reminder was sent there is answered as before.
func TestGroupKeepsItsUnitWhenItMoves(t *testing.T) {
	s := newStage(t, nil)
	s.handle(s.groupMessage("leader", "small", "/nhom xã Kỳ Khang"))
	s.handle(s.groupMessage("viewer", "large", "/start")) // greeted as a stranger
	for range 2 {
		m := s.groupMessage("", "large", "")
		m.Addressed, m.MovedFrom = false, "test:small"
		if reply := s.handle(m); !reply.Silent {
			t.Errorf("answered: %+v", reply)
		}
	}
	if c := s.chat("test:large"); c.Unit != "xa-ky-khang" || !c.Bound || c.Parked != "" {
		t.Errorf("the new group: %+v", c)
	}
	if _, err := s.store.Chat(t.Context(), "test:small"); !errors.Is(err, target.ErrNotFound) {
		t.Errorf("the old group is still there: %v", err)
	}
}

// TestPutOutIsAnIncident: the group and its topics are parked, once, and the
// operator is to hear of it; a group that nobody registered is no incident.
func TestPutOutIsAnIncident(t *testing.T) {
	s := newStage(t, nil)
	s.handle(s.groupMessage("leader", "forum", "/nhom xã Kỳ Khang"))
	s.handle(s.groupMessage("leader", "forum/45", "/nhom xã Kỳ Thư"))
	s.handle(s.groupMessage("viewer", "nowhere", "/start"))
	for range 2 {
		s.handle(s.putOut("forum"))
		s.handle(s.putOut("nowhere"))
	}
	for _, id := range []target.ChatID{"test:forum", "test:forum/45"} {
		if c := s.chat(id); c.Parked == "" {
			t.Errorf("not parked: %+v", c)
		}
	}
	incidents, err := s.store.Incidents(t.Context(), s.now.AddDate(0, 0, -1))
	if err != nil || len(incidents) != 2 || incidents[0].Kind != target.ChatParked {
		t.Errorf("incidents %+v, %v", incidents, err)
	}
	s.handle(s.groupMessage("viewer", "forum", "/start"))
	if c := s.chat("test:forum"); c.Parked != "" {
		t.Errorf("still parked: %+v", c)
	}
}

// TestUnknownGroupGetsNothing: it is stored as greeted and parked, so that no
// reminder goes there, and the greeting outlives a restart.
func TestUnknownGroupGetsNothing(t *testing.T) {
	s := newStage(t, nil)
	if reply := s.handle(s.groupMessage("viewer", "nowhere/7", "chào")); !strings.Contains(reply.Text, "chưa được đăng ký") {
		t.Fatalf("reply %+v", reply)
	}
	if c := s.chat("test:nowhere"); !c.Greeted || c.Parked == "" || c.Bound {
		t.Errorf("chat %+v", c)
	}
	s.restart()
	for _, group := range []string{"nowhere", "nowhere/7", "nowhere/8"} {
		if reply := s.handle(s.groupMessage("leader", group, "thu ngân sách đến đâu rồi")); !reply.Silent {
			t.Errorf("%s: %+v", group, reply)
		}
	}
}

// TestOneStandby: of two codes for one group that are used at the same time one
// makes a pair.
func TestOneStandby(t *testing.T) {
	s := newStage(t, nil)
	s.say("zalo:lan", "/nhan "+s.code(s.say("leader", "/lienket")))
	s.handle(s.groupMessage("leader", "nowhere", "/nhom toàn huyện"))
	var codes []string
	for range 2 {
		codes = append(codes, s.code(s.handle(s.groupMessage("leader", "nowhere", "/nhom duphong"))))
	}
	var all sync.WaitGroup
	for i, group := range []string{"zalo:one", "zalo:two"} {
		m := s.groupMessage("zalo:lan", group, "/nhom duphong "+codes[i])
		all.Go(func() {
			if _, err := s.bot.Handle(t.Context(), m); err != nil {
				t.Errorf("Handle: %v", err)
			}
		})
	}
	all.Wait()
	pair := s.chat("test:nowhere").Fallback
	if pair == "" || !s.chat(pair).Standby || s.chat(pair).Unit != target.Locality {
		t.Fatalf("fallback %q", pair)
	}
	other := target.ChatID("zalo:one")
	if pair == other {
		other = "zalo:two"
	}
	if c, err := s.store.Chat(t.Context(), other); err == nil && c.Standby {
		t.Errorf("a second standby: %+v", c)
	}
}

// TestSecondMessengerStandsIn: what does not reach a person's first private chat
// goes to the other, and to nobody once the accounts are apart or are somebody
// else's.
func TestSecondMessengerStandsIn(t *testing.T) {
	s := newStage(t, nil)
	link := func(who string) bot.Reply { return s.say("zalo:an", "/nhan "+s.code(s.say(who, "/lienket"))) }
	link("officer")
	if first, second := s.chat("test:officer"), s.chat("zalo:an"); first.Fallback != "zalo:an" || !second.Standby || second.Member != "test:officer" {
		t.Errorf("linked: %+v, %+v", first, second)
	}
	s.say("zalo:an", "/lienket uutien")
	if first, second := s.chat("test:officer"), s.chat("zalo:an"); first.Fallback != "" || !first.Standby || second.Fallback != "test:officer" || second.Standby {
		t.Errorf("preferred: %+v, %+v", first, second)
	}
	s.say("officer", "/lienket uutien")
	if first, second := s.chat("test:officer"), s.chat("zalo:an"); first.Fallback != "zalo:an" || first.Standby || !second.Standby || second.Fallback != "" {
		t.Errorf("and back: %+v, %+v", first, second)
	}
	link("commune")
	if first, second := s.chat("test:officer"), s.chat("test:commune"); first.Fallback != "" || second.Fallback != "zalo:an" {
		t.Errorf("linked anew: %+v, %+v", first, second)
	}
	s.say("zalo:an", "/lienket uutien")
	list := s.say("commune", "/huylienket")
	s.say("commune", list.Choices[0].Data)
	if first, second := s.chat("test:commune"), s.chat("zalo:an"); first.Fallback != "" || first.Standby || second.Parked == "" || second.Standby || second.Fallback != "" {
		t.Errorf("apart: %+v, %+v", first, second)
	}
}

// TestOperatorsHearOfRequests: those who can be written to, once each.
func TestOperatorsHearOfRequests(t *testing.T) {
	s := newStage(t, nil)
	s.say("operator", "chào")
	m := s.message("stranger", "/xinquyen")
	m.FromName = "Lan\nĐã cấp quyền  " + strings.Repeat("x", 100)
	s.handle(m)
	s.handle(m)
	notes := s.notes("test:operator")
	if len(notes) != 1 || strings.Count(notes[0].Text, "\n") != 1 || len(notes[0].Choices) != 3 || len([]rune(notes[0].Text)) > 200 {
		t.Errorf("notes %+v", notes)
	}
	for _, c := range []target.ChatID{"test:leader", "test:group"} {
		if notes := s.notes(c); len(notes) > 0 {
			t.Errorf("%s hears of it: %+v", c, notes)
		}
	}
}

// TestStrangersAreAnsweredInTheirLanguage: in that of their messenger, the
// outcome of their request too.
func TestStrangersAreAnsweredInTheirLanguage(t *testing.T) {
	s := newStage(t, nil)
	for l, want := range map[target.Lang][2]string{
		target.English:    {"You have no access yet", "Access granted: viewer"},
		target.Indonesian: {"Bapak/Ibu belum mendapat akses", "Akses diberikan: pemantau"},
	} {
		who := "guest-" + string(l)
		m := s.message(who, "?")
		m.Lang = l
		if reply := s.handle(m); !strings.HasPrefix(reply.Text, want[0]) {
			t.Errorf("%s: %+v", l, reply)
		}
		m = s.message(who, "/xinquyen")
		m.Lang = l
		s.handle(m)
		s.say("operator", s.say("operator", "/capquyen").Choices[0].Data)
		if notes := s.notes(m.Chat); len(notes) != 1 || notes[0].Head != want[1] {
			t.Errorf("%s: notes %+v", l, notes)
		}
	}
}

// TestPairWithoutTitle: Zalo does not tell what its groups are called.
func TestPairWithoutTitle(t *testing.T) {
	s := newStage(t, nil)
	s.say("zalo:lan", "/nhan "+s.code(s.say("leader", "/lienket")))
	bind := s.groupMessage("leader", "nameless", "/nhom xã Kỳ Khang")
	bind.Title = ""
	s.handle(bind)
	offer := s.groupMessage("leader", "nameless", "/nhom duphong")
	offer.Title = ""
	code := s.code(s.handle(offer))
	if reply := s.handle(s.groupMessage("zalo:lan", "zalo:other", "/nhom duphong "+code)); !strings.Contains(reply.Text, "dự phòng cho nhóm Test:") {
		t.Errorf("%s", reply.Text)
	}
}

// TestGroupSpeaksWhatWasAskedFor: the language by its code or its name, with a
// unit or alone, and by a choice.
func TestGroupSpeaksWhatWasAskedFor(t *testing.T) {
	for said, want := range map[string]target.Lang{
		"/nhom xã Kỳ Khang en": target.English, "/nhom xã Kỳ Khang tiếng Anh": target.English, "/nhom tiếng Indonesia": target.Indonesian,
		"/group English": target.English, "/nhom ID": target.Indonesian, "/nhom xã Kỳ Khang tiếng Việt": target.Vietnamese,
	} {
		s := newStage(t, nil)
		s.handle(s.groupMessage("leader", "nowhere", "/nhom xã Kỳ Khang"))
		s.handle(s.groupMessage("leader", "nowhere", said))
		if c := s.chat("test:nowhere"); c.Lang != want || c.Unit != "xa-ky-khang" {
			t.Errorf("%q: %+v", said, c)
		}
	}
	s := newStage(t, nil)
	s.handle(s.groupMessage("leader", "nowhere", "/nhom xã Kỳ Khang"))
	offered := s.handle(s.groupMessage("leader", "nowhere", "/nhom")).Choices
	if !slices.ContainsFunc(offered, func(c target.Choice) bool { return c == target.Choice{Label: "English", Data: "/nhom en"} }) {
		t.Errorf("offered %+v", offered)
	}
}
