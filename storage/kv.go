package storage

import (
	"context"
	"errors"
	"iter"
	"time"
)

// KV is an ordered map of byte keys to byte values with transactions. Every
// engine passes storagetest.TestKV, which is this text as a test.
//
// # Transactions
//
// View runs fn on a snapshot: whatever happens elsewhere, fn sees one moment.
//
// Update runs fn and then writes all that fn wrote, or nothing: nothing if fn
// returns an error, if it panics (the panic goes on), or if the context is over
// before the write begins. When Update returns nil the write is durable, as far
// as the engine keeps anything at all. fn may run more than once, each time on
// a new snapshot, so it must start afresh and have no other effect. Two Updates
// of which one read by Get what the other wrote never both succeed on the old
// value: the engine runs fn again, or gives up with target.ErrConflict.
//
// A Scan guards nothing: a key that appears in a scanned range is no conflict.
// Whatever must happen once needs a key of its own, read by Get before it is
// written.
//
// fn must not call View or Update of the same KV: engines that write one at a
// time would wait for themselves until the context ends.
//
// # Errors
//
// fn's error comes back as it is. After Close every call returns ErrClosed. A
// context that is over, before or while waiting for another writer, gives its
// own error. If Update returns an error that is neither fn's nor one of those,
// the outcome may be unknown: read before trying again.
type KV interface {
	View(ctx context.Context, fn func(Reader) error) error
	Update(ctx context.Context, fn func(Writer) error) error
	// Close waits for running transactions and gives everything back. A second
	// Close does nothing and returns nil.
	Close() error
}

// Reader reads one snapshot. It is for one goroutine and ends with the fn that
// it was given to; used later, it returns ErrClosed.
type Reader interface {
	// Get returns the value of the key, which the caller may keep and change;
	// target.ErrNotFound if there is none. An empty value is a value.
	Get(key []byte) ([]byte, error)
	// Scan yields the entries whose keys begin with prefix, in order of bytes,
	// those before from left out. An empty prefix is everything, an empty from
	// the beginning. It stops when the loop does, and after yielding an error.
	// A Writer's Scan sees the transaction as it was when the loop began, and
	// refuses to begin inside the loop of another.
	Scan(prefix, from []byte) iter.Seq2[Entry, error]
}

// Writer is a Reader that sees its own writes.
type Writer interface {
	Reader
	// Set writes the value, replacing another. The caller may reuse both slices.
	Set(key, value []byte) error
	// SetTTL is Set for an entry that vanishes when ttl has passed on the
	// machine's clock. It is rounded up to whole seconds; less than a second is
	// refused. A later Set takes the expiry away.
	SetTTL(key, value []byte, ttl time.Duration) error
	// Delete removes the key. To delete what is not there is no error.
	Delete(key []byte) error
}

// Entry is a key and its value. The slices are the engine's: they must not be
// changed, nor kept beyond the step of the loop that yielded them.
type Entry struct{ Key, Value []byte }

// ErrClosed is returned by a KV after Close, and by a Reader or Writer after
// its fn has returned.
var ErrClosed = errors.New("storage closed")

// ErrTooLarge is returned for a key, a value or a transaction beyond the limits.
var ErrTooLarge = errors.New("too large for storage")
