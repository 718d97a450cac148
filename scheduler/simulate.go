package scheduler

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"chitieu/target"
)

// reportPage is how many reports are committed in one change.
const reportPage = 20

// SimulationStore is a scratch store, for example one in memory, that holds the
// chats and nothing else. Simulate writes to it.
type SimulationStore interface {
	Store
	Chat(ctx context.Context, id target.ChatID) (target.Chat, error)
}

// SimulateOptions say what to simulate.
type SimulateOptions struct {
	Plan     *target.Plan
	Store    SimulationStore
	Composer Composer // reads from the same Store
	// From and To are the first and the last day, in the plan's zone.
	From, To target.Date
	// Reports are committed to the Store when their Said has come, so that
	// planner and composer know what was known then. One without Said counts
	// as said at the beginning of its AsOf day.
	Reports []target.Report
	Log     *slog.Logger // nil is silent
}

// Simulate yields, in order, every reminder that the rules would have sent from
// the first day to the last, by running the scheduler itself from slot to slot
// on a clock of its own. An error of yield ends it and comes back.
func Simulate(ctx context.Context, o SimulateOptions, yield func(target.Preview) error) error {
	if o.To.Before(o.From) {
		return fmt.Errorf("simulate: %s is before %s", o.To, o.From)
	}
	sim := &simulation{store: o.Store, reports: bySaid(o)}
	s, err := New(Options{
		Plan: o.Plan, Store: o.Store, Composer: o.Composer, Sender: nowhere{}, Workers: 1, Log: o.Log,
		Now: func() time.Time { return sim.now },
	})
	if err != nil {
		return fmt.Errorf("simulate: %w", err)
	}
	s.sender.courier.heard = sim.hear
	end := o.To.AddDays(1).In(o.Plan.Zone)
	// Rules that were never seen start at the first look, just before the day.
	for at, ok := o.From.In(o.Plan.Zone).Add(-time.Minute), true; ok && at.Before(end); {
		if err := sim.step(ctx, s, at, yield); err != nil {
			return err
		}
		if at, ok, err = sim.next(ctx, s, at); err != nil {
			return fmt.Errorf("simulate: %w", err)
		}
	}
	return nil
}

// bySaid returns the reports in the order in which they became known.
func bySaid(o SimulateOptions) []target.Report {
	reports := slices.Clone(o.Reports)
	for i := range reports {
		if r := &reports[i]; r.Said.IsZero() {
			r.Said = r.AsOf.In(o.Plan.Zone)
		}
	}
	slices.SortStableFunc(reports, func(a, b target.Report) int { return a.Said.Compare(b.Said) })
	return reports
}

// nowhere accepts every note and shows it to nobody.
type nowhere struct{}

func (nowhere) Send(context.Context, target.ChatID, target.Note) (string, error) {
	return "simulated", nil
}

// simulation is a run of Simulate.
type simulation struct {
	store   SimulationStore
	now     time.Time
	reports []target.Report // still to be said
	sent    []sentNote      // in this step
}

type sentNote struct {
	delivery target.Delivery
	note     target.Note
}

// hear is called by one goroutine at a time: there is one worker.
func (sim *simulation) hear(d target.Delivery, n target.Note) {
	sim.sent = append(sim.sent, sentNote{d, n})
}

// step lets the clock stand at a moment.
func (sim *simulation) step(ctx context.Context, s *Scheduler, at time.Time, yield func(target.Preview) error) error {
	sim.now, sim.sent = at, nil
	if err := sim.say(ctx, at); err != nil {
		return fmt.Errorf("simulate: reports up to %s: %w", at, err)
	}
	if err := s.Tick(ctx, at); err != nil {
		return fmt.Errorf("simulate %s: %w", at, err)
	}
	// Chats take turns in any order; a reader wants the same one each time.
	slices.SortFunc(sim.sent, func(a, b sentNote) int { return inOrder(a.delivery, b.delivery) })
	for _, n := range sim.sent {
		e, err := sim.event(ctx, s.book, n)
		if err == nil {
			err = yield(e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// say commits the reports that have been said by now.
func (sim *simulation) say(ctx context.Context, now time.Time) error {
	n := 0
	for n < len(sim.reports) && !sim.reports[n].Said.After(now) {
		n++
	}
	said := sim.reports[:n]
	sim.reports = sim.reports[n:]
	for page := range slices.Chunk(said, reportPage) {
		if err := sim.store.Commit(ctx, target.Change{Reports: page}); err != nil {
			return err
		}
	}
	return nil
}

// event tells which indicators the note was about.
func (sim *simulation) event(ctx context.Context, book *rulebook, n sentNote) (target.Preview, error) {
	d := n.delivery
	e := target.Preview{Slot: d.Slot.In(book.plan.Zone), Sent: sim.now, Rule: d.Rule, Kind: d.Kind, Chat: d.Chat, Cause: d.Cause, Note: n.note}
	chat, err := sim.store.Chat(ctx, d.Chat)
	if err != nil {
		return e, fmt.Errorf("simulate: %w", err)
	}
	reports, err := sim.store.Reports(ctx)
	if err != nil {
		return e, fmt.Errorf("simulate: %w", err)
	}
	on := target.DateOf(sim.now.In(book.plan.Zone))
	found := (&target.Situation{Plan: book.plan, Standing: target.Standing(reports)}).Judge(book.table(d.Rule).rule, &chat, d.Since, on)
	for _, p := range found.Items {
		e.Indicators = append(e.Indicators, p.Indicator.ID)
	}
	return e, nil
}

// next returns the moment at which the scheduler would wake.
func (sim *simulation) next(ctx context.Context, s *Scheduler, at time.Time) (time.Time, bool, error) {
	slot, ok, err := s.Next(ctx, at)
	if err != nil {
		return at, false, err
	}
	due, err := s.store.NextDue(ctx)
	if errors.Is(err, target.ErrNotFound) || err == nil && !due.After(at) {
		return slot.At, ok, nil
	}
	if ok && slot.At.Before(due) {
		due = slot.At
	}
	return cmp.Or(due, slot.At), true, err
}
