package telegramtest

import (
	"cmp"
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"slices"
	"time"
)

const (
	updateLife  = 24 * time.Hour
	pressLife   = 150 * time.Second
	maxTimeout  = 50
	farAhead    = 10 // an offset that is further ahead is answered from the head
	sameSoon    = 500 * time.Millisecond
	sameShortly = 3 * time.Second
)

// queue holds the updates that the bot has not confirmed.
type queue struct {
	next    int // id of the next update
	updates []queued
	last    *queued // the newest ever, for Redeliver

	poller     chan struct{} // closed to end the poll that waits; nil for none
	lastOffset int
	lastPoll   time.Time
}

type queued struct {
	id      int
	chat    int64
	raw     json.RawMessage
	expires time.Time
}

func newQueue() queue { return queue{next: 500_000_001} }

// push queues an update with the given fields, if the bot asked for its kind.
// The caller holds s.mu.
func (s *Server) push(life time.Duration, kind string, content any) {
	if !slices.Contains(s.allowed, kind) {
		return
	}
	raw, err := json.Marshal(map[string]any{"update_id": s.queue.next, kind: content})
	if err != nil {
		panic(err) // content is made of our own types
	}
	s.pushRaw(life, raw)
}

func (s *Server) pushRaw(life time.Duration, raw json.RawMessage) {
	u := queued{s.queue.next, chatOf(raw), raw, time.Now().Add(life)}
	s.queue.updates = append(s.queue.updates, u)
	s.queue.last = &u
	s.queue.next++
	s.deliver()
	s.wake()
}

// defaultKinds are the updates that a bot gets that did not say which.
var defaultKinds = []string{"message", "edited_message", "callback_query", "my_chat_member"}

// allow remembers which kinds of updates the bot asks for, until it asks for
// others: a call without allowed_updates changes nothing, an empty list resets.
func (s *Server) allow(p params) {
	var kinds []string
	if raw := p.values["allowed_updates"]; raw == "" || json.Unmarshal([]byte(raw), &kinds) != nil || kinds == nil {
		return
	}
	if s.allowed = kinds; len(kinds) == 0 {
		s.allowed = defaultKinds
	}
}

// PushUpdate queues an update as it is written, with "%d" for its id. It need
// not be one that the real Telegram would send.
func (s *Server) PushUpdate(format func(id int) string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pushRaw(updateLife, json.RawMessage(format(s.queue.next)))
}

// Redeliver puts the newest update back at the head of the queue, as if its
// confirmation had been lost.
func (s *Server) Redeliver() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if u := s.queue.last; u != nil && !slices.ContainsFunc(s.queue.updates, func(q queued) bool { return q.id == u.id }) {
		s.queue.updates = slices.Insert(s.queue.updates, 0, *u)
		s.deliver()
		s.wake()
	}
}

// QuietWeek makes the next update's id random, below or above all before it,
// as Telegram does after a week without updates. Unconfirmed updates are gone.
func (s *Server) QuietWeek(below bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.updates = nil
	if below {
		s.queue.next -= farAhead + 1 + rand.IntN(s.queue.next/2)
	} else {
		s.queue.next += farAhead + 1 + rand.IntN(1_000_000_000)
	}
}

// Unconfirmed are the ids of the updates that the bot has not confirmed.
func (s *Server) Unconfirmed() []int {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []int
	for _, u := range s.queue.updates {
		ids = append(ids, u.id)
	}
	return ids
}

// getUpdates waits for updates if there are none, until the call's timeout or
// until another poller comes.
func (s *Server) getUpdates(ctx context.Context, p params) answer {
	s.mu.Lock()
	if s.hook.url != "" {
		s.mu.Unlock()
		return conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	s.allow(p)
	mine := s.takeOver()
	limit, timeout := s.repeated(p)
	s.confirm(int(p.number("offset")))
	s.mu.Unlock()

	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for {
		s.mu.Lock()
		batch, changed := s.head(limit), s.changed
		s.mu.Unlock()
		if len(batch) > 0 {
			return ok(batch)
		}
		select {
		case <-changed:
		case <-timer.C:
			return ok([]json.RawMessage{})
		case <-ctx.Done():
			return ok([]json.RawMessage{})
		case <-mine:
			return conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
		}
	}
}

func conflict(text string) answer {
	return answer{code: http.StatusConflict, description: "Conflict: " + text}
}

// takeOver ends the poll that waits and returns what will end this one.
func (s *Server) takeOver() chan struct{} {
	if s.queue.poller != nil {
		close(s.queue.poller)
	}
	s.queue.poller = make(chan struct{})
	return s.queue.poller
}

// repeated returns limit and timeout, which Telegram changes for a bot that asks
// for the same offset again and again.
func (s *Server) repeated(p params) (limit int, timeout time.Duration) {
	limit = int(min(max(cmp.Or(p.number("limit"), 100), 1), 100))
	timeout = time.Duration(min(max(p.number("timeout"), 0), maxTimeout)) * time.Second
	offset, since := int(p.number("offset")), time.Since(s.queue.lastPoll)
	if offset == s.queue.lastOffset && since < sameShortly {
		timeout = max(timeout, sameShortly)
	}
	if offset == s.queue.lastOffset && since < sameSoon {
		limit = 1
	}
	s.queue.lastOffset, s.queue.lastPoll = offset, time.Now()
	return limit, timeout
}

// confirm forgets all updates before the offset; of a negative one all but the
// last so many.
func (s *Server) confirm(offset int) {
	q := &s.queue
	switch {
	case offset < 0:
		q.updates = q.updates[max(0, len(q.updates)+offset):]
	case offset <= q.next+farAhead:
		q.updates = slices.DeleteFunc(q.updates, func(u queued) bool { return u.id < offset })
	}
}

// expire forgets updates that have grown too old.
func (s *Server) expire() {
	now := time.Now()
	s.queue.updates = slices.DeleteFunc(s.queue.updates, func(u queued) bool { return now.After(u.expires) })
}

func (s *Server) head(limit int) []json.RawMessage {
	s.expire()
	var batch []json.RawMessage
	for _, u := range s.queue.updates[:min(limit, len(s.queue.updates))] {
		batch = append(batch, u.raw)
	}
	return batch
}
