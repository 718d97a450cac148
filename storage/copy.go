package storage

import (
	"bytes"
	"context"
	"fmt"
)

// copyPage is how many entries one transaction of Copy writes, and copyBytes
// about how much.
const (
	copyPage  = MaxTouched
	copyBytes = MaxWritten / 2
)

// Copy writes one snapshot of everything in from to another, empty KV and
// returns the number of entries. What expires in from does not in the copy,
// which is meant to be looked at and thrown away.
func Copy(ctx context.Context, from, to KV) (n int, err error) {
	var page []Entry
	size := 0
	write := func() error {
		err := to.Update(ctx, func(w Writer) error {
			for _, e := range page {
				if err := w.Set(e.Key, e.Value); err != nil {
					return err
				}
			}
			return nil
		})
		n += len(page)
		page, size = page[:0], 0
		return err
	}
	err = from.View(ctx, func(r Reader) error {
		for e, err := range r.Scan(nil, nil) {
			if err != nil {
				return err
			}
			if len(page) == copyPage || size+len(e.Key)+len(e.Value) > copyBytes {
				if err := write(); err != nil {
					return err
				}
			}
			page = append(page, Entry{bytes.Clone(e.Key), bytes.Clone(e.Value)})
			size += len(e.Key) + len(e.Value)
		}
		return write()
	})
	if err != nil {
		return n, fmt.Errorf("copy: %w", err)
	}
	return n, nil
}
