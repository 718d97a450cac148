package storagetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// TestKV checks everything that storage.KV promises, durability apart. open
// returns an empty KV, which the suite closes; it is called inside a synctest
// bubble where time has to pass.
func TestKV(t *testing.T, open func(t *testing.T) storage.KV) {
	tests := []struct {
		name string
		run  func(*testing.T, storage.KV)
	}{
		{"get returns what was set", testGet},
		{"get returns a copy", testOwnership},
		{"scan is in order of bytes", testScanOrder},
		{"scan keeps to prefix and from", testScanBounds},
		{"scan stops with its loop", testScanStop},
		{"scan ends with the context", testScanContext},
		{"update runs one scan at a time", testScanNested},
		{"update reads its own writes", testOwnWrites},
		{"update's scan sees the moment it began", testScanWhileWriting},
		{"view is a snapshot", testSnapshot},
		{"error writes nothing", testRollback},
		{"panic writes nothing", testPanic},
		{"ended context writes nothing", testEndedContext},
		{"waiting writer ends with its context", testWaiting},
		{"concurrent increments lose nothing", testIncrements},
		{"of two claims one wins", testClaims},
		{"big values come back whole", testBigValues},
		{"limits are refused", testLimits},
		{"time to live under a second is refused", testShortTTL},
		{"transactions end with their fn", testAfterReturn},
		{"closed is closed", testClosed},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { test.run(t, opened(t, open)) })
	}
	t.Run("entries vanish when their time is over", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) { testTTL(t, opened(t, open)) })
	})
}

