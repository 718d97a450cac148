package telegram

import (
	"context"
	"slices"
	"sync"
	"time"
)

// window holds the updates that were received and whose confirmation has not
// reached Telegram, in the order of Telegram's queue, which is not the order of
// their numbers. An update stays until a poll that confirms it was answered: an
// answer that was on its way meanwhile still repeats it.
type window struct {
	mu      sync.Mutex
	updates []received
	offset  int   // one after the last update that left, 0 at first
	left    []int // ids of the updates that left last
	changed chan struct{}
}

type received struct {
	id   int
	done bool
}

func newWindow() *window { return &window{changed: make(chan struct{}, 1)} }

// add takes an update in; it is false if the update is in the window already.
func (w *window) add(id int) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if slices.ContainsFunc(w.updates, func(u received) bool { return u.id == id }) {
		return false
	}
	w.updates = append(w.updates, received{id: id})
	return true
}

// done lets an update be confirmed as soon as all before it are done.
func (w *window) done(id int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i := range w.updates {
		if w.updates[i].id == id {
			w.updates[i].done = true
		}
	}
	select {
	case w.changed <- struct{}{}:
	default:
	}
}

// confirmable returns how many updates at the head are done, and the offset
// that confirms them. The caller holds w.mu.
func (w *window) confirmable() (n, offset int) {
	offset = w.offset
	for n < len(w.updates) && w.updates[n].done {
		offset = w.updates[n].id + 1
		n++
	}
	return n, offset
}

// unconfirmed returns the offset that confirms what is done, and whether
// Telegram has not got it yet.
func (w *window) unconfirmed() (offset int, any bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n, offset := w.confirmable()
	return offset, n > 0
}

// settle waits until every update is done, but not longer than d. It returns
// the offset for the next poll and whether all were done.
func (w *window) settle(ctx context.Context, d time.Duration) (offset int, all bool) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		w.mu.Lock()
		n, offset := w.confirmable()
		all := n == len(w.updates)
		w.mu.Unlock()
		if all {
			return offset, true
		}
		select {
		case <-w.changed:
		case <-timer.C:
			return offset, false
		case <-ctx.Done():
			return offset, false
		}
	}
}

// confirmed lets the updates go that a poll with the offset has confirmed.
func (w *window) confirmed(offset int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	last := slices.IndexFunc(w.updates, func(u received) bool { return u.id+1 == offset })
	for _, u := range w.updates[:last+1] {
		w.left = append(w.left, u.id)
	}
	w.left = slices.Delete(w.left, 0, max(0, len(w.left)-maxBatch))
	w.updates = slices.Delete(w.updates, 0, last+1)
	w.offset = offset
}

// hasLeft reports whether the update was confirmed not long ago. That only gives
// a server away that ignores confirmations; it is no reason to skip the update.
func (w *window) hasLeft(id int) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Contains(w.left, id)
}
