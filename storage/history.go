package storage

import (
	"context"
	"errors"
	"slices"
	"sync"

	"chitieu/target"
)

// history holds the reports that were read before. Every question needs all of
// them, and what is appended once never changes, so only what came after has to
// be read; unless a person was forgotten, which begins a new edition of it all.
// It never holds what is not committed: it is filled by views alone.
type history struct {
	mu      sync.Mutex
	reports []target.Report
	next    []byte // key after the last report read
	edition int    // of what was read
}

// editionKey counts how often reports were rewritten.
var editionKey = keyOf("meta", "edition")

// editionRecord is that number.
type editionRecord struct {
	header
	Edition int `json:"edition"`
}

func (editionRecord) current() int { return 1 }

// edition returns the number of the history's edition; the first has none.
func edition(r Reader) (int, error) {
	rec, err := load[editionRecord](r, editionKey)
	if errors.Is(err, target.ErrNotFound) {
		return 0, nil
	}
	return rec.Edition, err
}

// newEdition has everybody read the history again.
func newEdition(w Writer) error {
	n, err := edition(w)
	if err != nil {
		return err
	}
	return save(w, editionKey, editionRecord{v1, n + 1})
}

// load returns all reports of the KV.
func (h *history) load(ctx context.Context, kv KV) ([]target.Report, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	err := kv.View(ctx, func(r Reader) error {
		n, err := edition(r)
		if err != nil {
			return err
		}
		if n != h.edition {
			h.reports, h.next, h.edition = nil, nil, n
		}
		for e, err := range r.Scan([]byte("report/"), h.next) {
			if err != nil {
				return err
			}
			rec, err := decode[reportRecord](e.Value)
			if err != nil {
				return readError(e.Key, err)
			}
			report, err := rec.report()
			if err != nil {
				return readError(e.Key, err)
			}
			h.reports = append(h.reports, report)
			h.next = append(append(h.next[:0], e.Key...), 0)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return slices.Clone(h.reports), nil
}
