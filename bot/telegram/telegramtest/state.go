package telegramtest

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"chitieu/bot/bottest/desk"
)

// state is what the page shows beside the messages.
type state struct {
	Version int                  `json:"version"` // counts what happened
	Bot     User                 `json:"bot"`
	Token   string               `json:"token"`
	Users   []User               `json:"users"`
	Chats   []chatState          `json:"chats"`
	Menus   map[string][]Command `json:"menus"` // by scope and language
	Faults  []string             `json:"faults"`
	Planned int                  `json:"planned"` // faults that are still to come, -1 for ever
	Privacy bool                 `json:"privacy"`
	Webhook string               `json:"webhook"`
	Waiting int                  `json:"waiting"` // updates that the bot has not confirmed
	Calls   int                  `json:"calls"`
	Refused int                  `json:"refused"` // with 429
}

type chatState struct {
	ID       int64     `json:"id"`
	Kind     string    `json:"type"`
	Title    string    `json:"title"`
	Topics   []int     `json:"topics,omitempty"`
	Closed   string    `json:"closed,omitempty"` // why the bot may not write
	MovedTo  int64     `json:"moved_to,omitempty"`
	Count    int       `json:"count"` // of messages
	Messages []Message `json:"messages,omitempty"`
}

// state is told with how much has happened.
func (s *Server) state() (st state, version int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	st = state{Version: s.version, Bot: s.bot, Token: s.token, Privacy: !s.open, Webhook: s.hook.url,
		Menus: make(map[string][]Command), Faults: slices.Sorted(maps.Keys(Faults(1))),
		Waiting: len(s.queue.updates), Calls: s.calls, Refused: s.limited}
	st.Users = slices.SortedFunc(maps.Values(s.users), func(a, b User) int { return cmp.Compare(a.ID, b.ID) })
	for _, c := range s.chats {
		st.Chats = append(st.Chats, c.state())
	}
	slices.SortFunc(st.Chats, func(a, b chatState) int { return cmp.Compare(b.ID, a.ID) })
	for m, commands := range s.commands {
		st.Menus[m.scope+"/"+m.lang] = commands
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
	return chatState{ID: c.ID, Kind: c.Kind, Title: cmp.Or(c.Title, c.First), Closed: c.closed, MovedTo: c.movedTo,
		Topics: slices.Sorted(maps.Keys(c.topics)), Count: len(c.messages)}
}

func (s *Server) controlChat(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	c := s.chats[pathNumber(r, "id")]
	var st chatState
	if c != nil {
		st = c.state()
		for _, m := range c.messages {
			st.Messages = append(st.Messages, *m)
		}
	}
	s.mu.Unlock()
	if c == nil {
		desk.Tell(w, nil, fmt.Errorf("%w chat %q", desk.ErrUnknown, r.PathValue("id")))
		return
	}
	desk.Tell(w, st, nil)
}

func (s *Server) controlFile(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	var m *Message
	if c := s.chats[pathNumber(r, "chat")]; c != nil {
		m = c.message(int(pathNumber(r, "id")))
	}
	s.mu.Unlock()
	if m == nil || m.Photo == nil {
		desk.Tell(w, nil, fmt.Errorf("%w file", desk.ErrUnknown))
		return
	}
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Type", "application/octet-stream")
	if kind := http.DetectContentType(m.Photo); kind == "image/png" || kind == "image/jpeg" {
		w.Header().Set("Content-Type", kind)
	}
	_, _ = w.Write(m.Photo)
}
