package zalotest

import (
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"chitieu/bot/bottest/desk"
)

//go:embed page.html
var page []byte

// Control serves the platform and, beside it, what people and scripts need to
// use it by hand. Bodies and answers are JSON; a refusal is {"error":"…"} with
// status 400 or 404. Users and chats go by id or by name; no chat is the
// private one.
//
//	GET  /                        a page to write as one of the users
//	POST /control/say             {from, chat, text, reply_to, photo, sticker, voice, unsupported} → {id, heard}
//	GET  /control/chats/{id}      → {id, name, group, messages}
//	GET  /control/photos/{id}     the picture of a message as people see it
//	POST /control/users           {name} → {id}
//	POST /control/groups          {name} → {id}
//	POST /control/fault           {fault, method, n, delay}, or {fault: "heal"}; method "webhook" is our delivery
//	POST /control/quirk           {quirk: "replay=on"}
//	POST /control/again           {}: the newest update once more
//	POST /control/leave           {chat}: put the bot out
//	POST /control/advance         {by: "24h"}: move the clock
//	GET  /control/state?after=N   everything but messages, when more than N things have happened
func (s *Server) Control() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", s)
	mux.HandleFunc("GET /{$}", desk.Page(page))
	mux.HandleFunc("GET /control/state", desk.News(s.Wait, s.state))
	mux.HandleFunc("GET /control/chats/{id}", s.controlChat)
	mux.HandleFunc("GET /control/photos/{id}", s.controlPhoto)
	mux.HandleFunc("POST /control/say", desk.Order(s.orderSay))
	mux.HandleFunc("POST /control/users", desk.Order(s.orderUser))
	mux.HandleFunc("POST /control/groups", desk.Order(s.orderGroup))
	mux.HandleFunc("POST /control/fault", desk.Order(s.orderFault))
	mux.HandleFunc("POST /control/quirk", desk.Order(s.orderQuirk))
	mux.HandleFunc("POST /control/again", desk.Order(s.orderAgain))
	mux.HandleFunc("POST /control/leave", desk.Order(s.orderLeave))
	mux.HandleFunc("POST /control/advance", desk.Order(s.orderAdvance))
	return http.NewCrossOriginProtection().Handler(mux)
}

type sayOrder struct {
	From        string `json:"from"`
	Chat        string `json:"chat"`
	Text        string `json:"text"` // or the caption of photo
	ReplyTo     string `json:"reply_to"`
	Photo       string `json:"photo"` // an address
	Sticker     string `json:"sticker"`
	Voice       string `json:"voice"` // an address
	Unsupported bool   `json:"unsupported"`
}

func (s *Server) orderSay(o sayOrder) (any, error) {
	from, found := s.findUser(o.From)
	if !found {
		return nil, fmt.Errorf("%w user %q", desk.ErrUnknown, o.From)
	}
	chatID, found := s.findChat(o.Chat)
	if o.Chat == "" {
		chatID, found = from, true
	}
	if !found {
		return nil, fmt.Errorf("%w chat %q", desk.ErrUnknown, o.Chat)
	}
	m := o.message()
	if m.Kind == Text && strings.TrimSpace(m.Text) == "" {
		return nil, errors.New("a text is needed")
	}
	id := s.utter(from, chatID, m, []Option{ReplyTo(o.ReplyTo)})
	said := s.Talk(chatID)
	i := slices.IndexFunc(said, func(m Message) bool { return m.ID == id })
	return map[string]any{"id": id, "heard": said[i].Heard}, nil
}

func (o sayOrder) message() Message {
	m := Message{Kind: Text, Text: o.Text, PhotoURL: o.Photo, Sticker: o.Sticker, Voice: o.Voice}
	switch {
	case o.Photo != "":
		m.Kind = Image
	case o.Sticker != "":
		m.Kind = Sticker
	case o.Voice != "":
		m.Kind = Voice
	case o.Unsupported:
		m.Kind = Unsupported
	}
	return m
}

type nameOrder struct {
	Name string `json:"name"`
}

func (s *Server) orderUser(o nameOrder) (any, error) { return named(o, s.AddUser) }

func (s *Server) orderGroup(o nameOrder) (any, error) { return named(o, s.AddGroup) }

func named(o nameOrder, add func(string) string) (any, error) {
	if o.Name == "" {
		return nil, errors.New("a name is needed")
	}
	return map[string]string{"id": add(o.Name)}, nil
}

func (s *Server) orderFault(o desk.Fault) (any, error) {
	if o.Fault == desk.Heal {
		s.Heal()
		return desk.Done, nil
	}
	fault, known := Faults()[o.Fault]
	var err error
	if fault.Delay, err = o.Wait(fault.Delay, known); err != nil {
		return nil, err
	}
	s.Fail(o.Method, o.Times(), fault)
	return desk.Done, nil
}

func (s *Server) orderQuirk(o struct{ Quirk Quirk }) (any, error) { return desk.Done, s.Set(o.Quirk) }

func (s *Server) orderAgain(struct{}) (any, error) {
	s.Again()
	return desk.Done, nil
}

func (s *Server) orderLeave(o struct{ Chat string }) (any, error) {
	id, found := s.findChat(o.Chat)
	if !found {
		return nil, fmt.Errorf("%w chat %q", desk.ErrUnknown, o.Chat)
	}
	s.Leave(id)
	return desk.Done, nil
}

func (s *Server) orderAdvance(o struct{ By string }) (any, error) {
	by, err := time.ParseDuration(o.By)
	if err != nil {
		return nil, err
	}
	s.Advance(by)
	return desk.Done, nil
}
