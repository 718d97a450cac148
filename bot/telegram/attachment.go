package telegram

import (
	"bytes"
	"cmp"
	"context"
	"image"
	_ "image/png" // pictures are PNG

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chitieu/bot"
)

// Telegram's limits for files that a bot sends. A picture that is no photo for
// Telegram goes as a document.
const (
	maxPhoto      = 10 << 20 // bytes
	maxPhotoSides = 10_000   // pixels, width and height together
	maxPhotoRatio = 20       // of the longer side to the shorter
	maxDocument   = 50 << 20 // bytes
)

// attachment is a file that goes with a letter.
type attachment struct {
	method, field string
	name          string
	data          []byte
	alt           string // what it shows or holds
}

// attachments are the reply's picture and document. What is too large for
// Telegram is left out: the words must arrive nevertheless.
func (t *Transport) attachments(reply bot.Reply) []attachment {
	var files []attachment
	if p := reply.Picture; p != nil {
		a := attachment{"sendPhoto", "photo", p.Name, p.Data, p.Alt}
		if !isPhoto(p.Data) {
			a.method, a.field = "sendDocument", "document"
		}
		files = append(files, a)
	}
	if d := reply.Document; d != nil {
		files = append(files, attachment{"sendDocument", "document", d.Name, d.Data, d.Alt})
	}
	kept := files[:0]
	for _, a := range files {
		if len(a.data) == 0 || len(a.data) > maxDocument {
			t.log.Error("file left out", "name", a.name, "bytes", len(a.data), "most", maxDocument)
			continue
		}
		kept = append(kept, a)
	}
	return kept
}

// isPhoto reports whether Telegram takes the picture as a photo. One that cannot
// be measured is tried.
func isPhoto(data []byte) bool {
	if len(data) > maxPhoto {
		return false
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return true
	}
	long, short := max(c.Width, c.Height), min(c.Width, c.Height)
	return long+short <= maxPhotoSides && long <= maxPhotoRatio*short
}

// pushFile sends the letter's next file. The words are the caption of the last
// one where they fit, else what the file shows is, and the words follow as
// messages.
func (t *Transport) pushFile(ctx context.Context, l *letter) (string, error) {
	file, last := l.files[0], len(l.files) == 1
	caption := part{text: bot.Shorten(file.alt, maxCaption)}
	together := last && len(l.parts) == 1 && bot.Units(l.parts[0].text) <= maxCaption
	params := l.params()
	if together {
		caption = l.parts[0]
	}
	if last && (together || len(l.parts) == 0) {
		params.AddNonEmpty("reply_markup", l.buttons)
	}
	params.AddNonEmpty("caption", caption.html())
	body := tgbotapi.RequestFile{Name: file.field, Data: tgbotapi.FileBytes{Name: cmp.Or(file.name, file.field), Bytes: file.data}}
	id, err := t.post(ctx, file.method, params, "caption", caption.text, body)
	if err != nil {
		return "", err
	}
	l.files = l.files[1:]
	if together {
		l.next = 1
	}
	return id, nil
}
