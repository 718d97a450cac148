package telegram

import (
	"context"
	"slices"
	"sync"
	"time"
)

// window holds the updates that were received and may not be confirmed yet, in
// the order of Telegram's queue, which is not the order of their numbers.
type window struct {
	mu      sync.Mutex
	pending []pendingUpdate
	last    []int // ids of the newest updates that left the window
	offset  int   // what the next poll sends: one after the last of the done prefix
	told    int   // the offset that Telegram has already been sent
	changed chan struct{}
}

type pendingUpdate struct {
	id   int
	done bool
}

func newWindow() *window { return &window{changed: make(chan struct{}, 1)} }

// add takes an update in; it is false if the update is in the window already,
// because Telegram repeats what is not confirmed.
func (w *window) add(id int) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if slices.ContainsFunc(w.pending, func(p pendingUpdate) bool { return p.id == id }) {
		return false
	}
	w.pending = append(w.pending, pendingUpdate{id: id})
	return true
}

// done lets an update be confirmed as soon as all before it are done.
func (w *window) done(id int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for i := range w.pending {
		if w.pending[i].id == id {
			w.pending[i].done = true
		}
	}
	n := 0
	for n < len(w.pending) && w.pending[n].done {
		w.offset = w.pending[n].id + 1
		w.last = append(w.last, w.pending[n].id)
		n++
	}
	w.pending = slices.Delete(w.pending, 0, n)
	w.last = slices.Delete(w.last, 0, max(0, len(w.last)-maxBatch))
	select {
	case w.changed <- struct{}{}:
	default:
	}
}

// wasConfirmed reports whether the update was among the last that were done.
// It only tells a server that ignores confirmations, and is no reason to skip.
func (w *window) wasConfirmed(id int) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Contains(w.last, id)
}

// settle waits until every update is done, but not longer than d. It returns
// the offset for the next poll and whether all were done.
func (w *window) settle(ctx context.Context, d time.Duration) (offset int, all bool) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	for {
		w.mu.Lock()
		offset, all = w.offset, len(w.pending) == 0
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

// confirmed notes that Telegram has got the offset.
func (w *window) confirmed(offset int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told = offset
}

// untold returns the offset that Telegram has not got yet, false if none.
func (w *window) untold() (int, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.offset, w.offset != w.told
}
