package storage

import (
	"context"
	"fmt"
	"time"

	"chitieu/target"
)

// auditRecord is an audit line on disk.
type auditRecord struct {
	header
	At     time.Time `json:"at,omitzero"`
	Member string    `json:"member,omitempty"`
	Chat   string    `json:"chat,omitempty"`
	Action string    `json:"action"`
	Detail string    `json:"detail,omitempty"`
}

func (auditRecord) current() int { return 1 }

func newAuditRecord(a *target.Audit) auditRecord {
	return auditRecord{v1, moment(a.At), string(a.Member), string(a.Chat), a.Action, a.Detail}
}

func (rec auditRecord) audit() (target.Audit, error) {
	return target.Audit{
		At: moment(rec.At), Member: target.MemberID(rec.Member), Chat: target.ChatID(rec.Chat),
		Action: rec.Action, Detail: rec.Detail,
	}, nil
}

// appendAudits adds to the trail.
func appendAudits(w Writer, audits []target.Audit) error {
	if len(audits) == 0 {
		return nil
	}
	at, err := nextSequence(w, len(audits))
	if err != nil {
		return err
	}
	for i := range audits {
		key := keyOf("audit", (at + sequence(i)).newestFirst())
		if err := save(w, key, newAuditRecord(&audits[i])); err != nil {
			return err
		}
	}
	return nil
}

// Audits returns the newest lines of the audit trail, newest first, at most
// limit of them.
func (s *Store) Audits(ctx context.Context, limit int) ([]target.Audit, error) {
	var out []target.Audit
	if limit <= 0 {
		return nil, nil
	}
	err := s.kv.View(ctx, func(r Reader) error {
		return each(r, under("audit"), nil, auditRecord.audit, func(a target.Audit) bool {
			out = append(out, a)
			return len(out) < limit
		})
	})
	if err != nil {
		return nil, fmt.Errorf("audits: %w", err)
	}
	return out, nil
}
