package badger_test

import (
	"testing"

	"chitieu/storage"
	"chitieu/storage/badger"
	"chitieu/storage/storagetest"
)

func openDir(t *testing.T, dir string) storage.KV {
	t.Helper()
	kv, err := badger.Open(badger.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return kv
}

func open(t *testing.T) storage.KV { return openDir(t, t.TempDir()) }

func TestKV(t *testing.T) { storagetest.TestKV(t, open) }

func TestDurable(t *testing.T) { storagetest.TestDurable(t, openDir) }

func TestStore(t *testing.T) { storagetest.TestStore(t, open) }
