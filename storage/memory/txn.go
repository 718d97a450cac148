package memory

import (
	"bytes"
	"iter"
	"slices"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// reader is one snapshot.
type reader struct {
	root  *tree
	ended func() error // the context's Err
	done  bool
}

func (r *reader) finish() { r.done = true }

// Get implements storage.Reader.
func (r *reader) Get(key []byte) ([]byte, error) {
	if r.done {
		return nil, storage.ErrClosed
	}
	if err := storage.CheckKey(key); err != nil {
		return nil, err
	}
	i := r.root.find(key)
	if i == nil || !i.live(time.Now()) {
		return nil, target.ErrNotFound
	}
	return slices.Clone(i.value), nil
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
		now := time.Now()
		r.root.ascend(from, func(i *item) bool {
			if !bytes.HasPrefix(i.key, prefix) {
				return false
			}
			if err := r.ended(); err != nil {
				yield(storage.Entry{}, err)
				return false
			}
			return !i.live(now) || yield(storage.Entry{Key: i.key, Value: i.value}, nil)
		})
	}
}

// writer is a snapshot of its own making.
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

// Scan implements storage.Reader.
func (w *writer) Scan(prefix, from []byte) iter.Seq2[storage.Entry, error] {
	return w.meter.Scan(w.reader.Scan(prefix, from))
}

// Set implements storage.Writer.
func (w *writer) Set(key, value []byte) error { return w.set(key, value, time.Time{}) }

// SetTTL implements storage.Writer.
func (w *writer) SetTTL(key, value []byte, ttl time.Duration) error {
	ttl, err := storage.RoundTTL(ttl)
	if err != nil {
		return err
	}
	return w.set(key, value, time.Now().Add(ttl))
}

func (w *writer) set(key, value []byte, expires time.Time) error {
	if w.done {
		return storage.ErrClosed
	}
	if err := w.meter.Write(key, value); err != nil {
		return err
	}
	w.root = w.root.with(item{key: bytes.Clone(key), value: bytes.Clone(value), expires: expires})
	return nil
}

// Delete implements storage.Writer.
func (w *writer) Delete(key []byte) error {
	if w.done {
		return storage.ErrClosed
	}
	if err := w.meter.Write(key, nil); err != nil {
		return err
	}
	if w.root.find(key) != nil {
		w.root = w.root.without(key)
	}
	return nil
}
