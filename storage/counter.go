package storage

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// counterTTL outlasts the year that a counter may be of.
const counterTTL = 400 * 24 * time.Hour

// counterRecord is a counter on disk.
type counterRecord struct {
	header
	Total int `json:"total"`
}

func (counterRecord) current() int { return 1 }

// Count adds to a counter and returns its new total. What it counts, and of
// which month, is in its name. To add nothing is to read it. A counter is
// forgotten when nothing was added for 400 days.
func (s *Store) Count(ctx context.Context, counter string, add int) (total int, err error) {
	key := keyOf("counter", counter)
	err = s.kv.Update(ctx, func(w Writer) error {
		rec, err := load[counterRecord](w, key)
		if err != nil && !errors.Is(err, target.ErrNotFound) {
			return err
		}
		total = rec.Total + add
		if add == 0 {
			return nil
		}
		b, err := encode(counterRecord{v1, total})
		if err != nil {
			return err
		}
		return w.SetTTL(key, b, counterTTL)
	})
	if err != nil {
		return 0, fmt.Errorf("count %s: %w", counter, err)
	}
	return total, nil
}
