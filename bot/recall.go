package bot

import (
	"context"
	"sync"
	"time"
)

// How much is remembered, and for how long.
const (
	talkLife  = 15 * time.Minute
	talkLimit = 2000 // people talking at the same time, far above a district
)

// recall holds talks in memory, bounded in number and time.
type recall struct {
	mu    sync.Mutex
	talks map[talkKey]talk
}

func newRecall() *recall { return &recall{talks: make(map[talkKey]talk)} }

// Talk implements talks.
func (r *recall) Talk(_ context.Context, key talkKey, now time.Time) (talk, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	k := r.talks[key]
	if now.Sub(k.at).Abs() > talkLife { // a demonstration's clock may jump either way
		return talk{}, nil
	}
	return k, nil
}

// KeepTalk implements talks.
func (r *recall) KeepTalk(_ context.Context, key talkKey, k talk) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, ok := r.talks[key]; !ok && len(r.talks) >= talkLimit {
		r.forgetOldest()
	}
	r.talks[key] = k
	return nil
}

func (r *recall) forgetOldest() {
	var oldest talkKey
	var at time.Time
	for key, k := range r.talks {
		if at.IsZero() || k.at.Before(at) {
			oldest, at = key, k.at
		}
	}
	delete(r.talks, oldest)
}
