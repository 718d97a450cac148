package storage

import (
	"context"
	"fmt"
	"slices"
	"time"

	"chitieu/target"
)

// incidentTTL is how long the operator can look an incident up.
const incidentTTL = 60 * 24 * time.Hour

// incidentRecord is an incident on disk.
type incidentRecord struct {
	header
	At     time.Time `json:"at,omitzero"`
	Kind   string    `json:"kind"`
	Chat   string    `json:"chat,omitempty"`
	Detail string    `json:"detail,omitempty"`
}

func (incidentRecord) current() int { return 1 }

func newIncidentRecord(i *target.Incident) incidentRecord {
	return incidentRecord{v1, moment(i.At), string(i.Kind), string(i.Chat), i.Detail}
}

func (rec incidentRecord) incident() (target.Incident, error) {
	return target.Incident{
		At: moment(rec.At), Kind: target.IncidentKind(rec.Kind), Chat: target.ChatID(rec.Chat), Detail: rec.Detail,
	}, nil
}

// putIncident writes the first incident of its kind and chat in an hour; the
// others say nothing new.
func putIncident(w Writer, i *target.Incident) error {
	key := keyOf("incident", keyTime(i.At.Truncate(time.Hour)), string(i.Kind), string(i.Chat))
	known, err := has(w, key)
	if known || err != nil {
		return err
	}
	b, err := encode(newIncidentRecord(i))
	if err != nil {
		return fmt.Errorf("write %s: %w", key, err)
	}
	return w.SetTTL(key, b, incidentTTL)
}

// AddIncident notes what went wrong, for 60 days. Of one kind and chat the
// first in an hour, UTC, is kept and the others are not.
func (s *Store) AddIncident(ctx context.Context, i target.Incident) error {
	err := s.kv.Update(ctx, func(w Writer) error { return putIncident(w, &i) })
	if err != nil {
		return fmt.Errorf("add incident: %w", err)
	}
	return nil
}

// Incidents returns what went wrong since a moment, that one included, oldest
// first. Incidents vanish after 60 days.
func (s *Store) Incidents(ctx context.Context, since time.Time) ([]target.Incident, error) {
	var out []target.Incident
	from := keyOf("incident", keyTime(since.Truncate(time.Hour)))
	err := s.kv.View(ctx, func(r Reader) error {
		return each(r, under("incident"), from, incidentRecord.incident, func(i target.Incident) bool {
			if !i.At.Before(since) {
				out = append(out, i)
			}
			return true
		})
	})
	if err != nil {
		return nil, fmt.Errorf("incidents: %w", err)
	}
	slices.SortStableFunc(out, func(a, b target.Incident) int { return a.At.Compare(b.At) })
	return out, nil
}
