package telegramtest

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

//go:embed page.html
var page []byte

const maxOrder = 64 << 10 // bytes of an order to the control API

// Control serves the Bot API and, beside it, what people and scripts need to use
// it by hand. Bodies and answers are JSON; a refusal is {"error":"…"} with status
// 400 or 404. Users and chats go by id; a private chat has its user's id.
//
//	GET  /                          a page to write as one of the users
//	GET  /control/state?after=N     everything but messages, when more than N things have happened
//	GET  /control/chats/{id}        → {id, title, type, messages}
//	GET  /control/files/{chat}/{id} what the bot sent in a message
//	POST /control/say               {from, chat, text, reply_to, topic, photo, anonymous} → {id, heard}
//	POST /control/edit              {from, chat, message, text}
//	POST /control/press             {from, chat, message, data} → {id}
//	POST /control/users             {id, first_name, last_name, language_code}: a person and her private chat
//	POST /control/add               {chat, title, by, topics}: the bot is added to a new group
//	POST /control/kick              {chat, by}: the bot is put out, or blocked
//	POST /control/migrate           {chat, to}
//	POST /control/topic             {chat, topic, open}
//	POST /control/privacy           {on}
//	POST /control/quiet             {below}: the next update has a random number
//	POST /control/again             {}: the newest update once more
//	POST /control/fault             {fault, method, n, delay, seconds}, or {fault: "heal"}; method "webhook" is our delivery
func (s *Server) Control() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", s)
	mux.HandleFunc("GET /{$}", servePage)
	mux.HandleFunc("GET /control/state", s.controlState)
	mux.HandleFunc("GET /control/chats/{id}", s.controlChat)
	mux.HandleFunc("GET /control/files/{chat}/{id}", s.controlFile)
	mux.HandleFunc("POST /control/say", order(s.orderSay))
	mux.HandleFunc("POST /control/edit", order(s.orderEdit))
	mux.HandleFunc("POST /control/press", order(s.orderPress))
	mux.HandleFunc("POST /control/users", order(s.orderUser))
	mux.HandleFunc("POST /control/add", order(s.orderAdd))
	mux.HandleFunc("POST /control/kick", order(s.orderKick))
	mux.HandleFunc("POST /control/migrate", order(s.orderMigrate))
	mux.HandleFunc("POST /control/topic", order(s.orderTopic))
	mux.HandleFunc("POST /control/privacy", order(s.orderPrivacy))
	mux.HandleFunc("POST /control/quiet", order(s.orderQuiet))
	mux.HandleFunc("POST /control/again", order(s.orderAgain))
	mux.HandleFunc("POST /control/fault", order(s.orderFault))
	// A page elsewhere must not write here in the name of its visitor.
	protection := http.NewCrossOriginProtection()
	return protection.Handler(mux)
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

// known checks that there are such a chat and such a user; 0 is not asked for.
func (s *Server) known(chatID, user int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if chatID != 0 && s.chats[chatID] == nil {
		return fmt.Errorf("%w chat %d", errUnknown, chatID)
	}
	if user != 0 && s.users[user].ID == 0 {
		return fmt.Errorf("%w user %d", errUnknown, user)
	}
	return nil
}

type sayOrder struct {
	From      int64  `json:"from"`
	Chat      int64  `json:"chat"` // 0 is the private one
	Text      string `json:"text"`
	ReplyTo   int    `json:"reply_to"`
	Topic     int    `json:"topic"`
	Photo     string `json:"photo"` // a file id
	Anonymous bool   `json:"anonymous"`
}

func (s *Server) orderSay(o sayOrder) (any, error) {
	if o.Chat == 0 {
		o.Chat = o.From
	}
	if err := s.known(o.Chat, o.From); err != nil {
		return nil, err
	}
	if o.Text == "" && o.Photo == "" || length(o.Text) > maxText {
		return nil, fmt.Errorf("a text has 1 to %d characters", maxText)
	}
	options := []Option{ReplyTo(o.ReplyTo), InTopic(o.Topic)}
	if o.Photo != "" {
		options = append(options, WithPhoto(o.Photo))
	}
	if o.Anonymous {
		options = append(options, Anonymous())
	}
	id := s.Say(o.Chat, o.From, o.Text, options...)
	s.mu.Lock()
	defer s.mu.Unlock()
	return map[string]any{"id": id, "heard": s.chats[o.Chat].message(id).Heard}, nil
}

