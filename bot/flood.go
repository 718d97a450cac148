package bot

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"chitieu/target"
)

// How much one person may send. Nobody types that fast; a phone that repeats
// itself or a prank does.
const (
	perMinute  = 20
	floodLimit = 2000 // people at the same time, far above a district
)

// heard is what becomes of a message.
type heard int

const (
	handled heard = iota
	refused       // not handled, and this is to be said
	ignored       // not handled, which was said already
)

// flood bounds what each person may send, leaders included, in all chats
// together. Whoever sends too much is told once that messages are no longer
// handled and then gets no answer, until half of the allowance has grown back.
type flood struct {
	mu     sync.Mutex
	limit  int // messages a minute; 0 is no limit
	people map[target.MemberID]*sender
}

type sender struct {
	limiter *rate.Limiter
	told    bool
	last    time.Time
}

func newFlood(limit int) *flood {
	return &flood{limit: limit, people: make(map[target.MemberID]*sender)}
}

// hear counts a message of the person.
func (f *flood) hear(who target.MemberID, now time.Time) heard {
	if f.limit <= 0 {
		return handled
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	s := f.of(who, now)
	s.last = now
	if s.told && s.limiter.TokensAt(now) < float64(f.limit)/2 {
		return ignored
	}
	s.told = false
	if s.limiter.AllowN(now, 1) {
		return handled
	}
	s.told = true
	return refused
}

// of returns the person's count, a new one if there is none.
func (f *flood) of(who target.MemberID, now time.Time) *sender {
	if s := f.people[who]; s != nil {
		return s
	}
	if len(f.people) >= floodLimit {
		f.forget(now)
	}
	s := &sender{limiter: rate.NewLimiter(rate.Every(time.Minute/time.Duration(f.limit)), f.limit)}
	f.people[who] = s
	return s
}

// forget drops who has been quiet for a minute, whose allowance is whole again,
// and if nobody has, who was quiet longest.
func (f *flood) forget(now time.Time) {
	var quietest target.MemberID
	var at time.Time
	for who, s := range f.people {
		if now.Sub(s.last).Abs() >= time.Minute {
			delete(f.people, who)
			continue
		}
		if at.IsZero() || s.last.Before(at) {
			quietest, at = who, s.last
		}
	}
	if len(f.people) >= floodLimit {
		delete(f.people, quietest)
	}
}
