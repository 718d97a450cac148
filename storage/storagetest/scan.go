package storagetest

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chitieu/storage"
)

func testScanOrder(t *testing.T, kv storage.KV) {
	keys := []string{"\x00", "0", "a", "a\x00", "a/", "aa", "b", "z", "\x7f", "đ", "\xff", "\xff\xff"}
	shuffled := slices.Clone(keys)
	rand.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for _, k := range shuffled {
		set(t, kv, k, "")
	}
	want(t, "order", content(t, kv), strings.Join(keys, "= ")+"=")
}

func testScanBounds(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "", "b", "", "b/1", "", "b/2", "", "b/3", "", "b0", "", "c", "", "\xff/1", "")
	tests := []struct{ name, prefix, from, want string }{
		{"prefix", "b/", "", "b/1= b/2= b/3="},
		{"prefix is a key itself", "b", "", "b= b/1= b/2= b/3= b0="},
		{"from a key on", "b/", "b/2", "b/2= b/3="},
		{"from between keys", "b/", "b/1x", "b/2= b/3="},
		{"from before the prefix", "b/", "a", "b/1= b/2= b/3="},
		{"from after the prefix", "b/", "c", ""},
		{"no such prefix", "x", "", ""},
		{"all ones", "\xff", "", "\xff/1="},
		{"everything from", "", "b0", "b0= c= \xff/1="},
	}
	for _, test := range tests {
		view(t, kv, func(r storage.Reader) { want(t, test.name, scan(t, r, test.prefix, test.from), test.want) })
		update(t, kv, func(w storage.Writer) {
			want(t, test.name+" in an update", scan(t, w, test.prefix, test.from), test.want)
		})
	}
}

func testScanStop(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "", "b", "", "c", "")
	first := func(r storage.Reader) (n int) {
		for range r.Scan(nil, nil) {
			n++
			break
		}
		return n
	}
	view(t, kv, func(r storage.Reader) {
		if n := first(r) + first(r); n != 2 {
			t.Errorf("two loops that break ran %d times", n)
		}
		entries := r.Scan([]byte("b"), nil)
		for range 2 {
			for e, err := range entries {
				if err != nil || string(e.Key) != "b" {
					t.Errorf("same scan again: %q, %v", e.Key, err)
				}
			}
		}
	})
	update(t, kv, func(w storage.Writer) {
		if n := first(w) + first(w); n != 2 {
			t.Errorf("two loops that break in an update ran %d times", n)
		}
	})
}

func testScanContext(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "", "b", "", "c", "")
	ctx, cancel := context.WithCancel(t.Context())
	var seen int
	err := kv.View(ctx, func(r storage.Reader) error {
		for _, err := range r.Scan(nil, nil) {
			if err != nil {
				return err
			}
			seen++
			cancel()
		}
		return nil
	})
	wantError(t, "scan", err, context.Canceled)
	if seen != 1 {
		t.Errorf("saw %d entries after the context ended, want the first only", seen)
	}
}

func testScanNested(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "", "b", "")
	count := func(r storage.Reader) (pairs int, refused error) {
		for range r.Scan(nil, nil) {
			for _, err := range r.Scan(nil, nil) {
				if err != nil {
					refused = err
					break
				}
				pairs++
			}
		}
		return pairs, refused
	}
	view(t, kv, func(r storage.Reader) {
		if pairs, err := count(r); pairs != 4 || err != nil {
			t.Errorf("view: %d pairs, error %v; want 4", pairs, err)
		}
	})
	update(t, kv, func(w storage.Writer) {
		if pairs, err := count(w); pairs != 0 || err == nil {
			t.Errorf("update: %d pairs, error %v; want it refused", pairs, err)
		}
	})
}

func testScanWhileWriting(t *testing.T, kv storage.KV) {
	set(t, kv, "a", "1", "b", "2", "c", "3")
	update(t, kv, func(w storage.Writer) {
		for e, err := range w.Scan(nil, nil) {
			if err == nil {
				err = errors.Join(w.Set(append([]byte("x"), e.Key...), e.Value), w.Delete([]byte("c")))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	want(t, "content", content(t, kv), "a=1 b=2 xa=1 xb=2 xc=3")
}
