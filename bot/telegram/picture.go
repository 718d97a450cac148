package telegram

import (
	"context"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chitieu/bot"
)

// maxPhoto is the largest photo that Telegram takes; a larger picture goes as a
// document.
const maxPhoto = 10 << 20

// pushPicture sends the letter's picture. The words are its caption where they
// fit, else what the picture shows is, and the words follow as messages.
func (t *Transport) pushPicture(ctx context.Context, l *letter) (string, error) {
	method, field := "sendPhoto", "photo"
	if len(l.picture.Data) > maxPhoto {
		method, field = "sendDocument", "document"
	}
	caption := part{text: bot.Shorten(l.picture.Alt, maxCaption)}
	together := len(l.parts) == 1 && bot.Units(l.parts[0].text) <= maxCaption
	params := l.params()
	if together {
		caption = l.parts[0]
	}
	if together || len(l.parts) == 0 {
		params.AddNonEmpty("reply_markup", l.buttons)
	}
	params.AddNonEmpty("caption", caption.html())
	file := tgbotapi.RequestFile{Name: field, Data: tgbotapi.FileBytes{Name: l.picture.Name, Bytes: l.picture.Data}}
	id, err := t.post(ctx, method, params, "caption", caption.text, file)
	if err != nil {
		return "", err
	}
	l.picture = nil
	if together {
		l.next = 1
	}
	return id, nil
}
