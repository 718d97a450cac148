package webchat

import "testing"

func TestAddressed(t *testing.T) {
	for _, c := range []struct {
		in, out string
		want    bool
	}{
		{"@trolychitieu thu ngân sách", "thu ngân sách", true},
		{"@TroLyChiTieu, thu ngân sách", "thu ngân sách", true},
		{"thu ngân sách @trolychitieu", "thu ngân sách", true},
		{"cho hỏi @trolychitieu thu ngân sách", "cho hỏi thu ngân sách", true},
		{"@trolychitieu\nthu 95,2 tỷ\nchi 80 tỷ", "thu 95,2 tỷ\nchi 80 tỷ", true},
		{"@trolychitieu @trolychitieu đâu", "đâu", true},
		{"@trolychitieu", "", true},
		{"@trolychitieu2 thu", "@trolychitieu2 thu", false},
		{"a@trolychitieu thu", "a@trolychitieu thu", false},
		{"@trolychitieuđẹp", "@trolychitieuđẹp", false},
		{"/tiendo thu", "/tiendo thu", true},
		{"/tiendo@trolychitieu thu", "/tiendo thu", true},
		{"/tiendo@TROLYCHITIEU", "/tiendo", true},
		{"/tiendo@bot_khac thu", "/tiendo@bot_khac thu", false},
		{"5/7 trường", "5/7 trường", false},
		{"/ thu", "/ thu", false},
		{"họp 14h", "họp 14h", false},
	} {
		if out, got := addressed(c.in); out != c.out || got != c.want {
			t.Errorf("addressed(%q) = %q, %v, want %q, %v", c.in, out, got, c.out, c.want)
		}
	}
}
