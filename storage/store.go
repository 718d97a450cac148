package storage

import (
	"context"
	"errors"
	"fmt"

	"chitieu/target"
)

// schemaVersion is the layout of keys that this program reads and writes. It
// rises when keys move; a record's own version rises when its fields do.
const schemaVersion = 1

// schemaKey holds the schema version, sequenceKey the last sequence number.
var (
	schemaKey   = keyOf("meta", "schema")
	sequenceKey = keyOf("meta", "sequence")
)

// Store keeps the domain in a KV. It is safe for several goroutines and, where
// the engine is, for several processes. Times come back in UTC.
type Store struct {
	kv      KV
	history history
}

// schemaRecord says which layout of keys the database has.
type schemaRecord struct {
	header
	Schema int `json:"schema"`
}

func (schemaRecord) current() int { return 1 }

// New returns the store in kv. It marks an empty database with the schema
// version and refuses one that is newer or not chitieu's. Closing kv stays with
// the caller.
func New(ctx context.Context, kv KV) (*Store, error) {
	err := kv.Update(ctx, func(w Writer) error {
		rec, err := load[schemaRecord](w, schemaKey)
		if errors.Is(err, target.ErrNotFound) {
			return initialise(w)
		}
		if err == nil && rec.Schema != schemaVersion {
			err = fmt.Errorf("database has schema %d, this program knows %d: run the version that wrote it, or a newer one",
				rec.Schema, schemaVersion)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	return &Store{kv: kv}, nil
}

// initialise marks an empty database.
func initialise(w Writer) error {
	for _, err := range w.Scan(nil, nil) {
		if err != nil {
			return err
		}
		return errors.New("database is not empty and not chitieu's: it has no schema version")
	}
	return save(w, schemaKey, schemaRecord{header: v1, Schema: schemaVersion})
}

// Commit stores the change, all of it or nothing.
//
// It returns target.ErrSeen if the change's Update was applied before or its
// reply is already in the outbox, target.ErrConflict if one of its Heads is no
// longer the newest report, ErrReportExists for the ID of a stored report, and
// ErrTooLarge for a change that no single transaction holds: 20 reports, an
// audit line for each and the reply always fit (see Import for more).
func (s *Store) Commit(ctx context.Context, c target.Change) error {
	err := s.kv.Update(ctx, func(w Writer) error { return commit(w, &c) })
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// commit is Commit in a transaction: first every guard, then every write.
func commit(w Writer, c *target.Change) error {
	if err := markSeen(w, c.Update); err != nil {
		return err
	}
	if err := checkHeads(w, c.Heads); err != nil {
		return err
	}
	return errors.Join(
		appendReports(w, c.Reports),
		enqueue(w, c.Deliveries),
		putDialog(w, c.Dialog),
		all(w, c.Chats, putChat),
		all(w, c.Members, putMember),
		all(w, c.Rules, putRule),
		appendAudits(w, c.Audits),
	)
}

// all writes every one.
func all[T any](w Writer, items []T, put func(Writer, *T) error) error {
	for i := range items {
		if err := put(w, &items[i]); err != nil {
			return err
		}
	}
	return nil
}

// sequenceRecord holds the last number given to an appended record.
type sequenceRecord struct {
	header
	Last sequence `json:"last"`
}

func (sequenceRecord) current() int { return 1 }

// nextSequence takes n consecutive numbers and returns the first. Clocks may
// stand still, jump back or differ between machines; this counter does not, so
// it decides what was said later.
func nextSequence(w Writer, n int) (sequence, error) {
	rec, err := load[sequenceRecord](w, sequenceKey)
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return 0, err
	}
	first := rec.Last + 1
	rec.header, rec.Last = v1, rec.Last+sequence(n)
	return first, save(w, sequenceKey, rec)
}
