package storagetest

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

var errMine = errors.New("mine")

func testOwnWrites(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "1", "b", "1")
	update(t, kv, func(w storage.Writer) {
		err := errors.Join(
			w.Set([]byte("a"), []byte("2")), w.Delete([]byte("b")),
			w.SetTTL([]byte("c"), []byte("2"), time.Hour), w.Set([]byte("d"), nil), w.Delete([]byte("d")),
		)
		if err != nil {
			t.Error(err)
		}
		want(t, "replaced", get(t, w, "a"), "2")
		want(t, "deleted", get(t, w, "b"), "-")
		want(t, "new", get(t, w, "c"), "2")
		want(t, "new and deleted", get(t, w, "d"), "-")
		want(t, "scan", scan(t, w, "", ""), "a=2 c=2")
	})
	want(t, "afterwards", content(t, kv), "a=2 c=2")
}

func testSnapshot(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "1", "b", "1")
	view(t, kv, func(r storage.Reader) {
		want(t, "before", scan(t, r, "", ""), "a=1 b=1")
		done := make(chan struct{})
		go func() {
			defer close(done)
			err := kv.Update(t.Context(), func(w storage.Writer) error {
				return errors.Join(w.Set([]byte("a"), []byte("2")), w.Delete([]byte("b")), w.Set([]byte("c"), nil))
			})
			if err != nil {
				t.Errorf("update during a view: %v", err)
			}
		}()
		<-done
		want(t, "get", get(t, r, "a"), "1")
		want(t, "scan", scan(t, r, "", ""), "a=1 b=1")
	})
	want(t, "afterwards", content(t, kv), "a=2 c=")
}

// spoil writes in every way a Writer has.
func spoil(t *testing.T, w storage.Writer) {
	t.Helper()
	err := errors.Join(
		w.Set([]byte("a"), []byte("2")), w.Delete([]byte("b")),
		w.SetTTL([]byte("c"), []byte("2"), time.Hour), w.Set([]byte("d"), nil),
	)
	if err != nil {
		t.Error(err)
	}
}

func testRollback(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "1", "b", "1")
	err := kv.Update(t.Context(), func(w storage.Writer) error {
		spoil(t, w)
		return errMine
	})
	if err != errMine {
		t.Errorf("update: got error %v, want fn's own", err)
	}
	if err := kv.View(t.Context(), func(storage.Reader) error { return errMine }); err != errMine {
		t.Errorf("view: got error %v, want fn's own", err)
	}
	want(t, "content", content(t, kv), "a=1 b=1")
}

func testPanic(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "1", "b", "1")
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic did not go on")
			}
		}()
		_ = kv.Update(t.Context(), func(w storage.Writer) error {
			spoil(t, w)
			for range w.Scan(nil, nil) {
				panic("in the middle")
			}
			return nil
		})
	}()
	want(t, "content", content(t, kv), "a=1 b=1")
	set(t, kv, "a", "still writable")
}

func testEndedContext(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "1", "b", "1")
	ctx, cancel := context.WithCancel(t.Context())
	err := kv.Update(ctx, func(w storage.Writer) error {
		spoil(t, w)
		cancel()
		return nil
	})
	wantError(t, "update", err, context.Canceled)
	never := func() error {
		t.Error("fn ran though the context was over")
		return nil
	}
	wantError(t, "update", kv.Update(ctx, func(storage.Writer) error { return never() }), context.Canceled)
	wantError(t, "view", kv.View(ctx, func(storage.Reader) error { return never() }), context.Canceled)
	want(t, "content", content(t, kv), "a=1 b=1")
}

// testWaiting holds one Update open while another waits. An engine whose
// writers do not wait may let it through.
func testWaiting(t *testing.T, kv storage.KV) {
	update(t, kv, func(storage.Writer) {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
		defer cancel()
		done := make(chan error)
		go func() { done <- kv.Update(ctx, func(w storage.Writer) error { return w.Set([]byte("b"), nil) }) }()
		if err := <-done; err != nil {
			wantError(t, "waiting writer", err, context.DeadlineExceeded)
		}
	})
}

