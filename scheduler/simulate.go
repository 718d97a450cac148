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

// SimulateOptions say what to simulate.
type SimulateOptions struct {
	Plan *target.Plan
	// Store is a scratch store, for example one in memory, that Simulate writes
	// to. It holds the chats and people at least. A copy of one in use works
	// too: its rules go on from where they are dealt with, what waits in its
	// outbox goes out, what was answered is heeded.
	Store    Store
	Composer Composer // reads from the same Store
	// From and To are the first and the last day, in the plan's zone.
	From, To target.Date
	// Start, if set, is the moment on the first day from which on the future is
	// told. A rule that the Store has not seen starts there.
	Start time.Time
	// Reports are committed to the Store when their Said has come, so that
	// planner and composer know what was known then. One without Said counts
	// as said at the beginning of its AsOf day.
	Reports []target.Report
	Log     *slog.Logger // nil is silent
}

// Simulate yields, in order, every reminder that would be sent from the first
// day to the last, by running the scheduler itself from slot to slot on a clock
// of its own. Replies that wait in the outbox are left out. An error of yield
// ends it and comes back.
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
	start := cmp.Or(o.Start, o.From.In(o.Plan.Zone).Add(-time.Minute))
	for at, ok := start, true; ok && at.Before(end); {
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
	store   Store
	now     time.Time
	reports []target.Report   // still to be said
	sent    []target.Delivery // in this step
}

// hear is called by one goroutine at a time: there is one worker.
func (sim *simulation) hear(d target.Delivery) {
	if d.Kind != "" { // else it is a reply
		sim.sent = append(sim.sent, d)
	}
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
	slices.SortFunc(sim.sent, inOrder)
	for i := range sim.sent {
		if err := yield(sim.preview(&sim.sent[i], s.book.plan.Zone)); err != nil {
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

// preview is the message as it was said.
func (sim *simulation) preview(d *target.Delivery, zone *time.Location) target.Preview {
	p := target.Preview{
		Slot: d.Slot.In(zone), Sent: sim.now, Rule: d.Rule, Kind: d.Kind, Chat: d.Chat, Cause: d.Cause, Note: *d.Note,
	}
	if d.Slot.IsZero() { // what no slot called for
		p.Slot = d.Created.In(zone)
	}
	for _, f := range d.Facts {
		if f.Indicator != "" {
			p.Indicators = append(p.Indicators, f.Indicator)
		}
	}
	return p
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
