package scheduler

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"chitieu/target"
)

const (
	// firstPage is how many due deliveries a dispatch looks at, lastPage how
	// many it looks at when the first belong to chats that have to wait.
	firstPage, lastPage = 512, 32 << 10
	// storePause is how long a chat rests when the store could not be written:
	// what cannot be marked must not be sent again and again.
	storePause = 5 * time.Second
	// maxRest bounds how far ahead a start looks for chats that have to rest.
	maxRest = 24 * time.Hour
)

// sender decides whose turn it is.
//
// A chat's deliveries go one after the other, in the order in which they were
// created; one that has to be tried again keeps the later ones waiting, after a
// restart too. Chats do not wait for each other: each has a goroutine while it has something due,
// and they take turns, one delivery a turn, at the few places there are.
type sender struct {
	courier *courier
	store   Store
	log     *slog.Logger
	turns   chan struct{}
	// wake asks for another dispatch.
	wake func()

	// recalled is set once the resting chats are known; for dispatch alone.
	recalled bool
	running  sync.WaitGroup

	mu      sync.Mutex
	busy    map[target.ChatID]*queue
	resting map[target.ChatID]time.Time // until when the chat is left alone
	full    bool                        // the last dispatch did not see all that is due
	moved   int                         // deliveries that were moved on, ever
}

// queue is what a chat's goroutine is given.
type queue struct {
	chat target.ChatID
	rows []target.Delivery
	// more is set when the chat got more while its goroutine ran.
	more bool
}

func (q *queue) holds(id target.DeliveryID) bool {
	return slices.ContainsFunc(q.rows, func(d target.Delivery) bool { return d.ID == id })
}

// clock tells the time of a pass: the wall clock, or a simulated moment.
type clock func() time.Time

// dispatch starts the chats that have something due and returns how many it
// started; held keeps reminders back and lets replies go. It is for one
// goroutine.
func (s *sender) dispatch(ctx context.Context, now clock, held bool) (started int, err error) {
	at := now()
	if !s.recalled {
		if err := s.recall(ctx, at); err != nil {
			return 0, err
		}
		s.recalled = true
	}
	for limit := firstPage; ; limit = min(limit*8, lastPage) {
		// Noted before the read, because a chat may finish during it, and what
		// was read of it would be old. Nobody else starts one.
		waiting := s.waiting(at)
		due, err := s.store.Due(ctx, at, limit)
		if err != nil {
			return 0, err
		}
		queues := s.split(due, waiting, held)
		for _, q := range queues {
			s.start(ctx, now, q)
		}
		if len(queues) > 0 || len(due) < limit || limit == lastPage {
			s.setFull(len(due) == limit)
			return len(queues), nil
		}
	}
}

// recall finds the chats that rest: whose oldest delivery that was tried has to
// wait before it is tried again. What waits for office hours keeps nobody.
func (s *sender) recall(ctx context.Context, now time.Time) error {
	ahead, err := s.store.Due(ctx, now.Add(maxRest), lastPage)
	if err != nil {
		return err
	}
	oldest := make(map[target.ChatID]target.Delivery)
	for _, d := range ahead {
		tried := d.State == target.Pending && d.Reason != "" && d.NotBefore.After(now)
		if !tried || s.courier.book.waits(&d, now) {
			continue
		}
		if first, ok := oldest[d.Chat]; !ok || inOrder(d, first) < 0 {
			oldest[d.Chat] = d
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for chat, d := range oldest {
		s.resting[chat] = d.NotBefore
	}
	return nil
}

func (s *sender) setFull(full bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.full = full
}

// waiting returns the chats that are busy or resting.
func (s *sender) waiting(now time.Time) map[target.ChatID]bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make(map[target.ChatID]bool, len(s.busy)+len(s.resting))
	for chat := range s.busy {
		out[chat] = true
	}
	for chat, until := range s.resting {
		if now.Before(until) {
			out[chat] = true
		} else {
			delete(s.resting, chat)
		}
	}
	return out
}

// split sorts the deliveries into a queue for each chat that may start, in the
// order of their longest due.
func (s *sender) split(due []target.Delivery, waiting map[target.ChatID]bool, held bool) []*queue {
	s.mu.Lock()
	defer s.mu.Unlock()
	byChat := make(map[target.ChatID]*queue)
	var queues []*queue
	for _, d := range due {
		if held && d.Rule != "" {
			continue
		}
		if waiting[d.Chat] {
			if q := s.busy[d.Chat]; q != nil && !q.more {
				q.more = !q.holds(d.ID)
			}
			continue
		}
		q := byChat[d.Chat]
		if q == nil {
			q = &queue{chat: d.Chat}
			byChat[d.Chat], queues = q, append(queues, q)
		}
		q.rows = append(q.rows, d)
	}
	for _, q := range queues {
		slices.SortStableFunc(q.rows, inOrder)
		s.busy[q.chat] = q
	}
	return queues
}

// inOrder is the order of a chat's deliveries.
func inOrder(a, b target.Delivery) int {
	return cmp.Or(a.Created.Compare(b.Created), a.Slot.Compare(b.Slot), cmp.Compare(a.ID, b.ID))
}

// start runs through a chat's queue in a goroutine of its own.
func (s *sender) start(ctx context.Context, now clock, q *queue) {
	s.running.Go(func() {
		s.serve(ctx, now, q)
		s.mu.Lock()
		delete(s.busy, q.chat)
		again := q.more || s.full || len(s.busy) == 0
		s.mu.Unlock()
		if again {
			s.wake()
		}
	})
}

// serve takes turns until the queue is empty, the chat has to rest or the
// scheduler stops.
func (s *sender) serve(ctx context.Context, now clock, q *queue) {
	for _, d := range q.rows {
		select {
		case s.turns <- struct{}{}:
		case <-ctx.Done():
			return
		}
		next := s.turn(ctx, now, d)
		<-s.turns
		if !next {
			return
		}
	}
}

// turn moves one delivery on and reports whether the chat's next may follow.
func (s *sender) turn(ctx context.Context, now clock, d target.Delivery) bool {
	if ctx.Err() != nil {
		return false
	}
	rest, err := s.courier.move(ctx, now, d)
	if err != nil && ctx.Err() == nil {
		s.log.Error("delivery not moved on", "delivery", d.ID, "error", err)
		rest = now().Add(storePause)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err == nil {
		s.moved++
	}
	if !rest.IsZero() {
		s.resting[d.Chat] = rest
	}
	return err == nil && rest.IsZero()
}

// rested returns when the first resting chat may be written to again, zero if
// none rests.
func (s *sender) rested() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	var first time.Time
	for _, until := range s.resting {
		if first.IsZero() || until.Before(first) {
			first = until
		}
	}
	return first
}

// progress counts the deliveries that were ever moved on.
func (s *sender) progress() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.moved
}
