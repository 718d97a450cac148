package telegram

import (
	"cmp"
	"context"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Pace is how fast the bot may send. Telegram publishes no exact limits; the
// zero value keeps to what its FAQ names. A negative figure is no limit, for
// tests.
type Pace struct {
	PerSecond float64 // messages a second overall; 0 means 30
	PerChat   float64 // messages a second in one chat; 0 means 1
	PerGroup  float64 // messages a minute in one group; 0 means 20
}

// maxPatience is the longest that a sender is held back for a chat that
// Telegram asked to leave alone; for more it is told to come back.
const maxPatience = 5 * time.Second

// manyChats is when idle chats are forgotten. At 30 messages a second less than
// 2000 chats can be busy within the minute that makes a chat idle.
const manyChats = 4096

// pacer delays messages so that no limit is met, and remembers which chats
// Telegram asked to leave alone.
type pacer struct {
	pace    Pace
	overall *rate.Limiter

	mu    sync.Mutex
	chats map[int64]*chatPace
}

type chatPace struct {
	second, minute *rate.Limiter
	used           time.Time
	held           time.Time // not before this
}

func newPacer(p Pace) *pacer {
	p = Pace{cmp.Or(p.PerSecond, 30), cmp.Or(p.PerChat, 1), cmp.Or(p.PerGroup, 20)}
	return &pacer{pace: p, overall: limiter(p.PerSecond, time.Second), chats: make(map[int64]*chatPace)}
}

// limiter lets at most n messages pass in any stretch of the given length: a
// quarter at once, the rest spread evenly, since a token bucket lets its burst
// pass on top of its rate. A single message per stretch is simply spaced.
func limiter(n float64, per time.Duration) *rate.Limiter {
	if n < 0 {
		return rate.NewLimiter(rate.Inf, 0)
	}
	burst := max(1, int(n/4))
	steady := n
	if n > 1 {
		steady = n - float64(burst)
	}
	return rate.NewLimiter(rate.Limit(steady/per.Seconds()), burst)
}

// chat returns the chat's pace. The caller holds p.mu.
func (p *pacer) chat(id int64) *chatPace {
	now := time.Now()
	c, ok := p.chats[id]
	if !ok {
		if len(p.chats) >= manyChats {
			p.forget(now)
		}
		c = &chatPace{second: limiter(p.pace.PerChat, time.Second), minute: limiter(-1, 0)}
		if (address{chat: id}).isGroup() {
			c.minute = limiter(p.pace.PerGroup, time.Minute)
		}
		p.chats[id] = c
	}
	c.used = now
	return c
}

func (p *pacer) forget(now time.Time) {
	for id, c := range p.chats {
		if now.Sub(c.used) > time.Minute && now.After(c.held) {
			delete(p.chats, id)
		}
	}
}

// hold keeps messages for the chat back, because Telegram said so.
func (p *pacer) hold(chat int64, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.chat(chat).held = time.Now().Add(d)
}

// wait returns when the next message may go to the chat, or at once when hurry
// is closed: there is no time to pace at a stop, and short bursts pass. It
// fails when ctx ends, and with a 429 of our own if the chat is held for long.
func (p *pacer) wait(ctx context.Context, chat int64, hurry <-chan struct{}) error {
	p.mu.Lock()
	c := p.chat(chat)
	held := time.Until(c.held)
	if held > maxPatience {
		p.mu.Unlock()
		return &failure{method: "send", code: 429, description: "the chat is still held", retryAfter: held}
	}
	turns := []*rate.Reservation{c.second.Reserve(), c.minute.Reserve(), p.overall.Reserve()}
	p.mu.Unlock()
	delay := held
	for _, turn := range turns {
		delay = max(delay, turn.Delay())
	}
	if delay <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-hurry:
		return nil
	case <-ctx.Done():
		for _, turn := range turns {
			turn.Cancel()
		}
		return ctx.Err()
	}
}
