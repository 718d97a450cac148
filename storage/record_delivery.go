package storage

import (
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
