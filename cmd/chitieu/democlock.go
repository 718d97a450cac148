package main

import (
	"context"
	"sync"
	"time"

	"chitieu/bot/webchat"
	"chitieu/scheduler"
)

// runUp is how long before a reminder the demonstration's clock is set, so
// that one sees it arrive.
const runUp = 3 * time.Second

// demoTime is a clock that runs like any other but began elsewhere, and can be
// moved forward to the next reminder.
type demoTime struct {
	mu     sync.Mutex
	offset time.Duration
	zone   *time.Location
	sched  *scheduler.Scheduler // nil until start
}

func newDemoTime(start time.Time) *demoTime {
	return &demoTime{offset: time.Until(start), zone: start.Location()}
}

// Now returns the demonstration's time.
func (d *demoTime) Now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return time.Now().Add(d.offset).In(d.zone)
}

// start gives the clock the scheduler whose reminders it can be moved to.
func (d *demoTime) start(s *scheduler.Scheduler) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sched = s
}

// Advance moves the clock to just before the next reminder and returns its time.
func (d *demoTime) Advance(ctx context.Context) (time.Time, error) {
	d.mu.Lock()
	sched := d.sched
	d.mu.Unlock()
	if sched == nil {
		return time.Time{}, webchat.ErrNoReminder
	}
	slot, ok, err := sched.Next(ctx, d.Now().Add(runUp))
	switch {
	case err != nil:
		return time.Time{}, err
	case !ok:
		return time.Time{}, webchat.ErrNoReminder
	}
	d.mu.Lock()
	if wait := time.Until(slot.At.Add(-d.offset)) - runUp; wait > 0 {
		d.offset += wait
	}
	d.mu.Unlock()
	sched.Jumped()
	return slot.At.In(d.zone), nil
}
