package scheduler

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/target"
)

// paced is a messenger that lets messages pass after a while.
type paced struct {
	*messenger
	wait time.Duration
	err  error // instead, once
}

func (p *paced) Admit(ctx context.Context, _ target.ChatID) error {
	if err := p.err; err != nil {
		p.err = nil
		return err
	}
	select {
	case <-time.After(p.wait):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// What waits for its turn is not claimed: a kill then leaves nothing unsure.
func TestWaitingForATurnClaimsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, p := newStore(t, group), &paced{messenger: &messenger{}, wait: 20 * time.Second}
		sleepUntil(at(t, "2024-03-04 07:00"))
		stop := start(t, open(t, planOf(t, weekly()), store, p.messenger, func(o *Options) { o.Sender = p }))
		sleepUntil(at(t, "2024-03-04 07:30").Add(10 * time.Second))
		if d := one(t, store); d.State != target.Pending || d.Attempt != 0 {
			t.Errorf("state %s, attempt %d while it waits for its turn", d.State, d.Attempt)
		}
		stop()
		if d := one(t, store); d.State != target.Pending || d.Attempt != 0 {
			t.Errorf("state %s, attempt %d after a stop, want it as if never tried", d.State, d.Attempt)
		}
		stop = start(t, open(t, planOf(t, weekly()), store, p.messenger, func(o *Options) { o.Sender = p }))
		time.Sleep(21 * time.Second)
		stop()
		if d := one(t, store); d.State != target.Sent || d.Attempt != 1 || len(p.all()) != 1 {
			t.Errorf("state %s, attempt %d, %d seen, want it sent once", d.State, d.Attempt, len(p.all()))
		}
	})
}

func TestATurnThatIsRefused(t *testing.T) {
	for _, tc := range []struct {
		name    string
		err     error
		attempt int
	}{
		{"a messenger that asks to wait", &target.SendError{RetryAfter: 30 * time.Second, Err: errors.New("429")}, 1},
		{"trouble", &target.SendError{Err: errors.New("no route")}, 2},
	} {
		t.Run(tc.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				store, p := newStore(t, group), &paced{messenger: &messenger{}, err: tc.err}
				sleepUntil(at(t, "2024-03-04 07:00"))
				stop := start(t, open(t, planOf(t, weekly()), store, p.messenger, func(o *Options) { o.Sender = p }))
				sleepUntil(at(t, "2024-03-04 07:31"))
				stop()
				if d := one(t, store); d.State != target.Sent || d.Attempt != tc.attempt || len(p.all()) != 1 {
					t.Errorf("state %s, attempt %d, %d seen, want it sent at attempt %d", d.State, d.Attempt, len(p.all()), tc.attempt)
				}
			})
		})
	}
}
