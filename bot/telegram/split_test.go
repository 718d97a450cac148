package telegram

import (
	"strings"
	"testing"

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
		{"Vietnamese is composed first", target.Note{Head: "Tiê\u0301n đô\u0323", Text: "t"}, 9, []string{"<b>Tiến độ</b>\nt"}},
		{"the head of several parts", target.Note{Head: "aaaaaa", Text: "bb\ncccccc"}, 15, []string{"<b>aaaaaa</b>\nbb\n(1/2)", "cccccc\n(2/2)"}},
		{"a head that is longer than a part", target.Note{Head: "aaaaaaa bbbbb", Text: "c"}, 14, []string{"<b>aaaaaaa</b>\n(1/2)", "bbbbb\nc\n(2/2)"}},
		{"blanks around a head", target.Note{Head: "\n H \n", Text: "t"}, 99, []string{"<b> H</b>\nt"}},
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
