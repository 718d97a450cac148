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
// version and refuses one that is newer or not chitieu's. What a Commit began
// to forget and a crash cut off is forgotten now. Closing kv stays with the
// caller.
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
	s := &Store{kv: kv}
	if err := s.finishForgetting(ctx); err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	return s, nil
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
// reply is already in the outbox; target.ErrConflict if one of its Heads is no
// longer the newest report, one of its Invites was used before, one of its
// Requests was decided before, or one of its Directives has the ID of another;
// ErrReportExists for the ID of a stored report; and ErrTooLarge for a change
// that no single transaction holds: 20 reports, an audit line for each, the
// reply and ten records more always fit (see Import for more reports).
//
// Forget ends the membership of a person, by any of the accounts, with the rest
// of the change: members, their private chats and requests are gone when it is
// stored. Then every other trace is removed, in as many transactions as it
// takes: dialogs, finished messages to the private chats and reminders that wait
// for them; in reports, answers, directives, chains, rules, invites and audit
// lines the person becomes a pseudonym, "forgotten:" and eight digits. Figures,
// and what was asked and answered in words, are the district's and stay. A
// reply that waits for the private chat is still sent. If that part fails,
// Commit returns its error with the change stored; New, Prune and the next
// Commit with a Forget, the same one again included, finish it.
func (s *Store) Commit(ctx context.Context, c target.Change) error {
	err := s.kv.Update(ctx, func(w Writer) error { return commit(w, &c) })
	if len(c.Forget) > 0 && (err == nil || errors.Is(err, target.ErrSeen)) {
		err = errors.Join(err, s.finishForgetting(ctx))
	}
	if err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// commit is Commit in a transaction: first every guard, then every write.
func commit(w Writer, c *target.Change) error {
	if err := guard(w, c); err != nil {
		return err
	}
	return errors.Join(
		appendReports(w, c.Reports),
		enqueue(w, c.Deliveries),
		putDialog(w, c.Dialog),
		all(w, c.Chats, putChat),
		all(w, c.Members, putMember),
		all(w, c.Rules, putRule),
		all(w, c.Answers, putAnswer),
		all(w, c.Directives, putDirective),
		all(w, c.Escalations, putEscalation),
		all(w, c.Preparations, putPreparation),
		all(w, c.Invites, putInvite),
		all(w, c.Requests, putRequest),
		all(w, c.Incidents, putIncident),
		appendAudits(w, c.Audits),
		all(w, c.Forget, beginForgetting), // last: it undoes what was written before
	)
}

// guard refuses a change that what is stored does not allow.
func guard(w Writer, c *target.Change) error {
	if err := markSeen(w, c.Update); err != nil {
		return err
	}
	if err := checkHeads(w, c.Heads); err != nil {
		return err
	}
	if err := all(w, c.Invites, checkInvite); err != nil {
		return err
	}
	if err := all(w, c.Requests, checkRequest); err != nil {
		return err
	}
	return all(w, c.Directives, checkDirective)
}

// all does something with every one.
func all[T any](w Writer, items []T, do func(Writer, *T) error) error {
	for i := range items {
		if err := do(w, &items[i]); err != nil {
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
