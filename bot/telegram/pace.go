package telegram

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"
)

// Pace is how fast the bot may send. Telegram publishes no exact limits; the
// zero value keeps to what its FAQ names. A negative figure is no limit, for
// tests.
type Pace struct {
	PerSecond int // messages in any second overall; 0 means 30
	PerChat   int // messages in any second in one chat; 0 means 1
	PerGroup  int // messages in any minute in one group; 0 means 20
}

// maxPatience is the longest that a sender is held back for a chat that
// Telegram asked to leave alone; for more it is told to come back.
const maxPatience = 5 * time.Second

// manyChats is when idle chats are forgotten. At 30 messages a second less than
// 2000 chats can be busy within the minute that makes a chat idle.
const manyChats = 4096

// pacer delays messages so that no limit is met, and remembers which chats
// Telegram asked to leave alone. A message first waits for its chat's turn and
// then for its own among all chats, so that a chat that must wait costs the
// others nothing.
type pacer struct {
	pace    Pace
	overall *gate
	bulk    turn // of what is not urgent: one at a time competes with answers

	mu    sync.Mutex
	chats map[int64]*chatPace
}

type chatPace struct {
	turn           turn
	second, minute *limit
	used           time.Time
	held           time.Time // not before this
	admitted       time.Time // when a message was let pass that has not come yet
}

// admission is how long a message that was let pass may take to come.
const admission = 5 * time.Second

func newPacer(p Pace) *pacer {
	p = Pace{cmp.Or(p.PerSecond, 30), cmp.Or(p.PerChat, 1), cmp.Or(p.PerGroup, 20)}
	return &pacer{pace: p, overall: newGate(p.PerSecond), bulk: newTurn(), chats: make(map[int64]*chatPace)}
}

// chat returns the chat's pace. The caller holds p.mu.
func (p *pacer) chat(id int64) *chatPace {
	now := time.Now()
	c, ok := p.chats[id]
	if !ok {
		if len(p.chats) >= manyChats {
			p.forget(now)
		}
		c = &chatPace{turn: newTurn(), second: newLimit(p.pace.PerChat, time.Second+chatMargin)}
		if (address{chat: id}).isGroup() {
			c.minute = newLimit(p.pace.PerGroup, time.Minute+groupMargin)
		}
		p.chats[id] = c
	}
	c.used = now
	return c
}

// forget drops the chats that nobody has used lately. The caller holds p.mu.
func (p *pacer) forget(now time.Time) {
	for id, c := range p.chats {
		if len(c.turn) == 0 && now.Sub(c.used) > time.Minute+groupMargin && now.After(c.held) {
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

// admit remembers that a message was let pass that is yet to come.
func (p *pacer) admit(chat int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.chat(chat).admitted = time.Now()
}

// isAdmitted reports whether a message was let pass, once.
func (p *pacer) isAdmitted(chat int64) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := p.chat(chat)
	ok := !c.admitted.IsZero() && time.Since(c.admitted) < admission
	c.admitted = time.Time{}
	return ok
}

// enter is the chat's pace for a message that is about to wait.
func (p *pacer) enter(chat int64) *chatPace {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.chat(chat)
}

// heldFor is how long the chat is to be left alone; more than maxPatience is an
// error, a 429 of our own.
func (p *pacer) heldFor(c *chatPace) (time.Duration, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	held := time.Until(c.held)
	if held > maxPatience {
		return 0, &failure{method: "send", code: 429, description: "the chat is still held", retryAfter: held}
	}
	return held, nil
}

// wait returns when the next message may go to the chat. With hurry, the answer
// to a person, it goes before what is not urgent, and at once when hurry is
// closed: there is no time to pace at a stop, and short bursts pass. It fails
// when ctx ends, and with a 429 of our own if the chat is held for long.
func (p *pacer) wait(ctx context.Context, chat int64, hurry <-chan struct{}) error {
	ctx, cancel := hurried(ctx, hurry)
	defer cancel()
	err := p.waitTurn(ctx, p.enter(chat), hurry != nil)
	if errors.Is(err, context.Canceled) && context.Cause(ctx) == errHurry {
		return nil
	}
	return err
}

func (p *pacer) waitTurn(ctx context.Context, c *chatPace, urgent bool) error {
	if _, err := p.heldFor(c); err != nil {
		return err // at once, however many wait before it
	}
	if !c.turn.take(ctx) {
		return ctx.Err()
	}
	defer c.turn.leave()
	held, err := p.heldFor(c)
	if err != nil {
		return err
	}
	if !sleep(ctx, max(held, c.second.delay(), c.minute.delay())) {
		return ctx.Err()
	}
	if !urgent {
		if !p.bulk.take(ctx) {
			return ctx.Err()
		}
		defer p.bulk.leave()
	}
	if err := p.overall.pass(ctx); err != nil {
		return err
	}
	c.second.note()
	c.minute.note()
	return nil
}
