package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"chitieu/bot/telegram/telegramtest"
	"chitieu/bot/zalo/zalotest"
)

const (
	secretToken    = "123456:hush-hush-telegram"
	secretPassword = "hush-hush-proxy"
	keeper         = 101 // who runs the bot, on Telegram
)

// whisper is the program with two messengers and a proxy that wants a password.
type whisper struct {
	t        *testing.T
	mode     string
	telegram *telegramtest.Server
	zalo     *zalotest.Server
	person   string // on Zalo
	cfg      Config
	app      *app
	base     string // of the program's pages
	data     string
	log      *shared
	pages    strings.Builder
	// secrets may be told to nobody, codes only to whom they were made for.
	secrets, codes map[string]string
}

// shared is a log that several goroutines write.
type shared struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write appends.
func (s *shared) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *shared) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func newWhisper(t *testing.T, mode string) *whisper {
	t.Helper()
	w := &whisper{t: t, mode: mode, log: &shared{}, data: filepath.Join(t.TempDir(), "data"), codes: make(map[string]string)}
	w.telegram = telegramtest.New(secretToken, telegramtest.User{ID: 123456, Username: "a_bot"})
	w.telegram.AddPrivate(telegramtest.User{ID: keeper, First: "Người vận hành", Lang: "vi"})
	w.zalo = zalotest.New(zalotest.Options{Loopback: true, Retries: []time.Duration{200 * time.Millisecond}})
	w.person = w.zalo.AddUser("Người vận hành")
	proxy := httptest.NewServer(http.HandlerFunc(forward))
	telegramWeb, zaloWeb := httptest.NewServer(w.telegram), httptest.NewServer(w.zalo)
	t.Cleanup(func() {
		w.telegram.Close()
		w.zalo.Close()
		for _, s := range []*httptest.Server{telegramWeb, zaloWeb, proxy} {
			s.CloseClientConnections() // polls that wait
			s.Close()
		}
	})
	address, err := freeAddress()
	if err != nil {
		t.Fatal(err)
	}
	w.base = "http://" + address
	w.secrets = map[string]string{"telegram": secretToken, "zalo": zalotest.Token, "proxy": secretPassword}
	w.cfg, err = loadConfig(write(t, fmt.Sprintf("data: {dir: %q}\nhttp: {listen: %q, public_url: %q}\ntelegram: {api_base: %q, mode: %s}\nzalo: {api_base: %q, mode: %s, name: Bot Chỉ tiêu}\n",
		w.data, address, w.base, telegramWeb.URL, mode, zaloWeb.URL, mode)), map[string]string{
		"CHITIEU_TELEGRAM_TOKEN": secretToken, "CHITIEU_ZALO_TOKEN": zalotest.Token,
		"CHITIEU_TELEGRAM_PROXY": strings.Replace(proxy.URL, "//", "//bot:"+secretPassword+"@", 1),
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// start starts the program, also again on what it left.
func (w *whisper) start() {
	w.t.Helper()
	o, err := serveOptions(w.cfg, slog.New(slog.NewTextHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	if err != nil {
		w.t.Fatal(err)
	}
	o.Claim = func(code string) { w.codes["claim"] = code }
	if w.mode == modeWebhook {
		o.Telegram.Webhook.Secret = "hush-hush-telegram-hook"
		w.secrets["telegram webhook"], w.secrets["zalo webhook"] = "hush-hush-telegram-hook", string(o.Zalo.Webhook.Secret)
	}
	if w.app, err = startApp(w.t.Context(), o); err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = w.app.stop() })
	w.until("both messengers answer", func() bool { return w.get("/readyz") == "ready\n" })
}

// forward is a proxy for plain HTTP that lets in who knows the password.
func forward(rw http.ResponseWriter, r *http.Request) {
	want := "Basic " + base64.StdEncoding.EncodeToString([]byte("bot:"+secretPassword))
	if r.Header.Get("Proxy-Authorization") != want {
		http.Error(rw, "who are you", http.StatusProxyAuthRequired)
		return
	}
	r.RequestURI = ""
	resp, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer resp.Body.Close()
	maps.Copy(rw.Header(), resp.Header)
	rw.WriteHeader(resp.StatusCode)
	_, _ = io.Copy(rw, resp.Body)
}

func (w *whisper) until(what string, ok func() bool) {
	w.t.Helper()
	if !within(patience, ok) {
		w.t.Fatalf("%s: never\n%s", what, w.log)
	}
}

// ask sends a request to the program and keeps what it answered.
func (w *whisper) ask(method, path, secret, body string) (status int, text string) {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.base+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if secret != "" {
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
		r.Header.Set("X-Bot-Api-Secret-Token", secret)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, ""
	}
	defer resp.Body.Close()
	answer, _ := io.ReadAll(resp.Body)
	fmt.Fprintln(&w.pages, path, resp.Header, string(answer))
	return resp.StatusCode, string(answer)
}

func (w *whisper) get(path string) string {
	_, text := w.ask(http.MethodGet, path, "", "")
	return text
}

// seen is everything that the bot said to the person on both messengers.
func (w *whisper) seen() string {
	var all strings.Builder
	for _, m := range w.telegram.Seen(keeper) {
		fmt.Fprintln(&all, m.Text)
	}
	for _, m := range w.zalo.Shown(w.person) {
		fmt.Fprintln(&all, m.Text)
	}
	return all.String()
}

// code waits for a one-time code that the bot says with the words before it.
func (w *whisper) code(name, before string) {
	w.t.Helper()
	pattern := regexp.MustCompile(before + `(?s:.*)/nhan ([A-Z0-9]+)`)
	w.until(name, func() bool {
		if found := pattern.FindStringSubmatch(w.seen()); found != nil {
			w.codes[name] = found[1]
		}
		return w.codes[name] != ""
	})
}
