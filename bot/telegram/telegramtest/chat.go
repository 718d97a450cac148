package telegramtest

import (
	"fmt"
	"net/http"
	"time"
)

// chat is a private chat, a group or a supergroup.
type chat struct {
	ID    int64  `json:"id"`
	Kind  string `json:"type"`
	Title string `json:"title,omitempty"`
	First string `json:"first_name,omitempty"`
	Forum bool   `json:"is_forum,omitempty"`

	topics   map[int]bool
	closed   string // why the bot may not write, "" if it may
	movedTo  int64
	lastID   int
	botWrote bool // the bot was the last bot to write
	messages []*Message
	sent     []time.Time // of the bot's messages, for the limits
}

// Message is a message as a person sees it.
type Message struct {
	ID      int        `json:"id"`
	Bot     bool       `json:"bot,omitempty"`  // the bot wrote it
	From    int64      `json:"from,omitempty"` // who else wrote it
	At      time.Time  `json:"at"`
	Text    string     `json:"text"`
	Bold    []string   `json:"bold,omitempty"` // the parts that stand out
	Buttons [][]Button `json:"buttons,omitempty"`
	Photo   []byte     `json:"-"`              // a picture, or a file
	Name    string     `json:"name,omitempty"` // of the file, as the bot named it
	IsFile  bool       `json:"is_file,omitempty"`
	ReplyTo int        `json:"reply_to,omitempty"`
	Topic   int        `json:"topic,omitempty"`
	Edited  bool       `json:"edited,omitempty"`
	Heard   bool       `json:"heard,omitempty"` // the bot gets it, whatever privacy mode says
}

// Button is an inline button.
type Button struct {
	Label string `json:"text"`
	Data  string `json:"callback_data"`
}

// AddUser makes a person known who has not talked to the bot.
func (s *Server) AddUser(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[u.ID] = u
}

// AddPrivate opens a private chat of the person with the bot; its id is the
// person's.
func (s *Server) AddPrivate(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.wake()
	s.users[u.ID] = u
	s.chats[u.ID] = &chat{ID: u.ID, Kind: "private", First: u.First}
}

// AddGroup makes a group with the bot in it; ids below -1e12 are supergroups.
// With topics it is a forum.
func (s *Server) AddGroup(id int64, title string, topics ...int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.wake()
	c := &chat{ID: id, Kind: "group", Title: title, Forum: len(topics) > 0, topics: make(map[int]bool)}
	if id < -1_000_000_000_000 {
		c.Kind = "supergroup"
	}
	for _, topic := range topics {
		c.topics[topic] = true
		c.lastID = max(c.lastID, topic)
	}
	s.chats[id] = c
}

// Invite adds the bot to a group, new or one that it was put out of; it is told.
func (s *Server) Invite(by int64, id int64, title string, topics ...int) {
	s.mu.Lock()
	c := s.chats[id]
	if c != nil {
		c.closed = ""
	}
	s.mu.Unlock()
	if c == nil {
		s.AddGroup(id, title, topics...)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.membership(id, by, "left", "member")
}

// Kick removes the bot from a group, or lets a person block it, and tells it.
func (s *Server) Kick(chatID, by int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[chatID]
	c.closed = "bot was blocked by the user"
	if chatID < 0 {
		c.closed = fmt.Sprintf("bot was kicked from the %s chat", c.Kind)
	}
	s.membership(chatID, by, "member", "kicked")
	s.wake()
}

// Migrate turns a group into a supergroup. The bot learns of it when it writes
// to the old id, and by two service messages.
func (s *Server) Migrate(from, to int64) {
	s.mu.Lock()
	title := s.chats[from].Title
	s.chats[from].movedTo = to
	s.mu.Unlock()
	s.AddGroup(to, title)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.push(updateLife, "message", s.service(from, "migrate_to_chat_id", to))
	s.push(updateLife, "message", s.service(to, "migrate_from_chat_id", from))
}

// CloseTopic deletes a topic.
func (s *Server) CloseTopic(chatID int64, topic int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.wake()
	delete(s.chats[chatID].topics, topic)
}

// OpenTopic makes a topic of a forum, also one that was deleted.
func (s *Server) OpenTopic(chatID int64, topic int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.wake()
	if c := s.chats[chatID]; c.topics != nil {
		c.topics[topic] = true
	}
}

func (s *Server) service(chatID int64, field string, value int64) map[string]any {
	c := s.chats[chatID]
	c.lastID++
	return map[string]any{"message_id": c.lastID, "date": s.dated(), "chat": c,
		"from": User{ID: 1087968824, IsBot: true, First: "Group"}, "sender_chat": c, field: value}
}

// membership tells the bot what became of it in a chat. The caller holds s.mu.
func (s *Server) membership(chatID, by int64, before, after string) {
	s.push(updateLife, "my_chat_member", map[string]any{
		"chat": s.chats[chatID], "from": s.users[by], "date": s.dated(),
		"old_chat_member": map[string]any{"user": s.bot, "status": before},
		"new_chat_member": map[string]any{"user": s.bot, "status": after},
	})
}

// reach finds the chat that the bot writes to, or says why it may not.
func (s *Server) reach(id int64) (*chat, *answer) {
	c := s.chats[id]
	switch {
	case c == nil && s.users[id].ID != 0:
		return nil, new(forbidden("bot can't initiate conversation with a user"))
	case c == nil:
		return nil, new(bad("chat not found"))
	case c.movedTo != 0:
		return nil, &answer{code: http.StatusBadRequest, description: "Bad Request: group chat was upgraded to a supergroup chat",
			parameters: map[string]any{"migrate_to_chat_id": c.movedTo}}
	case c.closed != "":
		return nil, new(forbidden(c.closed))
	default:
		return c, nil
	}
}

func (c *chat) message(id int) *Message {
	for _, m := range c.messages {
		if m.ID == id {
			return m
		}
	}
	return nil
}
