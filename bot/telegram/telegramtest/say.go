package telegramtest

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// entity is a marked stretch of a text, in UTF-16 units.
type entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"`
	Length int    `json:"length"`
}

// Option changes what is said.
type Option func(*saying)

type saying struct {
	replyTo, topic int
	photos         []string
	anonymous      bool
}

// ReplyTo answers a message of the chat.
func ReplyTo(id int) Option { return func(s *saying) { s.replyTo = id } }

// InTopic writes in a topic of a forum.
func InTopic(topic int) Option { return func(s *saying) { s.topic = topic } }

// WithPhoto sends a photo in several sizes, named by their file ids from the
// smallest; the text is its caption.
func WithPhoto(fileIDs ...string) Option { return func(s *saying) { s.photos = fileIDs } }

// Anonymous writes as an anonymous administrator.
func Anonymous() Option { return func(s *saying) { s.anonymous = true } }

// SetPrivacy switches privacy mode, which is on at first: then only commands and
// replies to the bot reach it from groups.
func (s *Server) SetPrivacy(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = !on
	s.wake()
}

// Say lets a person write in a chat and returns the message's id.
func (s *Server) Say(chatID, user int64, text string, options ...Option) int {
	var how saying
	for _, o := range options {
		o(&how)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[chatID]
	if c.Kind == "private" && c.closed != "" { // who writes to a bot that she blocked lets it in again
		c.closed = ""
		s.membership(chatID, user, "kicked", "member")
	}
	c.lastID++
	m := &Message{ID: c.lastID, From: user, At: time.Now(), Text: text, ReplyTo: how.replyTo, Topic: how.topic}
	c.messages = append(c.messages, m)
	defer s.wake()
	entities := entitiesOf(text)
	m.Heard = c.closed == "" && c.movedTo == 0 && (c.Kind == "private" || s.open || s.isForBot(c, m, entities))
	if m.Heard {
		s.push(updateLife, "message", s.incoming(c, m, user, how, entities))
	}
	return m.ID
}

// isForBot says what privacy mode lets through.
func (s *Server) isForBot(c *chat, m *Message, entities []entity) bool {
	if r := c.message(m.ReplyTo); r != nil && r.Bot {
		return true
	}
	if len(entities) == 0 || entities[0].Type != "bot_command" {
		return false
	}
	_, name, named := strings.Cut(slice(m.Text, entities[0]), "@")
	return named && strings.EqualFold(name, s.bot.Username) || !named && c.botWrote
}

// incoming is the message as the bot gets it.
func (s *Server) incoming(c *chat, m *Message, user int64, how saying, entities []entity) map[string]any {
	out := map[string]any{"message_id": m.ID, "date": s.dated(), "chat": c, "from": s.users[user]}
	if how.anonymous {
		out["from"] = User{ID: 1087968824, IsBot: true, First: "Group", Username: "GroupAnonymousBot"}
		out["sender_chat"] = c
	}
	text, marks := "text", "entities"
	if len(how.photos) > 0 {
		text, marks = "caption", "caption_entities"
		var sizes []map[string]any
		for i, id := range how.photos {
			sizes = append(sizes, map[string]any{"file_id": id, "file_unique_id": "u" + id, "width": 90 << i, "height": 60 << i})
		}
		out["photo"] = sizes
	}
	if m.Text != "" {
		out[text], out[marks] = m.Text, entities
	}
	if m.Topic != 0 {
		out["message_thread_id"], out["is_topic_message"] = m.Topic, true
	}
	if r := c.message(m.ReplyTo); r != nil {
		out["reply_to_message"] = s.outgoing(c, r)
		if m.Topic == 0 && c.Kind == "supergroup" {
			out["message_thread_id"] = m.ReplyTo // a thread that is no topic
		}
	}
	return out
}

var marked = regexp.MustCompile(`(?:^|[\s(])(@[A-Za-z0-9_]{3,}|/[A-Za-z0-9_]+(?:@[A-Za-z0-9_]+)?)`)

// entitiesOf finds mentions and commands as Telegram does.
func entitiesOf(text string) []entity {
	entities := []entity{}
	for _, at := range marked.FindAllStringSubmatchIndex(text, -1) {
		kind := "mention"
		if text[at[2]] == '/' {
			kind = "bot_command"
		}
		entities = append(entities, entity{kind, length(text[:at[2]]), length(text[at[2]:at[3]])})
	}
	return entities
}

// length is in UTF-16 units.
func length(text string) int { return len(utf16.Encode([]rune(text))) }

func slice(text string, e entity) string {
	return string(utf16.Decode(utf16.Encode([]rune(text))[e.Offset : e.Offset+e.Length]))
}

// Press lets a person press the button with the label in the newest message of
// the chat that has one. It returns the id of the callback query.
func (s *Server) Press(chatID, user int64, label string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[chatID]
	for _, m := range slices.Backward(c.messages) {
		for _, b := range slices.Concat(m.Buttons...) {
			if b.Label == label {
				return s.press(c, m, user, b.Data), nil
			}
		}
	}
	return "", fmt.Errorf("no button %q in chat %d", label, chatID)
}

// PressData lets a person press the button of a message that carries the data.
// No client can send data that a message does not offer.
func (s *Server) PressData(chatID, user int64, message int, data string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[chatID]
	if m := c.message(message); m != nil {
		for _, b := range slices.Concat(m.Buttons...) {
			if b.Data == data {
				return s.press(c, m, user, b.Data), nil
			}
		}
	}
	return "", fmt.Errorf("message %d in chat %d has no button with this data", message, chatID)
}

func (s *Server) press(c *chat, m *Message, user int64, data string) string {
	id := strconv.Itoa(s.nextID())
	for old, when := range s.presses {
		if time.Since(when) > pressLife {
			delete(s.presses, old)
		}
	}
	s.presses[id] = time.Now()
	s.push(pressLife, "callback_query", map[string]any{
		"id": id, "from": s.users[user], "chat_instance": "1", "data": data, "message": s.outgoing(c, m),
	})
	return id
}

// Seen is what the bot has said in the chat, as a person sees it now, oldest
// first.
func (s *Server) Seen(chatID int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	var seen []Message
	if c := s.chats[chatID]; c != nil {
		for _, m := range c.messages {
			if m.Bot {
				seen = append(seen, *m)
			}
		}
	}
	return seen
}

// Requests are the calls of a method so far; "" is all methods.
func (s *Server) Requests(method string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Request
	for _, r := range s.requests {
		if cmp.Or(method, r.Method) == r.Method {
			found = append(found, r)
		}
	}
	return found
}

// Commands is the bot's menu in a scope, such as "all_group_chats", by language
// code; "" is the default of either.
func (s *Server) Commands(scope, lang string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.commands[menu{scope, lang}])
}

// Edit lets a person change what she wrote.
func (s *Server) Edit(chatID, user int64, id int, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[chatID]
	m := c.message(id)
	if m == nil || m.From != user {
		return fmt.Errorf("message %d is not of user %d", id, user)
	}
	m.Text, m.Edited = text, true
	defer s.wake()
	update := s.incoming(c, m, user, saying{}, entitiesOf(text))
	update["edit_date"] = s.dated()
	s.push(updateLife, "edited_message", update)
	return nil
}

// Spins reports whether the spinner of a pressed button still turns.
func (s *Server) Spins(query string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, waiting := s.presses[query]
	return waiting
}

// Wait returns when ok holds; it is asked again whenever anything happens on
// the server.
func (s *Server) Wait(ctx context.Context, ok func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if ok() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Count is how many messages the bot has sent to the chat.
func (s *Server) Count(chatID int64) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.chats[chatID]; c != nil {
		return len(c.sent)
	}
	return 0
}
