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
		{"Xã nào chậm nhất?", cueCommunes, true},
		{"xa nao cham nhat", cueCommunes, true},
		{"xã nao chậm", cueCommunes, true},
		{"xã Kỳ Nào chậm", cueCommunes, false},
		{"xếp hạng", cueRank, true},
		{"thống nhất số liệu", cueRank, false},
		{"đơn vị nào chưa gửi số liệu", cueSilent, true},
		{"", cueSilent, false},
	} {
		for _, text := range []string{norm.NFC.String(c.text), norm.NFD.String(c.text)} {
			if got := (&turn{msg: Message{Text: text}}).cued(c.cue); got != c.want {
				t.Errorf("%+q: %t, want %t", text, got, c.want)
			}
		}
	}
}
