package zalotest

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

const (
	defaultTimeout = 30  // seconds
	maxTimeout     = 120 // seconds
)

// queue holds what waits for a poll.
type queue struct {
	waiting  []update
	consumed *update // the newest that a poll was given, for Replay
	last     *update // the newest ever, for Again
	pollers  int
	polled   time.Time // when the last poll ended
	lost     int
}

// Polls is how many calls of getUpdates wait at the moment.
func (s *Server) Polls() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.pollers
}

// Lost is how many updates nobody was there to take.
func (s *Server) Lost() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.lost
}

// enqueue keeps the update for the poll that is open or was just now.
func (s *Server) enqueue(u update) {
	if s.abandoned() {
		s.lose(u)
		return
	}
	s.queue.waiting = append(s.queue.waiting, u)
}

func (s *Server) lose(updates ...update) {
	s.queue.lost += len(updates)
	for _, u := range updates {
		if u.message != nil {
			u.message.Lost = true
		}
	}
}

// abandoned reports whether nobody has polled for so long that nothing is kept.
func (s *Server) abandoned() bool {
	q := &s.queue
	return !s.stands(KeepIdle) && q.pollers == 0 && s.now().Sub(q.polled) > s.o.Grace
}

// getUpdates gives one update, which is then forgotten, and waits for it.
func (s *Server) getUpdates(ctx context.Context, p params) answer {
	timeout := min(max(p.seconds("timeout", defaultTimeout), 0), maxTimeout)
	timer := time.NewTimer(time.Duration(timeout) * time.Second)
	defer timer.Stop()
	s.arrive()
	defer s.depart()
	for {
		a, changed := s.take(ctx)
		if a != nil {
			return *a
		}
		select {
		case <-changed:
		case <-timer.C:
			if s.is(EmptyPoll) {
				return ok(map[string]any{})
			}
			return answer{code: http.StatusRequestTimeout, description: "Request timeout"}
		case <-ctx.Done():
			panic(http.ErrAbortHandler)
		}
	}
}

func (s *Server) arrive() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.abandoned() {
		s.lose(s.queue.waiting...)
		s.queue.waiting = nil
	}
	s.queue.pollers++
	s.wake()
}

func (s *Server) depart() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.pollers--
	s.queue.polled = s.now()
	s.wake()
}

// take returns the next update, or what to wait for.
func (s *Server) take(ctx context.Context) (*answer, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	q := &s.queue
	switch {
	case ctx.Err() != nil: // whoever asked is gone and would lose it
		return nil, s.changed
	case s.revoked:
		return new(s.badToken()), nil
	case s.hook.url != "":
		return new(bad("You cannot use this API while a webhook is set. Please remove the webhook first")), nil
	case len(q.waiting) > 0:
		q.consumed = new(q.waiting[0])
		q.waiting = q.waiting[1:]
	case q.consumed == nil || !s.stands(Replay):
		return nil, s.changed
	}
	if s.stands(ArrayResult) {
		return new(ok([]json.RawMessage{q.consumed.raw})), nil
	}
	return new(ok(q.consumed.raw)), nil
}