type messageOrder struct {
	From    int64  `json:"from"`
	Chat    int64  `json:"chat"`
	Message int    `json:"message"`
	Text    string `json:"text"`
	Data    string `json:"data"`
}

func (s *Server) orderEdit(o messageOrder) (any, error) {
	if err := s.known(o.Chat, o.From); err != nil {
		return nil, err
	}
	return done, s.Edit(o.Chat, o.From, o.Message, o.Text)
}

func (s *Server) orderPress(o messageOrder) (any, error) {
	if err := s.known(o.Chat, o.From); err != nil {
		return nil, err
	}
	id, err := s.PressData(o.Chat, o.From, o.Message, o.Data)
	return map[string]string{"id": id}, err
}

func (s *Server) orderUser(u User) (any, error) {
	if u.ID <= 0 || u.First == "" {
		return nil, errors.New("a positive id and a first_name are needed")
	}
	s.AddPrivate(u)
	return done, nil
}

type groupOrder struct {
	Chat   int64  `json:"chat"`
	Title  string `json:"title"`
	By     int64  `json:"by"`
	Topics []int  `json:"topics"`
	To     int64  `json:"to"`
	Topic  int    `json:"topic"`
	Open   bool   `json:"open"`
}

func (s *Server) orderAdd(o groupOrder) (any, error) {
	if o.Chat >= 0 || o.Title == "" {
		return nil, errors.New("a negative chat and a title are needed")
	}
	if err := s.known(0, o.By); err != nil {
		return nil, err
	}
	s.Invite(o.By, o.Chat, o.Title, o.Topics...)
	return done, nil
}

func (s *Server) orderKick(o groupOrder) (any, error) {
	if err := s.known(o.Chat, o.By); err != nil {
		return nil, err
	}
	s.Kick(o.Chat, o.By)
	return done, nil
}

func (s *Server) orderMigrate(o groupOrder) (any, error) {
	if o.To >= 0 {
		return nil, errors.New("a negative number is needed")
	}
	if err := s.known(o.Chat, 0); err != nil {
		return nil, err
	}
	s.Migrate(o.Chat, o.To)
	return done, nil
}

func (s *Server) orderTopic(o groupOrder) (any, error) {
	if err := s.known(o.Chat, 0); err != nil {
		return nil, err
	}
	if o.Open {
		s.OpenTopic(o.Chat, o.Topic)
	} else {
		s.CloseTopic(o.Chat, o.Topic)
	}
	return done, nil
}

func (s *Server) orderPrivacy(o struct{ On bool }) (any, error) {
	s.SetPrivacy(o.On)
	return done, nil
}

func (s *Server) orderQuiet(o struct{ Below bool }) (any, error) {
	s.QuietWeek(o.Below)
	return done, nil
}

func (s *Server) orderAgain(struct{}) (any, error) {
	s.Redeliver()
	return done, nil
}

type faultOrder struct {
	Fault   string `json:"fault"` // a name of Faults, or "heal"; "" with a delay
	Method  string `json:"method"`
	N       int    `json:"n"` // 0 is 1, negative is for ever
	Delay   string `json:"delay"`
	Seconds int    `json:"seconds"` // of "too-many"
}

func (s *Server) orderFault(o faultOrder) (any, error) {
	if o.Fault == "heal" {
		s.Heal()
		return done, nil
	}
	fault, known := Faults(max(o.Seconds, 1))[o.Fault]
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

// pathNumber reads an id in a path, 0 if it is none.
func pathNumber(r *http.Request, name string) int64 {
	n, _ := strconv.ParseInt(r.PathValue(name), 10, 64)
	return n
}
