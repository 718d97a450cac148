package storage

import (
	"bytes"
	"context"
	"errors"

	"chitieu/target"
)

// recordPage is how many records of one key each a transaction of a sweep
// writes, of MaxTouched.
const recordPage = 50

// finder visits the keys that a sweep is about, in order, from a key on, until
// visit returns false. The key is the finder's.
type finder func(r Reader, from []byte, visit func(key []byte) bool) error

// inPages has write deal with all the keys that find finds, size of them in a
// transaction, and returns how many of them it dealt with. It holds one page in
// memory. Write looks again: what was found may have changed. Stopped halfway,
// it goes on where it was when it is called again, because what is written is
// no longer found.
func inPages(ctx context.Context, kv KV, size int, find finder, write func(Writer, []byte) (bool, error)) (n int, err error) {
	var from []byte
	for {
		page, err := findPage(ctx, kv, size, find, from)
		if err != nil || len(page) == 0 {
			return n, err
		}
		done, err := writePage(ctx, kv, page, write)
		n += done
		if err != nil || len(page) < size {
			return n, err
		}
		from = append(page[len(page)-1], 0)
	}
}

func findPage(ctx context.Context, kv KV, size int, find finder, from []byte) (page [][]byte, err error) {
	err = kv.View(ctx, func(r Reader) error {
		return find(r, from, func(key []byte) bool {
			page = append(page, bytes.Clone(key))
			return len(page) < size
		})
	})
	return page, err
}

func writePage(ctx context.Context, kv KV, page [][]byte, write func(Writer, []byte) (bool, error)) (n int, err error) {
	err = kv.Update(ctx, func(w Writer) error {
		n = 0
		for _, key := range page {
			written, err := write(w, key)
			if err != nil {
				return err
			}
			if written {
				n++
			}
		}
		return nil
	})
	if err != nil {
		n = 0
	}
	return n, err
}

// matching finds the records under a prefix for which match is true.
func matching[T record](prefix []byte, match func(T) bool) finder {
	return func(r Reader, from []byte, visit func([]byte) bool) error {
		for e, err := range r.Scan(prefix, from) {
			if err != nil {
				return err
			}
			rec, err := decode[T](e.Value)
			if err != nil {
				return readError(e.Key, err)
			}
			if match(rec) && !visit(e.Key) {
				return nil
			}
		}
		return nil
	}
}

// rewrite changes the records under a prefix in pages; change returns whether there
// was anything to change. It is not for records that expire.
func rewrite[T record](ctx context.Context, kv KV, prefix []byte, change func(*T) bool) error {
	find := matching(prefix, func(rec T) bool { return change(&rec) })
	_, err := inPages(ctx, kv, recordPage, find, func(w Writer, key []byte) (bool, error) {
		rec, err := load[T](w, key)
		if errors.Is(err, target.ErrNotFound) {
			return false, nil
		}
		if err != nil || !change(&rec) {
			return false, err
		}
		return true, save(w, key, rec)
	})
	return err
}

// remove deletes the records under a prefix for which match is true, in pages, and
// returns how many.
func remove[T record](ctx context.Context, kv KV, prefix []byte, match func(T) bool) (int, error) {
	return inPages(ctx, kv, recordPage, matching(prefix, match), func(w Writer, key []byte) (bool, error) {
		rec, err := load[T](w, key)
		if errors.Is(err, target.ErrNotFound) {
			return false, nil
		}
		if err != nil || !match(rec) {
			return false, err
		}
		return true, w.Delete(key)
	})
}
