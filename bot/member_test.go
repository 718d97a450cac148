package bot_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/target"
)

// TestClaim: the code of the first start makes one operator, and nothing after
// a restart.
func TestClaim(t *testing.T) {
	s := newStage(t, nil)
	var code string
	code, s.claim = bot.NewInvite(target.Invite{Kind: target.ClaimOperator})
	s.restart()
	if reply := s.handle(s.groupMessage("stranger", "group", "/nhan "+code)); strings.Contains(reply.Head, "vận hành") {
		t.Fatalf("claimed in a group: %+v", reply)
	}
	if reply := s.say("stranger", "/start "+strings.ToLower(code)); reply.Head != "Đã cấp quyền: người vận hành" {
		t.Fatalf("claim: %+v", reply)
	}
	if m, err := s.store.Member(t.Context(), "test:stranger"); err != nil || m.Role != target.Operator || m.Joined.IsZero() {
		t.Errorf("member %+v, %v", m, err)
	}
	if reply := s.say("other", "/nhan "+code); !strings.Contains(reply.Text, "không đúng") {
		t.Errorf("claimed again: %+v", reply)
	}
	if _, err := s.store.Prune(t.Context(), s.now.AddDate(1, 0, 0)); err != nil {
		t.Fatal(err)
	}
	if reply := s.say("other", "/nhan "+code); !strings.Contains(reply.Text, "không đúng") {
		t.Errorf("claimed again when its use is forgotten: %+v", reply)
	}
	code, _ = bot.NewInvite(target.Invite{Kind: target.ClaimOperator})
	if reply := s.say("other", "/nhan "+code); !strings.Contains(reply.Text, "không đúng") {
		t.Errorf("the claim of another start: %+v", reply)
	}
}

// TestACodeLetsOneIn: however many bring it at the same time.
func TestACodeLetsOneIn(t *testing.T) {
	s := newStage(t, nil)
	code := s.code(s.say("operator", "/moi viewer"))
	var all sync.WaitGroup
	for _, who := range []string{"a", "b", "c", "d", "e", "f"} {
		m := s.message(who, "/nhan "+code)
		all.Go(func() {
			if _, err := s.bot.Handle(t.Context(), m); err != nil {
				t.Errorf("Handle: %v", err)
			}
		})
	}
	all.Wait()
	if n := len(s.everybody()) - len(cast); n != 1 {
		t.Errorf("%d came in", n)
	}
}

