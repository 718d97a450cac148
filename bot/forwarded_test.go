package bot_test

import (
	"strings"
	"testing"
	"time"

	"chitieu/storage/memory"
	"chitieu/target"
)

// TestWrittenOnAnotherDay checks that a figure of a message that was written
// on another day is dated as of then only if it says so.
func TestWrittenOnAnotherDay(t *testing.T) {
	for _, c := range []struct {
		rule, text string
		forwarded  time.Duration // before now, 0 for not passed on
		at         time.Duration // on its way
		want       target.Date   // of the stored figure, zero for asked
	}{
		{"the sender's own words are of today", "thu ngân sách 88,4 tỷ", 0, 0, target.NewDate(2024, 7, 1)},
		{"passed on, and no day", "thu ngân sách 88,4 tỷ", 3 * 24 * time.Hour, 0, target.Date{}},
		{"passed on, with a day", "thu ngân sách đến 28/6 là 88,4 tỷ", 2 * 24 * time.Hour, 0, target.NewDate(2024, 6, 28)},
		{"passed on, with a day told from the day it was written", "hôm qua thu ngân sách 88,4 tỷ", 2 * 24 * time.Hour, 0, target.NewDate(2024, 6, 28)},
		{"passed on within the day", "thu ngân sách 88,4 tỷ", time.Hour, 0, target.NewDate(2024, 7, 1)},
		{"long on its way", "thu ngân sách 88,4 tỷ", 0, 30 * time.Hour, target.Date{}},
	} {
		t.Run(c.rule, func(t *testing.T) {
			s := newStage(t, memory.New())
			m := s.message("leader", c.text)
			if c.forwarded > 0 {
				m.Forwarded = s.now.Add(-c.forwarded)
			}
			m.At = m.At.Add(-c.at)
			before, err := s.store.Reports(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			reply := s.handle(m)
			after, err := s.store.Reports(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			stored := after[len(before):]
			switch {
			case c.want.IsZero() && (len(stored) > 0 || !strings.HasPrefix(reply.Head, "Chưa ghi nhận") || len(reply.Choices) != 3):
				t.Errorf("stored %v, said %+v", stored, reply)
			case !c.want.IsZero() && (len(stored) != 1 || stored[0].AsOf != c.want):
				t.Errorf("stored %v, want one of %s", stored, c.want)
			}
		})
	}
}
