package badger

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	badgerdb "github.com/dgraph-io/badger/v4"

	"chitieu/storage"
	"chitieu/target"
)

// Value-log collection: soon after the start, for machines that are switched
// off every evening, and then once a day.
const (
	collectFirst = time.Hour
	collectEvery = 24 * time.Hour
	// collectRatio is the share of a file that must be garbage to rewrite it.
	collectRatio = 0.5
)

// attempts is how often an Update is made before it is given up. There is one
// writer at a time, so a conflict can only be one of Badger's false alarms.
const attempts = 5

// KV is a storage.KV on Badger. It is safe for several goroutines.
type KV struct {
	db      *badgerdb.DB
	log     *slog.Logger
	writing chan struct{} // holds a token while an Update runs
	open    sync.RWMutex  // read-locked by transactions, locked by Close
	closed  bool          // guarded by open
}

var _ storage.KV = (*KV)(nil)

// Open opens the database in a directory, creating its files in an empty one.
// It fails with ErrLocked while another process has it open, with ErrKey for
// the wrong encryption key, and in words for a directory that does not exist or
// cannot be written.
func Open(opts Options) (*KV, error) {
	if err := opts.check(); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	db, err := badgerdb.Open(opts.settings())
	if err != nil {
		return nil, fmt.Errorf("open database: %w", opts.explain(err))
	}
	return &KV{db: db, log: newLogger(opts.Log).log, writing: make(chan struct{}, 1)}, nil
}

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
	r := &reader{txn: kv.db.NewTransaction(false), ended: ctx.Err}
	defer r.finish()
	return fn(r)
}

// Update implements storage.KV. Writers take turns: Badger's own conflict
// detection makes many of them starve one another.
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
	for range attempts {
		if err := kv.try(ctx, fn); !errors.Is(err, badgerdb.ErrConflict) {
			return err
		}
	}
	return target.ErrConflict
}

// try is one run of an Update.
func (kv *KV) try(ctx context.Context, fn func(storage.Writer) error) error {
	w := &writer{reader: reader{txn: kv.db.NewTransaction(true), ended: ctx.Err}}
	defer w.finish()
	if err := fn(w); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := w.txn.Commit(); err != nil {
		return fmt.Errorf("write to disk: %w", err)
	}
	return nil
}

// Run tidies the database until the context is over. The database works
// without it and only grows.
func (kv *KV) Run(ctx context.Context) {
	timer := time.NewTimer(collectFirst)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		if err := kv.collect(ctx); err != nil {
			kv.log.Warn("value log not collected", "error", err)
		} else {
			kv.log.Debug("value log collected")
		}
		timer.Reset(collectEvery)
	}
}

// collect rewrites value-log files until none is worth it.
func (kv *KV) collect(ctx context.Context) error {
	kv.open.RLock()
	defer kv.open.RUnlock()
	for !kv.closed && ctx.Err() == nil {
		switch err := kv.db.RunValueLogGC(collectRatio); {
		case errors.Is(err, badgerdb.ErrNoRewrite):
			return nil
		case err != nil:
			return err
		}
	}
	return nil
}

// Close implements storage.KV. It writes what is in memory to tables, so that
// the next Open is quick; without it nothing is lost.
func (kv *KV) Close() error {
	kv.open.Lock()
	defer kv.open.Unlock()
	if kv.closed {
		return nil
	}
	kv.closed = true
	if err := kv.db.Close(); err != nil {
		return fmt.Errorf("close database: %w", err)
	}
	return nil
}
