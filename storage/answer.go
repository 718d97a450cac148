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

// answerRecord is an answer to a reminder on disk.
type answerRecord struct {
	header
	ID        string    `json:"id"`
	Kind      string    `json:"kind"`
	Chat      string    `json:"chat"`
	Unit      string    `json:"unit,omitempty"`
	Indicator string    `json:"indicator"`
	Delivery  string    `json:"delivery,omitempty"`
	Value     string    `json:"value,omitempty"`
	Status    string    `json:"status,omitempty"`
	Until     string    `json:"until,omitempty"`
	By        string    `json:"by,omitempty"`
	At        time.Time `json:"at,omitzero"`
	Outcome   string    `json:"outcome,omitempty"`
	Checked   string    `json:"checked,omitempty"`
	Ended     bool      `json:"ended,omitempty"`
}

func (answerRecord) current() int { return 1 }

// over reports whether the answer no longer keeps anybody quiet for a reason
// that is written down; the day of Until may pass without one.
func (rec answerRecord) over() bool { return rec.Ended || rec.Outcome != "" }

func newAnswerRecord(a *target.Answer) answerRecord {
	return answerRecord{
		header: v1, ID: string(a.ID), Kind: string(a.Kind), Chat: string(a.Chat), Unit: string(a.Unit),
		Indicator: string(a.Indicator), Delivery: string(a.Delivery), Value: amountText(a.Value),
		Status: string(a.Status), Until: a.Until.String(), By: string(a.By), At: moment(a.At),
		Outcome: string(a.Outcome), Checked: a.Checked.String(), Ended: a.Ended,
	}
}

func (rec answerRecord) answer() (target.Answer, error) {
	value, err1 := parseOptional(rec.Value)
	until, err2 := parseDay(rec.Until)
	checked, err3 := parseDay(rec.Checked)
	return target.Answer{
		ID: target.AnswerID(rec.ID), Kind: target.AnswerKind(rec.Kind), Chat: target.ChatID(rec.Chat),
		Unit: target.UnitID(rec.Unit), Indicator: target.IndicatorID(rec.Indicator),
		Delivery: target.DeliveryID(rec.Delivery), Value: value, Status: target.Status(rec.Status), Until: until,
		By: target.MemberID(rec.By), At: moment(rec.At),
		Outcome: target.Outcome(rec.Outcome), Checked: checked, Ended: rec.Ended,
	}, errors.Join(err1, err2, err3)
}

func answerKey(id target.AnswerID) []byte { return keyOf("answer", string(id)) }

func putAnswer(w Writer, a *target.Answer) error {
	return save(w, answerKey(a.ID), newAnswerRecord(a))
}

// moveAnswer is putAnswer for a claim, which read its answers before the
// transaction: one that is over by now stays as it is.
func moveAnswer(w Writer, a *target.Answer) error {
	rec, err := load[answerRecord](w, answerKey(a.ID))
	if err == nil && rec.over() {
		return nil
	}
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return err
	}
	return putAnswer(w, a)
}

// Answers returns every answer to a reminder, those that hold no longer
// included, in the order of saying.
func (s *Store) Answers(ctx context.Context) ([]target.Answer, error) {
	answers, err := collect(ctx, s.kv, under("answer"), answerRecord.answer)
	if err != nil {
		return nil, fmt.Errorf("answers: %w", err)
	}
	slices.SortStableFunc(answers, func(a, b target.Answer) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID))
	})
	return answers, nil
}
