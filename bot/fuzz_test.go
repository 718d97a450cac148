package bot_test

import (
	"testing"
	"unicode/utf8"
)

// FuzzHandle: whatever a viewer writes, the answer fits a phone, its choices
// fit a button, and nothing is stored.
func FuzzHandle(f *testing.F) {
	for _, text := range []string{
		"thu ngân sách đến đâu rồi", "/tiendo budget-revenue xa-ky-khang 2024-06 p9", "/lichsu grain-output 2019", "/chon abcdef 1",
		"/nhac tat monday-digest", "thu ngân sách 95,2 tỷ", "9", "/huy", "2024-13-45", "/tiendo 2024-Q9", "còn xã Kỳ Đồng?", "\x00", "/ngonngu xx",
	} {
		f.Add(text)
	}
	var s *stage
	f.Fuzz(func(t *testing.T, text string) {
		if s == nil {
			s = newStage(t, nil)
		}
		s.t = t
		reply := s.handle(s.message("viewer", text))
		script1(t, reply)
		if !utf8.ValidString(reply.Head) {
			t.Errorf("reply %+v", reply)
		}
		if added := s.added(); len(added) > 0 {
			t.Errorf("stored %+v", added)
		}
	})
}
