package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// dueKey is the entry of an unfinished delivery in the due index: the moment
// from which a sender may take it. For a claimed one that is the end of the
// claim. One without NotBefore stands at its creation, so that what was queued
// first goes first.
func dueKey(d *target.Delivery) []byte {
	at := d.NotBefore
	if at.Before(d.Created) {
		at = d.Created
	}
	if d.State == target.Claimed {
		at = d.Lease
	}
	return keyOf("due", keyTime(at), string(d.ID))
}

// Due returns at most limit deliveries that may be taken at now, the longest
// due first: pending ones whose NotBefore has come, and claimed ones whose
// lease has run out, as they are. What becomes of the latter, which may or may
// not have been sent, is for the scheduler to decide.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) ([]target.Delivery, error) {
	if limit <= 0 {
		return nil, nil
	}
	var out []target.Delivery
	err := s.kv.View(ctx, func(r Reader) error {
		// The index holds to the nanosecond, and now itself is due.
		return eachIndexed(r, "due", time.Time{}, now.Add(1), func(d target.Delivery, _ time.Time) bool {
			out = append(out, d)
			return len(out) < limit
		})
	})
	if err != nil {
		return nil, fmt.Errorf("due deliveries: %w", err)
	}
	return out, nil
}

// NextDue returns the moment from which the next delivery may be taken, in the
// past if one may be now; target.ErrNotFound if none waits.
func (s *Store) NextDue(ctx context.Context) (time.Time, error) {
	var next time.Time
	err := s.kv.View(ctx, func(r Reader) error {
		found := false
		err := eachIndexed(r, "due", time.Time{}, time.Time{}, func(_ target.Delivery, at time.Time) bool {
			next, found = at, true
			return false
		})
		if err == nil && !found {
			err = target.ErrNotFound
		}
		return err
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("next due delivery: %w", err)
	}
	return next, nil
}

// Lease claims the delivery for a sender until a moment and counts the attempt;
// it returns the delivery as claimed. target.ErrConflict if it is finished or
// another's claim has not run out at now.
func (s *Store) Lease(ctx context.Context, id target.DeliveryID, now, until time.Time) (target.Delivery, error) {
	var claimed target.Delivery
	err := s.kv.Update(ctx, func(w Writer) error {
		old, err := getDelivery(w, id)
		if err != nil {
			return err
		}
		if old.State.Final() || old.State == target.Claimed && now.Before(old.Lease) {
			return target.ErrConflict
		}
		claimed = old
		claimed.State, claimed.Lease = target.Claimed, moment(until)
		claimed.Attempt++
		return putDelivery(w, &old, &claimed)
	})
	if err != nil {
		return target.Delivery{}, fmt.Errorf("lease %s: %w", id, err)
	}
	return claimed, nil
}

// Finish stores what became of the delivery: a final State, Done, MessageID,
// Reason, Attempt, Resent, the Note if it has one, and Cause and Facts if it has
// a Cause. What the delivery is, its chat included, stays as stored. In the same
// transaction LastTold and LastSent learn of it. To finish it twice with the same outcome is no
// error. target.ErrConflict if it is finished otherwise or another has claimed
// it since; only that a message was Sent is taken from anybody.
func (s *Store) Finish(ctx context.Context, d target.Delivery) error {
	if !d.State.Final() {
		return fmt.Errorf("finish %s: state %q is not final", d.ID, d.State)
	}
	return s.settle(ctx, "finish", d)
}

// Requeue gives the delivery back to be tried again from NotBefore on. It
// stores Attempt, Resent and Reason too. target.ErrConflict as for Finish.
func (s *Store) Requeue(ctx context.Context, d target.Delivery) error {
	d.State = target.Pending
	return s.settle(ctx, "requeue", d)
}

// settle ends a claim.
func (s *Store) settle(ctx context.Context, what string, d target.Delivery) error {
	err := s.kv.Update(ctx, func(w Writer) error {
		old, err := getDelivery(w, d.ID)
		if err != nil {
			return err
		}
		if old.State.Final() {
			if old.State == d.State && old.MessageID == d.MessageID {
				return nil
			}
			return target.ErrConflict
		}
		lost := old.State == target.Claimed && !old.Lease.Equal(d.Lease)
		if lost && d.State != target.Sent {
			return target.ErrConflict
		}
		settled := outcome(old, d)
		return errors.Join(putDelivery(w, &old, &settled), noteTold(w, &settled))
	})
	if err != nil {
		return fmt.Errorf("%s %s: %w", what, d.ID, err)
	}
	return nil
}

// outcome is the stored delivery with what d says has become of it.
func outcome(old, d target.Delivery) target.Delivery {
	old.State, old.Attempt, old.Resent = d.State, d.Attempt, old.Resent || d.Resent
	old.NotBefore, old.Lease, old.Done = d.NotBefore, time.Time{}, d.Done
	old.MessageID, old.Reason = d.MessageID, d.Reason
	if d.Note != nil {
		old.Note = d.Note
	}
	if d.Cause != "" { // they are of one judgement
		old.Cause, old.Facts = d.Cause, d.Facts
	}
	return old
}
