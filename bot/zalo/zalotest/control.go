package zalotest

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

//go:embed page.html
var page []byte

const maxOrder = 64 << 10 // bytes of an order to the control API

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
	mux.HandleFunc("GET /{$}", servePage)
	mux.HandleFunc("GET /control/state", s.controlState)
	mux.HandleFunc("GET /control/chats/{id}", s.controlChat)
	mux.HandleFunc("GET /control/photos/{id}", s.controlPhoto)
	mux.HandleFunc("POST /control/say", order(s.orderSay))
	mux.HandleFunc("POST /control/users", order(s.orderUser))
	mux.HandleFunc("POST /control/groups", order(s.orderGroup))
	mux.HandleFunc("POST /control/fault", order(s.orderFault))
	mux.HandleFunc("POST /control/quirk", order(s.orderQuirk))
	mux.HandleFunc("POST /control/again", order(s.orderAgain))
	mux.HandleFunc("POST /control/leave", order(s.orderLeave))
	mux.HandleFunc("POST /control/advance", order(s.orderAdvance))
	return http.NewCrossOriginProtection().Handler(mux)
}

func servePage(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src 'self'")
	_, _ = w.Write(page)
}

var errUnknown = errors.New("unknown")

// order makes a handler of a function from a JSON body to an answer.
func order[O any](obey func(O) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var o O
		in := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxOrder))
		in.DisallowUnknownFields()
		if err := in.Decode(&o); err != nil {
			tell(w, nil, fmt.Errorf("body: %w", err))
			return
		}
		answer, err := obey(o)
		tell(w, answer, err)
	}
}

func tell(w http.ResponseWriter, answer any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		status := http.StatusBadRequest
		if errors.Is(err, errUnknown) {
			status = http.StatusNotFound
		}
		w.WriteHeader(status)
		answer = map[string]string{"error": err.Error()}
	}
	_ = json.NewEncoder(w).Encode(answer)
}

// done is the answer of orders that have nothing to tell.
var done = struct{}{}

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
		return nil, fmt.Errorf("%w user %q", errUnknown, o.From)
	}
	chatID, found := s.findChat(o.Chat)
	if o.Chat == "" {
		chatID, found = from, true
	}
	if !found {
		return nil, fmt.Errorf("%w chat %q", errUnknown, o.Chat)
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

type faultOrder struct {
	Fault  string `json:"fault"` // a name of Faults, or "heal"; "" with a delay
	Method string `json:"method"`
	N      int    `json:"n"` // 0 is 1, negative is for ever
	Delay  string `json:"delay"`
}

func (s *Server) orderFault(o faultOrder) (any, error) {
	if o.Fault == "heal" {
		s.Heal()
		return done, nil
	}
	fault, known := Faults()[o.Fault]
	if !known && (o.Fault != "" || o.Delay == "") {
		return nil, fmt.Errorf("%w fault %q", errUnknown, o.Fault)
	}
	if o.Delay != "" {
		delay, err := time.ParseDuration(o.Delay)
		if err != nil {
			return nil, err
		}
		fault.Delay = delay
	}
	if o.N == 0 {
		o.N = 1
	}
	s.Fail(o.Method, o.N, fault)
	return done, nil
}

func (s *Server) orderQuirk(o struct{ Quirk Quirk }) (any, error) { return done, s.Set(o.Quirk) }

func (s *Server) orderAgain(struct{}) (any, error) {
	s.Again()
	return done, nil
}

func (s *Server) orderLeave(o struct{ Chat string }) (any, error) {
	id, found := s.findChat(o.Chat)
	if !found {
		return nil, fmt.Errorf("%w chat %q", errUnknown, o.Chat)
	}
	s.Leave(id)
	return done, nil
}

func (s *Server) orderAdvance(o struct{ By string }) (any, error) {
	by, err := time.ParseDuration(o.By)
	if err != nil {
		return nil, err
	}
	s.Advance(by)
	return done, nil
}
