package telegram

import (
	"bytes"
	"fmt"
	"image"
	pngenc "image/png"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/telegram/telegramtest"
	"chitieu/target"
)

// png is a picture of the given size, as far as its head.
func png(width, height int) []byte {
	var b bytes.Buffer
	if err := pngenc.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestFiles(t *testing.T) {
	for name, c := range map[string]struct {
		reply bot.Reply
		want  []string
	}{
		"document":             {bot.Reply{Note: note, Document: &bot.Document{Name: "ke-hoach.xlsx", Data: []byte("XLSX"), Alt: "bảng"}}, []string{"file ke-hoach.xlsx: Nhắc việc\nThu ngân sách đang chậm"}},
		"document alone":       {bot.Reply{Document: &bot.Document{Data: []byte("X"), Alt: "bảng"}}, []string{"file document: bảng"}},
		"both":                 {bot.Reply{Note: note, Picture: &bot.Picture{Name: "a.png", Data: png(2, 2), Alt: "cột"}, Document: &bot.Document{Name: "b.csv", Data: []byte("x"), Alt: "bảng"}}, []string{"photo a.png: cột", "file b.csv: Nhắc việc\nThu ngân sách đang chậm"}},
		"photo too long":       {bot.Reply{Picture: &bot.Picture{Name: "a.png", Data: png(2100, 100), Alt: "cột"}}, []string{"file a.png: cột"}},
		"photo too wide":       {bot.Reply{Picture: &bot.Picture{Name: "a.png", Data: png(9500, 600), Alt: "cột"}}, []string{"file a.png: cột"}},
		"photo of 11 MB":       {bot.Reply{Picture: &bot.Picture{Name: "a.png", Data: make([]byte, 11<<20), Alt: "cột"}}, []string{"file a.png: cột"}},
		"document of 51 MB":    {bot.Reply{Note: target.Note{Text: "chữ"}, Document: &bot.Document{Name: "a.zip", Data: make([]byte, 51<<20)}}, []string{"text : chữ"}},
		"nothing in the photo": {bot.Reply{Note: target.Note{Text: "chữ"}, Picture: &bot.Picture{Name: "a.png"}}, []string{"text : chữ"}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				l := start(t, newServer())
				l.rec.On("hỏi", bottest.Always(c.reply))
				l.srv.Say(officer, officer, "hỏi")
				time.Sleep(time.Minute)
				var got []string
				for _, m := range l.srv.Seen(officer) {
					kind := "text"
					if m.Photo != nil {
						kind = map[bool]string{true: "file", false: "photo"}[m.IsFile]
					}
					got = append(got, kind+" "+m.Name+": "+m.Text)
				}
				if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", c.want) {
					t.Errorf("said %q, want %q", got, c.want)
				}
			})
		})
	}
}

func TestUploadErrorsHaveTheirCode(t *testing.T) {
	srv := newServer()
	srv.Fail("sendPhoto", 1, telegramtest.Blocked)
	transport, _ := newTransport(t, srv)
	l := transport.letter(address{chat: officer}, note)
	l.files = transport.attachments(bot.Reply{Picture: &bot.Picture{Name: "a.png", Data: []byte("PNG")}})
	if err := transport.push(t.Context(), l); class(err) != "gone" {
		t.Errorf("a refused upload: %v", err)
	}
}
