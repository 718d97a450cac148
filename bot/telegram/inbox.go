package telegram

import (
	"encoding/json"
	"sync"
	"time"
)

const (
	// maxRemembered and rememberFor bound the updates that are known to have
	// been handled. Telegram repeats an update for a day; a week later its
	// numbers may begin anew, and the memory must not outlive them.
	maxRemembered = 10_000
	rememberFor   = 25 * time.Hour
)

// inbox are the updates of a webhook: those at work, and those handled lately.
type inbox struct {
	mu    sync.Mutex
	known map[int]*delivery
	order []*delivery // the handled ones, oldest first
}

// delivery is an update that Telegram brought, maybe several times.
type delivery struct {
	id      int
	over    chan struct{} // closed when it was handled or given back
	handled bool
	at      time.Time
}

func newInbox() *inbox { return &inbox{known: make(map[int]*delivery)} }

// begin returns the update's delivery, and whether it is to be handled now:
// otherwise it is at work or was handled before.
func (b *inbox) begin(id int) (d *delivery, first bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.forget()
	if d, ok := b.known[id]; ok {
		return d, false
	}
	d = &delivery{id: id, over: make(chan struct{})}
	b.known[id] = d
	return d, true
}

// end tells all who wait for the update how it went. What was not handled is as
// if it had never come.
func (b *inbox) end(d *delivery, handled bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	d.handled, d.at = handled, time.Now()
	if handled {
		b.order = append(b.order, d)
	} else {
		delete(b.known, d.id)
	}
	close(d.over)
}

func (b *inbox) forget() {
	for len(b.order) > maxRemembered || len(b.order) > 0 && time.Since(b.order[0].at) > rememberFor {
		delete(b.known, b.order[0].id)
		b.order[0] = nil
		b.order = b.order[1:]
	}
}

// door lets updates in while a Run is there to handle them.
type door struct {
	mu   sync.RWMutex
	into func(json.RawMessage, *delivery) // nil while it is shut
}

func (d *door) open(into func(json.RawMessage, *delivery)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.into = into
}

// shut returns when no update is on its way in any more.
func (d *door) shut() { d.open(nil) }

// take is false if nobody is there.
func (d *door) take(raw json.RawMessage, to *delivery) bool {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.into == nil {
		return false
	}
	d.into(raw, to)
	return true
}