// opened opens a KV for the length of a test.
func opened(t *testing.T, open func(*testing.T) storage.KV) storage.KV {
	t.Helper()
	kv := open(t)
	t.Cleanup(func() {
		if err := kv.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return kv
}

// set writes pairs of key and value in one transaction.
func set(t *testing.T, kv storage.KV, pairs ...string) {
	t.Helper()
	err := kv.Update(t.Context(), func(w storage.Writer) error {
		for pair := range slices.Chunk(pairs, 2) {
			if err := w.Set([]byte(pair[0]), []byte(pair[1])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatalf("set: %v", err)
	}
}

// get returns the value of a key, "-" if there is none.
func get(t *testing.T, r storage.Reader, key string) string {
	t.Helper()
	v, err := r.Get([]byte(key))
	switch {
	case errors.Is(err, target.ErrNotFound):
		return "-"
	case err != nil:
		t.Errorf("get %q: %v", key, err)
	}
	return string(v)
}

// scan returns "key=value" of everything from a key on under a prefix.
func scan(t *testing.T, r storage.Reader, prefix, from string) string {
	t.Helper()
	var out []string
	for e, err := range r.Scan([]byte(prefix), []byte(from)) {
		if err != nil {
			t.Errorf("scan %q: %v", prefix, err)
			break
		}
		out = append(out, fmt.Sprintf("%s=%s", e.Key, e.Value))
	}
	return strings.Join(out, " ")
}

// content returns everything in the KV.
func content(t *testing.T, kv storage.KV) string {
	t.Helper()
	var all string
	view(t, kv, func(r storage.Reader) { all = scan(t, r, "", "") })
	return all
}

func view(t *testing.T, kv storage.KV, fn func(storage.Reader)) {
	t.Helper()
	err := kv.View(t.Context(), func(r storage.Reader) error {
		fn(r)
		return nil
	})
	if err != nil {
		t.Fatalf("view: %v", err)
	}
}

func update(t *testing.T, kv storage.KV, fn func(storage.Writer)) {
	t.Helper()
	err := kv.Update(t.Context(), func(w storage.Writer) error {
		fn(w)
		return nil
	})
	if err != nil {
		t.Fatalf("update: %v", err)
	}
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func wantError(t *testing.T, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: got error %v, want %v", what, got, want)
	}
}

func testGet(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "1", "empty", "", "a", "2")
	update(t, kv, func(w storage.Writer) {
		if err := errors.Join(w.Delete([]byte("never")), w.Set([]byte("b"), []byte("3"))); err != nil {
			t.Error(err)
		}
	})
	view(t, kv, func(r storage.Reader) {
		want(t, "replaced", get(t, r, "a"), "2")
		want(t, "empty value", get(t, r, "empty"), "")
		want(t, "new", get(t, r, "b"), "3")
		want(t, "missing", get(t, r, "c"), "-")
		_, err := r.Get(nil)
		if err == nil || errors.Is(err, target.ErrNotFound) {
			t.Errorf("empty key: got error %v, want it refused", err)
		}
	})
	update(t, kv, func(w storage.Writer) {
		if err := w.Delete([]byte("a")); err != nil {
			t.Error(err)
		}
	})
	want(t, "deleted", content(t, kv), "b=3 empty=")
}

func testOwnership(t *testing.T, kv storage.KV) {
	key, value := []byte("key"), []byte("value")
	update(t, kv, func(w storage.Writer) {
		if err := w.Set(key, value); err != nil {
			t.Error(err)
		}
		copy(key, "xxx")
		copy(value, "xxxxx")
	})
	view(t, kv, func(r storage.Reader) {
		v, err := r.Get([]byte("key"))
		if err != nil {
			t.Fatal(err)
		}
		copy(v, "xxxxx")
		want(t, "after scribbling", get(t, r, "key"), "value")
	})
	want(t, "after scribbling", content(t, kv), "key=value")
}

func testBigValues(t *testing.T, kv storage.KV) {
	big := bytes.Repeat([]byte("lúa"), storage.MaxValue/4-4)
	update(t, kv, func(w storage.Writer) {
		if err := errors.Join(w.Set([]byte("big"), big), w.Set([]byte("bigger"), big)); err != nil {
			t.Error(err)
		}
	})
	view(t, kv, func(r storage.Reader) {
		for e, err := range r.Scan(nil, nil) {
			if err != nil || !bytes.Equal(e.Value, big) {
				t.Errorf("%s: %d bytes, error %v, want %d", e.Key, len(e.Value), err, len(big))
			}
		}
	})
}

func testTTL(t *testing.T, kv storage.KV) {
	update(t, kv, func(w storage.Writer) {
		err := errors.Join(
			w.SetTTL([]byte("short"), []byte("1"), 1500*time.Millisecond),
			w.SetTTL([]byte("kept"), []byte("1"), 2*time.Second),
			w.SetTTL([]byte("long"), []byte("1"), time.Hour),
			w.Set([]byte("kept"), []byte("2")),
		)
		if err != nil {
			t.Error(err)
		}
	})
	time.Sleep(time.Second)
	want(t, "after a second", content(t, kv), "kept=2 long=1 short=1")
	time.Sleep(2 * time.Second)
	want(t, "after three", content(t, kv), "kept=2 long=1")
	update(t, kv, func(w storage.Writer) {
		want(t, "expired in an update", get(t, w, "short"), "-")
		if err := w.Set([]byte("short"), []byte("again")); err != nil {
			t.Error(err)
		}
	})
	want(t, "set again", content(t, kv), "kept=2 long=1 short=again")
}

func testShortTTL(t *testing.T, kv storage.KV) {
	update(t, kv, func(w storage.Writer) {
		for _, ttl := range []time.Duration{0, -time.Hour, time.Second - 1} {
			if err := w.SetTTL([]byte("a"), nil, ttl); err == nil {
				t.Errorf("time to live of %s: no error", ttl)
			}
		}
	})
	want(t, "after refusals", content(t, kv), "")
}

func testAfterReturn(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "1")
	var reader storage.Reader
	var writer storage.Writer
	view(t, kv, func(r storage.Reader) { reader = r })
	update(t, kv, func(w storage.Writer) { writer = w })
	for _, r := range []storage.Reader{reader, writer} {
		_, err := r.Get([]byte("a"))
		wantError(t, "get after return", err, storage.ErrClosed)
		for _, err := range r.Scan(nil, nil) {
			wantError(t, "scan after return", err, storage.ErrClosed)
		}
	}
	wantError(t, "set after return", writer.Set([]byte("a"), nil), storage.ErrClosed)
	wantError(t, "delete after return", writer.Delete([]byte("a")), storage.ErrClosed)
	want(t, "content", content(t, kv), "a=1")
}

func testClosed(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "1")
	for range 2 {
		if err := kv.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	ctx := context.WithoutCancel(t.Context())
	wantError(t, "view", kv.View(ctx, func(storage.Reader) error { return nil }), storage.ErrClosed)
	wantError(t, "update", kv.Update(ctx, func(storage.Writer) error { return nil }), storage.ErrClosed)
}
