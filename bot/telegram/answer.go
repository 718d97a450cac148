package telegram

import (
	"context"
	"errors"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chitieu/bot"
)

// answer says the reply to a message. It is tried again even when the outcome
// is unknown: an answer twice does less harm to who asked than none.
func (r *run) answer(ctx context.Context, in *incoming, reply bot.Reply) {
	l := r.t.letter(in.to, reply.Note)
	l.files, l.replyTo, l.hurry = r.t.attachments(reply), in.replyTo, r.stopping
	if len(l.parts) == 0 && len(l.files) == 0 {
		r.t.log.Error("reply is empty", "update", in.update)
		return
	}
	if reply.Edit && len(l.files) == 0 && r.edit(ctx, in, l) {
		return
	}
	err := persist(ctx, answerTries, func() error { return r.t.push(ctx, l) })
	if to, moved := movedTo(err); moved {
		l.to = to
		err = persist(ctx, answerTries, func() error { return r.t.push(ctx, l) })
	}
	if err != nil {
		r.t.log.Error("answer not sent", "update", in.update, "chat", in.Chat, "error", err)
	}
}

// edit replaces the message whose button was pressed; false if it cannot be
// replaced and the reply is to be sent as a new message.
func (r *run) edit(ctx context.Context, in *incoming, l *letter) bool {
	if in.Pressed == "" || len(l.parts) != 1 {
		return false
	}
	err := persist(ctx, answerTries, func() error { return r.t.pushEdit(ctx, in.Pressed, l) })
	if err != nil {
		r.t.log.Info("message not edited", "update", in.update, "error", err)
	}
	return err == nil
}

// pushEdit replaces the text and the buttons of a message; no buttons remove
// what was there. A message that says so already is a success.
func (t *Transport) pushEdit(ctx context.Context, id string, l *letter) error {
	if err := t.pace.wait(ctx, l.to.chat, l.hurry); err != nil {
		return sendError(err)
	}
	params := tgbotapi.Params{
		"chat_id":                  strconv.FormatInt(l.to.chat, 10),
		"message_id":               id,
		"text":                     l.parts[0].html(),
		"parse_mode":               "HTML",
		"disable_web_page_preview": "true",
	}
	params.AddNonEmpty("reply_markup", l.buttons)
	_, err := t.post(ctx, "editMessageText", params, "text", l.parts[0].text)
	if f, ok := errors.AsType[*failure](err); ok && f.says("message is not modified") {
		return nil
	}
	if err != nil {
		e := sendError(err)
		if e.RetryAfter > 0 {
			t.pace.hold(l.to.chat, e.RetryAfter)
		}
		return e
	}
	return nil
}

// acknowledge stops the spinner on a pressed button. Telegram waits for it only
// some seconds, so it comes before the work, and its failure means nothing.
func (r *run) acknowledge(ctx context.Context, in *incoming) {
	if in.callback == "" {
		return
	}
	_, err := r.t.api.call(ctx, r.t.timeout, "answerCallbackQuery", tgbotapi.Params{"callback_query_id": in.callback})
	if err != nil {
		r.t.log.Debug("button not acknowledged", "update", in.update, "error", err)
	}
}
