package main

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"
)

// TestFailureIsToldOnce: a part that ended by itself is told at once, and not
// again when the program stops because of it.
func TestFailureIsToldOnce(t *testing.T) {
	l := &lifecycle{log: slog.New(slog.DiscardHandler)}
	failed := make(chan error, 1)
	broken := errors.New("broken")
	l.background("part", func(context.Context) error { return broken }, func(err error) { failed <- err })
	if err := <-failed; !errors.Is(err, broken) {
		t.Errorf("told %v", err)
	}
	if err := l.stop(); err != nil {
		t.Errorf("told again: %v", err)
	}
}

// TestFailureWhileStopping is told by stop, because nobody else does.
func TestFailureWhileStopping(t *testing.T) {
	l := &lifecycle{log: slog.New(slog.DiscardHandler)}
	broken := errors.New("broken")
	l.background("part", func(ctx context.Context) error { <-ctx.Done(); return broken }, func(err error) { t.Errorf("told before: %v", err) })
	if err := l.stop(); !errors.Is(err, broken) {
		t.Errorf("told %v", err)
	}
}

// TestStopIsBounded: a part that never ends is named and left, and the others
// are stopped all the same.
func TestStopIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := &lifecycle{log: slog.New(slog.DiscardHandler)}
		full, closed := make(chan struct{}), false
		defer close(full)
		l.onStop("other", func(context.Context) error { closed = true; return nil })
		l.onStop("storage", func(context.Context) error { <-full; return nil })
		begun := time.Now()
		err := l.stop()
		if err == nil || err.Error() != "stop storage: did not end in time" {
			t.Errorf("told %v", err)
		}
		if took := time.Since(begun); took > shutdownTimeout+lastChance || !closed {
			t.Errorf("took %v, the other part was stopped: %v", took, closed)
		}
	})
}
