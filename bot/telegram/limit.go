package telegram

import (
	"context"
	"errors"
	"time"

	"golang.org/x/time/rate"
)

// A limit is kept in every stretch of time, wherever it begins, as a strict
// server would measure it. Messages reach Telegram a little sooner or later
// after one another than they left, so each stretch is taken this much longer.
// For all chats together that costs 1.4 %, which is the speed of a burst.
const (
	overallMargin = 14 * time.Millisecond
	chatMargin    = 40 * time.Millisecond
	groupMargin   = time.Second
)

// limit lets at most n messages pass in any stretch of time; nil lets all pass.
// It goes by when messages did pass, not by when they should have: a late timer
// then makes no crowd. It is used by one goroutine at a time.
type limit struct {
	per    time.Duration
	passed []time.Time // the last n, as a ring
	oldest int
}

func newLimit(n int, per time.Duration) *limit {
	if n < 0 {
		return nil
	}
	return &limit{per: per, passed: make([]time.Time, n)}
}

// delay is how long the next message has to wait.
func (l *limit) delay() time.Duration {
	if l == nil || l.passed[l.oldest].IsZero() {
		return 0
	}
	return max(0, time.Until(l.passed[l.oldest].Add(l.per)))
}

// note counts a message that passes now.
func (l *limit) note() {
	if l == nil {
		return
	}
	l.passed[l.oldest] = time.Now()
	l.oldest = (l.oldest + 1) % len(l.passed)
}

// gate spaces the messages of all chats evenly and keeps their limit. Those who
// wait pass in the order they came.
type gate struct {
	turn   turn
	spaced *rate.Limiter
	limit  *limit
}

// catchUp is how many messages may follow one another without space: at the
// begin of a burst, and when a timer was late because the machine is busy. The
// limit holds all the same.
const catchUp = 15

func newGate(perSecond int) *gate {
	if perSecond < 0 {
		return nil
	}
	per := time.Second + overallMargin
	return &gate{
		turn:   newTurn(),
		spaced: rate.NewLimiter(rate.Limit(float64(perSecond)/per.Seconds()), catchUp),
		limit:  newLimit(perSecond, per-overallMargin/4),
	}
}

func (g *gate) pass(ctx context.Context) error {
	if g == nil {
		return ctx.Err()
	}
	if !g.turn.take(ctx) {
		return ctx.Err()
	}
	defer g.turn.leave()
	if err := g.spaced.Wait(ctx); err != nil {
		return err
	}
	if !sleep(ctx, g.limit.delay()) {
		return ctx.Err()
	}
	g.limit.note()
	return nil
}

// turn is a lock that can be waited for with a context; first come, first served.
type turn chan struct{}

func newTurn() turn { return make(turn, 1) }

func (t turn) take(ctx context.Context) bool {
	select {
	case t <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (t turn) leave() { <-t }

var errHurry = errors.New("no time to wait")

// hurried is a context that also ends, with errHurry, when hurry is closed.
func hurried(ctx context.Context, hurry <-chan struct{}) (context.Context, context.CancelFunc) {
	if hurry == nil {
		return ctx, func() {}
	}
	ctx, cancel := context.WithCancelCause(ctx)
	over := make(chan struct{})
	go func() {
		select {
		case <-hurry:
			cancel(errHurry)
		case <-over:
		}
	}()
	return ctx, func() { close(over); cancel(nil) }
}
