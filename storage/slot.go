package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// slotPage is how many deliveries of a slot one transaction writes: each
// touches four keys (itself, due, log, once), the slot and the cursor one each,
// of MaxTouched.
const slotPage = 25

// cursorRecord says up to when a rule's slots are dealt with.
type cursorRecord struct {
	header
	At time.Time `json:"at"`
}

func (cursorRecord) current() int { return 1 }

// slotRecord marks a slot all of whose deliveries are written.
type slotRecord struct {
	header
	Cursor time.Time `json:"cursor"`
}

func (slotRecord) current() int { return 1 }

func cursorKey(rule target.RuleID) []byte { return keyOf("cursor", string(rule)) }

// Cursor returns the moment up to which the rule's slots are dealt with;
// target.ErrNotFound for a rule that never was.
func (s *Store) Cursor(ctx context.Context, rule target.RuleID) (time.Time, error) {
	var rec cursorRecord
	err := s.kv.View(ctx, func(r Reader) (err error) {
		rec, err = load[cursorRecord](r, cursorKey(rule))
		return err
	})
	if err != nil {
		return time.Time{}, fmt.Errorf("cursor of %s: %w", rule, err)
	}
	return moment(rec.At), nil
}

// SetCursor moves the rule's cursor. It never moves back: an earlier moment
// than the stored one changes nothing.
func (s *Store) SetCursor(ctx context.Context, rule target.RuleID, at time.Time) error {
	err := s.kv.Update(ctx, func(w Writer) error { return advance(w, rule, at) })
	if err != nil {
		return fmt.Errorf("cursor of %s: %w", rule, err)
	}
	return nil
}

func advance(w Writer, rule target.RuleID, at time.Time) error {
	rec, err := load[cursorRecord](w, cursorKey(rule))
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return err
	}
	if err == nil && !at.After(rec.At) {
		return nil
	}
	return save(w, cursorKey(rule), cursorRecord{v1, moment(at)})
}

// ClaimSlot writes what a slot has to say and moves its rule's cursor on; it
// returns how many deliveries are new. A slot that was claimed before creates
// nothing. A delivery whose ID or Once key is taken is left out.
//
// A slot for few chats is one transaction. One for many is written in pages,
// the mark and the cursor with the last: after a crash in between the cursor
// still stands before the slot, so the scheduler claims it again and the
// deliveries that exist are left as they are, sent or not.
func (s *Store) ClaimSlot(ctx context.Context, claim target.SlotClaim) (created int, err error) {
	rest := claim.Deliveries
	for last := false; !last; {
		page := rest[:min(slotPage, len(rest))]
		rest = rest[len(page):]
		last = len(rest) == 0
		n, err := s.claimPage(ctx, &claim, page, last)
		if err != nil {
			return created, fmt.Errorf("claim slot %s: %w", claim.Slot.Key(), err)
		}
		created += n
	}
	return created, nil
}

// claimPage is one transaction of ClaimSlot.
func (s *Store) claimPage(ctx context.Context, claim *target.SlotClaim, page []target.Delivery, last bool) (created int, err error) {
	key := keyOf("slot", string(claim.Slot.Rule), keyTime(claim.Slot.At))
	err = s.kv.Update(ctx, func(w Writer) error {
		created = 0
		claimed, err := has(w, key)
		if err != nil {
			return err
		}
		if claimed {
			return advance(w, claim.Slot.Rule, claim.Cursor)
		}
		for i := range page {
			fresh, err := createDelivery(w, &page[i])
			if err != nil {
				return fmt.Errorf("delivery %s: %w", page[i].ID, err)
			}
			if fresh {
				created++
			}
		}
		if !last {
			return nil
		}
		return errors.Join(
			save(w, key, slotRecord{v1, moment(claim.Cursor)}),
			advance(w, claim.Slot.Rule, claim.Cursor),
		)
	})
	if err != nil {
		created = 0
	}
	return created, err
}
