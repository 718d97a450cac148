package badger

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	badgerdb "github.com/dgraph-io/badger/v4"
)

// Options say which database to open.
type Options struct {
	// Dir is the directory of the database, which must exist and be for it
	// alone. Required.
	Dir string
	// EncryptionKey encrypts what lies on disk: 16, 24 or 32 bytes, empty for
	// none. A database stays with the key it was created with, or without one;
	// to lose the key is to lose the data.
	EncryptionKey []byte
	// Log takes the engine's warnings and errors, its chatter at debug level.
	// Nil is silent.
	Log *slog.Logger
}

// ErrLocked is returned by Open while another process has the database open.
var ErrLocked = errors.New("database is in use")

// ErrKey is returned by Open for an encryption key that is not the database's.
var ErrKey = errors.New("encryption key does not fit the database")

// check finds what is wrong with the options and the directory before Badger
// does, whose errors are about its own files.
func (o *Options) check() error {
	switch len(o.EncryptionKey) {
	case 0, 16, 24, 32:
	default:
		return fmt.Errorf("encryption key has %d bytes, want 16, 24 or 32", len(o.EncryptionKey))
	}
	if o.Dir == "" {
		return errors.New("no data directory given")
	}
	switch info, err := os.Stat(o.Dir); {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("data directory %q does not exist: create it or correct the path", o.Dir)
	case err != nil:
		return fmt.Errorf("data directory: %w", err)
	case !info.IsDir():
		return fmt.Errorf("data directory %q is not a directory", o.Dir)
	}
	return writable(o.Dir)
}

// writable tries to create a file, the only test that holds on every system.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".writable-*")
	if err != nil {
		return fmt.Errorf("data directory %q cannot be written: %w", dir, err)
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// settings are Badger's own options. The defaults are for machines that do
// nothing else: two gigabytes of sparse files and 100 MB of memory when empty.
func (o *Options) settings() badgerdb.Options {
	return badgerdb.DefaultOptions(o.Dir).
		WithSyncWrites(true).      // off by default; survives a power cut
		WithMemTableSize(8 << 20). // with storage.MaxWritten under its 15 %
		WithNumMemtables(2).
		WithNumLevelZeroTables(2).
		WithNumLevelZeroTablesStall(4).
		WithNumCompactors(2). // the fewest that Badger takes
		WithBlockCacheSize(8 << 20).
		WithIndexCacheSize(8 << 20).    // encryption needs one
		WithValueLogFileSize(16 << 20). // nearly empty: values over 1 MiB alone go there
		WithCompression(0).
		WithNumVersionsToKeep(1).
		WithMetricsEnabled(false).
		WithCompactL0OnClose(true).
		WithEncryptionKey(o.EncryptionKey).
		WithLogger(newLogger(o.Log))
}

// explain says what an error of Badger's Open means to an operator.
func (o *Options) explain(err error) error {
	switch {
	case errors.Is(err, badgerdb.ErrEncryptionKeyMismatch) && len(o.EncryptionKey) == 0:
		return fmt.Errorf("%w: %q is encrypted and no key is given", ErrKey, o.Dir)
	case errors.Is(err, badgerdb.ErrEncryptionKeyMismatch):
		return fmt.Errorf("%w: %q was created with another key or without one", ErrKey, o.Dir)
	case strings.Contains(err.Error(), "Another process is using"):
		// There is no sentinel, and the system's error differs by system.
		return fmt.Errorf("%w: another chitieu%s is using %q", ErrLocked, holder(o.Dir), o.Dir)
	default:
		return err
	}
}

// holder names the process that has the database open, if it can be known.
func holder(dir string) string {
	pid, err := os.ReadFile(filepath.Join(dir, "LOCK"))
	if err != nil || len(pid) == 0 {
		return ""
	}
	return fmt.Sprintf(" (process %s)", strings.TrimSpace(string(pid)))
}
