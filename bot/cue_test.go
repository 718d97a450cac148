package bot

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

// TestCues: phrases are found word by word in any spelling, and what only looks
// alike without its marks is not taken for them.
func TestCues(t *testing.T) {
	for _, c := range []struct {
		text string
		cue  []string
		want bool
	}{
		{"nhầm, 95,2", cueWrong, true},
		{"NHẦM 95,2", cueWrong, true},
		{"nham, 95,2", cueWrong, true},
		{"95,2 tỷ mới đúng", cueWrong, true},
		{"nhằm đạt 95,2 tỷ", cueWrong, false},
		{"số lớn 95,2 tỷ", cueWrong, false},
		{"đàn lợn 95 con", cueWrong, false},
		{"thu ngân sách 95,2 tỷ", cueWrong, false},
		{"salah, 95,2", cueWrong, true},
		{"sorry: 95.2", cueWrong, true},
	} {
		for _, text := range []string{norm.NFC.String(c.text), norm.NFD.String(c.text)} {
			if got := (&turn{msg: Message{Text: text}}).cued(c.cue); got != c.want {
				t.Errorf("%+q: %t, want %t", text, got, c.want)
			}
		}
	}
}
