package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"chitieu/target"
)

const (
	// maxInbound is how many bytes of an inbound message are kept.
	maxInbound = 64 << 10
	// heardTTL is how long an inbound message's id is remembered. Messengers
	// deliver again for at most a day.
	heardTTL = 7 * 24 * time.Hour
)

// inboundRecord is an inbound message on disk, until it is handled.
type inboundRecord struct {
	header
	ID   string    `json:"id"`
	Body []byte    `json:"body"`
	At   time.Time `json:"at,omitzero"`
}

func (inboundRecord) current() int { return 1 }

func newInboundRecord(m *target.Inbound) inboundRecord {
	return inboundRecord{v1, m.ID, m.Body, moment(m.At)}
}

func (rec inboundRecord) inbound() (target.Inbound, error) {
	return target.Inbound{ID: rec.ID, Body: rec.Body, At: moment(rec.At)}, nil
}

// Keep stores a message as the messenger delivered it, at most 64 KiB, before
// it is handled: what was kept is handled after a stop, too (see Unhandled).
// fresh is false, and nothing stored, for an id that was kept in the last seven
// days or still waits. ErrTooLarge for a longer body.
func (s *Store) Keep(ctx context.Context, id string, body []byte, at time.Time) (fresh bool, err error) {
	if len(body) > maxInbound {
		return false, fmt.Errorf("keep inbound %s: %w: %d bytes, at most %d", id, ErrTooLarge, len(body), maxInbound)
	}
	heard, waiting := keyOf("heard", id), keyOf("inbox", id)
	err = s.kv.Update(ctx, func(w Writer) error {
		known, err1 := has(w, heard)
		waits, err2 := has(w, waiting)
		fresh = !known && !waits
		if err := errors.Join(err1, err2); err != nil || !fresh {
			return err
		}
		b, err := encode(indexRecord{v1})
		if err != nil {
			return err
		}
		return errors.Join(
			w.SetTTL(heard, b, heardTTL),
			save(w, waiting, newInboundRecord(&target.Inbound{ID: id, Body: body, At: at})),
		)
	})
	if err != nil {
		return false, fmt.Errorf("keep inbound %s: %w", id, err)
	}
	return fresh, nil
}

// Handled lets go of a message that was kept; its id is remembered for the rest
// of the seven days. One that is not there is no error.
func (s *Store) Handled(ctx context.Context, id string) error {
	err := s.kv.Update(ctx, func(w Writer) error { return w.Delete(keyOf("inbox", id)) })
	if err != nil {
		return fmt.Errorf("inbound %s handled: %w", id, err)
	}
	return nil
}

// Unhandled returns the messages that were kept and not handled whose id begins
// with the prefix, such as a transport's name and a colon; the oldest first.
func (s *Store) Unhandled(ctx context.Context, prefix string) ([]target.Inbound, error) {
	all, err := collect(ctx, s.kv, keyOf("inbox", prefix), inboundRecord.inbound)
	if err != nil {
		return nil, fmt.Errorf("unhandled messages: %w", err)
	}
	slices.SortStableFunc(all, func(a, b target.Inbound) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}
