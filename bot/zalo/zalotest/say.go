package zalotest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Kind is what a message is made of.
type Kind string

// The kinds that the platform tells apart.
const (
	Text        Kind = "text"
	Image       Kind = "image"
	Sticker     Kind = "sticker"
	Voice       Kind = "voice"
	Unsupported Kind = "unsupported" // content that a bot is not shown
)

// event is the name of the update that brings a message of the kind.
func (k Kind) event() string { return "message." + string(k) + ".received" }

// Option changes what is said.
type Option func(*Message)

// ReplyTo answers a message of the chat; "" answers none.
func ReplyTo(id string) Option { return func(m *Message) { m.ReplyTo = id } }

// Mention is the text with the bot picked from the list of members before it.
func (s *Server) Mention(text string) string { return "@" + s.o.Bot.DisplayName + " " + text }

// Say lets a person write in a chat and returns the message's id. It panics if
// there is no such person or chat.
func (s *Server) Say(from, chatID, text string, options ...Option) string {
	return s.utter(from, chatID, Message{Kind: Text, Text: text}, options)
}

// SayPhoto sends a picture with a caption, which may be "".
func (s *Server) SayPhoto(from, chatID, url, caption string, options ...Option) string {
	return s.utter(from, chatID, Message{Kind: Image, PhotoURL: url, Text: caption}, options)
}

// Sticker sends a sticker.
func (s *Server) Sticker(from, chatID, id string, options ...Option) string {
	return s.utter(from, chatID, Message{Kind: Sticker, Sticker: id}, options)
}

// Voice sends a voice message.
func (s *Server) Voice(from, chatID, url string, options ...Option) string {
	return s.utter(from, chatID, Message{Kind: Voice, Voice: url}, options)
}

// Unsupported sends a document, a video or whatever else the platform shows a
// bot without any content.
func (s *Server) Unsupported(from, chatID string, options ...Option) string {
	return s.utter(from, chatID, Message{Kind: Unsupported}, options)
}

func (s *Server) utter(from, chatID string, m Message, options []Option) string {
	for _, o := range options {
		o(&m)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	u, c := s.mustUser(from), s.mustChat(chatID)
	m.ID, m.From, m.Name, m.At = s.nextID(), u.ID, u.Name, s.now()
	m.Heard = s.hears(c, u, &m)
	c.messages = append(c.messages, &m)
	if m.Heard {
		s.push(s.update(c, &m))
	}
	s.wake()
	return m.ID
}

// hears says whether the platform gives the bot a message: one from a group
// only if it names the bot or answers it, and none beyond the plan.
func (s *Server) hears(c *chat, u *User, m *Message) bool {
	if c.left || c.group && !s.stands(OpenGroups) && !s.isForBot(c, m) {
		return false
	}
	if !s.serves(u.ID, false, s.limits.Users) || c.group && !s.serves(c.ID, true, s.limits.Groups) {
		return false
	}
	c.heard = true
	return true
}

func (s *Server) isForBot(c *chat, m *Message) bool {
	if r := c.message(m.ReplyTo); r != nil && r.Bot {
		return true
	}
	return strings.Contains(m.Text, "@"+s.o.Bot.DisplayName)
}

// Choose lets a person type the number that stands before the label in the
// newest message of the bot that lists it, as "2. Label" or "2) Label"; in a
// group with the bot's name.
func (s *Server) Choose(from, chatID, label string) error {
	line := regexp.MustCompile(`(?m)^\s*(\d+)[.)]\s*` + regexp.QuoteMeta(label) + `\s*$`)
	for _, m := range slices.Backward(s.Shown(chatID)) {
		if found := line.FindStringSubmatch(m.Text); found != nil {
			text := found[1]
			if isGroup(chatID) {
				text = s.Mention(text)
			}
			s.Say(from, chatID, text)
			return nil
		}
	}
	return fmt.Errorf("no choice %q in chat %s", label, chatID)
}
