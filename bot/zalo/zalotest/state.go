package zalotest

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"chitieu/bot/bottest/desk"
)

// state is what the page shows beside the messages.
type state struct {
	Version  int                  `json:"version"` // counts what happened
	Bot      string               `json:"bot"`
	Token    string               `json:"token"`
	Users    []User               `json:"users"`
	Chats    []chatState          `json:"chats"`
	Quirks   map[string]string    `json:"quirks"`
	Switches map[string][2]string `json:"switches"`
	Faults   []string             `json:"faults"`
	Planned  int                  `json:"planned"` // faults that are still to come, -1 for ever
	Polls    int                  `json:"polls"`
	Webhook  string               `json:"webhook"`
	Sent     int                  `json:"sent"`
	Quota    int                  `json:"quota"`
	Lost     int                  `json:"lost"`
	Now      time.Time            `json:"now"`
}

type chatState struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Group    bool      `json:"group"`
	Left     bool      `json:"left"`
	Typing   bool      `json:"typing"`
	Count    int       `json:"count"` // of messages
	Messages []Message `json:"messages,omitempty"`
}

// state is told with how much has happened.
func (s *Server) state() (st state, version int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st = state{Version: s.version, Bot: s.o.Bot.DisplayName, Token: s.o.Token,
		Quirks: maps.Clone(s.quirks), Switches: switches, Faults: slices.Sorted(maps.Keys(Faults())),
		Polls: s.queue.pollers, Webhook: s.hook.url, Sent: s.months[s.month()], Quota: s.limits.Messages,
		Lost: s.queue.lost, Now: s.now()}
	for _, u := range s.users {
		st.Users = append(st.Users, *u)
	}
	for _, c := range s.chats {
		st.Chats = append(st.Chats, c.state())
	}
	for _, p := range s.faults {
		if p.left < 0 || st.Planned < 0 {
			st.Planned = -1
		} else {
			st.Planned += p.left
		}
	}
	return st, s.version
}

func (c *chat) state() chatState {
	return chatState{ID: c.ID, Name: c.Name, Group: c.group, Left: c.left,
		Typing: time.Since(c.typing) < typingFades, Count: len(c.messages)}
}

func (s *Server) controlChat(w http.ResponseWriter, r *http.Request) {
	id, found := s.findChat(r.PathValue("id"))
	if !found {
		desk.Tell(w, nil, fmt.Errorf("%w chat %q", desk.ErrUnknown, r.PathValue("id")))
		return
	}
	s.mu.Lock()
	c := s.chatByID[id].state()
	s.mu.Unlock()
	c.Messages = s.Talk(id)
	desk.Tell(w, c, nil)
}

func (s *Server) controlPhoto(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	var photo []byte
	for _, c := range s.chats {
		if m := c.message(r.PathValue("id")); m != nil {
			photo = m.Photo
		}
	}
	s.mu.Unlock()
	if photo == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", http.DetectContentType(photo))
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Security-Policy", "sandbox")
	_, _ = w.Write(photo)
}

// findUser finds a user by id or name, the first of that name.
func (s *Server) findUser(who string) (id string, found bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.users, func(u *User) bool { return u.ID == who || u.Name == who })
	if i < 0 {
		return "", false
	}
	return s.users[i].ID, true
}

// findChat finds a chat by id, or by its name or its person's.
func (s *Server) findChat(which string) (id string, found bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.IndexFunc(s.chats, func(c *chat) bool { return c.ID == which || c.Name == which })
	if i < 0 {
		return "", false
	}
	return s.chats[i].ID, true
}
