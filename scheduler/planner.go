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

// look is the state of things that a pass judges by.
type look struct {
	situation target.Situation
	now       time.Time
}

// pass deals with every slot up to now. One rule's failure does not stop the
// others; what failed comes again with the next pass.
func (p *planner) pass(ctx context.Context, now time.Time) error {
	states, err := p.store.RuleStates(ctx)
	if err != nil {
		return fmt.Errorf("read rule states: %w", err)
	}
	due, err := p.due(ctx, p.book.follow(states, now), now)
	if len(due) == 0 {
		return err
	}
	v, lookErr := p.look(ctx, now)
	if lookErr != nil {
		return errors.Join(err, lookErr)
	}
	for _, d := range due {
		err = errors.Join(err, contain("claim slot", func() error { return p.claim(ctx, v, d) }))
	}
	return err
}

// due lists the slots that have come. A digest stands before a crossing of the
// same minute: it says all that the crossing would, and a group hears one.
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
	return 1 + slices.Index([]target.RuleKind{target.Digest, target.Crossing}, k)
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

func (p *planner) look(ctx context.Context, now time.Time) (*look, error) {
	chats, err := p.store.Chats(ctx)
	if err != nil {
		return nil, fmt.Errorf("read chats: %w", err)
	}
	reports, err := p.store.Reports(ctx)
	if err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	return &look{target.Situation{Plan: p.book.plan, Standing: target.Standing(reports), Chats: chats}, now}, nil
}

// claim writes the slot with its deliveries. A slot that somebody else claimed
// is dealt with.
func (p *planner) claim(ctx context.Context, v *look, d dueSlot) error {
	slot := target.Slot{Rule: d.table.rule.ID, At: d.at}
	rows := p.deliveries(v, d)
	created, err := p.store.ClaimSlot(ctx, target.SlotClaim{Slot: slot, Cursor: d.cursor, Deliveries: rows})
	if err != nil {
		return err
	}
	if d.missed != "" {
		p.log.Warn("slot missed", "slot", slot.Key(), "reason", d.missed, "deliveries", created)
	} else {
		p.log.Info("slot claimed", "slot", slot.Key(), "deliveries", created)
	}
	p.ahead.moved(d.table.rule.ID, d.at)
	return nil
}

// deliveries returns one row for each chat to which the slot has, or would
// have had, something to say.
func (p *planner) deliveries(v *look, d dueSlot) []target.Delivery {
	on := target.DateOf(d.opens.In(d.table.zone))
	if d.missed != "" {
		on = target.DateOf(d.at.In(d.table.zone))
	}
	var rows []target.Delivery
	for i := range v.situation.Chats {
		chat := &v.situation.Chats[i]
		finding := v.situation.Judge(d.table.rule, chat, d.since, on)
		if len(finding.Items) > 0 {
			rows = append(rows, d.delivery(chat.ID, on, v.now))
		}
	}
	return rows
}

func (d dueSlot) delivery(chat target.ChatID, on target.Date, now time.Time) target.Delivery {
	rule := d.table.rule
	slot := target.Slot{Rule: rule.ID, At: d.at}
	row := target.Delivery{
		ID:   target.DeliveryID(slot.Key() + "/" + string(chat)),
		Chat: chat, Rule: rule.ID, Kind: rule.Kind, Slot: d.at, Since: d.since,
		Resend: rule.Resend, State: target.Pending, Created: now, NotBefore: d.opens,
	}
	if d.missed != "" {
		row.State, row.Reason, row.Done = target.Missed, d.missed, now
		return row
	}
	if lagging(rule.Kind) {
		row.Once = onceKey(chat, on)
	}
	return row
}

// lagging reports whether the kind names indicators that are late: a group
// hears at most one such message a day.
func lagging(k target.RuleKind) bool { return k == target.Digest || k == target.Crossing }

// onceKey is held by the one lagging message of a group and day.
func onceKey(chat target.ChatID, on target.Date) string { return fmt.Sprintf("late/%s/%s", chat, on) }
