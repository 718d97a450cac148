package badger_test

import (
	"fmt"
	"testing"

	badgerdb "github.com/dgraph-io/badger/v4"

	"chitieu/storage"
	"chitieu/storage/badger"
	"chitieu/storage/storagetest"
)

func BenchmarkStore(b *testing.B) {
	storagetest.BenchmarkStore(b, func(b *testing.B) storage.KV {
		kv, err := badger.Open(badger.Options{Dir: b.TempDir()})
		if err != nil {
			b.Fatal(err)
		}
		return kv
	})
}

// BenchmarkFloor is Badger alone with the same promises: what no store on top
// of it can beat.
func BenchmarkFloor(b *testing.B) {
	opts := badgerdb.DefaultOptions(b.TempDir()).WithLogger(nil).WithSyncWrites(true).
		WithMemTableSize(8 << 20).WithValueLogFileSize(16 << 20).WithCompression(0)
	db, err := badgerdb.Open(opts)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	value := make([]byte, 400) // about a report
	fill := db.NewWriteBatch()
	for i := range 10000 {
		if err := fill.Set(fmt.Appendf(nil, "report/%016x", i), value); err != nil {
			b.Fatal(err)
		}
	}
	if err := fill.Flush(); err != nil {
		b.Fatal(err)
	}
	// A report in a chat writes twelve entries.
	b.Run("set 12 and sync", func(b *testing.B) { floorSet(b, db, value) })
	b.Run("get", func(b *testing.B) { floorGet(b, db) })
	b.Run("scan 10000", func(b *testing.B) { floorScan(b, db) })
}

func floorSet(b *testing.B, db *badgerdb.DB, value []byte) {
	for i := 0; b.Loop(); i++ {
		err := db.Update(func(txn *badgerdb.Txn) error {
			for j := range 12 {
				if err := txn.Set(fmt.Appendf(nil, "set/%d/%d", i, j), value[:100]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func floorGet(b *testing.B, db *badgerdb.DB) {
	for i := 0; b.Loop(); i++ {
		err := db.View(func(txn *badgerdb.Txn) error {
			item, err := txn.Get(fmt.Appendf(nil, "report/%016x", i%10000))
			if err != nil {
				return err
			}
			return item.Value(func([]byte) error { return nil })
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func floorScan(b *testing.B, db *badgerdb.DB) {
	for b.Loop() {
		n := 0
		err := db.View(func(txn *badgerdb.Txn) error {
			it := txn.NewIterator(badgerdb.IteratorOptions{Prefix: []byte("report/")})
			defer it.Close()
			for it.Rewind(); it.Valid(); it.Next() {
				if err := it.Item().Value(func([]byte) error { n++; return nil }); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil || n != 10000 {
			b.Fatalf("%d entries, %v", n, err)
		}
	}
}
