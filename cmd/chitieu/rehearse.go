package main

import (
	"context"
	"fmt"
	"time"

	"chitieu/bot"
	"chitieu/bot/understand"
	"chitieu/scheduler"
	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

// rehearsal plays the coming days on a copy of the data: the same planner,
// sender and words as the real thing, and nobody hears of it.
type rehearsal struct {
	plan    *target.Plan
	kv      storage.KV
	members []target.Member // of the configuration
	reader  *understand.Reader
	now     func() time.Time // nil: time.Now
}

// Rehearse yields what would be sent from the first day, but not before now, to
// the last if nothing were reported meanwhile.
func (r *rehearsal) Rehearse(ctx context.Context, from, to target.Date, yield func(target.Preview) error) error {
	scratch := memory.New()
	defer scratch.Close()
	if _, err := storage.Copy(ctx, r.kv, scratch); err != nil {
		return fmt.Errorf("rehearse: %w", err)
	}
	store, err := storage.New(ctx, scratch)
	if err != nil {
		return fmt.Errorf("rehearse: %w", err)
	}
	people := newDirectory(store, r.members)
	b, err := bot.New(bot.Options{Plan: r.plan, Store: people, Reader: r.reader, Schedules: scheduler.Timetables(r.plan), Now: r.now})
	if err != nil {
		return fmt.Errorf("rehearse: %w", err)
	}
	start := time.Now()
	if r.now != nil {
		start = r.now()
	}
	return scheduler.Simulate(ctx, scheduler.SimulateOptions{
		Plan: r.plan, Store: people, Composer: b, From: from, To: to, Start: start.In(r.plan.Zone),
	}, yield)
}
