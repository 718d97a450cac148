package storage

import (
	"errors"
	"fmt"
	"iter"
	"time"
)

// The limits of every engine are the smallest of any, so that data written on
// one can be moved to another. They come from etcd, which takes 128 compares
// and 128 writes in a transaction of at most 1.5 MiB, and from Badger with the
// small tables that storage/badger asks for: 1.2 MiB.
const (
	MaxKey   = 1 << 10   // bytes of a key
	MaxValue = 512 << 10 // bytes of a value
	// MaxTouched is how many different keys one Update may Get, Set or Delete.
	// Eight of etcd's 128 are left for the engine's own guards.
	MaxTouched = 120
	// MaxWritten is how many bytes of keys and values one Update may write.
	MaxWritten = 1 << 20
)

// These are mistakes of the program, not of its data.
var (
	errKey  = errors.New("storage: a key must not be empty nor begin with '!'")
	errTTL  = errors.New("storage: time to live under one second")
	errScan = errors.New("storage: an Update runs one Scan at a time")
)

// Meter holds one Update to the limits. Engines ask it before each step; its
// zero value is ready to use.
type Meter struct {
	touched  map[string]struct{}
	written  int
	scanning bool
}

// Read counts a Get.
func (m *Meter) Read(key []byte) error {
	if err := CheckKey(key); err != nil {
		return err
	}
	return m.touch(key)
}

// Write counts a Set, or a Delete with a nil value.
func (m *Meter) Write(key, value []byte) error {
	if err := CheckKey(key); err != nil {
		return err
	}
	if len(value) > MaxValue {
		return fmt.Errorf("%w: value of %q has %d bytes, at most %d", ErrTooLarge, key, len(value), MaxValue)
	}
	if m.written+len(key)+len(value) > MaxWritten {
		return fmt.Errorf("%w: transaction writes more than %d bytes", ErrTooLarge, MaxWritten)
	}
	m.written += len(key) + len(value)
	return m.touch(key)
}

// Scan passes the entries on, refusing to begin inside the loop of another.
func (m *Meter) Scan(entries iter.Seq2[Entry, error]) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		if m.scanning {
			yield(Entry{}, errScan)
			return
		}
		m.scanning = true
		defer func() { m.scanning = false }()
		entries(yield)
	}
}

func (m *Meter) touch(key []byte) error {
	if _, ok := m.touched[string(key)]; ok {
		return nil
	}
	if len(m.touched) == MaxTouched {
		return fmt.Errorf("%w: transaction touches more than %d keys", ErrTooLarge, MaxTouched)
	}
	if m.touched == nil {
		m.touched = make(map[string]struct{})
	}
	m.touched[string(key)] = struct{}{}
	return nil
}

// CheckKey refuses keys that some engine could not hold: empty ones, longer
// ones than MaxKey, and those that begin with '!', where Badger keeps its own.
func CheckKey(key []byte) error {
	switch {
	case len(key) == 0 || key[0] == '!':
		return errKey
	case len(key) > MaxKey:
		return fmt.Errorf("%w: key of %d bytes, at most %d", ErrTooLarge, len(key), MaxKey)
	default:
		return nil
	}
}

// RoundTTL returns the time to live in whole seconds, rounded up.
func RoundTTL(ttl time.Duration) (time.Duration, error) {
	if ttl < time.Second {
		return 0, errTTL
	}
	return (ttl + time.Second - 1).Truncate(time.Second), nil
}
