package memory

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"chitieu/storage"
)

// sweepEvery is how often expired entries are thrown away. Before that they
// only cannot be seen.
const sweepEvery = time.Hour

// KV is a storage.KV in memory. It is safe for several goroutines.
type KV struct {
	root    atomic.Pointer[tree]
	writing chan struct{} // holds a token while an Update runs
	open    sync.RWMutex  // read-locked by transactions, locked by Close
	closed  bool          // guarded by open
	swept   time.Time     // guarded by writing
}

var _ storage.KV = (*KV)(nil)

// New returns an empty KV.
func New() *KV { return &KV{writing: make(chan struct{}, 1)} }

// View implements storage.KV.
func (kv *KV) View(ctx context.Context, fn func(storage.Reader) error) error {
	kv.open.RLock()
	defer kv.open.RUnlock()
	if kv.closed {
		return storage.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	r := &reader{root: kv.root.Load(), ended: ctx.Err}
	defer r.finish()
	return fn(r)
}

// Update implements storage.KV.
func (kv *KV) Update(ctx context.Context, fn func(storage.Writer) error) error {
	kv.open.RLock()
	defer kv.open.RUnlock()
	if kv.closed {
		return storage.ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case kv.writing <- struct{}{}:
		defer func() { <-kv.writing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	w := &writer{reader: reader{root: kv.root.Load(), ended: ctx.Err}}
	w.root = kv.sweep(w.root)
	defer w.finish()
	if err := fn(w); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	kv.root.Store(w.root)
	return nil
}

// sweep returns the tree without its expired entries, now and then.
func (kv *KV) sweep(root *tree) *tree {
	now := time.Now()
	if now.Sub(kv.swept) < sweepEvery {
		return root
	}
	kv.swept = now
	left := root
	root.ascend(nil, func(i *item) bool {
		if !i.live(now) {
			left = left.without(i.key)
		}
		return true
	})
	return left
}

// Close implements storage.KV. What was stored is gone.
func (kv *KV) Close() error {
	kv.open.Lock()
	defer kv.open.Unlock()
	kv.closed = true
	kv.root.Store(nil)
	return nil
}
