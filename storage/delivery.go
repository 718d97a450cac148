package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

func deliveryKey(id target.DeliveryID) []byte { return keyOf("delivery", string(id)) }

func getDelivery(r Reader, id target.DeliveryID) (target.Delivery, error) {
	rec, err := load[deliveryRecord](r, deliveryKey(id))
	if err != nil {
		return target.Delivery{}, err
	}
	return rec.delivery()
}

// enqueue writes the deliveries of a change. A reminder that exists already, by
// its ID or by its Once key, is left as it is; a reply that exists means that
// its update was applied before, however long ago.
func enqueue(w Writer, deliveries []target.Delivery) error {
	for i := range deliveries {
		created, err := createDelivery(w, &deliveries[i])
		if err == nil && !created && deliveries[i].Rule == "" {
			err = target.ErrSeen
		}
		if err != nil {
			return fmt.Errorf("delivery %s: %w", deliveries[i].ID, err)
		}
	}
	return nil
}

// createDelivery writes the delivery and its entries in the due index and the
// log, unless its ID or its Once key is taken. No State is Pending.
func createDelivery(w Writer, d *target.Delivery) (created bool, err error) {
	if d.ID == "" || d.Chat == "" {
		return false, errors.New("without ID or chat")
	}
	if taken, err := has(w, deliveryKey(d.ID)); taken || err != nil {
		return false, err
	}
	if d.Once != "" {
		once := keyOf("once", d.Once)
		if taken, err := has(w, once); taken || err != nil {
			return false, err
		}
		if err := save(w, once, onceRecord{v1, string(d.ID)}); err != nil {
			return false, err
		}
	}
	fresh := *d
	if fresh.State == "" {
		fresh.State = target.Pending
	}
	logged := keyOf("log", keyTime(fresh.Created), string(fresh.ID))
	return true, errors.Join(save(w, logged, indexRecord{v1}), putDelivery(w, nil, &fresh))
}

// putDelivery writes the delivery and moves its entry in the due index. old is
// what was stored before, nil for nothing.
func putDelivery(w Writer, old, d *target.Delivery) error {
	if old != nil && !old.State.Final() {
		if err := w.Delete(dueKey(old)); err != nil {
			return err
		}
	}
	if !d.State.Final() {
		if err := save(w, dueKey(d), indexRecord{v1}); err != nil {
			return err
		}
	}
	return save(w, deliveryKey(d.ID), newDeliveryRecord(d))
}

// Deliveries returns the deliveries created from a moment up to another, that
// one left out, in order of creation: the log of what was sent and what was not.
func (s *Store) Deliveries(ctx context.Context, from, to time.Time) ([]target.Delivery, error) {
	var out []target.Delivery
	err := s.kv.View(ctx, func(r Reader) error {
		return eachIndexed(r, "log", from, to, func(d target.Delivery, _ time.Time) bool {
			out = append(out, d)
			return true
		})
	})
	if err != nil {
		return nil, fmt.Errorf("deliveries: %w", err)
	}
	return out, nil
}

// eachIndexed visits the deliveries that an index by time (due or log) holds
// from a moment up to another, that one left out, until visit returns false.
// visit is told the time of the entry. A zero to is the end of time.
func eachIndexed(r Reader, index string, from, to time.Time, visit func(target.Delivery, time.Time) bool) error {
	for e, err := range r.Scan(under(index), keyOf(index, keyTime(from))) {
		if err != nil {
			return err
		}
		at, err := indexedTime(e.Key)
		if err != nil {
			return err
		}
		if !to.IsZero() && !at.Before(to) {
			return nil
		}
		d, err := indexedDelivery(r, e.Key)
		if err != nil {
			return err
		}
		if !visit(d, at) {
			return nil
		}
	}
	return nil
}

// indexedTime, indexedID and indexedDelivery read the key of an entry in an
// index by time.
func indexedTime(key []byte) (time.Time, error) {
	parts, err := splitKey(key, 2)
	if err != nil {
		return time.Time{}, err
	}
	at, err := time.Parse(timeLayout, parts[0])
	if err != nil {
		return time.Time{}, readError(key, err)
	}
	return at, nil
}

func indexedID(key []byte) (target.DeliveryID, error) {
	parts, err := splitKey(key, 2)
	if err != nil {
		return "", err
	}
	return target.DeliveryID(parts[1]), nil
}

func indexedDelivery(r Reader, key []byte) (target.Delivery, error) {
	id, err := indexedID(key)
	if err != nil {
		return target.Delivery{}, err
	}
	d, err := getDelivery(r, id)
	if err != nil {
		return target.Delivery{}, readError(key, err)
	}
	return d, nil
}
