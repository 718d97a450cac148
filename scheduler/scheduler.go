package scheduler

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"chitieu/target"
)

const (
	// maxSleep bounds how long the scheduler sleeps, because the wall clock and
	// not the timer decides: a machine that slept wakes with an old timer.
	maxSleep = 30 * time.Second
	// defaultWorkers is enough to fill the rate that messengers allow.
	defaultWorkers = 8
)

// Options are what a Scheduler needs.
type Options struct {
	Plan     *target.Plan
	Store    Store
	Composer Composer
	Sender   Sender
	// Workers is how many messages are sent at a time, 0 for 8.
	Workers int
	// Now is the wall clock, time.Now if nil.
	Now func() time.Time
	Log *slog.Logger // nil is silent
}

// Scheduler turns the plan's rules into messages. Its methods may be called
// from several goroutines, but Run only once at a time and Tick not beside it.
type Scheduler struct {
	book    *rulebook
	store   Store
	planner *planner
	sender  *sender
	auditor *auditor
	now     clock
	log     *slog.Logger
	watch   *watch
	woken   chan struct{}
	// longest is maxSleep, except in tests that have a year to sleep through.
	longest time.Duration
}

// New checks the plan's rules and returns the scheduler; nothing runs yet. The
// error of a schedule is a *target.ScheduleError.
func New(o Options) (*Scheduler, error) {
	switch {
	case o.Plan == nil:
		return nil, errors.New("scheduler: no plan")
	case o.Store == nil:
		return nil, errors.New("scheduler: no store")
	case o.Composer == nil:
		return nil, errors.New("scheduler: no composer")
	case o.Sender == nil:
		return nil, errors.New("scheduler: no sender")
	}
	book, err := newRulebook(o.Plan)
	if err != nil {
		return nil, err
	}
	log := cmp.Or(o.Log, slog.New(slog.DiscardHandler)).With("component", "scheduler")
	s := &Scheduler{book: book, store: o.Store, now: o.Now, log: log, watch: &watch{log: log}, woken: make(chan struct{}, 1), longest: maxSleep}
	if s.now == nil {
		s.now = time.Now
	}
	s.planner = &planner{book: book, store: o.Store, log: log, ahead: make(ahead), refused: make(map[target.RuleID]string)}
	s.sender = &sender{
		courier: &courier{store: o.Store, composer: o.Composer, sender: o.Sender, book: book, log: log, wake: s.Wake},
		store:   o.Store, log: log, wake: s.Wake,
		turns:   make(chan struct{}, cmp.Or(max(0, o.Workers), defaultWorkers)),
		busy:    make(map[target.ChatID]*queue),
		resting: make(map[target.ChatID]time.Time),
	}
	s.auditor = &auditor{store: o.Store, book: book, log: log}
	return s, nil
}

// Run plans and sends until ctx ends, then waits for the sends that are under
// way and returns nil. Failures of the store are logged and tried again.
func (s *Scheduler) Run(ctx context.Context) error {
	defer s.sender.running.Wait()
	s.sender.recalled = false // another process may have sent meanwhile
	s.auditor.next = s.now().Add(auditAfter)
	for held := false; ctx.Err() == nil; {
		// One reading for both: a clock set between two would plan unjudged.
		now := s.now()
		before := held
		if held = s.watch.look(now, time.Now()); held && !before {
			s.reportJump(ctx)
		}
		s.work(ctx, now, held)
		s.sleep(ctx, s.nap(ctx, s.now()))
	}
	return nil
}

// work does what is to be done at a moment.
func (s *Scheduler) work(ctx context.Context, now time.Time, held bool) {
	failed := func(what string, err error) {
		if err != nil && ctx.Err() == nil {
			s.log.Error(what, "error", err)
		}
	}
	if !held {
		failed("planning not finished", s.planner.pass(ctx, now))
	}
	_, err := s.sender.dispatch(ctx, s.now, held)
	failed("outbox not read", err)
	if !held && s.auditor.due(now) {
		failed("audit not finished", s.auditor.pass(ctx, now))
	}
}

// reportJump tells the operator that reminders are held. The incident bears the
// time that the clock should show: by its own it might be years ahead.
func (s *Scheduler) reportJump(ctx context.Context) {
	at, ahead := s.watch.believed()
	err := s.store.AddIncident(ctx, target.Incident{
		At: at, Kind: target.ClockJumped, Detail: fmt.Sprintf("forward by %s, reminders are held for %s", ahead.Round(time.Second), settle),
	})
	if err != nil && ctx.Err() == nil {
		s.log.Error("incident not stored", "kind", target.ClockJumped, "error", err)
	}
}

// sleep waits, or until somebody wakes the scheduler.
func (s *Scheduler) sleep(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-s.woken:
	case <-ctx.Done():
	}
}

// nap returns how long nothing is to be done: until the next slot, the next due
// delivery or the end of a chat's rest. What is due already is under way, or
// its chat rests; the end of either wakes the scheduler.
func (s *Scheduler) nap(ctx context.Context, now time.Time) time.Duration {
	nap := s.longest
	until := func(at time.Time) {
		if at.After(now) {
			nap = min(nap, at.Sub(now))
		}
	}
	if slot, ok, err := s.Next(ctx, now); err == nil && ok {
		until(slot.At)
	}
	until(s.sender.rested())
	if at, err := s.store.NextDue(ctx); err == nil {
		until(at)
	}
	return nap
}

// Wake makes Run look at once, for example because a reply was put into the
// outbox. It never blocks.
func (s *Scheduler) Wake() {
	select {
	case s.woken <- struct{}{}:
	default: // it will look anyway
	}
}

// Jumped says that the clock was set on purpose and is right as it is now, and
// wakes the scheduler. Call it after moving the clock.
func (s *Scheduler) Jumped() {
	now := s.now()
	s.planner.excused.Store(now.UnixNano())
	s.watch.trust(now, time.Now())
	s.Wake()
}

// Tick does one pass of planning and sends all that is due at now, as if the
// clock stood still meanwhile. It returns when nothing more can be done.
func (s *Scheduler) Tick(ctx context.Context, now time.Time) error {
	still := func() time.Time { return now }
	err := s.planner.pass(ctx, now)
	for ctx.Err() == nil {
		before := s.sender.progress()
		started, sendErr := s.sender.dispatch(ctx, still, false)
		s.sender.running.Wait()
		err = errors.Join(err, sendErr)
		if started == 0 || s.sender.progress() == before {
			break
		}
	}
	return errors.Join(err, ctx.Err())
}

// Next returns the next slot after a moment of any rule that is not paused; ok
// is false if there is none.
func (s *Scheduler) Next(ctx context.Context, after time.Time) (slot target.Slot, ok bool, err error) {
	states, err := s.store.RuleStates(ctx)
	if err != nil {
		return target.Slot{}, false, err
	}
	for _, t := range s.book.follow(states, after) {
		at := t.next(after)
		if t.paused || at.IsZero() {
			continue
		}
		if !ok || at.Before(slot.At) {
			slot, ok = target.Slot{Rule: t.rule.ID, At: at}, true
		}
	}
	return slot, ok, nil
}
