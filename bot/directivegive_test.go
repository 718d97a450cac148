package bot_test

import (
	"fmt"
	"sync"
	"testing"

	"chitieu/target"
)

// TestDirectivesGivenAtOnce: each gets a number of its own and is posted once,
// however often its confirmation is delivered.
func TestDirectivesGivenAtOnce(t *testing.T) {
	s := newStage(t, nil)
	const leaders = 6
	var all sync.WaitGroup
	for i := range leaders {
		m := s.message("leader", fmt.Sprintf("giao Phòng Nông nghiệp rà soát hồ sơ số %d trước 17h thứ sáu", i))
		m.Chat = target.ChatID(fmt.Sprintf("test:chat-%d", i))
		yes := s.message("leader", "1")
		yes.Chat = m.Chat
		all.Go(func() {
			for _, said := range []int{0, 1, 1} {
				message := m
				if said == 1 {
					message = yes
				}
				if _, err := s.bot.Handle(t.Context(), message); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	given, err := s.store.Directives(t.Context())
	if err != nil || len(given) != leaders {
		t.Fatalf("%d directives, %v, want %d", len(given), err, leaders)
	}
	texts := make(map[string]bool)
	for _, d := range given {
		texts[d.Text] = true
		if d.Chat != "test:grain-group" || !d.Open() {
			t.Errorf("directive %+v", d)
		}
	}
	if posted := s.notes("test:grain-group"); len(posted) != leaders || len(texts) != leaders {
		t.Errorf("%d posted, %d texts, want %d", len(posted), len(texts), leaders)
	}
	audits, err := s.store.Audits(t.Context(), 20)
	if err != nil || len(audits) != leaders || audits[0].Action != "give-task" {
		t.Errorf("audit trail %+v, %v", audits, err)
	}
}

// TestAnswersMeet: of two answers at the same time one counts, and the leader
// hears of one.
func TestAnswersMeet(t *testing.T) {
	s := newStage(t, nil)
	s.say("leader", "giao Phòng Nông nghiệp báo cáo trước 17h thứ sáu")
	s.say("leader", "1")
	var all sync.WaitGroup
	for i := range 4 {
		m := s.message("farming", fmt.Sprintf("/traloi gv-1 bản %d", i))
		all.Go(func() {
			if _, err := s.bot.Handle(t.Context(), m); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	d, err := s.store.Directive(t.Context(), "gv-1")
	if err != nil || d.State != target.DirectiveAnswered {
		t.Errorf("directive %+v, %v", d, err)
	}
	if heard := s.notes("test:leader"); len(heard) != 1 {
		t.Errorf("the leader heard %+v", heard)
	}
}
