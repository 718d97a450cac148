package bot_test

import (
	"testing"
	"unicode/utf8"

	"chitieu/target"
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

// FuzzWalk: whatever a choice of the walk carries, a page comes in the place of
// what was pressed, its choices fit a button, and nothing is stored.
func FuzzWalk(f *testing.F) {
	for _, data := range []string{
		"~c0", "budget-revenue ~t0c0k3", "budget-revenue xa-ky-thu ~c0k1u0", "grain-output xa-ky-thu 2024-05 ~T0C0h9", "~c0k99",
		"waste-treatment phong-tai-nguyen-moi-truong ~c0u0iabc", "~iaaa", "xa-ky-thu ~C99", "online-services ~a1m0", "2023 ~c0", "2024-12 ~t0",
	} {
		f.Add(data)
	}
	var s *stage
	f.Fuzz(func(t *testing.T, data string) {
		if s == nil {
			s = newStage(t, nil)
		}
		s.t = t
		m := s.message("leader", "/xem "+data)
		m.Pressed = "earlier"
		reply := s.handle(m)
		script1(t, reply)
		if reply.Text == "" || !utf8.ValidString(reply.Text) || reply.Queued || len(s.added()) > 0 {
			t.Errorf("reply %+v", reply)
		}
	})
}

// FuzzPeopleCommands: whatever the operator writes behind a command about
// people and groups, the answer fits a phone, its choices fit a button, and the
// operator stays.
func FuzzPeopleCommands(f *testing.F) {
	for _, text := range []string{
		"moi", "moi cán bộ xã Kỳ Khang", "moi officer p9", "moi lãnh đạo xa-ky-khang", "thanhvien p99", "thanhvien abcdef01 xoa dongy",
		"capquyen abcdef01 officer xa-ky-khang", "nhan", "nhan ACDEF34679", "start \x00", "lienket x", "huylienket x y", "dulieu xoa",
		"nhom", "nhom toàn huyện id", "nhom duphong", "nhom duphong A C D", "nhom uutien", "nhom bo", "nhom vi", "nhom p3",
	} {
		f.Add(text, false)
		f.Add(text, true)
	}
	var s *stage
	f.Fuzz(func(t *testing.T, text string, group bool) {
		if s == nil {
			s = newStage(t, nil)
		}
		s.t = t
		m := s.message("operator", "/"+text)
		if group {
			s.place(&m, "nowhere")
		}
		reply := s.handle(m)
		if script1(t, reply); !utf8.ValidString(reply.Text) {
			t.Errorf("reply %+v", reply)
		}
		if member, err := s.store.Member(t.Context(), "test:operator"); err != nil || member.Role != target.Operator {
			t.Errorf("the operator is %+v, %v", member, err)
		}
	})
}
