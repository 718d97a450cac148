package zalotest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"
)

// User is a person.
type User struct {
	ID   string `json:"id"` // 20 hex digits; also the private chat with the bot
	Name string `json:"name"`
}

// chat is a private chat with the bot, or a group with it.
type chat struct {
	ID       string
	Name     string
	group    bool
	heard    bool // the person has written to the bot, which may write back
	left     bool // the bot was put out
	typing   time.Time
	messages []*Message
}

// Message is a message as people see it.
type Message struct {
	ID   string    `json:"id"`
	From string    `json:"from"` // a user's id, "" is the bot
	Name string    `json:"name"`
	Bot  bool      `json:"bot"`
	At   time.Time `json:"at"`
	Text string    `json:"text"` // or the caption; markup is not rendered
	Kind Kind      `json:"kind"`

	// ReplyTo is the message that a person answers.
	ReplyTo string `json:"reply_to,omitempty"`
	// Heard says that the message is meant for the bot: one in a group without
	// the bot's name is not. Lost says that nobody was there to take it.
	Heard bool `json:"heard"`
	Lost  bool `json:"lost,omitempty"`

	ParseMode string  `json:"parse_mode,omitempty"`
	Styles    []Style `json:"text_styles,omitempty"`
	// Photo is what people see of a picture: what the last fetch brought.
	Photo    []byte `json:"-"`
	PhotoURL string `json:"photo_url,omitempty"`
	// Black is set when the second fetch failed: phones show a black picture.
	Black   bool   `json:"black,omitempty"`
	Sticker string `json:"sticker,omitempty"`
	Voice   string `json:"voice_url,omitempty"`
	// Ignored are the fields of the call that the platform does not know. It
	// accepts them silently, so a test asks that there are none.
	Ignored []string `json:"ignored,omitempty"`
}

// UserID is the id of the first user with the name.
func UserID(name string) string { return userID(name, 1) }

// GroupID is the id of the group with the name.
func GroupID(name string) string { return "zgr-" + digest("group", name) }

func userID(name string, n int) string { return digest("user", fmt.Sprint(n), name) }

// digest is an id of 20 hex digits, the same for the same parts.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:10])
}

func isGroup(id string) bool { return strings.HasPrefix(id, "zgr-") }

// AddUser makes a person and returns the id, which is also that of the private
// chat with the bot. Another person of the same name has another id.
func (s *Server) AddUser(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 1
	for s.userByID[userID(name, n)] != nil {
		n++
	}
	u := &User{userID(name, n), name}
	s.users, s.userByID[u.ID] = append(s.users, u), u
	s.open(&chat{ID: u.ID, Name: name})
	return u.ID
}

// open adds a chat. The caller holds s.mu.
func (s *Server) open(c *chat) {
	s.chats, s.chatByID[c.ID] = append(s.chats, c), c
	s.wake()
}

// AddGroup makes a group with the bot in it and returns its id. The bot learns
// neither of the group nor ever its name. A group that exists stays; if the bot
// had been put out, it is in again.
func (s *Server) AddGroup(name string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := GroupID(name)
	if c := s.chatByID[id]; c != nil {
		c.left = false
		s.wake()
		return id
	}
	s.open(&chat{ID: id, Name: name, group: true})
	return id
}

// Leave puts the bot out of a group, or blocks it in a private chat. It is not
// told.
func (s *Server) Leave(chatID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mustChat(chatID).left = true
	s.wake()
}

// Shown is what the bot has said in the chat, oldest first, nil if there is no
// such chat.
func (s *Server) Shown(chatID string) []Message {
	return slices.DeleteFunc(s.Talk(chatID), func(m Message) bool { return !m.Bot })
}

// Talk is everything said in the chat, oldest first.
func (s *Server) Talk(chatID string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chatByID[chatID]
	if c == nil {
		return nil
	}
	var all []Message
	for _, m := range c.messages {
		all = append(all, *m)
	}
	return all
}

// Typing reports whether people see that the bot is typing.
func (s *Server) Typing(chatID string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chatByID[chatID]
	return c != nil && time.Since(c.typing) < typingFades
}

func (s *Server) mustChat(id string) *chat {
	c := s.chatByID[id]
	if c == nil {
		panic(fmt.Sprintf("zalotest: no chat %q", id))
	}
	return c
}

func (s *Server) mustUser(id string) *User {
	u := s.userByID[id]
	if u == nil {
		panic(fmt.Sprintf("zalotest: no user %q", id))
	}
	return u
}

// message finds a message; "" is none.
func (c *chat) message(id string) *Message {
	if id == "" {
		return nil
	}
	if i := slices.IndexFunc(c.messages, func(m *Message) bool { return m.ID == id }); i >= 0 {
		return c.messages[i]
	}
	return nil
}

// nextID is the id of a new message: 20 hex digits.
func (s *Server) nextID() string {
	s.serial++
	return digest("message", s.o.Token, fmt.Sprint(s.serial))
}
