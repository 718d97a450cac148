package memory_test

import (
	"testing"

	"chitieu/storage"
	"chitieu/storage/memory"
)

func TestStoreOpens(t *testing.T) {
	kv := memory.New()
	if _, err := storage.New(t.Context(), kv); err != nil {
		t.Fatal(err)
	}
	s, err := storage.New(t.Context(), kv)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := s.Reports(t.Context()); err != nil || len(r) != 0 {
		t.Fatal(r, err)
	}
}
