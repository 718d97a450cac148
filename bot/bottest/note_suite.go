package bottest

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"chitieu/bot"
	"chitieu/target"
)

func testPlainText(t *testing.T, k *talk) {
	n := target.Note{Head: "<b>Thu & chi</b> *5* _6_", Text: "a < b > c &amp; \"d\" `e` [f](g)\n\n  - thụt vào\n<script>alert(1)</script>"}
	k.rec.On("/dau", Always(bot.Reply{Note: n}))
	k.rec.On("/de", Always(bot.Reply{Note: target.Note{Head: "Chỉ có tiêu đề"}}))
	k.Say(Saying{Chat: k.Private(), Text: "/dau"})
	k.Say(Saying{Chat: k.Private(), Text: "/de"})
	shown := k.see(t, k.Private(), "Thu & chi")
	if !strings.HasPrefix(shown.Text, n.Head+"\n") || !strings.HasSuffix(shown.Text, "\n"+n.Text) {
		t.Errorf("shown\n%s\nwant\n%s\n%s", shown.Text, n.Head, n.Text)
	}
	k.see(t, k.Private(), "Chỉ có tiêu đề")
}

func testLongNote(t *testing.T, k *talk) {
	var lines []string
	for i := range 300 {
		lines = append(lines, fmt.Sprintf("%03d. Xã Kỳ Thượng: đạt 45,5%% kế hoạch năm, còn thiếu 3,2 tỷ đồng <%d>", i, i))
	}
	k.rec.On("/dai", Always(bot.Reply{Note: target.Note{Head: "Tổng hợp", Text: strings.Join(lines, "\n"),
		Choices: []target.Choice{{Label: "Đã rõ", Data: "/ro"}}}}))
	k.Say(Saying{Chat: k.Private(), Text: "/dai"})
	k.see(t, k.Private(), lines[299])
	shown := k.Read(k.Private())
	want := "Tổng hợp\n" + strings.Join(lines, "\n")
	got := strings.ReplaceAll(whole(t, shown), "\n\n", "\n")
	if !k.Can().Buttons {
		got, _, _ = strings.Cut(got, "\n1. Đã rõ")
	}
	if got != want {
		t.Errorf("a line is lost, cut or out of order in %d parts", len(shown))
	}
	k.Press(k.Private(), "Đã rõ")
	k.see(t, k.Private(), "re: /ro")
}

func testLongLine(t *testing.T, k *talk) {
	var words []string
	for i := range 2500 {
		words = append(words, fmt.Sprintf("tiếng%d", i))
	}
	k.rec.On("/dai", Always(bot.Reply{Note: target.Note{Text: strings.Join(words, " ")}}))
	k.Say(Saying{Chat: k.Private(), Text: "/dai"})
	k.see(t, k.Private(), words[2499])
	if got := strings.Fields(whole(t, k.Read(k.Private()))); strings.Join(got, " ") != strings.Join(words, " ") {
		t.Errorf("%d words came, want %d, unbroken and in order", len(got), len(words))
	}
}

// whole is a note put together from its parts, without their numbers. Of
// several parts each ends with its number.
func whole(t *testing.T, shown []Shown) string {
	if len(shown) == 1 {
		return shown[0].Text
	}
	texts := make([]string, len(shown))
	for i, s := range shown {
		text, numbered := strings.CutSuffix(s.Text, fmt.Sprintf("\n(%d/%d)", i+1, len(shown)))
		if !numbered {
			t.Errorf("part %d of %d has no number: %.20q…", i+1, len(shown), s.Text)
		}
		texts[i] = text
	}
	return strings.Join(texts, "\n")
}

func testPicture(t *testing.T, k *talk) {
	if !k.Can().Pictures {
		t.Skip("this messenger takes no pictures")
	}
	k.rec.On("/bieudo", Always(bot.Reply{Note: target.Note{Head: "Biểu đồ", Text: "Thu ngân sách"},
		Picture: &bot.Picture{Name: "thu.png", Data: pixel(t), Alt: "Cột thu ngân sách 46,5%"}}))
	k.Say(Saying{Chat: k.Private(), Text: "/bieudo"})
	k.see(t, k.Private(), "Thu ngân sách")
	k.await(t, k.Private(), "the picture", func(shown []Shown) bool {
		for _, s := range shown {
			if s.Alt != "" {
				return true
			}
		}
		return false
	})
}

func testDocument(t *testing.T, k *talk) {
	k.rec.On("/xuat", Always(bot.Reply{Note: target.Note{Head: "Kết quả", Text: "Bảng tháng 6"},
		Document: &bot.Document{Name: "thang-6.csv", Data: []byte("a;b\n"), Alt: "Bảng 62 chỉ tiêu"}}))
	k.Say(Saying{Chat: k.Private(), Text: "/xuat"})
	k.see(t, k.Private(), "Bảng tháng 6")
	k.await(t, k.Private(), "the document, or what it holds", func(shown []Shown) bool {
		return slices.ContainsFunc(shown, func(s Shown) bool {
			return s.File == "thang-6.csv" || !k.Can().Documents && strings.Contains(s.Text, "Bảng 62 chỉ tiêu")
		})
	})
}

// pixel is the smallest PNG.
func pixel(t *testing.T) []byte {
	png, err := base64.StdEncoding.DecodeString(
		"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
	if err != nil {
		t.Fatal(err)
	}
	return png
}

func testUnsent(t *testing.T, k *talk) {
	k.rec.On("im", Always(bot.Reply{Silent: true, Note: target.Note{Text: "không được nói"}}))
	k.rec.On("95,2 tỷ", Always(bot.Reply{Queued: true, Note: target.Note{Text: "Đã ghi nhận"}}))
	k.Say(Saying{Chat: k.Private(), Text: "im"})
	k.Say(Saying{Chat: k.Private(), Text: "95,2 tỷ"})
	k.fence(t, k.Private())
	if shown := k.Read(k.Private()); len(shown) != 1 {
		t.Errorf("a silent or queued reply was sent:\n%s", all(shown))
	}
}

func testHandlerError(t *testing.T, k *talk) {
	const inside = "badger: value log truncated"
	fail := func(context.Context, bot.Message) (bot.Reply, error) { return bot.Reply{}, errors.New(inside) }
	k.rec.On("hỏng", Once(fail, Echo))
	k.Say(Saying{Chat: k.Private(), Text: "hỏng"})
	first := k.rec.Await(t, "hỏng")
	k.fence(t, k.Private())
	if shown := all(k.Read(k.Private())); strings.Contains(shown, "badger") || strings.Contains(shown, "truncated") {
		t.Errorf("a person sees\n%s", shown)
	}
	for _, m := range k.rec.Got() {
		if m.Text == "hỏng" && m.ID != first.ID {
			t.Errorf("delivered again as %s, first as %s", m.ID, first.ID)
		}
	}
	if !strings.Contains(k.Log(), inside) {
		t.Error("the log does not say why")
	}
}
