package telegram

import (
	"encoding/json"
	"fmt"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chitieu/bot"
	"chitieu/target"
)

const (
	maxData    = 64  // bytes that a button may carry
	maxButtons = 100 // of one message
	// shortLabel is the longest label, in UTF-16 units, of which two fit side by
	// side on a narrow phone.
	shortLabel = 16
)

// keyboard is the inline keyboard of the choices as JSON, "" for none. Choices
// that Telegram would refuse, and the whole message with them, are left out and
// named in the error: the text must arrive nevertheless.
func keyboard(choices []target.Choice) (string, error) {
	var bad error
	var rows [][]tgbotapi.InlineKeyboardButton
	count := 0
	for _, c := range choices {
		if c.Label == "" || c.Data == "" || len(c.Data) > maxData || count == maxButtons {
			bad = fmt.Errorf("choice with %d bytes of data (at most %d) as button %d (of %d)", len(c.Data), maxData, count+1, maxButtons)
			continue
		}
		button := tgbotapi.NewInlineKeyboardButtonData(bot.Tidy(c.Label), c.Data)
		if last := len(rows) - 1; last >= 0 && fitBeside(rows[last], button) {
			rows[last] = append(rows[last], button)
		} else {
			rows = append(rows, []tgbotapi.InlineKeyboardButton{button})
		}
		count++
	}
	if count == 0 {
		return "", bad
	}
	markup, err := json.Marshal(tgbotapi.NewInlineKeyboardMarkup(rows...))
	if err != nil {
		return "", err
	}
	return string(markup), bad
}

func fitBeside(row []tgbotapi.InlineKeyboardButton, b tgbotapi.InlineKeyboardButton) bool {
	return len(row) == 1 && bot.Units(row[0].Text) <= shortLabel && bot.Units(b.Text) <= shortLabel
}
