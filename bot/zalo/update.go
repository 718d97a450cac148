package zalo

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"chitieu/bot"
)

// The events that mean something. Zalo adds names as it likes.
const (
	textReceived        = "message.text.received"
	imageReceived       = "message.image.received"
	stickerReceived     = "message.sticker.received"
	voiceReceived       = "message.voice.received"
	unsupportedReceived = "message.unsupported.received"
)

// update is what a poll or a webhook brings, with the fields as documented and
// as seen: photo and photo_url, chat_type and type, numbers and strings.
type update struct {
	Event   loose    `json:"event_name"`
	Message *message `json:"message"`
}

type message struct {
	ID       loose `json:"message_id"`
	Date     loose `json:"date"` // milliseconds since 1970
	From     user  `json:"from"`
	Chat     chat  `json:"chat"`
	Text     loose `json:"text"`
	Caption  loose `json:"caption"`
	Photo    loose `json:"photo"`
	PhotoURL loose `json:"photo_url"`
}

type user struct {
	ID          loose `json:"id"`
	DisplayName loose `json:"display_name"`
	// IsBot is read as it stands: a flag of another type is no reason to lose
	// what a person wrote.
	IsBot json.RawMessage `json:"is_bot"`
}

type chat struct {
	ID       loose `json:"id"`
	ChatType loose `json:"chat_type"`
	Type     loose `json:"type"`
}

// incoming is a message for the handler, and what answering it takes.
type incoming struct {
	bot.Message
	to string // Zalo's own id of the chat
	// wordless is set for a sticker, a voice message or what Zalo does not pass
	// on: no matter for the handler, but a person waits for a word.
	wordless bool
}

// maxNesting is how deep an update may lie in envelopes and lists.
const maxNesting = 3

// unwrap returns the updates in a poll's result or a webhook's body: one object
// or a list, by itself or under "result".
func unwrap(raw json.RawMessage) []json.RawMessage { return unwrapTo(nil, raw, maxNesting) }

func unwrapTo(updates []json.RawMessage, raw json.RawMessage, depth int) []json.RawMessage {
	raw = bytes.TrimSpace(raw)
	if len(raw) == 0 || depth == 0 {
		return updates
	}
	switch raw[0] {
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) == nil {
			for _, item := range list {
				updates = unwrapTo(updates, item, depth-1)
			}
		}
	case '{':
		var object struct {
			Event  json.RawMessage `json:"event_name"`
			Result json.RawMessage `json:"result"`
		}
		switch err := json.Unmarshal(raw, &object); {
		case err != nil:
		case object.Event != nil:
			updates = append(updates, raw)
		default:
			updates = unwrapTo(updates, object.Result, depth-1)
		}
	}
	return updates
}

var errNoChat = errors.New("a message without chat or sender")

// read turns an update into a message for the handler; nil if it holds none.
func (n name) read(raw json.RawMessage, now time.Time) (*incoming, error) {
	var u update
	if err := json.Unmarshal(raw, &u); err != nil {
		return nil, err
	}
	m := u.Message
	if m == nil || string(m.From.IsBot) == "true" || !known(string(u.Event)) {
		return nil, nil
	}
	if m.Chat.ID == "" || m.From.ID == "" {
		return nil, errNoChat
	}
	in := &incoming{to: string(m.Chat.ID), Message: bot.Message{
		ID:        updateID(string(m.ID), raw),
		Chat:      chatID(string(m.Chat.ID)),
		Group:     m.Chat.isGroup(),
		From:      memberID(string(m.From.ID)),
		FromName:  strings.TrimSpace(string(m.From.DisplayName)),
		Addressed: true, // Zalo passes on nothing else, in groups too
		At:        m.Date.time(now),
	}}
	switch u.Event {
	case textReceived:
		in.Text = n.strip(string(m.Text))
	case imageReceived:
		in.Text = n.strip(string(cmp.Or(m.Caption, m.Text)))
		if photo := cmp.Or(m.PhotoURL, m.Photo); photo != "" {
			in.Files = []string{string(photo)}
		}
	default:
		in.wordless = true
	}
	if in.says() {
		return in, nil
	}
	return nil, nil
}

func known(event string) bool {
	switch event {
	case textReceived, imageReceived, stickerReceived, voiceReceived, unsupportedReceived:
		return true
	default:
		return false
	}
}

// says reports whether there is anything to answer: in a group the bare name
// is a call.
func (in *incoming) says() bool {
	if in.wordless {
		return !in.Group
	}
	return in.Text != "" || len(in.Files) > 0 || in.Group
}

func (c chat) isGroup() bool {
	return isGroup(string(c.ID)) || strings.EqualFold(string(cmp.Or(c.ChatType, c.Type)), "GROUP")
}

// earliestMillis is the year 2001 in milliseconds: what is less counts seconds.
const earliestMillis = 1_000_000_000_000

// time reads a moment as Zalo writes it, or returns now.
func (l loose) time(now time.Time) time.Time {
	n, err := strconv.ParseInt(string(l), 10, 64)
	switch {
	case err != nil || n <= 0:
		return now
	case n < earliestMillis:
		return time.Unix(n, 0)
	default:
		return time.UnixMilli(n)
	}
}
