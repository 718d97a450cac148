package storage

import (
	"time"

	"chitieu/target"
)

// updateTTL is how long an update's id is remembered. Messengers deliver again
// for at most a day; two weeks also cover a machine that was off for Tết.
const updateTTL = 14 * 24 * time.Hour

// updateRecord stands for an update that was applied. The key says it all.
type updateRecord struct {
	header
}

func (updateRecord) current() int { return 1 }

// markSeen notes that the update is applied by this transaction.
func markSeen(w Writer, update string) error {
	if update == "" {
		return nil
	}
	key := keyOf("update", update)
	seen, err := has(w, key)
	if err != nil {
		return err
	}
	if seen {
		return target.ErrSeen
	}
	b, err := encode(updateRecord{v1})
	if err != nil {
		return err
	}
	return w.SetTTL(key, b, updateTTL)
}
