package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"chitieu/target"
)

// escalationRecord is a chain on disk.
type escalationRecord struct {
	header
	ID        string       `json:"id"`
	Rule      string       `json:"rule"`
	Indicator string       `json:"indicator"`
	Unit      string       `json:"unit,omitempty"`
	Began     string       `json:"began"`
	Steps     []stepRecord `json:"steps,omitempty"`
	Done      int          `json:"done,omitempty"`
	Stopped   string       `json:"stopped,omitempty"`
	Ended     string       `json:"ended,omitempty"`
	Released  bool         `json:"released,omitempty"`
	By        string       `json:"by,omitempty"`
}

func (escalationRecord) current() int { return 1 }

// stepRecord is a part of an escalationRecord and changes with it.
type stepRecord struct {
	On    string   `json:"on"`
	To    string   `json:"to"`
	Chats []string `json:"chats,omitempty"`
}

// chats returns where the record holds the chats of its steps.
func (rec *escalationRecord) chats() (out []*string) {
	for i := range rec.Steps {
		for j := range rec.Steps[i].Chats {
			out = append(out, &rec.Steps[i].Chats[j])
		}
	}
	return out
}

func newEscalationRecord(e *target.Escalation) escalationRecord {
	rec := escalationRecord{
		header: v1, ID: string(e.ID), Rule: string(e.Rule), Indicator: string(e.Indicator), Unit: string(e.Unit),
		Began: e.Began.String(), Done: e.Done, Stopped: string(e.Stopped), Ended: e.Ended.String(),
		Released: e.Released, By: string(e.By),
	}
	for _, step := range e.Steps {
		s := stepRecord{On: step.On.String(), To: string(step.To)}
		for _, chat := range step.Chats {
			s.Chats = append(s.Chats, string(chat))
		}
		rec.Steps = append(rec.Steps, s)
	}
	return rec
}

func (rec escalationRecord) escalation() (target.Escalation, error) {
	began, err1 := parseDay(rec.Began)
	ended, err2 := parseDay(rec.Ended)
	e := target.Escalation{
		ID: target.EscalationID(rec.ID), Rule: target.RuleID(rec.Rule),
		Indicator: target.IndicatorID(rec.Indicator), Unit: target.UnitID(rec.Unit),
		Began: began, Done: rec.Done, Stopped: target.StopReason(rec.Stopped), Ended: ended,
		Released: rec.Released, By: target.MemberID(rec.By),
	}
	for _, s := range rec.Steps {
		on, err := parseDay(s.On)
		if err != nil {
			return target.Escalation{}, err
		}
		step := target.ChainStep{On: on, To: target.Addressee(s.To)}
		for _, chat := range s.Chats {
			step.Chats = append(step.Chats, target.ChatID(chat))
		}
		e.Steps = append(e.Steps, step)
	}
	return e, errors.Join(err1, err2)
}

func escalationKey(id target.EscalationID) []byte { return keyOf("escalation", string(id)) }

func putEscalation(w Writer, e *target.Escalation) error {
	return save(w, escalationKey(e.ID), newEscalationRecord(e))
}

// moveEscalation is putEscalation for a claim, which read its chains before the
// transaction: one that somebody has stopped since stays stopped.
func moveEscalation(w Writer, e *target.Escalation) error {
	rec, err := load[escalationRecord](w, escalationKey(e.ID))
	if err == nil && rec.Ended != "" && e.Running() {
		return nil
	}
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return err
	}
	return putEscalation(w, e)
}

// Escalations returns every chain, ended ones included, in the order in which
// they began.
func (s *Store) Escalations(ctx context.Context) ([]target.Escalation, error) {
	chains, err := collect(ctx, s.kv, under("escalation"), escalationRecord.escalation)
	if err != nil {
		return nil, fmt.Errorf("escalations: %w", err)
	}
	slices.SortStableFunc(chains, func(a, b target.Escalation) int {
		return cmp.Or(a.Began.Compare(b.Began), cmp.Compare(a.ID, b.ID))
	})
	return chains, nil
}
