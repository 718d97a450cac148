package main

import (
	"errors"
	"net"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot/telegram"
	"chitieu/bot/telegram/telegramtest"
	"chitieu/bot/zalo"
	"chitieu/bot/zalo/zalotest"
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

// TestReach: "check --reach" says in words whether each messenger answers and
// knows the bot, and without the flag nobody is asked.
func TestReach(t *testing.T) {
	telegramWeb := httptest.NewServer(telegramtest.New("123456:the-right-one", telegramtest.User{ID: 123456, Username: "a_bot"}))
	defer telegramWeb.Close()
	platform := zalotest.New(zalotest.Options{})
	defer platform.Close()
	zaloWeb := httptest.NewServer(platform)
	defer zaloWeb.Close()
	dead, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		telegram, zalo, token string
		flags                 []string
		want                  []string
		code                  int
	}{
		"both answer": {telegramWeb.URL, zaloWeb.URL, "123456:the-right-one", []string{"--reach"}, []string{"telegram: fine", "zalo: fine"}, exitDone},
		"a wrong token": {telegramWeb.URL, zaloWeb.URL, "123456:a-wrong-one", []string{"--reach"},
			[]string{"telegram refused the bot's token: check CHITIEU_TELEGRAM_TOKEN", "zalo: fine"}, exitFailed},
		"nobody there": {"http://" + dead, "http://" + dead, "123456:the-right-one", []string{"--reach"},
			[]string{"telegram cannot be reached at http://" + dead, "telegram.proxy_file", "zalo cannot be reached", "connection refused"}, exitFailed},
		"not asked": {"http://" + dead, "http://" + dead, "123456:the-right-one", nil, []string{"configuration: fine"}, exitDone},
	} {
		config := write(t, "telegram: {api_base: \""+c.telegram+"\"}\nzalo: {api_base: \""+c.zalo+"\", name: Bot}\n")
		environ := map[string]string{"CHITIEU_TELEGRAM_TOKEN": c.token, "CHITIEU_ZALO_TOKEN": zalotest.Token}
		var said strings.Builder
		code := run(t.Context(), terminal{Out: &said, Err: &said, Environ: environ}, append([]string{"check", "--config", config}, c.flags...))
		if code != c.code {
			t.Errorf("%s: status %d, want %d:\n%s", name, code, c.code, &said)
		}
		for _, want := range c.want {
			if !strings.Contains(said.String(), want) {
				t.Errorf("%s: no %q in\n%s", name, want, &said)
			}
		}
		for _, secret := range environ {
			if strings.Contains(said.String(), secret) {
				t.Errorf("%s: the secret shows:\n%s", name, &said)
			}
		}
	}
}

// TestCheckFindsBadWebhook: what the messengers would refuse at the start is
// found before it.
func TestCheckFindsBadWebhook(t *testing.T) {
	config := write(t, "http: {public_url: \"http://chitieu.example.vn\"}\ntelegram: {mode: webhook}\n")
	fails(t, map[string]string{"CHITIEU_TELEGRAM_TOKEN": "123456:the-right-one"}, "must be https", "check", "--config", config)
}

// TestOneTokenRefused: a messenger that does not know the bot any more leaves
// the other one running and is said not to be ready; of the last one the program
// ends.
func TestOneTokenRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newOffice(t)
		platform := zalotest.New(zalotest.Options{})
		defer platform.Close()
		lan := platform.AddUser("Lan")
		f.o.Zalo = &zalo.Options{Token: zalotest.Token, Endpoint: platform.Endpoint(), Client: platform.Client(), Name: "Bot Chỉ tiêu"}
		a, err := startApp(t.Context(), f.o)
		if err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		f.srv.Revoke()
		time.Sleep(2 * time.Minute)
		platform.Say(lan, lan, "/start")
		time.Sleep(time.Minute)
		if len(platform.Shown(lan)) != 1 {
			t.Errorf("Zalo is not answered: %+v", platform.Shown(lan))
		}
		if len(a.failed) != 0 {
			t.Errorf("the program ended: %v", <-a.failed)
		}
		platform.Revoke()
		time.Sleep(2 * time.Minute)
		if err := a.wait(t.Context()); !errors.Is(err, zalo.ErrToken) {
			t.Errorf("without a messenger the program ends with %v", err)
		}
	})
}

// TestRefusedMessengerIsNotReady: with the reason, whatever its own state is.
func TestRefusedMessengerIsNotReady(t *testing.T) {
	m := &messengers{
		transports: map[string]transport{"telegram": nil, "zalo": nil},
		ready:      map[string]func() error{"telegram": func() error { return nil }, "zalo": func() error { return nil }},
	}
	if err := m.Ready(); err != nil {
		t.Errorf("both answer: %v", err)
	}
	if !m.remains("telegram", telegram.ErrToken) || !errors.Is(m.Ready(), telegram.ErrToken) {
		t.Errorf("one is refused: %v", m.Ready())
	}
	if m.remains("zalo", zalo.ErrToken) {
		t.Error("none is left, and still one is said to be")
	}
}
