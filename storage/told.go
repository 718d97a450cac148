package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// toldRecord points to the newest delivery of its kind. At is when it became
// final, so that one that is settled late does not push a newer one aside.
type toldRecord struct {
	header
	Delivery string    `json:"delivery"`
	At       time.Time `json:"at,omitzero"`
}

func (toldRecord) current() int { return 1 }

// toldKey points to what a rule told a chat last, wherever that was delivered;
// choicesKey to what was sent there last with something to choose from.
func toldKey(chat target.ChatID, rule target.RuleID) []byte {
	return keyOf("told", string(chat), string(rule))
}

func choicesKey(chat target.ChatID) []byte { return keyOf("choices", string(chat)) }

// ownChat is the chat whose message the delivery is.
func ownChat(d *target.Delivery) target.ChatID { return cmp.Or(d.For, d.Chat) }

// noteTold keeps the pointers in step with a delivery that became final.
func noteTold(w Writer, d *target.Delivery) error {
	var told, choices error
	if (d.State == target.Sent || d.State == target.Unsure) && d.Rule != "" {
		told = point(w, toldKey(ownChat(d), d.Rule), toldRecord{v1, string(d.ID), moment(d.Done)})
	}
	if d.State == target.Sent && d.Note != nil && len(d.Note.Choices) > 0 {
		choices = point(w, choicesKey(d.Chat), toldRecord{v1, string(d.ID), moment(d.Done)})
	}
	return errors.Join(told, choices)
}

// point writes the pointer unless the stored one is newer.
func point(w Writer, key []byte, to toldRecord) error {
	old, err := load[toldRecord](w, key)
	if err == nil && old.At.After(to.At) {
		return nil
	}
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return err
	}
	return save(w, key, to)
}

// unpoint deletes the pointer if it points to the delivery.
func unpoint(w Writer, key []byte, id target.DeliveryID) error {
	rec, err := load[toldRecord](w, key)
	switch {
	case errors.Is(err, target.ErrNotFound):
		return nil
	case err != nil || rec.Delivery != string(id):
		return err
	default:
		return w.Delete(key)
	}
}

// follow returns the delivery that a pointer points to.
func (s *Store) follow(ctx context.Context, key []byte) (d target.Delivery, err error) {
	err = s.kv.View(ctx, func(r Reader) error {
		rec, err := load[toldRecord](r, key)
		if err != nil {
			return err
		}
		d, err = getDelivery(r, target.DeliveryID(rec.Delivery))
		return err
	})
	return d, err
}

// LastTold returns what the rule told the chat last: the newest of its
// deliveries, Sent or Unsure, that was the chat's own, also if another chat
// stood in for it. target.ErrNotFound if there is none, or none is kept.
func (s *Store) LastTold(ctx context.Context, rule target.RuleID, chat target.ChatID) (target.Delivery, error) {
	d, err := s.follow(ctx, toldKey(chat, rule))
	if err != nil {
		return target.Delivery{}, fmt.Errorf("last told %s by %s: %w", chat, rule, err)
	}
	return d, nil
}

// LastSent returns the newest delivery that was Sent to the chat and has
// Choices: the one that a bare "2" answers. target.ErrNotFound if there is none.
func (s *Store) LastSent(ctx context.Context, chat target.ChatID) (target.Delivery, error) {
	d, err := s.follow(ctx, choicesKey(chat))
	if err != nil {
		return target.Delivery{}, fmt.Errorf("last choices of %s: %w", chat, err)
	}
	return d, nil
}