// everybody returns who has a role.
func (s *stage) everybody() []target.Member {
	s.t.Helper()
	members, err := s.store.Members(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return slices.DeleteFunc(members, func(m target.Member) bool { return m.Role == "" })
}

// TestOperatorsDoNotRemoveEachOther: one is left when both are removed at the
// same time.
func TestOperatorsDoNotRemoveEachOther(t *testing.T) {
	s := newStage(t, nil)
	s.say("stranger", "/nhan "+s.code(s.say("operator", "/moi operator")))
	press := func(who, label string) bot.Message {
		list := s.say(who, "/thanhvien")
		i := slices.IndexFunc(list.Choices, func(c target.Choice) bool { return c.Label == label })
		return s.message(who, list.Choices[i].Data+" xoa dongy")
	}
	both := []bot.Message{press("operator", "stranger"), press("stranger", "Người vận hành")}
	var all sync.WaitGroup
	for _, m := range both {
		all.Go(func() {
			if _, err := s.bot.Handle(t.Context(), m); err != nil {
				t.Errorf("Handle: %v", err)
			}
		})
	}
	all.Wait()
	left := slices.DeleteFunc(s.everybody(), func(m target.Member) bool { return m.Role != target.Operator })
	if len(left) != 1 {
		t.Errorf("operators %+v", left)
	}
}

// TestInvitationsEndWithTheirMaker: what somebody without the right made is void.
func TestInvitationsEndWithTheirMaker(t *testing.T) {
	s := newStage(t, nil)
	codes := []string{s.code(s.say("leader", "/moi viewer")), s.code(s.say("leader", "/lienket"))}
	if err := s.store.Commit(t.Context(), target.Change{Members: []target.Member{{ID: "test:leader"}}}); err != nil {
		t.Fatal(err)
	}
	for _, code := range codes {
		if reply := s.say("stranger", "/nhan "+code); !strings.Contains(reply.Text, "không đúng") {
			t.Errorf("let in by who was removed: %+v", reply)
		}
	}
}

// TestConfiguredPeopleAreNotChangedFromChat: not by a code, a link or a choice.
func TestConfiguredPeopleAreNotChangedFromChat(t *testing.T) {
	s := newStage(t, nil)
	configured := target.Member{ID: "test:configured", Name: "Cán bộ", Role: target.Viewer}
	if err := s.store.Commit(t.Context(), target.Change{Members: []target.Member{configured}}); err != nil {
		t.Fatal(err)
	}
	const want = "Vai trò này đặt trong tệp cấu hình, chỉ đổi được ở đó."
	for _, code := range []string{s.code(s.say("operator", "/moi leader")), s.code(s.say("officer", "/lienket"))} {
		if reply := s.say("configured", "/nhan "+code); reply.Text != want {
			t.Errorf("with a code: %+v", reply)
		}
	}
	list := s.say("operator", "/thanhvien p1")
	i := slices.IndexFunc(list.Choices, func(c target.Choice) bool { return c.Label == "Cán bộ" })
	for _, rest := range []string{"", " xoa dongy", " leader dongy"} {
		if reply := s.say("operator", list.Choices[i].Data+rest); !strings.HasSuffix(reply.Text, want) {
			t.Errorf("%q: %+v", rest, reply)
		}
	}
	if m, err := s.store.Member(t.Context(), "test:configured"); err != nil || m != configured {
		t.Errorf("member %+v, %v", m, err)
	}
}

// TestPrivateChatsAreStoredOnce: for members, at the first message, and not for
// what comes from no messenger.
func TestPrivateChatsAreStoredOnce(t *testing.T) {
	s := newStage(t, nil)
	none := s.message("officer", "chỉ tiêu nào đang chậm?")
	none.ID = ""
	s.handle(none)
	s.say("stranger", "chào")
	for _, id := range []target.ChatID{"test:officer", "test:stranger"} {
		if _, err := s.store.Chat(t.Context(), id); !errors.Is(err, target.ErrNotFound) {
			t.Errorf("chat %s: %v", id, err)
		}
	}
	s.say("officer", "chỉ tiêu nào đang chậm?")
	want := target.Chat{ID: "test:officer", Member: "test:officer"}
	if got, err := s.store.Chat(t.Context(), "test:officer"); err != nil || got != want {
		t.Errorf("chat %+v, %v", got, err)
	}
	counting := &countingStore{Store: accounts{s.store}}
	b, err := bot.New(bot.Options{Plan: s.plan, Reader: s.reader, Now: func() time.Time { return s.now }, Store: counting})
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := b.Handle(t.Context(), s.message("officer", "chỉ tiêu nào đang chậm?")); err != nil {
			t.Fatal(err)
		}
	}
	if counting.commits != 0 {
		t.Errorf("%d commits for questions", counting.commits)
	}
}

// TestReachableAgain: a private chat that was given up is written to again once
// its member writes, and a group once the bot is spoken to in it.
func TestReachableAgain(t *testing.T) {
	s := newStage(t, nil)
	s.say("leader", "chào")
	left := s.message("leader", "")
	left.Left = true
	s.handle(left)
	if c, err := s.store.Chat(t.Context(), "test:leader"); err != nil || c.Parked == "" {
		t.Errorf("blocked: %+v, %v", c, err)
	}
	s.say("leader", "chào")
	if c, err := s.store.Chat(t.Context(), "test:leader"); err != nil || c.Parked != "" {
		t.Errorf("unblocked: %+v, %v", c, err)
	}
	s.handle(s.groupMessage("viewer", "parked-group", "chào"))
	if c, err := s.store.Chat(t.Context(), "test:parked-group"); err != nil || c.Parked != "" {
		t.Errorf("group: %+v, %v", c, err)
	}
}

// countingStore counts what is written.
type countingStore struct {
	bot.Store
	commits int
}

func (c *countingStore) Commit(ctx context.Context, change target.Change) error {
	c.commits++
	return c.Store.Commit(ctx, change)
}
