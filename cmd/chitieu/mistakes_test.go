package main

import (
	"net"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"chitieu/bot/telegram/telegramtest"
	"chitieu/storage/badger"
)

// fails runs the program and wants status 1 and one clear sentence, no trace.
func fails(t *testing.T, environ map[string]string, want string, args ...string) {
	t.Helper()
	var errs strings.Builder
	code := run(t.Context(), terminal{Out: t.Output(), Err: &errs, Environ: environ}, args)
	said := errs.String()
	if code != exitFailed || !strings.Contains(said, want) {
		t.Errorf("status %d, want 1 and %q:\n%s", code, want, said)
	}
	if strings.Contains(said, "goroutine") {
		t.Errorf("a stack trace:\n%s", said)
	}
	for _, secret := range environ {
		if strings.Contains(said, secret) {
			t.Errorf("the secret shows:\n%s", said)
		}
	}
}

func TestPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	address := l.Addr().String()
	fails(t, nil, address+" is in use by another program", "demo", "--listen", address)
}

func TestLockedDatabase(t *testing.T) {
	dir := t.TempDir()
	kv, err := badger.Open(badger.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer kv.Close()
	fails(t, nil, "in use", "status", "--data", dir)
}

func TestMissingData(t *testing.T) {
	fails(t, nil, "nowhere", "status", "--data", filepath.Join(t.TempDir(), "nowhere"))
}

// A token that Telegram does not know stops the program with a sentence.
func TestWrongToken(t *testing.T) {
	web := httptest.NewServer(telegramtest.New("123456:the-right-one", telegramtest.User{ID: 123456, Username: "a_bot"}))
	defer web.Close()
	config := write(t, "http: {listen: \"\"}\ntelegram: {api_base: \""+web.URL+"\"}\n")
	fails(t, map[string]string{"CHITIEU_TELEGRAM_TOKEN": "123456:a-wrong-one"}, "token",
		"serve", "--config", config, "--data", filepath.Join(t.TempDir(), "data"))
}
