package zalo

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"chitieu/bot"
	"chitieu/target"
)

const (
	// photoTime bounds sendPhoto: Zalo downloads the picture meanwhile.
	photoTime = 150 * time.Second
	// countTime bounds what is noted after a message, the bot's stop or not.
	countTime = 2 * time.Second
)

// outgoing is what sendMessage takes. It never has a parse_mode, which would
// make markup of what people wrote and drop the styles.
type outgoing struct {
	Chat   string  `json:"chat_id"`
	Text   string  `json:"text"`
	Styles []style `json:"text_styles,omitempty"`
}

type outgoingPhoto struct {
	Chat    string `json:"chat_id"`
	Photo   string `json:"photo"`
	Caption string `json:"caption,omitempty"`
}

// Send says a note in a chat and returns the id of the (last) message. Its
// errors are *target.SendError. Of a note in several parts the later ones are
// tried again here; if they still fail the outcome is Unsure. A group is sent
// nothing again whose outcome is unknown.
//
// Refused is also what the bot itself does not send: to a group more than the
// plan with Zalo allows, or what can wait when the month's messages run short.
func (t *Transport) Send(ctx context.Context, chat target.ChatID, n target.Note) (string, error) {
	to, err := parseChat(chat)
	if err != nil {
		return "", refused("%w", err)
	}
	l := t.letter(to, n, nil)
	if l.isEmpty() {
		return "", refused("the note for %s is empty", chat)
	}
	if err := t.push(ctx, l); err != nil {
		if l.next == 0 {
			return "", err
		}
		if err = persist(ctx, !l.group, func() error { return t.push(ctx, l) }); err != nil {
			return l.id, &target.SendError{Unsure: true, Err: sendError(err).Err}
		}
	}
	return l.id, nil
}

// push sends what is left of the letter, behind what is being sent to the chat.
// Its errors are *target.SendError.
func (t *Transport) push(ctx context.Context, l *letter) error {
	done, err := t.turns.wait(ctx, l.to)
	if err != nil {
		return sendError(err)
	}
	defer done()
	if l.next == 0 {
		if refusal := t.mayPush(ctx, l); refusal != nil {
			return refusal
		}
	}
	for !l.isDone() {
		if err := t.pushNext(ctx, l); err != nil {
			return t.blame(ctx, l, err)
		}
		t.count(ctx)
	}
	t.offers.put(chatID(l.to), l.group, offer{to: l.answer, message: l.id, choices: l.note.Choices, at: t.now()})
	return nil
}

func (t *Transport) mayPush(ctx context.Context, l *letter) error {
	if refusal := t.guard.allow(ctx, l.to); refusal != nil {
		return refusal
	}
	if refusal := t.meter.allow(ctx, l.note.Deferrable); refusal != nil {
		return refusal
	}
	return nil
}

func (t *Transport) pushNext(ctx context.Context, l *letter) error {
	if l.photo != nil {
		return t.pushPhoto(ctx, l)
	}
	part := l.parts[l.next]
	result, err := t.post(ctx, t.timeout, "sendMessage", outgoing{Chat: l.to, Text: part, Styles: l.styles(part)})
	if err != nil {
		return err
	}
	l.next++
	l.id = messageID(result)
	return nil
}

// pushPhoto sends the letter's picture. The words are its caption where they
// fit in one message, else what the picture shows is, and the words follow. If
// Zalo cannot fetch the picture, what it shows is told in words.
func (t *Transport) pushPhoto(ctx context.Context, l *letter) error {
	together := len(l.parts) == 1
	caption := bot.Shorten(l.photo.Alt, maxText)
	if together {
		caption = l.parts[0]
	}
	result, err := t.post(ctx, photoTime, "sendPhoto", outgoingPhoto{Chat: l.to, Photo: t.gallery.add(l.photo), Caption: caption})
	if err == nil {
		l.photo = nil
		l.id = messageID(result)
		if together {
			l.next = 1
		}
		return nil
	}
	if !sendError(err).Refused {
		return err
	}
	t.log.Warn("picture told in words", "chat", chatID(l.to), "error", err)
	picture := l.photo
	l.photo = nil
	l.compose(picture, t.lang)
	if l.isDone() {
		return err
	}
	return t.pushNext(ctx, l)
}

// blame notes what a failed send says about the quota and the chat.
func (t *Transport) blame(ctx context.Context, l *letter, err error) *target.SendError {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), countTime)
	defer cancel()
	if f, ok := errors.AsType[*failure](err); ok && f.isQuota() {
		t.meter.exceeded(ctx)
	}
	e := sendError(err)
	switch {
	case e.Gone:
		t.guard.free(ctx, l.to)
	case e.Unsure:
		t.meter.sent(ctx) // it may well have been taken
	}
	return e
}

// count notes a message that Zalo took, whether the bot is stopping or not.
func (t *Transport) count(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), countTime)
	defer cancel()
	t.meter.sent(ctx)
}

// messageID reads the id of a sent message; "" if Zalo gave none: the message
// is accepted all the same.
func messageID(result json.RawMessage) string {
	var m struct {
		ID loose `json:"message_id"`
	}
	if json.Unmarshal(result, &m) != nil {
		return ""
	}
	return string(m.ID)
}
