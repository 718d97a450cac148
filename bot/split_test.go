package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"chitieu/bot"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		rule, text string
		limit      int
		want       []string
	}{
		{"what fits is one part", "thu ngân sách", 13, []string{"thu ngân sách"}},
		{"nothing", " \n \n", 9, nil},
		{"letters are composed first", "tiê\u0301n đô\u0323", 7, []string{"tiến độ"}},
		{"carriage returns and broken letters", "a\r\nb\xff", 9, []string{"a\nb\uFFFD"}},
		{"a paragraph before a line", "aaaaaaaa\n\nbbb\nccc", 16, []string{"aaaaaaaa\n(1/2)", "bbb\nccc\n(2/2)"}},
		{"a line before an early paragraph", "a\n\nbbbb\ncccccccc", 15, []string{"a\n\nbbbb\n(1/2)", "cccccccc\n(2/2)"}},
		{"a line that fits exactly", "aaaaaaaaa\nbb cc dd", 15, []string{"aaaaaaaaa\n(1/2)", "bb cc dd\n(2/2)"}},
		{"a line before a word", "aaaa\nbb cccc ddd", 15, []string{"aaaa\n(1/3)", "bb cccc\n(2/3)", "ddd\n(3/3)"}},
		{"between words", "aaa bbb ccc dd eee", 15, []string{"aaa bbb\n(1/3)", "ccc dd\n(2/3)", "eee\n(3/3)"}},
		{"a word anywhere", "aaaaabbbbb", 5, []string{"aaaaa", "bbbbb"}},
		{"indents stay", "aaaaaaaa\n  - bbb cc", 16, []string{"aaaaaaaa\n(1/2)", "  - bbb cc\n(2/2)"}},
		{"no pair of surrogates is cut", "🌾🌾🌾", 5, []string{"🌾🌾", "🌾"}},
		{"no mark loses its letter", "xxxxq̣̃q̣̃", 6, []string{"xxxx", "q̣̃q̣̃"}},
		{"no joined emoji is cut", "xx👨‍👩‍👧", 9, []string{"xx", "👨‍👩‍👧"}},
		{"marks without end are cut", "q" + strings.Repeat("\u0323", 5), 4, []string{"q" + strings.Repeat("\u0323", 3), "\u0323\u0323"}},
		{"blank parts are left out", "a\n\n\n\n\n\n\n\nb", 3, []string{"a", "b"}},
	} {
		if got := bot.Split(c.text, c.limit); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", c.rule, got, c.want)
		}
	}
}

func TestSplitNumbersMany(t *testing.T) {
	parts := bot.Split(strings.Repeat("một hai ba bốn\n", 100), 40)
	if len(parts) < 10 {
		t.Fatalf("%d parts, want two digits", len(parts))
	}
	for i, p := range parts {
		if label := fmt.Sprintf("\n(%d/%d)", i+1, len(parts)); !strings.HasSuffix(p, label) || bot.Units(p) > 40 {
			t.Errorf("part %d is %q", i+1, p)
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"Thu ngân sách", 13, "Thu ngân sách"},
		{"Thu ngân sách", 12, "Thu ngân…"},
		{"🌾🌾🌾", 4, "🌾…"},
		{"q\u0323\u0303bc", 4, "q\u0323\u0303…"},
	} {
		if got := bot.Shorten(c.text, c.limit); got != c.want {
			t.Errorf("Shorten(%q, %d) = %q, want %q", c.text, c.limit, got, c.want)
		}
	}
}

// TestSplitLosesNothing: every letter comes, in order, in parts that fit.
func TestSplitLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		limit := rapid.IntRange(2, 60).Draw(t, "limit")
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab \nếđ🌾<&\u0323\u0302\u200d🇻🇳")), 0, 200, -1).Draw(t, "text")
		checkSplit(t, text, limit)
	})
}

func FuzzSplit(f *testing.F) {
	f.Add("Thu ngân sách\n\n- Xã Kỳ Thượng: 45,5%\n- Xã Kỳ Hoa: 50%", 20)
	f.Add("🌾🌾🌾 q\u0323\u0303q", 5)
	f.Fuzz(func(t *testing.T, text string, limit int) { checkSplit(t, text, limit) })
}

type failing interface{ Fatalf(string, ...any) }

func checkSplit(t failing, text string, limit int) {
	parts := bot.Split(text, limit)
	var bodies []string
	for i, p := range parts {
		if n := len(utf16.Encode([]rune(p))); n > max(limit, 2) || strings.TrimSpace(p) == "" {
			t.Fatalf("part %q has %d units, limit %d", p, n, limit)
		}
		body := p
		if len(parts) > 1 {
			body = strings.TrimSuffix(p, fmt.Sprintf("\n(%d/%d)", i+1, len(parts)))
		}
		bodies = append(bodies, body)
	}
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) { // a part of nothing else is left out
				return -1
			}
			return r
		}, s)
	}
	want := letters(norm.NFC.String(strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")))
	if strings.TrimSpace(want) == "" {
		want = ""
	}
	if got := letters(strings.Join(bodies, "")); got != want {
		t.Fatalf("%q became %q", text, parts)
	}
}
