package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// deliveryRecord is a delivery on disk.
type deliveryRecord struct {
	header
	ID        string      `json:"id"`
	Chat      string      `json:"chat"`
	Rule      string      `json:"rule,omitempty"`
	Kind      string      `json:"kind,omitempty"`
	Slot      time.Time   `json:"slot,omitzero"`
	Since     string      `json:"since,omitempty"`
	Once      string      `json:"once,omitempty"`
	Note      *noteRecord `json:"note,omitempty"`
	Resend    bool        `json:"resend,omitempty"`
	State     string      `json:"state"`
	Attempt   int         `json:"attempt,omitempty"`
	Created   time.Time   `json:"created,omitzero"`
	NotBefore time.Time   `json:"not_before,omitzero"`
	Lease     time.Time   `json:"lease,omitzero"`
	Done      time.Time   `json:"done,omitzero"`
	MessageID string      `json:"message_id,omitempty"`
	Reason    string      `json:"reason,omitempty"`
}

func (deliveryRecord) current() int { return 1 }

// noteRecord and choiceRecord are parts of a deliveryRecord and change with it.
type noteRecord struct {
	Head    string         `json:"head,omitempty"`
	Text    string         `json:"text,omitempty"`
	Choices []choiceRecord `json:"choices,omitempty"`
}

type choiceRecord struct {
	Label string `json:"label"`
	Data  string `json:"data"`
}

// onceRecord names the delivery that holds a Once key.
type onceRecord struct {
	header
	Delivery string `json:"delivery"`
}

func (onceRecord) current() int { return 1 }

func newDeliveryRecord(d *target.Delivery) deliveryRecord {
	rec := deliveryRecord{
		header: v1, ID: string(d.ID), Chat: string(d.Chat),
		Rule: string(d.Rule), Kind: string(d.Kind), Slot: moment(d.Slot), Since: d.Since.String(),
		Once: d.Once, Resend: d.Resend, State: string(d.State), Attempt: d.Attempt,
		Created: moment(d.Created), NotBefore: moment(d.NotBefore), Lease: moment(d.Lease), Done: moment(d.Done),
		MessageID: d.MessageID, Reason: d.Reason,
	}
	if d.Note != nil {
		rec.Note = &noteRecord{Head: d.Note.Head, Text: d.Note.Text}
		for _, c := range d.Note.Choices {
			rec.Note.Choices = append(rec.Note.Choices, choiceRecord(c))
		}
	}
	return rec
}

func (rec deliveryRecord) delivery() (target.Delivery, error) {
	d := target.Delivery{
		ID: target.DeliveryID(rec.ID), Chat: target.ChatID(rec.Chat),
		Rule: target.RuleID(rec.Rule), Kind: target.RuleKind(rec.Kind), Slot: moment(rec.Slot),
		Once: rec.Once, Resend: rec.Resend, State: target.DeliveryState(rec.State), Attempt: rec.Attempt,
		Created: moment(rec.Created), NotBefore: moment(rec.NotBefore), Lease: moment(rec.Lease), Done: moment(rec.Done),
		MessageID: rec.MessageID, Reason: rec.Reason,
	}
	if rec.Note != nil {
		d.Note = &target.Note{Head: rec.Note.Head, Text: rec.Note.Text}
		for _, c := range rec.Note.Choices {
			d.Note.Choices = append(d.Note.Choices, target.Choice(c))
		}
	}
	var err error
	d.Since, err = parseDay(rec.Since)
	return d, err
}

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
		parts, err := splitKey(e.Key, 2)
		if err != nil {
			return err
		}
		at, err := time.Parse(timeLayout, parts[0])
		if err != nil {
			return readError(e.Key, err)
		}
		if !to.IsZero() && !at.Before(to) {
			return nil
		}
		d, err := getDelivery(r, target.DeliveryID(parts[1]))
		if err != nil {
			return readError(e.Key, err)
		}
		if !visit(d, at) {
			return nil
		}
	}
	return nil
}
