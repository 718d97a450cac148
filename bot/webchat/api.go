package webchat

import (
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf8"

	"chitieu/bot"
	"chitieu/target"
)

// maxText bounds a message as other messengers do, in characters.
const maxText = 4096

// sendID is the id that the page draws for each message and press.
var sendID = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// state is everything a page needs to begin with.
type state struct {
	User     string      `json:"user"`  // the bot's name in a mention
	Place    string      `json:"place"` // in the feed: follow the stream from here
	Banner   string      `json:"banner,omitempty"`
	Now      string      `json:"now"`
	Movable  bool        `json:"movable"` // the clock can be advanced
	Personas []person    `json:"personas"`
	Rooms    []roomState `json:"rooms"`
}

type person struct {
	ID   target.MemberID `json:"id"`
	Name string          `json:"name"`
	Role string          `json:"role"`
}

type roomState struct {
	*room
	Messages []message `json:"messages"`
}

func (t *Transport) getState(w http.ResponseWriter, _ *http.Request) {
	s := t.board.state()
	s.User, s.Banner, s.Movable = UserName, t.o.Banner, t.o.Clock != nil
	for _, p := range t.o.Personas {
		s.Personas = append(s.Personas, person{ID: p.ID, Name: p.Name, Role: p.Role})
	}
	answer(w, http.StatusOK, s)
}

// said is the body of a message.
type said struct {
	ID      string          `json:"id"`
	From    target.MemberID `json:"from"`
	Text    string          `json:"text"`
	ReplyTo string          `json:"replyTo"`
}

func (t *Transport) postMessage(w http.ResponseWriter, r *http.Request) error {
	var in said
	if err := read(r, &in); err != nil {
		return err
	}
	if strings.TrimSpace(in.Text) == "" {
		return problem{status: http.StatusUnprocessableEntity, key: "empty"}
	}
	if utf8.RuneCountInString(in.Text) > maxText {
		return problem{status: http.StatusRequestEntityTooLarge, key: "too-big"}
	}
	room, m, err := t.message(r, in.ID, in.From)
	if err != nil {
		return err
	}
	return done(w, t.take(r.Context(), room, in.ID, func() (bot.Message, error) {
		text, spokenTo := addressed(in.Text)
		m.Text = text
		m.ReplyTo = in.ReplyTo
		m.Addressed = spokenTo || !room.Group || t.toBot(room, in.ReplyTo)
		t.showOnce(room, message{From: in.From, Sent: in.ID, Text: strings.TrimSpace(in.Text), ReplyTo: in.ReplyTo})
		return m, nil
	}))
}

// toBot reports whether a message replies to one of the bot's.
func (t *Transport) toBot(r *room, replyTo string) bool {
	_, ok := t.board.find(r, func(m message) bool { return m.ID == replyTo && m.From == "" })
	return ok
}

// pressed is the body of a press.
type pressed struct {
	ID      string          `json:"id"`
	From    target.MemberID `json:"from"`
	Message string          `json:"message"`
	Choice  int             `json:"choice"` // from 0
}

func (t *Transport) postPress(w http.ResponseWriter, r *http.Request) error {
	var in pressed
	if err := read(r, &in); err != nil {
		return err
	}
	room, m, err := t.message(r, in.ID, in.From)
	if err != nil {
		return err
	}
	return done(w, t.take(r.Context(), room, in.ID, func() (bot.Message, error) {
		on, ok := t.board.find(room, func(m message) bool { return m.ID == in.Message })
		if !ok || in.Choice < 0 || in.Choice >= len(on.data) {
			return bot.Message{}, problem{status: http.StatusGone, key: "no-choice"}
		}
		t.board.change(room, on.ID, func(m *message) { m.Chosen, m.ChosenBy = in.Choice+1, in.From })
		m.Text, m.Pressed, m.Addressed = on.data[in.Choice], on.ID, true
		return m, nil
	}))
}

// message begins a bot.Message with who speaks where.
func (t *Transport) message(r *http.Request, id string, from target.MemberID) (*room, bot.Message, error) {
	if !sendID.MatchString(id) {
		return nil, bot.Message{}, problem{status: http.StatusBadRequest, key: "bad-request"}
	}
	room := t.board.room(target.ChatID(r.PathValue("room")))
	if room == nil || !room.member(from) {
		return nil, bot.Message{}, problem{status: http.StatusNotFound, key: "no-room"}
	}
	m := bot.Message{ID: prefix + id, Chat: room.ID, Group: room.Group, From: from, Lang: langOf(r), At: t.o.Now()}
	for _, p := range t.o.Personas {
		if p.ID == from {
			m.FromName = p.Name
		}
	}
	return room, m, nil
}

// done acknowledges what had its effect: the page then stops to send it.
func done(w http.ResponseWriter, err error) error {
	if err == nil {
		answer(w, http.StatusOK, map[string]bool{"ok": true})
	}
	return err
}

func (t *Transport) postAdvance(w http.ResponseWriter, r *http.Request) error {
	select {
	case t.moving <- struct{}{}:
		defer func() { <-t.moving }()
	case <-r.Context().Done():
		return r.Context().Err()
	}
	now, err := t.o.Clock.Advance(r.Context())
	switch {
	case errors.Is(err, ErrNoReminder):
		return problem{status: http.StatusConflict, key: "no-reminder"}
	case err != nil:
		return t.broken("clock", "clock not moved", "err", err)
	}
	moved := clockMoved{Now: t.board.stamp(now)}
	t.board.tell("clock", moved)
	answer(w, http.StatusOK, moved)
	return nil
}

type clockMoved struct {
	Now string `json:"now"`
}

func (t *Transport) getPicture(w http.ResponseWriter, r *http.Request) {
	png, ok := t.board.picture(r.PathValue("id"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "private, max-age=86400, immutable")
	_, _ = w.Write(png) // the reader has gone: nobody to tell
}

func (t *Transport) postLogin(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Code string `json:"code"`
	}
	err := read(r, &in)
	var id string
	if err == nil {
		id, err = t.door.enter(in.Code)
	}
	if err != nil {
		t.log.Warn("login refused", "problem", toProblem(err).key)
		refuse(w, r, err)
		return
	}
	t.log.Info("login")
	http.SetCookie(w, sessionCookie(id, r))
	answer(w, http.StatusOK, map[string]bool{"ok": true})
}

// read decodes a JSON body with known fields only.
func read(r *http.Request, v any) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return problem{status: http.StatusUnsupportedMediaType, key: "bad-request"}
	}
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	return d.Decode(v)
}
