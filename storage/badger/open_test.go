package badger_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"chitieu/storage"
	"chitieu/storage/badger"
)

var (
	keyA = bytes.Repeat([]byte{1}, 32)
	keyB = bytes.Repeat([]byte{2}, 32)
)

// refused opens a database that cannot be opened and returns what is said.
func refused(t *testing.T, opts badger.Options, want error) string {
	t.Helper()
	kv, err := badger.Open(opts)
	if err == nil {
		t.Fatalf("opened, want it refused: %v", kv.Close())
	}
	if want != nil && !errors.Is(err, want) {
		t.Errorf("got error %v, want %v", err, want)
	}
	if strings.Contains(err.Error(), "\n") {
		t.Errorf("more than one line: %q", err)
	}
	return err.Error()
}

func TestOpenRefusesInWords(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(dir, "missing")
	tests := []struct {
		name string
		opts badger.Options
		want string
	}{
		{"no directory", badger.Options{}, "no data directory"},
		{"missing directory", badger.Options{Dir: missing}, "does not exist"},
		{"file", badger.Options{Dir: file}, "is not a directory"},
		{"short key", badger.Options{Dir: dir, EncryptionKey: []byte("short")}, "want 16, 24 or 32"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := refused(t, test.opts, nil); !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q in it", got, test.want)
			}
		})
	}
	if _, err := os.Stat(missing); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the missing directory was created: %v", err)
	}
}

func TestOpenReadOnlyDirectory(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("skipped: root may write everywhere")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if got := refused(t, badger.Options{Dir: dir}, fs.ErrPermission); !strings.Contains(got, "cannot be written") {
		t.Errorf("got %q", got)
	}
}

func TestOpenLocked(t *testing.T) {
	dir := t.TempDir()
	kv := openDir(t, dir)
	if got := refused(t, badger.Options{Dir: dir}, badger.ErrLocked); !strings.Contains(got, "another chitieu (process") {
		t.Errorf("got %q, want it to name who holds the lock", got)
	}
	if err := kv.Close(); err != nil {
		t.Fatal(err)
	}
	if err := openDir(t, dir).Close(); err != nil {
		t.Error(err)
	}
}

func TestEncryption(t *testing.T) {
	dir := t.TempDir()
	const secret = "cong-khai-thi-khong-phai"
	kv, err := badger.Open(badger.Options{Dir: dir, EncryptionKey: keyA})
	if err != nil {
		t.Fatal(err)
	}
	err = kv.Update(t.Context(), func(w storage.Writer) error { return w.Set([]byte("key"), []byte(secret)) })
	if err := errors.Join(err, kv.Close()); err != nil {
		t.Fatal(err)
	}
	if inFiles(t, dir, secret) {
		t.Error("the value lies on disk in clear")
	}
	refused(t, badger.Options{Dir: dir, EncryptionKey: keyB}, badger.ErrKey)
	if got := refused(t, badger.Options{Dir: dir}, badger.ErrKey); !strings.Contains(got, "no key is given") {
		t.Errorf("without a key: got %q", got)
	}
	kv, err = badger.Open(badger.Options{Dir: dir, EncryptionKey: keyA})
	if err != nil {
		t.Fatal(err)
	}
	err = kv.View(t.Context(), func(r storage.Reader) error {
		if v, err := r.Get([]byte("key")); string(v) != secret {
			t.Errorf("read back %q, %v", v, err)
		}
		return nil
	})
	if err := errors.Join(err, kv.Close()); err != nil {
		t.Fatal(err)
	}

	plain := t.TempDir()
	if err := openDir(t, plain).Close(); err != nil {
		t.Fatal(err)
	}
	refused(t, badger.Options{Dir: plain, EncryptionKey: keyA}, badger.ErrKey)
}

func inFiles(t *testing.T, dir, text string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(b, []byte(text)) {
			return true
		}
	}
	return false
}

func TestSilentAtInfo(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, nil))
	kv, err := badger.Open(badger.Options{Dir: t.TempDir(), Log: log})
	if err != nil {
		t.Fatal(err)
	}
	if err := kv.Close(); err != nil {
		t.Error(err)
	}
	if out.Len() > 0 {
		t.Errorf("an ordinary start and stop logs:\n%s", out.String())
	}
}

// TestRun lets a database live until it is tidied for the first time.
func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
		kv, err := badger.Open(badger.Options{Dir: t.TempDir(), Log: log})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 61*time.Minute)
		defer cancel()
		kv.Run(ctx)
		if err := kv.Close(); err != nil {
			t.Error(err)
		}
		if n := strings.Count(out.String(), "value log collected"); n != 1 {
			t.Errorf("tidied %d times within 61 minutes, want once:\n%s", n, out.String())
		}
	})
}

func TestNoGoroutineLeft(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	kv := openDir(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { kv.(*badger.KV).Run(ctx); close(done) }()
	cancel()
	<-done
	if err := kv.Close(); err != nil {
		t.Error(err)
	}
}
