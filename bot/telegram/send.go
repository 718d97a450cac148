package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chitieu/target"
)

// letter is a note on its way: its parts, and how far it has got, so that a
// second try goes on where the first stopped.
type letter struct {
	to      address
	parts   []part
	buttons string       // JSON, under the last part
	files   []attachment // before the words
	replyTo int
	hurry   <-chan struct{} // closed when there is no time for pacing
	// admitted is set when the first message has waited for its turn already.
	admitted bool

	next int    // the part to be sent next
	id   string // of the last message sent
}

// Admit returns when a message may go to the chat under Telegram's limits; the
// next Send to the chat does not wait for its first one. Errors as of Send.
func (t *Transport) Admit(ctx context.Context, chat target.ChatID) error {
	to, err := parseAddress(chat)
	if err != nil {
		return refused("%w", err)
	}
	if err := t.pace.wait(ctx, to.chat, nil); err != nil {
		return sendError(err)
	}
	t.pace.admit(to.chat)
	return nil
}

// Send says a note in a chat and returns the id of the (last) message. Its
// errors are *target.SendError. Send waits for its turn under Telegram's limits,
// but not longer than a few seconds where Telegram asked to wait: that comes
// back as RetryAfter. Of a note in several parts the later ones are tried again
// here; if they still fail the outcome is Unsure.
func (t *Transport) Send(ctx context.Context, chat target.ChatID, n target.Note) (string, error) {
	to, err := parseAddress(chat)
	if err != nil {
		return "", refused("%w", err)
	}
	l := t.letter(to, n)
	if len(l.parts) == 0 {
		return "", refused("the note for %s is empty", chat)
	}
	l.admitted = t.pace.isAdmitted(to.chat)
	if err := t.push(ctx, l); err != nil {
		if l.next == 0 {
			return "", err
		}
		if err = persist(ctx, answerTries, func() error { return t.push(ctx, l) }); err != nil {
			return l.id, &target.SendError{Unsure: true, Err: sendError(err).Err}
		}
	}
	return l.id, nil
}

func (t *Transport) letter(to address, n target.Note) *letter {
	l := &letter{to: to, parts: compose(n, maxText)}
	var err error
	if l.buttons, err = keyboard(n.Choices); err != nil {
		t.log.Error("choices left out", "chat", to.id(), "error", err)
	}
	return l
}

// push sends what is left of the letter. Its errors are *target.SendError.
func (t *Transport) push(ctx context.Context, l *letter) error {
	for l.next < len(l.parts) || len(l.files) > 0 {
		if !l.admitted {
			if err := t.pace.wait(ctx, l.to.chat, l.hurry); err != nil {
				return sendError(err)
			}
		}
		l.admitted = false
		var id string
		var err error
		if len(l.files) > 0 {
			id, err = t.pushFile(ctx, l)
		} else {
			id, err = t.pushText(ctx, l)
		}
		if err != nil {
			e := sendError(err)
			if e.RetryAfter > 0 {
				t.pace.hold(l.to.chat, e.RetryAfter)
			}
			return e
		}
		l.id, l.replyTo = id, 0
	}
	return nil
}

func (t *Transport) pushText(ctx context.Context, l *letter) (string, error) {
	p := l.parts[l.next]
	params := l.params()
	params["text"] = p.html()
	params["disable_web_page_preview"] = "true"
	if l.next == len(l.parts)-1 {
		params.AddNonEmpty("reply_markup", l.buttons)
	}
	id, err := t.post(ctx, "sendMessage", params, "text", p.text)
	if err == nil {
		l.next++
	}
	return id, err
}

// params are those that every message of the letter has.
func (l *letter) params() tgbotapi.Params {
	params := tgbotapi.Params{"chat_id": strconv.FormatInt(l.to.chat, 10), "parse_mode": "HTML"}
	if l.to.topic != general {
		params.AddNonZero(thread, l.to.topic)
	}
	if l.replyTo != 0 {
		params.AddNonZero("reply_to_message_id", l.replyTo)
		params["allow_sending_without_reply"] = "true"
	}
	return params
}

// post sends one message. It mends what can be mended and is refused before
// anything is sent: markup that Telegram cannot read is sent as plain text, and
// a topic that is no more falls back to the group itself.
func (t *Transport) post(ctx context.Context, method string, params tgbotapi.Params, field, plain string, files ...tgbotapi.RequestFile) (string, error) {
	to := addressed(params)
	for {
		result, err := t.api.call(ctx, t.timeout, method, params, files...)
		if err == nil {
			if params[thread] != "" {
				t.topicLives(to)
			}
			return messageID(result), nil
		}
		if !mend(params, err, field, plain) {
			return "", err
		}
		if to.topic != 0 && params[thread] == "" {
			t.topicGone(to)
		}
		t.log.Warn("sent again after a refusal", "method", method, "chat", params["chat_id"], "error", err)
	}
}

// mend changes the parameters so that the refusal will not come again; false if
// it cannot. It can mend each thing only once.
func mend(params tgbotapi.Params, err error, field, plain string) bool {
	f, ok := errors.AsType[*failure](err)
	switch {
	case !ok || f.code != 400:
		return false
	case f.says("can't parse entities") && params["parse_mode"] != "":
		delete(params, "parse_mode")
		params[field] = plain
		return true
	case f.says("message thread not found", "TOPIC_DELETED") && params[thread] != "":
		delete(params, thread)
		return true
	default:
		return false
	}
}

// addressed is where a message with the parameters goes.
func addressed(params tgbotapi.Params) (to address) {
	to.chat, _ = strconv.ParseInt(params["chat_id"], 10, 64)
	to.topic, _ = strconv.Atoi(params[thread])
	return to
}

// messageID reads the id of a sent message; "" if Telegram gave none: the
// message is accepted all the same.
func messageID(result json.RawMessage) string {
	var m struct {
		ID int `json:"message_id"`
	}
	if json.Unmarshal(result, &m) != nil || m.ID == 0 {
		return ""
	}
	return strconv.Itoa(m.ID)
}
