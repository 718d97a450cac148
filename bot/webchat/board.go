package webchat

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"chitieu/bot"
	"chitieu/target"
)

const (
	maxHistory  = 200  // messages kept per room
	maxEvents   = 1024 // events kept for streams that come back
	maxPictures = 64   // pictures kept over all rooms
)

// board is all that the pages show: the rooms' messages, and the feed of what
// changed. One lock holds both, so that a page which reads the state and then
// follows the feed from the place named there misses nothing.
type board struct {
	mu       sync.Mutex
	now      func() time.Time
	zone     *time.Location
	rooms    []*room
	epoch    string // tells this board's ids from those before a restart
	count    int    // messages ever
	events   []event
	first    int           // number of events[0]
	changed  chan struct{} // closed and replaced at every event
	pictures []storedPicture
}

// event is one change, as it goes over a stream.
type event struct {
	id, name string
	data     []byte
}

type storedPicture struct {
	id  string
	png []byte
}

func newBoard(rooms []*room, now func() time.Time, zone *time.Location) *board {
	return &board{now: now, zone: zone, rooms: rooms, epoch: strings.ToLower(rand.Text()[:8]), changed: make(chan struct{})}
}

// state is a copy of all rooms together with the place in the feed.
func (b *board) state() state {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := state{Place: b.place(b.first + len(b.events)), Now: b.stamp(b.now())}
	for _, r := range b.rooms {
		s.Rooms = append(s.Rooms, roomState{room: r, Messages: append([]message{}, r.messages...)})
	}
	return s
}

// room returns the room with this id, nil for none.
func (b *board) room(id target.ChatID) *room {
	i := slices.IndexFunc(b.rooms, func(r *room) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return b.rooms[i]
}

// add puts a message at the end of the room and returns its id.
func (b *board) add(r *room, m message) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.count++
	m.Number = b.count
	m.ID = b.epoch + "-" + strconv.Itoa(b.count)
	m.Room = r.ID
	m.At = b.stamp(b.now())
	r.messages = append(r.messages, m)
	if len(r.messages) > maxHistory {
		r.messages = slices.Delete(r.messages, 0, len(r.messages)-maxHistory)
	}
	b.publish("message", m)
	return m.ID
}

// change edits the message in place; false if it is no longer there.
func (b *board) change(r *room, id string, edit func(*message)) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(r.messages, func(m message) bool { return m.ID == id })
	if i < 0 {
		return false
	}
	edit(&r.messages[i])
	b.publish("message", r.messages[i])
	return true
}

// find returns the message with this id.
func (b *board) find(r *room, match func(message) bool) (message, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	i := slices.IndexFunc(r.messages, match)
	if i < 0 {
		return message{}, false
	}
	return r.messages[i], true
}

// tell publishes something that is not kept, such as who is typing.
func (b *board) tell(name string, data any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.publish(name, data)
}

func (b *board) publish(name string, data any) {
	text, err := json.Marshal(data)
	if err != nil {
		panic(fmt.Sprintf("webchat: event %s: %v", name, err)) // own types: cannot fail
	}
	id := b.place(b.first + len(b.events) + 1)
	b.events = append(b.events, event{id: id, name: name, data: text})
	if over := len(b.events) - maxEvents; over > 0 {
		b.events = slices.Delete(b.events, 0, over)
		b.first += over
	}
	close(b.changed)
	b.changed = make(chan struct{})
}

// place names the place in the feed after n events.
func (b *board) place(n int) string { return b.epoch + "-" + strconv.Itoa(n) }

// after returns the events behind a place and a channel that closes when there
// are more; false if the place is unknown or too long ago.
func (b *board) after(place string) ([]event, <-chan struct{}, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	epoch, number, _ := strings.Cut(place, "-")
	n, err := strconv.Atoi(number)
	if err != nil || epoch != b.epoch || n < b.first || n > b.first+len(b.events) {
		return nil, nil, false
	}
	return slices.Clone(b.events[n-b.first:]), b.changed, true
}

// keepPicture stores the image and returns what the page needs to show it.
func (b *board) keepPicture(p *bot.Picture) *picture {
	if p == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	id := rand.Text()
	b.pictures = append(b.pictures, storedPicture{id: id, png: p.Data})
	if len(b.pictures) > maxPictures {
		b.pictures = slices.Delete(b.pictures, 0, 1)
	}
	return &picture{URL: "/api/pictures/" + id, Alt: p.Alt, Name: p.Name}
}

func (b *board) picture(id string) ([]byte, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, p := range b.pictures {
		if p.id == id {
			return p.png, true
		}
	}
	return nil, false
}

// stamp is a time as the page reads it: the wall clock there is shown as is.
func (b *board) stamp(at time.Time) string {
	if b.zone != nil {
		at = at.In(b.zone)
	}
	return at.Format(time.RFC3339)
}
