package webchat

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"chitieu/target"
)

// UserName is what addresses the bot in a group: "@trolychitieu".
const UserName = "trolychitieu"

const prefix = "web:"

// Persona is somebody whom the person at the page can speak as.
type Persona struct {
	ID      target.MemberID // "web:…"
	Name    string
	Role    string        // who that is, in a few words
	Private target.ChatID // the persona's own chat with the bot, "web:…"; "" for none
}

// Group is a chat of several personas with the bot.
type Group struct {
	ID      target.ChatID // "web:…"
	Title   string
	Members []target.MemberID
}

// Clock is a clock that can be moved, as in a demonstration.
type Clock interface {
	Now() time.Time
	// Advance moves the clock to the next reminder and returns the new time;
	// ErrNoReminder if none is to come.
	Advance(ctx context.Context) (time.Time, error)
}

// ErrNoReminder is returned by Clock.Advance when nothing is left to wait for.
var ErrNoReminder = errors.New("no further reminder")

// Options of New.
type Options struct {
	Personas []Persona // at least one
	Groups   []Group
	// Examples are questions offered in a chat; those of "" are offered where a
	// chat has none of its own.
	Examples map[target.ChatID][]string
	// Banner stands above everything ("Số liệu minh họa"), "" for none.
	Banner string
	// Clock shows a clock and a control that moves it; nil for none.
	Clock Clock
	// LoginCode, if set, has to be entered once before anything can be seen. It
	// opens one session and is void after it, or after five wrong tries.
	LoginCode string
	// Hosts are the host names, without port, under which the page may be
	// asked for. Without LoginCode nil means loopback only, so that a foreign
	// site cannot reach the page under a name of its own (DNS rebinding); with
	// it nil means any.
	Hosts []string
	// Zone is where times are shown; nil as Now returns them.
	Zone *time.Location
	Log  *slog.Logger
	// Now stamps messages; nil is Clock.Now, or time.Now without Clock.
	Now func() time.Time
}

// New checks the options. It opens nothing: see Handler and Run.
func New(o Options) (*Transport, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
		if o.Clock != nil {
			o.Now = o.Clock.Now
		}
	}
	rooms, err := openRooms(o)
	if err != nil {
		return nil, fmt.Errorf("web chat: %w", err)
	}
	t := &Transport{
		o:       o,
		log:     o.Log.With("component", "webchat"),
		board:   newBoard(rooms, o.Now, o.Zone),
		door:    newDoor(o.LoginCode),
		streams: make(chan struct{}, maxStreams),
		moving:  make(chan struct{}, 1),
	}
	return t, nil
}

// openRooms makes a room of every private chat and group, in this order.
func openRooms(o Options) ([]*room, error) {
	if len(o.Personas) == 0 {
		return nil, errors.New("no persona")
	}
	known := make(map[target.MemberID]Persona)
	var rooms []*room
	for _, p := range o.Personas {
		if !strings.HasPrefix(string(p.ID), prefix) || p.Name == "" {
			return nil, fmt.Errorf("persona %q: wants an id %s… and a name", p.ID, prefix)
		}
		known[p.ID] = p
		if p.Private != "" {
			rooms = append(rooms, &room{ID: p.Private, Title: p.Name, About: p.Role, Members: []target.MemberID{p.ID}})
		}
	}
	for _, g := range o.Groups {
		for _, id := range g.Members {
			if known[id].ID == "" {
				return nil, fmt.Errorf("group %q: member %q is no persona", g.ID, id)
			}
		}
		rooms = append(rooms, &room{ID: g.ID, Title: g.Title, Group: true, Members: g.Members})
	}
	seen := make(map[target.ChatID]bool)
	for _, r := range rooms {
		if !strings.HasPrefix(string(r.ID), prefix) || seen[r.ID] || len(r.Members) == 0 {
			return nil, fmt.Errorf("chat %q: wants an id %s… of its own and a member", r.ID, prefix)
		}
		seen[r.ID] = true
		r.Examples = o.Examples[r.ID]
		if r.Examples == nil {
			r.Examples = o.Examples[""]
		}
		r.turn = make(chan struct{}, 1)
	}
	return rooms, nil
}
