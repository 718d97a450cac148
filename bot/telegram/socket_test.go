package telegram

import (
	"context"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/telegram/telegramtest"
)

// overSocket serves srv on loopback and lets the transport use its own client.
func overSocket(t testing.TB, srv *telegramtest.Server) func(*Options) {
	web := httptest.NewServer(srv)
	client := newClient(nil)
	t.Cleanup(func() {
		client.CloseIdleConnections()
		web.CloseClientConnections()
		web.Close()
	})
	return func(o *Options) { o.Client, o.Endpoint = client, web.URL+"/bot%s/%s" }
}

func TestOverARealConnection(t *testing.T) {
	srv := newServer()
	l := start(t, srv, overSocket(t, srv))
	srv.Fail("getUpdates", 1, telegramtest.CutBefore)
	srv.Fail("sendMessage", 1, telegramtest.BadGateway)
	l.rec.On("hình", bottest.Always(bot.Reply{Note: note, Picture: &bot.Picture{Name: "a.png", Data: make([]byte, 1<<20)}}))
	srv.Say(officer, officer, "hình")
	srv.Say(officer, officer, "chữ")
	eventually(t, srv, "both answers", func() bool { return len(srv.Seen(officer)) == 2 })
	if m := srv.Seen(officer); len(m[0].Photo) != 1<<20 || m[1].Text != "re: chữ" {
		t.Errorf("the picture has %d bytes, the text is %q", len(m[0].Photo), m[1].Text)
	}
	began := time.Now()
	l.stop(t)
	if took := time.Since(began); took > 10*time.Second { // a poll waits five times as long
		t.Errorf("Run took %s to stop", took)
	}
	if strings.Contains(l.log.Log(), testToken) {
		t.Error("the log holds the token")
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
	srv := newServer()
	srv.Fail("sendMessage", -1, telegramtest.CutAfter)
	cutting := httptest.NewServer(srv)
	defer cutting.Close()

	for name, c := range map[string]struct{ url, want string }{
		"nobody listens": {closed.URL, "later"},
		"no such host":   {"http://telegram.invalid", "later"},
		"no TLS there":   {strings.Replace(cutting.URL, "http:", "https:", 1), "later"},
		"nobody answers": {"http://" + mute.Addr().String(), "unsure"},
		"cut after":      {cutting.URL, "unsure"},
		"no such port":   {"http://127.0.0.1:99999", "later"},
	} {
		client := newClient(nil)
		transport, log := newTransport(t, srv, func(o *Options) {
			o.Client, o.Endpoint, o.Timeout = client, c.url+"/bot%s/%s", 2*time.Second
		})
		_, err := transport.Send(t.Context(), "telegram:7", note)
		if class(err) != c.want || strings.Contains(err.Error(), testToken) {
			t.Errorf("%s: %s (%v), want %s", name, class(err), err, c.want)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		if err := transport.Run(ctx, bottest.Echo); err != nil {
			t.Errorf("%s: Run: %v", name, err)
		}
		cancel()
		if strings.Contains(log.Log(), testToken) {
			t.Errorf("%s: the log holds the token:\n%s", name, log.Log())
		}
		client.CloseIdleConnections()
	}
}
