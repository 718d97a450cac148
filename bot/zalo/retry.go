package zalo

import (
	"context"
	"time"

	"github.com/cenkalti/backoff/v5"
)

const (
	sendTries   = 4
	handleTries = 4
	keepTries   = 4
	// maxHold is the longest "retry after" that an answer to a person is kept
	// for.
	maxHold = 2 * time.Minute
)

// newPauses are the waits while Zalo does not answer.
func newPauses() *backoff.ExponentialBackOff { return newBackOff(time.Second, time.Minute) }

// newBackOff doubles from the first wait to the longest, with jitter.
func newBackOff(first, longest time.Duration) *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.Multiplier, b.MaxInterval = first, 2, longest
	return b
}

// persist calls try a few times until it succeeds, fails for good or ctx ends,
// and returns its last error. Zalo has no key by which it would know a message
// that comes twice: an unknown outcome is tried again only if resend says that
// a duplicate does less harm than silence.
func persist(ctx context.Context, resend bool, try func() error) error {
	pauses := newBackOff(500*time.Millisecond, 10*time.Second)
	for n := 1; ; n++ {
		err := try()
		if err == nil || n == sendTries || ctx.Err() != nil {
			return err
		}
		e := sendError(err)
		if e.Gone || e.Refused || e.RetryAfter > maxHold || e.Unsure && !resend {
			return err
		}
		if !sleep(ctx, max(e.RetryAfter, pauses.NextBackOff())) {
			return err
		}
	}
}

// sleep is false if ctx ended first.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// outlive returns a context that ends the given time after ctx.
func outlive(ctx context.Context, by time.Duration) (context.Context, context.CancelFunc) {
	longer, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(by, cancel) })
	return longer, func() { stop(); cancel() }
}
