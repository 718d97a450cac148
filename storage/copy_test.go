package storage_test

import (
	"bytes"
	"fmt"
	"testing"

	"chitieu/storage"
	"chitieu/storage/badger"
	"chitieu/storage/memory"
)

// A copy holds the same entries, though they be more than one transaction takes.
func TestCopy(t *testing.T) {
	from, err := badger.Open(badger.Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	const count = 1000
	for i := range count {
		err := from.Update(t.Context(), func(w storage.Writer) error {
			return w.Set(fmt.Appendf(nil, "key/%04d", i), bytes.Repeat([]byte{byte(i)}, i))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	big := bytes.Repeat([]byte("x"), storage.MaxValue)
	if err := from.Update(t.Context(), func(w storage.Writer) error { return w.Set([]byte("big"), big) }); err != nil {
		t.Fatal(err)
	}
	to := memory.New()
	n, err := storage.Copy(t.Context(), from, to)
	if err != nil || n != count+1 {
		t.Fatalf("Copy = %d, %v", n, err)
	}
	err = to.View(t.Context(), func(r storage.Reader) error {
		for i := range count {
			v, err := r.Get(fmt.Appendf(nil, "key/%04d", i))
			if err != nil || !bytes.Equal(v, bytes.Repeat([]byte{byte(i)}, i)) {
				return fmt.Errorf("entry %d: %d bytes, %v", i, len(v), err)
			}
		}
		v, err := r.Get([]byte("big"))
		if err == nil && !bytes.Equal(v, big) {
			err = fmt.Errorf("the largest value differs")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
