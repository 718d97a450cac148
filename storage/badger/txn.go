package badger

import (
	"bytes"
	"errors"
	"iter"
	"time"

	badgerdb "github.com/dgraph-io/badger/v4"

	"chitieu/storage"
	"chitieu/target"
)

// reader is a transaction that only reads.
type reader struct {
	txn   *badgerdb.Txn
	ended func() error // the context's Err
	done  bool
}

func (r *reader) finish() {
	r.done = true
	r.txn.Discard()
}

// Get implements storage.Reader.
func (r *reader) Get(key []byte) ([]byte, error) {
	if r.done {
		return nil, storage.ErrClosed
	}
	if err := storage.CheckKey(key); err != nil {
		return nil, err
	}
	// Badger keeps the key to detect conflicts.
	item, err := r.txn.Get(bytes.Clone(key))
	if errors.Is(err, badgerdb.ErrKeyNotFound) {
		return nil, target.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return item.ValueCopy(nil)
}

// Scan implements storage.Reader.
func (r *reader) Scan(prefix, from []byte) iter.Seq2[storage.Entry, error] {
	if bytes.Compare(from, prefix) < 0 {
		from = prefix
	}
	return func(yield func(storage.Entry, error) bool) {
		if r.done {
			yield(storage.Entry{}, storage.ErrClosed)
			return
		}
		// Small values lie beside their keys: to fetch them ahead costs
		// goroutines and copies, and gains nothing.
		it := r.txn.NewIterator(badgerdb.IteratorOptions{Prefix: prefix})
		defer it.Close()
		for it.Seek(from); it.ValidForPrefix(prefix); it.Next() {
			if !r.step(it.Item(), yield) {
				return
			}
		}
	}
}

// step yields one item and reports whether to go on.
func (r *reader) step(item *badgerdb.Item, yield func(storage.Entry, error) bool) (more bool) {
	err := r.ended()
	if err == nil {
		err = item.Value(func(value []byte) error {
			more = yield(storage.Entry{Key: item.Key(), Value: value}, nil)
			return nil
		})
	}
	if err != nil {
		yield(storage.Entry{}, err)
		return false
	}
	return more
}

// writer is a transaction that reads and writes.
type writer struct {
	reader
	meter storage.Meter
}

// Get implements storage.Reader.
func (w *writer) Get(key []byte) ([]byte, error) {
	if err := w.meter.Read(key); err != nil {
		return nil, err
	}
	return w.reader.Get(key)
}

// Scan implements storage.Reader. Badger panics at a second iterator in a
// transaction that writes, so the meter refuses it before.
func (w *writer) Scan(prefix, from []byte) iter.Seq2[storage.Entry, error] {
	return w.meter.Scan(w.reader.Scan(prefix, from))
}

// Set implements storage.Writer.
func (w *writer) Set(key, value []byte) error { return w.set(key, value, 0) }

// SetTTL implements storage.Writer.
func (w *writer) SetTTL(key, value []byte, ttl time.Duration) error {
	ttl, err := storage.RoundTTL(ttl)
	if err != nil {
		return err
	}
	return w.set(key, value, ttl)
}

func (w *writer) set(key, value []byte, ttl time.Duration) error {
	if w.done {
		return storage.ErrClosed
	}
	if err := w.meter.Write(key, value); err != nil {
		return err
	}
	e := badgerdb.NewEntry(bytes.Clone(key), bytes.Clone(value))
	if ttl > 0 {
		e = e.WithTTL(ttl)
	}
	return w.txn.SetEntry(e)
}

// Delete implements storage.Writer.
func (w *writer) Delete(key []byte) error {
	if w.done {
		return storage.ErrClosed
	}
	if err := w.meter.Write(key, nil); err != nil {
		return err
	}
	return w.txn.Delete(bytes.Clone(key))
}
