package telegramtest

import (
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"chitieu/bot/bottest/desk"
)

//go:embed page.html
var page []byte

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
	mux.HandleFunc("GET /{$}", desk.Page(page))
	mux.HandleFunc("GET /control/state", desk.News(s.Wait, s.state))
	mux.HandleFunc("GET /control/chats/{id}", s.controlChat)
	mux.HandleFunc("GET /control/files/{chat}/{id}", s.controlFile)
	mux.HandleFunc("POST /control/say", desk.Order(s.orderSay))
	mux.HandleFunc("POST /control/edit", desk.Order(s.orderEdit))
	mux.HandleFunc("POST /control/press", desk.Order(s.orderPress))
	mux.HandleFunc("POST /control/users", desk.Order(s.orderUser))
	mux.HandleFunc("POST /control/add", desk.Order(s.orderAdd))
	mux.HandleFunc("POST /control/kick", desk.Order(s.orderKick))
	mux.HandleFunc("POST /control/migrate", desk.Order(s.orderMigrate))
	mux.HandleFunc("POST /control/topic", desk.Order(s.orderTopic))
	mux.HandleFunc("POST /control/privacy", desk.Order(s.orderPrivacy))
	mux.HandleFunc("POST /control/quiet", desk.Order(s.orderQuiet))
	mux.HandleFunc("POST /control/again", desk.Order(s.orderAgain))
	mux.HandleFunc("POST /control/fault", desk.Order(s.orderFault))
	// A page elsewhere must not write here in the name of its visitor.
	protection := http.NewCrossOriginProtection()
	return protection.Handler(mux)
}

// known checks that there are such a chat and such a user; 0 is not asked for.
func (s *Server) known(chatID, user int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if chatID != 0 && s.chats[chatID] == nil {
		return fmt.Errorf("%w chat %d", desk.ErrUnknown, chatID)
	}
	if user != 0 && s.users[user].ID == 0 {
		return fmt.Errorf("%w user %d", desk.ErrUnknown, user)
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
	return desk.Done, s.Edit(o.Chat, o.From, o.Message, o.Text)
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
	return desk.Done, nil
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
	return desk.Done, nil
}

func (s *Server) orderKick(o groupOrder) (any, error) {
	if err := s.known(o.Chat, o.By); err != nil {
		return nil, err
	}
	s.Kick(o.Chat, o.By)
	return desk.Done, nil
}

func (s *Server) orderMigrate(o groupOrder) (any, error) {
	if o.To >= 0 {
		return nil, errors.New("a negative number is needed")
	}
	if err := s.known(o.Chat, 0); err != nil {
		return nil, err
	}
	s.Migrate(o.Chat, o.To)
	return desk.Done, nil
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
	return desk.Done, nil
}

func (s *Server) orderPrivacy(o struct{ On bool }) (any, error) {
	s.SetPrivacy(o.On)
	return desk.Done, nil
}

func (s *Server) orderQuiet(o struct{ Below bool }) (any, error) {
	s.QuietWeek(o.Below)
	return desk.Done, nil
}

func (s *Server) orderAgain(struct{}) (any, error) {
	s.Redeliver()
	return desk.Done, nil
}

type faultOrder struct {
	desk.Fault
	Seconds int `json:"seconds"` // of "too-many"
}

func (s *Server) orderFault(o faultOrder) (any, error) {
	if o.Fault.Fault == desk.Heal {
		s.Heal()
		return desk.Done, nil
	}
	fault, known := Faults(max(o.Seconds, 1))[o.Fault.Fault]
	var err error
	if fault.Delay, err = o.Wait(fault.Delay, known); err != nil {
		return nil, err
	}
	s.Fail(o.Method, o.Times(), fault)
	return desk.Done, nil
}

// pathNumber reads an id in a path, 0 if it is none.
func pathNumber(r *http.Request, name string) int64 {
	n, _ := strconv.ParseInt(r.PathValue(name), 10, 64)
	return n
}
