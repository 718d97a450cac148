package main

import (
	"context"
	"time"

	"chitieu/storage"
)

const (
	// firstPrune lets the program get going before it tidies up; then it does so
	// once a day.
	firstPrune = time.Minute
	pruneEvery = 24 * time.Hour
)

// retain deletes once a day what is over for longer than it is kept.
func retain(store *storage.Store, o appOptions) func(context.Context) error {
	now := o.Now
	if now == nil {
		now = time.Now
	}
	return func(ctx context.Context) error {
		timer := time.NewTimer(firstPrune)
		defer timer.Stop()
		for {
			select {
			case <-ctx.Done():
				return nil
			case <-timer.C:
			}
			n, err := store.Prune(ctx, now().Add(-o.KeepFor))
			if err != nil && ctx.Err() == nil {
				o.Log.Error("old records not deleted", "error", err)
			}
			if n > 0 {
				o.Log.Info("old records deleted", "count", n)
			}
			timer.Reset(pruneEvery)
		}
	}
}
