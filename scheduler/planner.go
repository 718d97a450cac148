package scheduler

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync/atomic"
	"time"

	"chitieu/target"
)

const (
	// maxMissed is how many missed slots of a rule are written down one by one
	// after an outage; the log counts the rest.
	maxMissed = 7
	// maxOutage bounds how far back an old cursor is followed.
	maxOutage = 400 * 24 * time.Hour
)

// planner turns slots into deliveries.
//
// For each rule it walks the timetable from the stored cursor to now. Of
// several slots only the newest is sent, if it is inside its grace and offices
// are open before that is over; the others are written down as missed, so that
// the log says what was not said and why. A rule seen for the first time starts
// now: a new rule owes nothing to the past.
//
// The cursor, not the clock, decides what is due. When the clock is set back
// the slots up to the cursor do not come again.
type planner struct {
	book  *rulebook
	store Store
	log   *slog.Logger
	ahead ahead
	// refused are the schedules that the operator has been told of.
	refused map[target.RuleID]string
	// excused is the moment that the clock was last set to on purpose: what it
	// passed over was no outage.
	excused atomic.Int64 // in Unix nanoseconds
}

// dueSlot is a slot that has come, and what is to become of it.
type dueSlot struct {
	table *timetable
	at    time.Time // of the slot
	// since is the day up to which the rule has been heard.
	since target.Date
	// cursor is moved to here; a slot that is only noted down leaves it alone,
	// so that a stop in between does not lose the newer one.
	cursor time.Time
	// opens is when the message may go; zero for a missed slot.
	opens  time.Time
	missed string // why, "" if it is sent
}

// pass deals with every slot up to now. One rule's failure does not stop the
// others; what failed comes again with the next pass.
func (p *planner) pass(ctx context.Context, now time.Time) error {
	states, err := p.store.RuleStates(ctx)
	if err != nil {
		return fmt.Errorf("read rule states: %w", err)
	}
	tables := p.book.follow(states, now)
	p.complain(ctx, tables, now)
	due, err := p.due(ctx, tables, now)
	if len(due) == 0 {
		return err
	}
	v, lookErr := p.look(ctx, now)
	if lookErr != nil {
		return errors.Join(err, lookErr)
	}
	claims := make([]target.SlotClaim, 0, len(due))
	kept := due[:0]
	for _, d := range due {
		var claim target.SlotClaim
		failed := contain("judge slot", func() (err error) {
			claim, err = p.claimOf(ctx, v, d)
			return err
		})
		if failed != nil {
			err = errors.Join(err, failed)
			continue
		}
		claims, kept = append(claims, claim), append(kept, d)
	}
	// Told before the claims: after them nothing would be late any more.
	if failed := p.outage(ctx, v, kept, claims); failed != nil {
		return errors.Join(err, failed)
	}
	for i, d := range kept {
		err = errors.Join(err, p.claim(ctx, d, claims[i]))
	}
	return err
}

// due lists the slots that have come. Of one minute a digest stands before a
// crossing and that before an escalation: it says all that they would, and a
// group hears one.
func (p *planner) due(ctx context.Context, tables []*timetable, now time.Time) ([]dueSlot, error) {
	var all []dueSlot
	var failed error
	for _, t := range tables {
		slots, err := p.dueOf(ctx, t, now)
		all = append(all, slots...)
		failed = errors.Join(failed, err)
	}
	slices.SortStableFunc(all, func(a, b dueSlot) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(rank(a.table.rule.Kind), rank(b.table.rule.Kind)))
	})
	return all, failed
}

// rank orders the kinds that are due in one minute by how much they say.
func rank(k target.RuleKind) int {
	return 1 + slices.Index([]target.RuleKind{target.Digest, target.Crossing, target.Escalating}, k)
}

func (p *planner) dueOf(ctx context.Context, t *timetable, now time.Time) ([]dueSlot, error) {
	cursor, err := p.store.Cursor(ctx, t.rule.ID)
	if errors.Is(err, target.ErrNotFound) {
		if err = p.store.SetCursor(ctx, t.rule.ID, now); err != nil {
			return nil, fmt.Errorf("start rule %s: %w", t.rule.ID, err)
		}
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	cursor = p.ahead.correct(p.log, t.rule.ID, cursor, now)
	slots := t.between(cursor, now)
	if len(slots) == 0 {
		return nil, nil
	}
	if t.paused {
		newest := slots[len(slots)-1]
		if err := p.store.SetCursor(ctx, t.rule.ID, newest); err != nil {
			return nil, fmt.Errorf("pass over paused rule %s: %w", t.rule.ID, err)
		}
		p.ahead.moved(t.rule.ID, newest)
		return nil, nil
	}
	return p.sort(t, slots, cursor, now), nil
}

// between returns the slots after cursor up to now, oldest first.
func (t *timetable) between(cursor, now time.Time) []time.Time {
	if oldest := now.Add(-maxOutage); cursor.Before(oldest) {
		cursor = oldest
	}
	var slots []time.Time
	for at := t.next(cursor); !at.IsZero() && !at.After(now); at = t.next(at) {
		slots = append(slots, at)
	}
	return slots
}

// complain tells the operator once of each stored schedule that cannot be
// followed: another version of the program accepted it.
func (p *planner) complain(ctx context.Context, tables []*timetable, now time.Time) {
	for _, t := range tables {
		if t.fault == nil || p.refused[t.rule.ID] == t.fault.Error() {
			continue
		}
		p.log.Error("stored schedule not followed, the plan's holds", "rule", t.rule.ID, "error", t.fault)
		err := p.store.AddIncident(ctx, target.Incident{
			At: now, Kind: target.ScheduleBroken, Detail: fmt.Sprintf("rule %s: %v", t.rule.ID, t.fault),
		})
		if err == nil {
			p.refused[t.rule.ID] = t.fault.Error()
		}
	}
}

// sort decides on each of the rule's slots that have come.
func (p *planner) sort(t *timetable, slots []time.Time, cursor, now time.Time) []dueSlot {
	last := len(slots) - 1
	first := max(0, last-maxMissed)
	if first > 0 {
		p.log.Warn("slots missed long ago", "rule", t.rule.ID, "count", first, "since", slots[0])
	}
	since := target.DateOf(cursor.In(t.zone))
	var out []dueSlot
	for _, at := range slots[first:last] {
		out = append(out, dueSlot{table: t, at: at, since: since, cursor: cursor, missed: "a newer slot of the rule has come"})
	}
	newest := dueSlot{table: t, at: slots[last], since: since, cursor: slots[last]}
	if opens, ok := t.opening(newest.at, now); ok {
		newest.opens = opens
	} else {
		newest.missed = fmt.Sprintf("past the grace of %s", t.grace())
	}
	return append(out, newest)
}

// claim writes the slot with its deliveries. A slot that somebody else claimed
// is dealt with.
func (p *planner) claim(ctx context.Context, d dueSlot, claim target.SlotClaim) error {
	created, err := p.store.ClaimSlot(ctx, claim)
	if err != nil {
		return err
	}
	if d.missed != "" {
		p.log.Warn("slot missed", "slot", claim.Slot.Key(), "reason", d.missed, "deliveries", created)
	} else {
		p.log.Info("slot claimed", "slot", claim.Slot.Key(), "deliveries", created)
	}
	p.ahead.moved(claim.Slot.Rule, d.at)
	return nil
}
