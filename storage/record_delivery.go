package storage

import (
	"errors"
	"time"

	"chitieu/target"
)

// deliveryRecord is a delivery on disk.
type deliveryRecord struct {
	header
	ID        string       `json:"id"`
	Chat      string       `json:"chat"`
	For       string       `json:"for,omitempty"`
	Rule      string       `json:"rule,omitempty"`
	Kind      string       `json:"kind,omitempty"`
	Slot      time.Time    `json:"slot,omitzero"`
	Since     string       `json:"since,omitempty"`
	Once      string       `json:"once,omitempty"`
	Subject   string       `json:"subject,omitempty"`
	Step      int          `json:"step,omitempty"`
	Cause     string       `json:"cause,omitempty"`
	Facts     []factRecord `json:"facts,omitempty"`
	Note      *noteRecord  `json:"note,omitempty"`
	Resend    bool         `json:"resend,omitempty"`
	State     string       `json:"state"`
	Attempt   int          `json:"attempt,omitempty"`
	Resent    bool         `json:"resent,omitempty"`
	Created   time.Time    `json:"created,omitzero"`
	NotBefore time.Time    `json:"not_before,omitzero"`
	Lease     time.Time    `json:"lease,omitzero"`
	Done      time.Time    `json:"done,omitzero"`
	MessageID string       `json:"message_id,omitempty"`
	Reason    string       `json:"reason,omitempty"`
}

func (deliveryRecord) current() int { return 1 }

// noteRecord, choiceRecord and factRecord are parts of a deliveryRecord and change with it.
type noteRecord struct {
	Head       string         `json:"head,omitempty"`
	Text       string         `json:"text,omitempty"`
	Choices    []choiceRecord `json:"choices,omitempty"`
	Deferrable bool           `json:"deferrable,omitempty"`
}

type choiceRecord struct {
	Label string `json:"label"`
	Data  string `json:"data"`
}

type factRecord struct {
	Indicator string `json:"indicator,omitempty"`
	Directive string `json:"directive,omitempty"`
	Unit      string `json:"unit,omitempty"`
	Status    string `json:"status,omitempty"`
	Actual    string `json:"actual,omitempty"`
	AsOf      string `json:"as_of,omitempty"`
}

// onceRecord names the delivery that holds a Once key.
type onceRecord struct {
	header
	Delivery string `json:"delivery"`
}

func (onceRecord) current() int { return 1 }

func newDeliveryRecord(d *target.Delivery) deliveryRecord {
	rec := deliveryRecord{
		header: v1, ID: string(d.ID), Chat: string(d.Chat), For: string(d.For),
		Rule: string(d.Rule), Kind: string(d.Kind), Slot: moment(d.Slot), Since: d.Since.String(),
		Once: d.Once, Subject: d.Subject, Step: d.Step, Cause: string(d.Cause),
		Note: newNoteRecord(d.Note), Resend: d.Resend,
		State: string(d.State), Attempt: d.Attempt, Resent: d.Resent,
		Created: moment(d.Created), NotBefore: moment(d.NotBefore), Lease: moment(d.Lease), Done: moment(d.Done),
		MessageID: d.MessageID, Reason: d.Reason,
	}
	for i := range d.Facts {
		rec.Facts = append(rec.Facts, newFactRecord(&d.Facts[i]))
	}
	return rec
}

func newNoteRecord(n *target.Note) *noteRecord {
	if n == nil {
		return nil
	}
	rec := &noteRecord{Head: n.Head, Text: n.Text, Deferrable: n.Deferrable}
	for _, c := range n.Choices {
		rec.Choices = append(rec.Choices, choiceRecord(c))
	}
	return rec
}

func newFactRecord(f *target.Fact) factRecord {
	return factRecord{
		string(f.Indicator), string(f.Directive), string(f.Unit), string(f.Status), amountText(f.Actual), f.AsOf.String(),
	}
}

func (rec deliveryRecord) delivery() (target.Delivery, error) {
	d := target.Delivery{
		ID: target.DeliveryID(rec.ID), Chat: target.ChatID(rec.Chat), For: target.ChatID(rec.For),
		Rule: target.RuleID(rec.Rule), Kind: target.RuleKind(rec.Kind), Slot: moment(rec.Slot),
		Once: rec.Once, Subject: rec.Subject, Step: rec.Step, Cause: target.Cause(rec.Cause),
		Note: rec.Note.note(), Resend: rec.Resend,
		State: target.DeliveryState(rec.State), Attempt: rec.Attempt, Resent: rec.Resent,
		Created: moment(rec.Created), NotBefore: moment(rec.NotBefore), Lease: moment(rec.Lease), Done: moment(rec.Done),
		MessageID: rec.MessageID, Reason: rec.Reason,
	}
	for _, r := range rec.Facts {
		f, err := r.fact()
		if err != nil {
			return target.Delivery{}, err
		}
		d.Facts = append(d.Facts, f)
	}
	var err error
	d.Since, err = parseDay(rec.Since)
	return d, err
}

func (rec *noteRecord) note() *target.Note {
	if rec == nil {
		return nil
	}
	n := &target.Note{Head: rec.Head, Text: rec.Text, Deferrable: rec.Deferrable}
	for _, c := range rec.Choices {
		n.Choices = append(n.Choices, target.Choice(c))
	}
	return n
}

func (rec factRecord) fact() (target.Fact, error) {
	actual, err1 := parseOptional(rec.Actual)
	asOf, err2 := parseDay(rec.AsOf)
	return target.Fact{
		Indicator: target.IndicatorID(rec.Indicator), Directive: target.DirectiveID(rec.Directive),
		Unit: target.UnitID(rec.Unit), Status: target.Status(rec.Status),
		Actual: actual, AsOf: asOf,
	}, errors.Join(err1, err2)
}
