package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"
)

// shutdownTimeout bounds a whole stop; what has not ended by then is named in
// the error and left.
const shutdownTimeout = 10 * time.Second

// lifecycle owns what was started: cleanups run last in first out, once, also
// on the path of a failed start.
type lifecycle struct {
	log      *slog.Logger
	once     sync.Once
	cleanups []cleanup
	err      error
}

type cleanup struct {
	name string
	run  func(context.Context) error
}

// lastChance is how long a part may take to end though the others have used up
// the time of the stop.
const lastChance = 3 * time.Second

// within runs the cleanup and leaves it where it does not end: a store on a disk
// that is full or gone tries to write for ever.
func (c cleanup) within(ctx context.Context) error {
	done := make(chan error, 1)
	go func() { done <- c.run(ctx) }()
	until, _ := ctx.Deadline()
	patience := time.NewTimer(max(time.Until(until), lastChance))
	defer patience.Stop()
	select {
	case err := <-done:
		return err
	case <-patience.C:
		return errors.New("did not end in time")
	}
}

// onStop registers what undoes a step that has just succeeded.
func (l *lifecycle) onStop(name string, run func(context.Context) error) {
	l.cleanups = append(l.cleanups, cleanup{name, run})
}

// stop runs the cleanups; a second call returns what the first did.
func (l *lifecycle) stop() error {
	l.once.Do(func() {
		ctx, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
		defer cancel()
		var errs []error
		for i := len(l.cleanups) - 1; i >= 0; i-- {
			c := l.cleanups[i]
			begun := time.Now()
			if err := c.within(ctx); err != nil {
				errs = append(errs, fmt.Errorf("stop %s: %w", c.name, err))
			}
			l.log.Debug("stopped", "part", c.name, "took", time.Since(begun))
		}
		l.err = errors.Join(errs...)
	})
	return l.err
}

// background runs f until its context is cancelled by stop. If f ends by
// itself with an error, fail is called with it.
func (l *lifecycle) background(name string, f func(context.Context) error, fail func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		err := f(ctx)
		if err != nil && ctx.Err() == nil {
			fail(fmt.Errorf("%s: %w", name, err))
			err = nil // told; stopping need not say it again
		}
		done <- err
	}()
	l.onStop(name, func(stop context.Context) error {
		cancel()
		select {
		case err := <-done:
			if errors.Is(err, context.Canceled) {
				return nil
			}
			return err
		case <-stop.Done():
			return errors.New("did not end in time")
		}
	})
}
