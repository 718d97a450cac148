package bot_test

import (
	"strings"
	"testing"
	"time"

	"chitieu/bot"
)

// TestTooManyMessagesAreSaidSoOnce: a report that comes in a flood is not
// stored, its sender knows, and it can be sent again a minute later. Others
// notice nothing.
func TestTooManyMessagesAreSaidSoOnce(t *testing.T) {
	s := newStage(t, nil)
	var err error
	s.bot, err = bot.New(bot.Options{
		Plan: s.plan, Reader: s.reader, Store: s.store, Now: func() time.Time { return s.now }, Notify: func() { s.notified.Add(1) },
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if reply := s.say("leader", "thu ngân sách đến đâu rồi"); reply.Silent || reply.Head == "" {
			t.Fatalf("not answered: %+v", reply)
		}
	}
	told := s.say("leader", "thu ngân sách 95,2 tỷ")
	if !strings.Contains(told.Text, "chưa được xử lý") || strings.Contains(told.Text, "\n") || told.Queued {
		t.Errorf("the report too many: %+v", told)
	}
	for range 5 {
		if reply := s.say("leader", "thu ngân sách 95,2 tỷ"); !reply.Silent {
			t.Errorf("said again: %+v", reply)
		}
	}
	if reply := s.say("officer", "rác thải đến đâu rồi"); reply.Silent || reply.Head == "" {
		t.Errorf("somebody else: %+v", reply)
	}
	if added := s.added(); len(added) > 0 {
		t.Errorf("stored %+v", added)
	}
	s.now = s.now.Add(time.Minute)
	if reply := s.say("leader", "thu ngân sách 95,2 tỷ"); reply.Head != "Đã ghi nhận" || len(s.added()) != 1 {
		t.Errorf("a minute later: %+v, stored %+v", reply, s.added())
	}
}
