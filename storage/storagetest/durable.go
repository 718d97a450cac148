package storagetest

import (
	"testing"

	"chitieu/storage"
)

// TestDurable checks that an engine keeps what it was given. open opens the
// database of a directory, which the first call finds empty.
func TestDurable(t *testing.T, open func(t *testing.T, dir string) storage.KV) {
	dir := t.TempDir()
	kv := open(t, dir)
	set(t, kv, "a", "1", "b", "1", "c", "1")
	update(t, kv, func(w storage.Writer) {
		if err := w.Delete([]byte("b")); err != nil {
			t.Error(err)
		}
	})
	reopen := func() {
		t.Helper()
		if err := kv.Close(); err != nil {
			t.Fatalf("close: %v", err)
		}
		kv = open(t, dir)
	}
	reopen()
	want(t, "after the first reopening", content(t, kv), "a=1 c=1")
	set(t, kv, "c", "2")
	reopen()
	want(t, "after the second", content(t, kv), "a=1 c=2")
	if err := kv.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
}
