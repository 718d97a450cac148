package memory_test

import (
	"testing"

	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/storage/storagetest"
)

func open(*testing.T) storage.KV { return memory.New() }

func TestKV(t *testing.T) { storagetest.TestKV(t, open) }

func TestStore(t *testing.T) { storagetest.TestStore(t, open) }

func BenchmarkStore(b *testing.B) {
	storagetest.BenchmarkStore(b, func(*testing.B) storage.KV { return memory.New() })
}
