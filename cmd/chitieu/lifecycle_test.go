package main

import (
	"context"
	"errors"
	"log/slog"
	"testing"
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
