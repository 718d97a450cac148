package zalo

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/zalo/zalotest"
	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

// overSockets builds a platform and the bot's end of it that reach each other
// over loopback connections, the bot's own site with TLS.
func overSockets(t *testing.T, webhook bool) (*world, *Transport) {
	t.Helper()
	store, err := storage.New(t.Context(), memory.New())
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	site := httptest.NewTLSServer(mux)
	client := newClient()
	w := &world{store: store, log: new(bottest.Log), Server: zalotest.New(zalotest.Options{
		Loopback: true, Client: site.Client(), Refetch: time.Millisecond, Quirks: []zalotest.Quirk{zalotest.KeepIdle}})}
	w.lan, w.group = w.AddUser("Cán bộ"), w.AddGroup("Tổ công tác")
	api := httptest.NewServer(w.Server)
	t.Cleanup(func() {
		client.CloseIdleConnections()
		w.Close()
		api.CloseClientConnections()
		api.Close()
		site.Close()
	})
	public, err := url.Parse(site.URL + "/")
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Token: zalotest.Token, Endpoint: api.URL, Client: client, Log: w.log.Logger(), Name: w.Bot().DisplayName,
		Inbox: store, Counter: store, Public: public, PerSecond: -1}
	if webhook {
		o.Webhook = Webhook{URL: site.URL + "/zalo/webhook", Secret: testSecret}
	}
	transport, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	mux.Handle("/zalo/webhook", transport.Webhook())
	mux.Handle("/zalo/photo/", transport.Photos())
	return w, transport
}

func TestOverARealConnection(t *testing.T) {
	for name, webhook := range map[string]bool{"polling": false, "webhook": true} {
		t.Run(name, func(t *testing.T) {
			w, transport := overSockets(t, webhook)
			rec := bottest.NewRecorder()
			rec.On("hình", bottest.Always(bot.Reply{Note: target.Note{Text: "Biểu đồ"},
				Picture: &bot.Picture{Name: "a.png", Data: append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 1<<20)...), Alt: "Cột thu"}}))
			running := bottest.Run(t, transport, rec.Handle)
			eventually(t, w, "the bot listens", func() bool { return w.Polls() > 0 || len(w.Requests("setWebhook")) > 0 })
			w.Fail("sendMessage", 1, zalotest.InternalError)
			w.Fail("getUpdates", 1, zalotest.CutBefore)
			w.Say(w.lan, w.lan, "chữ")
			w.Say(w.lan, w.lan, "hình")
			eventually(t, w, "the picture", func() bool {
				shown := w.Shown(w.lan)
				return len(shown) > 1 && len(shown[len(shown)-1].Photo) > 1<<20
			})
			if got := w.Shown(w.lan)[0].Text; got != "re: chữ" {
				t.Errorf("the first answer is %q", got)
			}
			began := time.Now()
			if err := running.Stop(); err != nil {
				t.Error(err)
			}
			if took := time.Since(began); took > 10*time.Second { // a poll waits three times as long
				t.Errorf("Run took %s to stop", took)
			}
			checkNoSecret(t, "the log", w.log.Log())
		})
	}
}

func TestConnectionErrorsHoldNoToken(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	mute, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = mute.Close() }()
	w := newWorld(t)
	w.Fail("sendMessage", -1, zalotest.CutAfter)
	cutting := httptest.NewServer(w.Server)
	defer cutting.Close()
	w.Say(w.lan, w.lan, "xin chào")

	for name, c := range map[string]struct {
		url    string
		unsure bool
	}{
		"nobody listens": {closed.URL, false},
		"no such host":   {"http://zalo.invalid", false},
		"no TLS there":   {strings.Replace(cutting.URL, "http:", "https:", 1), false},
		"nobody answers": {"http://" + mute.Addr().String(), true},
		"cut after":      {cutting.URL, true},
	} {
		client := newClient()
		transport := w.transport(t, func(o *Options) { o.Client, o.Endpoint, o.Timeout = client, c.url, 2*time.Second })
		_, err := transport.Send(t.Context(), chatID(w.lan), target.Note{Text: "Nhắc việc"})
		refusal := sendError(err)
		if err == nil || refusal.Unsure != c.unsure || refusal.Gone || refusal.Refused {
			t.Errorf("%s: %+v, want unsure %v", name, refusal, c.unsure)
		}
		checkNoSecret(t, name, err.Error())
		client.CloseIdleConnections()
	}
	checkNoSecret(t, "the log", w.log.Log())
}

func checkNoSecret(t *testing.T, where, text string) {
	t.Helper()
	for _, secret := range []string{zalotest.Token, secretHalf(), testSecret} {
		if strings.Contains(text, secret) {
			t.Errorf("%s holds a secret", where)
		}
	}
}

// eventually waits for what should happen at once.
func eventually(t *testing.T, w *world, what string, ok func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), bottest.Patience)
	defer cancel()
	if w.Wait(ctx, ok) != nil {
		t.Fatalf("never happened: %s", what)
	}
}
