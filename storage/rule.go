package storage

import (
	"context"
	"fmt"
	"time"

	"chitieu/target"
)

// ruleRecord is what people changed of a rule, on disk.
type ruleRecord struct {
	header
	ID       string    `json:"id"`
	Paused   bool      `json:"paused,omitempty"`
	Schedule string    `json:"schedule,omitempty"`
	By       string    `json:"by,omitempty"`
	At       time.Time `json:"at,omitzero"`
}

func (ruleRecord) current() int { return 1 }

func newRuleRecord(r *target.RuleState) ruleRecord {
	return ruleRecord{v1, string(r.ID), r.Paused, r.Schedule, string(r.By), moment(r.At)}
}

func (rec ruleRecord) rule() (target.RuleState, error) {
	return target.RuleState{
		ID: target.RuleID(rec.ID), Paused: rec.Paused, Schedule: rec.Schedule,
		By: target.MemberID(rec.By), At: moment(rec.At),
	}, nil
}

func putRule(w Writer, r *target.RuleState) error {
	return save(w, keyOf("rule", string(r.ID)), newRuleRecord(r))
}

// RuleStates returns what people changed of rules; a rule that nobody touched
// is not in it.
func (s *Store) RuleStates(ctx context.Context) (map[target.RuleID]target.RuleState, error) {
	rules, err := collect(ctx, s.kv, under("rule"), ruleRecord.rule)
	if err != nil {
		return nil, fmt.Errorf("rule states: %w", err)
	}
	states := make(map[target.RuleID]target.RuleState, len(rules))
	for _, r := range rules {
		states[r.ID] = r
	}
	return states, nil
}
