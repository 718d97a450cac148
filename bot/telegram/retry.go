package telegram

import (
	"context"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"

	"chitieu/target"
)

const (
	answerTries  = 4
	commandTries = 3
	handleTries  = 4
	// maxHold is the longest "retry after" that an answer to a person is kept for.
	maxHold = 2 * time.Minute
)

// newBackOff doubles from half a second to the given longest wait, with jitter.
func newBackOff(longest time.Duration) *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval = 500 * time.Millisecond
	b.Multiplier = 2
	b.MaxInterval = longest
	return b
}

// persist calls try up to n times until it succeeds, fails for good or ctx
// ends, and returns its last error. It waits as long as Telegram asked, else
// with growing pauses. An unknown outcome is tried again: use it where a
// duplicate does less harm than silence.
func persist(ctx context.Context, n int, try func() error) error {
	pauses := newBackOff(10 * time.Second)
	for {
		err := try()
		if n--; err == nil || n <= 0 || ctx.Err() != nil {
			return err
		}
		e := sendError(err)
		if e.Gone || e.Refused || e.MovedTo != "" || e.RetryAfter > maxHold {
			return err
		}
		if !sleep(ctx, max(e.RetryAfter, pauses.NextBackOff())) {
			return err
		}
	}
}

// sleep is false if ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// movedTo is the new address of a group, if that is why a send failed.
func movedTo(err error) (address, bool) {
	e, ok := errors.AsType[*target.SendError](err)
	if !ok || e.MovedTo == "" {
		return address{}, false
	}
	a, err := parseAddress(e.MovedTo)
	return a, err == nil
}
