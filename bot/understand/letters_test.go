package understand

import (
	"strings"
	"testing"

	"chitieu/target"
)

func TestLanguage(t *testing.T) {
	_, reader := newReader(t)
	for _, tt := range []struct {
		text string
		lang target.Lang
		sure bool
	}{
		{"don doc ho di", target.Vietnamese, true},
		{"online public services progress", target.English, true},
		{"berapa progres sampah", target.Indonesian, true},
		{"thu ngan sach den dau roi", target.Vietnamese, true},
		{"còn lúa?", target.Vietnamese, true},
		{"and Kỳ Đồng?", target.English, false},
		{"how about Kỳ Đồng then", target.English, true},
		{"bagaimana dengan Kỳ Đồng sekarang", target.Indonesian, true},
		{"progress thu ngan sach", target.Vietnamese, true},
		{"check giúp em số revenue", target.Vietnamese, true},
		{"undo", target.Vietnamese, false},
		{"cancel", target.English, false},
		{"batal", target.Indonesian, false},
		{"schools", target.English, false},
		{"Kỳ Đồng", target.Vietnamese, false},
		{"95,2", target.Vietnamese, false},
		{"👍", target.Vietnamese, false},
	} {
		r := reader.Read(tt.text, Context{Today: arrival})
		if r.Lang != tt.lang || r.Clear != tt.sure {
			t.Errorf("%q is %s (clear %v), want %s (%v)", tt.text, r.Lang, r.Clear, tt.lang, tt.sure)
		}
	}
}

// TestLanguageOfCorpora holds the language that was told against that of texts
// that nothing was learned from.
func TestLanguageOfCorpora(t *testing.T) {
	_, reader := newReader(t)
	_, held := readCorpus(t)
	n, wrong := 0, 0
	for _, e := range append(append(readTable(t, "testdata/development.tsv"), readTable(t, "testdata/unseen.tsv")...), held...) {
		want, _, _ := strings.Cut(e.lang, "-")
		if want == "mixed" {
			continue
		}
		n++
		if got := reader.Read(e.text, Context{Today: arrival}).Lang; string(got) != want {
			wrong++
			t.Logf("%q is taken for %s, and is %s", e.text, got, want)
		}
	}
	if 100*wrong > n {
		t.Errorf("%d of %d texts are taken for another language, want at most 1 in 100", wrong, n)
	}
}
