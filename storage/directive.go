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

// directiveRecord is a directive on disk.
type directiveRecord struct {
	header
	ID        string    `json:"id"`
	Unit      string    `json:"unit,omitempty"`
	Chat      string    `json:"chat,omitempty"`
	Text      string    `json:"text,omitempty"`
	Indicator string    `json:"indicator,omitempty"`
	Due       time.Time `json:"due,omitzero"`
	By        string    `json:"by,omitempty"`
	From      string    `json:"from,omitempty"`
	Given     time.Time `json:"given,omitzero"`
	State     string    `json:"state"`
	Answer    string    `json:"answer,omitempty"`
	Answerer  string    `json:"answerer,omitempty"`
	Closed    time.Time `json:"closed,omitzero"`
}

func (directiveRecord) current() int { return 1 }

func newDirectiveRecord(d *target.Directive) directiveRecord {
	return directiveRecord{
		header: v1, ID: string(d.ID), Unit: string(d.Unit), Chat: string(d.Chat), Text: d.Text,
		Indicator: string(d.Indicator), Due: moment(d.Due), By: string(d.By), From: string(d.From), Given: moment(d.Given),
		State: string(d.State), Answer: d.Answer, Answerer: string(d.Answerer), Closed: moment(d.Closed),
	}
}

func (rec directiveRecord) directive() (target.Directive, error) {
	return target.Directive{
		ID: target.DirectiveID(rec.ID), Unit: target.UnitID(rec.Unit), Chat: target.ChatID(rec.Chat), Text: rec.Text,
		Indicator: target.IndicatorID(rec.Indicator), Due: moment(rec.Due),
		By: target.MemberID(rec.By), From: target.ChatID(rec.From), Given: moment(rec.Given),
		State: target.DirectiveState(rec.State), Answer: rec.Answer,
		Answerer: target.MemberID(rec.Answerer), Closed: moment(rec.Closed),
	}, nil
}

func directiveKey(id target.DirectiveID) []byte { return keyOf("directive", string(id)) }

// checkDirective refuses the ID of another directive: they are short, and two
// leaders may be given the same at a time.
func checkDirective(w Writer, d *target.Directive) error {
	rec, err := load[directiveRecord](w, directiveKey(d.ID))
	if errors.Is(err, target.ErrNotFound) {
		return nil
	}
	if err == nil && !rec.Given.Equal(d.Given) {
		err = fmt.Errorf("directive %s: %w", d.ID, target.ErrConflict)
	}
	return err
}

func putDirective(w Writer, d *target.Directive) error {
	return save(w, directiveKey(d.ID), newDirectiveRecord(d))
}

// Directive returns the directive; target.ErrNotFound if there is none.
func (s *Store) Directive(ctx context.Context, id target.DirectiveID) (target.Directive, error) {
	var rec directiveRecord
	err := s.kv.View(ctx, func(r Reader) (err error) {
		rec, err = load[directiveRecord](r, directiveKey(id))
		return err
	})
	if err != nil {
		return target.Directive{}, fmt.Errorf("directive %s: %w", id, err)
	}
	return rec.directive()
}

// Directives returns every directive, closed ones included, in the order in
// which they were given.
func (s *Store) Directives(ctx context.Context) ([]target.Directive, error) {
	directives, err := collect(ctx, s.kv, under("directive"), directiveRecord.directive)
	if err != nil {
		return nil, fmt.Errorf("directives: %w", err)
	}
	slices.SortStableFunc(directives, func(a, b target.Directive) int {
		return cmp.Or(a.Given.Compare(b.Given), cmp.Compare(a.ID, b.ID))
	})
	return directives, nil
}
