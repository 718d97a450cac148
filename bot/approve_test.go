package bot_test

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"chitieu/bot"
	"chitieu/target"
)

// waiting has the officer of another agency report, and returns the report.
func (s *stage) waiting(text string) target.Report {
	s.t.Helper()
	before := len(s.added())
	if reply := s.say("farming", text); reply.Head != "Đã ghi nhận, chờ duyệt" {
		s.t.Fatalf("reply %+v", reply)
	}
	added := s.added()
	if len(added) != before+1 || !added[before].Waiting {
		s.t.Fatalf("stored %+v", added)
	}
	return added[before]
}

// pressed is the choice of a decision on the report.
func (s *stage) pressed(who, command string, r target.Report) bot.Message {
	m := s.message(who, "/"+command+" "+string(r.ID))
	m.Pressed = "earlier"
	return m
}

// TestOneDecision: however many decide on a figure at the same time, and however
// often a press is delivered, there is one decision, one audit line and one note.
func TestOneDecision(t *testing.T) {
	s := newStage(t, nil)
	waiting := s.waiting("thu ngân sách 95,2 tỷ")
	var presses []bot.Message
	for i := range 8 {
		m := s.pressed([]string{"leader", "officer", "operator"}[i%3], []string{"duyet", "khongduyet"}[i%2], waiting)
		presses = append(presses, m, m)
	}
	var decided atomic.Int32
	var all sync.WaitGroup
	for _, m := range presses {
		all.Go(func() {
			reply, err := s.bot.Handle(t.Context(), m)
			if err != nil {
				t.Errorf("Handle: %v", err)
			}
			if reply.Head != "" {
				decided.Add(1)
			}
		})
	}
	all.Wait()
	if added := s.added(); decided.Load() != 1 || len(added) != 2 {
		t.Fatalf("%d decisions, stored %+v", decided.Load(), added)
	}
	if notes := s.notes(waiting.Chat); len(notes) != 1 {
		t.Errorf("notes to who reported: %+v", notes)
	}
	audits, err := s.store.Audits(t.Context(), 10)
	if err != nil || len(audits) != 2 || audits[0].Action != "approve" && audits[0].Action != "refuse" {
		t.Errorf("audit trail %+v, %v", audits, err)
	}
}

// TestApprovalIsTheReportersFigure: what counts is the figure as it was said, by
// whom, with the evidence, and who approved it.
func TestApprovalIsTheReportersFigure(t *testing.T) {
	s := newStage(t, nil)
	m := s.message("farming", "thu ngân sách đến 30/6 ước 95,2 tỷ")
	m.Files = []string{"photo:1"}
	s.handle(m)
	waiting := s.added()[0]
	s.handle(s.pressed("leader", "duyet", waiting))
	got := s.added()[1]
	want := waiting
	want.ID, want.Said, want.Waiting = got.ID, got.Said, false
	want.Replaces, want.ApprovedBy = waiting.ID, "test:leader"
	if fmt.Sprint(got) != fmt.Sprint(want) || got.By != "test:farming" || !got.Estimate || len(got.Evidence) != 1 {
		t.Errorf("approval\n%+v, want\n%+v", got, want)
	}
}

// TestDecisionsAreForThoseWhoMay: an id from somewhere does not help.
func TestDecisionsAreForThoseWhoMay(t *testing.T) {
	s := newStage(t, nil)
	waiting := s.waiting("thu ngân sách 95,2 tỷ")
	for _, who := range []string{"farming", "commune", "statistics", "viewer", "stranger"} {
		for _, command := range []string{"duyet", "khongduyet", "huy"} {
			if who == "farming" && command == "huy" {
				continue // one's own
			}
			s.handle(s.pressed(who, command, waiting))
		}
	}
	if added := s.added(); len(added) != 1 {
		t.Fatalf("stored %+v", added)
	}
	if reply := s.handle(s.pressed("officer", "khongduyet", waiting)); reply.Head != "Không duyệt" {
		t.Errorf("lead agency: %+v", reply)
	}
}

// TestLeadIsToldOnce: one note a message for the lead agency's group, none for
// parked groups, other agencies or the chat where it was said.
func TestLeadIsToldOnce(t *testing.T) {
	s := newStage(t, nil)
	m := s.message("officer", "sản lượng lương thực toàn huyện 31.900 tấn")
	s.handle(m)
	s.handle(m)
	if notes := s.notes("test:grain-group"); len(notes) != 1 || !strings.Contains(notes[0].Text, "31.900 tấn") {
		t.Errorf("notes to the lead agency: %+v", notes)
	}
	for _, chat := range groups {
		if notes := s.notes(chat.ID); chat.ID != "test:grain-group" && len(notes) > 0 {
			t.Errorf("notes to %s: %+v", chat.ID, notes)
		}
	}
	m = s.message("officer", "sản lượng lương thực toàn huyện 31.950 tấn")
	m.Chat, m.Group = "test:grain-group", true
	s.handle(m)
	if notes := s.notes("test:grain-group"); len(notes) != 1 {
		t.Errorf("notes to the group where it was said: %+v", notes)
	}
}

// TestIncrementsThatWaitAddUp: each was computed from the same total, but they
// count one after the other.
func TestIncrementsThatWaitAddUp(t *testing.T) {
	s := newStage(t, nil)
	var presses []bot.Message
	for i := range 4 {
		waiting := s.waiting(fmt.Sprintf("thu ngân sách thêm 1,%d tỷ", i+1))
		presses = append(presses, s.pressed("leader", "duyet", waiting))
	}
	var all sync.WaitGroup
	for _, m := range presses {
		all.Go(func() {
			if reply, err := s.bot.Handle(t.Context(), m); err != nil || reply.Head != "Đã duyệt" {
				t.Errorf("reply %+v, %v", reply, err)
			}
		})
	}
	all.Wait()
	reports, err := s.store.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	now := target.Latest(target.Standing(reports), "budget-revenue", target.Locality, target.DateOf(s.now))
	if now.Value.String() != "92.25" { // 87.25 + 1.1 + 1.2 + 1.3 + 1.4
		t.Errorf("the total is %s", now.Value)
	}
}
