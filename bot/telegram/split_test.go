package telegram

import (
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"chitieu/target"
)

func TestCompose(t *testing.T) {
	for _, c := range []struct {
		rule  string
		note  target.Note
		limit int
		want  []string // in HTML
	}{
		{"head and text", target.Note{Head: "H", Text: "t"}, 99, []string{"<b>H</b>\nt"}},
		{"text only", target.Note{Text: "t"}, 99, []string{"t"}},
		{"head only", target.Note{Head: "H"}, 99, []string{"<b>H</b>"}},
		{"nothing", target.Note{Head: " ", Text: "\n \n"}, 99, nil},
		{"markup is text", target.Note{Head: "<b>&amp;", Text: `a<b>"`}, 99, []string{`<b>&lt;b&gt;&amp;amp;</b>` + "\n" + `a&lt;b&gt;"`}},
		{"Vietnamese is composed first", target.Note{Text: "tiê\u0301n đô\u0323"}, 7, []string{"tiến độ"}},
		{"cut between lines", target.Note{Head: "aa", Text: "bb\ncc\ndd"}, 6, []string{"<b>aa</b>\nbb", "cc\ndd"}},
		{"a long line between words", target.Note{Text: "aaa bbb ccc"}, 7, []string{"aaa", "bbb ccc"}},
		{"a long word anywhere", target.Note{Text: "aaaaabbbbb"}, 5, []string{"aaaaa", "bbbbb"}},
		{"no emoji is cut in half", target.Note{Text: "🌾🌾🌾"}, 5, []string{"🌾🌾", "🌾"}},
		{"a head that is longer than a part", target.Note{Head: "aaa bbb", Text: "c"}, 5, []string{"<b>aaa</b>", "bbb\nc"}},
		{"blank parts are left out", target.Note{Text: "a\n\n\n\n\n\n\n\nb"}, 3, []string{"a", "b"}},
		{"carriage returns", target.Note{Text: "a\r\nb"}, 9, []string{"a\nb"}},
		{"broken UTF-8", target.Note{Text: "a\xffb"}, 9, []string{"a\uFFFDb"}},
	} {
		var got []string
		for _, p := range compose(c.note, c.limit) {
			got = append(got, p.html())
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

// TestSplitLosesNothing: every word comes, in order, in pieces that fit.
func TestSplitLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(2, 40).Draw(t, "limit")
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab \nếđ🌾<&")), 0, 200, -1).Draw(t, "text")
		pieces := split(text, limit)
		for _, p := range pieces {
			if n := len(utf16.Encode([]rune(p))); n > limit || strings.TrimSpace(p) == "" {
				t.Fatalf("piece %q has %d units, limit %d", p, n, limit)
			}
		}
		letters := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got := letters(strings.Join(pieces, "")); got != letters(text) {
			t.Fatalf("%q became %q", text, pieces)
		}
	})
}
