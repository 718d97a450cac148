package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// What one transaction of a claim touches: for a delivery itself, due, log and
// once; for the slot its mark, the cursor and what was pruned of the rule.
const (
	deliveryTouches = 4
	slotTouches     = 3
)

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

func slotKey(s target.Slot) []byte { return keyOf("slot", string(s.Rule), keyTime(s.At)) }

// prunedKey holds up to when the rule's marks were pruned.
func prunedKey(rule target.RuleID) []byte { return keyOf("pruned", string(rule)) }

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
	err := s.kv.Update(ctx, func(w Writer) error { return advance(w, cursorKey(rule), at) })
	if err != nil {
		return fmt.Errorf("cursor of %s: %w", rule, err)
	}
	return nil
}

// advance moves a cursor on, never back.
func advance(w Writer, key []byte, at time.Time) error {
	rec, err := load[cursorRecord](w, key)
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return err
	}
	if err == nil && !at.After(rec.At) {
		return nil
	}
	return save(w, key, cursorRecord{v1, moment(at)})
}

// ClaimSlot writes what a slot has to say and moves its rule's cursor on; it
// returns how many deliveries are new. A slot that was claimed before creates
// nothing. A delivery whose ID or Once key is taken is left out; so is a chain
// or an answer that has ended meanwhile.
//
// A slot for few chats is one transaction. One for many is written in pages,
// deliveries before chains and answers, the mark and the cursor with the last:
// after a crash in between the cursor still stands before the slot, so the
// scheduler claims it again. The deliveries that exist are left as they are,
// sent or not, and a chain that moved on has said what it had to say.
func (s *Store) ClaimSlot(ctx context.Context, claim target.SlotClaim) (created int, err error) {
	rest := claimWrites(&claim)
	for last := false; !last; {
		page := rest[:fitting(rest)]
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

// claimWrite is one thing that a claim writes: how many keys that touches, and
// how many deliveries it creates.
type claimWrite struct {
	touches int
	write   func(Writer) (created int, err error)
}

// claimWrites lists what a claim writes, in an order that may be cut anywhere.
func claimWrites(claim *target.SlotClaim) (out []claimWrite) {
	for i := range claim.Deliveries {
		d := &claim.Deliveries[i]
		out = append(out, claimWrite{deliveryTouches, func(w Writer) (int, error) {
			fresh, err := createDelivery(w, d)
			if err != nil {
				return 0, fmt.Errorf("delivery %s: %w", d.ID, err)
			}
			if !fresh {
				return 0, nil
			}
			return 1, nil
		}})
	}
	out = append(out, recordWrites(claim.Escalations, moveEscalation)...)
	out = append(out, recordWrites(claim.Answers, moveAnswer)...)
	return append(out, recordWrites(claim.Incidents, putIncident)...)
}

func recordWrites[T any](items []T, put func(Writer, *T) error) (out []claimWrite) {
	for i := range items {
		out = append(out, claimWrite{1, func(w Writer) (int, error) { return 0, put(w, &items[i]) }})
	}
	return out
}

// fitting returns how many of the writes one transaction takes.
func fitting(writes []claimWrite) int {
	left := MaxTouched - slotTouches
	for i := range writes {
		if left -= writes[i].touches; left < 0 {
			return i
		}
	}
	return len(writes)
}

// claimPage is one transaction of ClaimSlot.
func (s *Store) claimPage(ctx context.Context, claim *target.SlotClaim, page []claimWrite, last bool) (created int, err error) {
	err = s.kv.Update(ctx, func(w Writer) error {
		created = 0
		claimed, err := claimedBefore(w, claim.Slot)
		if err != nil {
			return err
		}
		if claimed {
			return advance(w, cursorKey(claim.Slot.Rule), claim.Cursor)
		}
		for _, p := range page {
			n, err := p.write(w)
			if err != nil {
				return err
			}
			created += n
		}
		if !last {
			return nil
		}
		return errors.Join(
			save(w, slotKey(claim.Slot), slotRecord{v1, moment(claim.Cursor)}),
			advance(w, cursorKey(claim.Slot.Rule), claim.Cursor),
		)
	})
	if err != nil {
		created = 0
	}
	return created, err
}

// claimedBefore reports whether the slot has its mark, or is as old as one whose
// mark was pruned.
func claimedBefore(r Reader, slot target.Slot) (bool, error) {
	marked, err := has(r, slotKey(slot))
	if marked || err != nil {
		return marked, err
	}
	rec, err := load[cursorRecord](r, prunedKey(slot.Rule))
	if errors.Is(err, target.ErrNotFound) {
		return false, nil
	}
	return !slot.At.After(rec.At), err
}
