package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// deliveryPage is how many deliveries one transaction deletes: each touches five
// keys at most (itself, log, once, due, choices) of MaxTouched.
const deliveryPage = 20

// slotPage is how many marks one transaction deletes: each touches three keys,
// itself and two of its rule.
const slotPage = 40

// Prune deletes what is over since before a moment: final deliveries with their
// log, slot marks behind the cursor, audit lines, answers that were checked or
// replaced, closed directives, ended chains, decided requests, used and expired
// invites, expired dialogs. It returns how many. Reports and stages of
// preparation are never deleted, nor is anything unfinished, and a slot whose
// mark is gone stays claimed.
//
// What a Commit began to forget and was cut off is forgotten first. Prune works
// in pages of bounded memory. Interrupted, it returns how much it
// deleted with its error, and the next call goes on.
func (s *Store) Prune(ctx context.Context, before time.Time) (n int, err error) {
	p := pruning{s.kv, before}
	if err := errors.Join(s.finishForgetting(ctx), p.pointers(ctx)); err != nil {
		return 0, fmt.Errorf("prune: %w", err)
	}
	for _, step := range []func(context.Context) (int, error){
		p.deliveries, p.slots, p.audits, p.answers, p.directives, p.escalations, p.requests, p.invites, p.dialogs,
	} {
		done, err := step(ctx)
		n += done
		if err != nil {
			return n, fmt.Errorf("prune: %w", err)
		}
	}
	return n, nil
}

// pruning is one call of Prune.
type pruning struct {
	kv     KV
	before time.Time
}

// day returns whether a stored day was over before the moment, in any zone.
func (p pruning) day(s string) bool {
	d, err := parseDay(s)
	return err == nil && !d.IsZero() && d.AddDays(2).In(time.UTC).Before(p.before)
}

// lastYear returns whether a stored day is of a year before the moment's.
func (p pruning) lastYear(s string) bool {
	d, err := parseDay(s)
	return err == nil && d.Year < p.before.Year()
}

// past returns whether a moment is set and lies before.
func (p pruning) past(t time.Time) bool { return !t.IsZero() && t.Before(p.before) }

// pointers goes before deliveries, so that none ever points to nothing.
func (p pruning) pointers(ctx context.Context) error {
	over := func(rec toldRecord) bool { return rec.At.Before(p.before) }
	_, told := remove(ctx, p.kv, under("told"), over)
	_, choices := remove(ctx, p.kv, under("choices"), over)
	return errors.Join(told, choices)
}

func (p pruning) deliveries(ctx context.Context) (int, error) {
	find := func(r Reader, from []byte, visit func([]byte) bool) error {
		for e, err := range r.Scan(under("log"), from) {
			if err != nil {
				return err
			}
			at, err := indexedTime(e.Key)
			if err != nil || !at.Before(p.before) {
				return err
			}
			d, err := indexedDelivery(r, e.Key)
			if err != nil {
				return err
			}
			if p.delivery(d.State, d.Created, d.Done) && !visit(e.Key) {
				return nil
			}
		}
		return nil
	}
	return inPages(ctx, p.kv, deliveryPage, find, func(w Writer, key []byte) (bool, error) {
		id, err := indexedID(key)
		if err != nil {
			return false, err
		}
		rec, err := load[deliveryRecord](w, deliveryKey(id))
		if errors.Is(err, target.ErrNotFound) {
			return false, nil
		}
		if err != nil || !p.delivery(target.DeliveryState(rec.State), rec.Created, rec.Done) {
			return false, err
		}
		return true, deleteDelivery(w, rec)
	})
}

func (p pruning) delivery(state target.DeliveryState, created, done time.Time) bool {
	return state.Final() && created.Before(p.before) && done.Before(p.before)
}

// deleteDelivery deletes the delivery and its entries in the indexes by time and
// by Once key.
func deleteDelivery(w Writer, rec deliveryRecord) error {
	d, err := rec.delivery()
	if err != nil {
		return err
	}
	if !d.State.Final() {
		err = w.Delete(dueKey(&d))
	}
	if d.Once != "" {
		err = errors.Join(err, w.Delete(keyOf("once", d.Once)))
	}
	return errors.Join(err,
		w.Delete(keyOf("log", keyTime(d.Created), string(d.ID))),
		w.Delete(deliveryKey(d.ID)),
	)
}

// slots deletes marks and notes, for each rule, up to when: older slots are
// claimed for good.
func (p pruning) slots(ctx context.Context) (int, error) {
	find := func(r Reader, from []byte, visit func([]byte) bool) error {
		for e, err := range r.Scan(under("slot"), from) {
			if err != nil {
				return err
			}
			slot, err := markedSlot(e.Key)
			if err != nil {
				return err
			}
			if slot.At.Before(p.before) && !visit(e.Key) {
				return nil
			}
		}
		return nil
	}
	return inPages(ctx, p.kv, slotPage, find, func(w Writer, key []byte) (bool, error) {
		slot, err := markedSlot(key)
		if err != nil {
			return false, err
		}
		cursor, err := load[cursorRecord](w, cursorKey(slot.Rule))
		if errors.Is(err, target.ErrNotFound) || err == nil && slot.At.After(cursor.At) {
			return false, nil // not dealt with for good
		}
		if err != nil {
			return false, err
		}
		return true, errors.Join(advance(w, prunedKey(slot.Rule), slot.At), w.Delete(key))
	})
}

func markedSlot(key []byte) (target.Slot, error) {
	parts, err := splitKey(key, 2)
	if err != nil {
		return target.Slot{}, err
	}
	at, err := time.Parse(timeLayout, parts[1])
	if err != nil {
		return target.Slot{}, readError(key, err)
	}
	return target.Slot{Rule: target.RuleID(parts[0]), At: at}, nil
}

func (p pruning) audits(ctx context.Context) (int, error) {
	return remove(ctx, p.kv, under("audit"), func(rec auditRecord) bool { return p.past(rec.At) })
}

func (p pruning) answers(ctx context.Context) (int, error) {
	return remove(ctx, p.kv, under("answer"), func(rec answerRecord) bool {
		return rec.over() && p.past(rec.At) || rec.Kind != string(target.Promised) && p.day(rec.Until)
	})
}

func (p pruning) directives(ctx context.Context) (int, error) {
	return remove(ctx, p.kv, under("directive"), func(rec directiveRecord) bool {
		return rec.State != string(target.DirectiveOpen) && p.past(rec.Closed)
	})
}

// escalations keeps a chain that holds the next one back, as long as its year
// lasts.
func (p pruning) escalations(ctx context.Context) (int, error) {
	return remove(ctx, p.kv, under("escalation"), func(rec escalationRecord) bool {
		return p.day(rec.Ended) && (rec.Released || p.lastYear(rec.Ended))
	})
}

func (p pruning) requests(ctx context.Context) (int, error) {
	return remove(ctx, p.kv, under("request"), func(rec requestRecord) bool { return p.past(rec.Decided) })
}

func (p pruning) invites(ctx context.Context) (int, error) {
	return remove(ctx, p.kv, under("invite"), func(rec inviteRecord) bool { return p.past(rec.Used) || p.past(rec.Expires) })
}

func (p pruning) dialogs(ctx context.Context) (int, error) {
	return remove(ctx, p.kv, under("dialog"), func(rec dialogRecord) bool { return p.past(rec.Expires) })
}