// add counts one more under the key.
func add(w storage.Writer, key string) error {
	v, err := w.Get([]byte(key))
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return err
	}
	n := 0
	if err == nil {
		if n, err = strconv.Atoi(string(v)); err != nil {
			return err
		}
	}
	return w.Set([]byte(key), []byte(strconv.Itoa(n+1)))
}

func testIncrements(t *testing.T, kv storage.KV) {
	const writers, times = 8, 20
	var wg sync.WaitGroup
	for range writers {
		wg.Go(func() {
			for range times {
				if err := kv.Update(t.Context(), func(w storage.Writer) error { return add(w, "n") }); err != nil {
					t.Errorf("increment: %v", err)
				}
			}
		})
	}
	wg.Wait()
	want(t, "counter", content(t, kv), "n="+strconv.Itoa(writers*times))
}

// testClaims has several writers create a key that each finds missing.
func testClaims(t *testing.T, kv storage.KV) {
	var won atomic.Int32
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			err := kv.Update(t.Context(), func(w storage.Writer) error {
				if _, err := w.Get([]byte("claim")); !errors.Is(err, target.ErrNotFound) {
					return errors.Join(errMine, err)
				}
				return w.Set([]byte("claim"), []byte(strconv.Itoa(i)))
			})
			switch {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, errMine) && !errors.Is(err, target.ErrConflict):
				t.Errorf("claim: %v", err)
			}
		})
	}
	wg.Wait()
	if won.Load() != 1 {
		t.Errorf("%d writers created the key, want one", won.Load())
	}
}

func testLimits(t *testing.T, kv storage.KV) {
	half := make([]byte, storage.MaxValue)
	many := func(n int, do func(key []byte) error) error {
		for i := range n {
			if err := do([]byte(strconv.Itoa(i))); err != nil && !errors.Is(err, target.ErrNotFound) {
				return err
			}
		}
		return nil
	}
	long := make([]byte, storage.MaxKey+1)
	tests := []struct {
		name string
		fn   func(storage.Writer) error
	}{
		{"long key", func(w storage.Writer) error { return w.Set(long, nil) }},
		{"long key read", func(w storage.Writer) error { _, err := w.Get(long); return err }},
		{"large value", func(w storage.Writer) error { return w.Set([]byte("a"), append(half, 0)) }},
		{"large transaction", func(w storage.Writer) error {
			return errors.Join(w.Set([]byte("a"), half), w.Set([]byte("b"), half))
		}},
		{"many writes", func(w storage.Writer) error {
			return many(storage.MaxTouched+1, func(key []byte) error { return w.Set(key, nil) })
		}},
		{"many reads", func(w storage.Writer) error {
			return many(storage.MaxTouched+1, func(key []byte) error { _, err := w.Get(key); return err })
		}},
		{"many deletes", func(w storage.Writer) error {
			return many(storage.MaxTouched+1, w.Delete)
		}},
	}
	for _, test := range tests {
		wantError(t, test.name, kv.Update(t.Context(), test.fn), storage.ErrTooLarge)
	}
	want(t, "after refusals", content(t, kv), "")
	if err := kv.Update(t.Context(), func(w storage.Writer) error { return w.Set(nil, nil) }); err == nil {
		t.Error("empty key: no error")
	}
	// What is just inside goes in: a key read and written counts once.
	err := kv.Update(t.Context(), func(w storage.Writer) error {
		return many(storage.MaxTouched, func(key []byte) error {
			_, _ = w.Get(key)
			return w.Set(key, half[:storage.MaxWritten/storage.MaxTouched-len(key)])
		})
	})
	if err != nil {
		t.Errorf("transaction at the limits: %v", err)
	}
}
