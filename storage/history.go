package storage

import (
	"context"
	"slices"
	"sync"

	"chitieu/target"
)

// history holds the reports that were read before. Every question needs all of
// them, and what is appended once never changes, so only what came after has to
// be read. It never holds what is not committed: it is filled by views alone.
type history struct {
	mu      sync.Mutex
	reports []target.Report
	next    []byte // key after the last report read
}

// load returns all reports of the KV.
func (h *history) load(ctx context.Context, kv KV) ([]target.Report, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	err := kv.View(ctx, func(r Reader) error {
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
