package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/telegram/telegramtest"
)

// startHooked runs a transport to which the server brings updates.
func startHooked(t *testing.T, srv *telegramtest.Server, change ...func(*Options)) *live {
	t.Helper()
	l := start(t, srv, append([]func(*Options){hooked}, change...)...)
	srv.DeliverTo(l.Webhook())
	t.Cleanup(srv.Close)
	return l
}

// post brings a body to the webhook and returns the status.
func post(t *testing.T, l *live, body string, change ...func(*http.Request)) int {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/telegram", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.Header.Set(secretHeader, testSecret)
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	l.Webhook().ServeHTTP(w, r.WithContext(t.Context()))
	if strings.Contains(w.Body.String(), testSecret) || strings.Contains(w.Body.String(), testToken) {
		t.Error("the answer holds a secret")
	}
	return w.Code
}

func question(id int, text string) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":1,%s,%s,"text":%q}}`, id, id, fromOfficer, inDirect, text)
}

func TestWebhookRefuses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := startHooked(t, newServer())
		synctest.Wait()
		header := func(name, value string) func(*http.Request) {
			return func(r *http.Request) { r.Header.Set(name, value) }
		}
		for _, c := range []struct {
			rule   string
			body   string
			change func(*http.Request)
			want   int
		}{
			{"an update", question(1, "một"), func(*http.Request) {}, 200},
			{"another method", question(2, "x"), func(r *http.Request) { r.Method = http.MethodGet }, 405},
			{"no secret", question(2, "x"), func(r *http.Request) { r.Header.Del(secretHeader) }, 403},
			{"another secret", question(2, "x"), header(secretHeader, testSecret+"x"), 403},
			{"half the secret", question(2, "x"), header(secretHeader, testSecret[:5]), 403},
			{"a form", question(2, "x"), header("Content-Type", "application/x-www-form-urlencoded"), 415},
			{"too much", question(2, strings.Repeat("x", maxUpdate)), func(*http.Request) {}, 413},
			{"no JSON", "<html>", func(*http.Request) {}, 400},
			{"no id", `{"message":{}}`, func(*http.Request) {}, 400},
			{"nothing", "", func(*http.Request) {}, 400},
			{"an unknown kind", `{"update_id":3,"thing_of_2030":{}}`, func(*http.Request) {}, 200},
			{"an edited command", `{"update_id":4,"edited_message":{"message_id":1,"date":1,` + fromOfficer + `,` + inDirect + `,"text":"/x"}}`, func(*http.Request) {}, 200},
			{"a broken message", `{"update_id":5,"message":42}`, func(*http.Request) {}, 200},
		} {
			if got := post(t, l, c.body, c.change); got != c.want {
				t.Errorf("%s: status %d, want %d", c.rule, got, c.want)
			}
		}
		if got := l.rec.Texts(); len(got) != 1 || got[0] != "một" {
			t.Errorf("handled %q", got)
		}
	})
}

func TestWebhookIsSet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		srv.Fail("setWebhook", 2, telegramtest.BadGateway)
		l := startHooked(t, srv)
		synctest.Wait()
		if l.Ready() == nil {
			t.Error("ready before the webhook is set")
		}
		time.Sleep(30 * time.Second)
		if err := l.Ready(); err != nil || srv.Webhook() != "https://bot.test/telegram" {
			t.Errorf("Ready %v, webhook %q", err, srv.Webhook())
		}
		asked := srv.Requests("setWebhook")[2].Params
		if asked["secret_token"] != testSecret || asked["allowed_updates"] != allowedUpdates || asked["max_connections"] != "40" {
			t.Errorf("asked for %v", asked)
		}
		srv.SetWebhook("https://elsewhere.test/")
		time.Sleep(2 * time.Minute)
		if srv.Webhook() != "https://bot.test/telegram" || !strings.Contains(l.log.Log(), "changed by somebody else") {
			t.Errorf("the webhook is at %q", srv.Webhook())
		}
		if n := len(srv.Requests("getUpdates")); n != 0 {
			t.Errorf("polled %d times", n)
		}
	})
}

// TestWebhookRepeats: whatever Telegram brings again is handled once, and each
// time answered only when it has been.
func TestWebhookRepeats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		l := startHooked(t, srv)
		var runs atomic.Int32
		l.rec.On("95,2 tỷ", func(ctx context.Context, m bot.Message) (bot.Reply, error) {
			runs.Add(1)
			time.Sleep(40 * time.Second) // longer than Telegram is kept waiting
			return bottest.Echo(ctx, m)
		})
		srv.Say(officer, officer, "95,2 tỷ")
		srv.Say(officer, officer, "sau đó")
		time.Sleep(35 * time.Second)
		if ids := srv.Unconfirmed(); len(ids) != 2 {
			t.Errorf("while the first is being handled %v are unconfirmed", ids)
		}
		time.Sleep(time.Minute)
		srv.Fail("webhook", 3, telegramtest.CutAfter) // our 200 gets lost
		srv.Say(officer, officer, "thất lạc")
		time.Sleep(time.Minute)
		srv.Redeliver()
		time.Sleep(time.Minute)
		if got := l.rec.Texts(); strings.Join(got, "|") != "95,2 tỷ|sau đó|thất lạc" || runs.Load() != 1 {
			t.Errorf("handled %q", got)
		}
		if got := texts(srv, officer); got != "re: 95,2 tỷ\nre: sau đó\nre: thất lạc" {
			t.Errorf("answers %q", got)
		}
		if ids := srv.Unconfirmed(); len(ids) != 0 {
			t.Errorf("unconfirmed: %v", ids)
		}
	})
}

func TestWebhookWhileNobodyRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		l := startHooked(t, srv)
		synctest.Wait()
		l.stop(t)
		if got := post(t, l, question(1, "một")); got != http.StatusServiceUnavailable {
			t.Errorf("while stopped: status %d", got)
		}
		srv.Say(officer, officer, "khi nghỉ")
		time.Sleep(time.Hour)
		if len(l.rec.Got()) != 0 || len(srv.Unconfirmed()) != 1 {
			t.Errorf("handled %v", l.rec.Texts())
		}
		l.run.Start()
		time.Sleep(2 * time.Minute)
		if got := texts(srv, officer); got != "re: khi nghỉ" {
			t.Errorf("after the start the answers are %q", got)
		}
	})
}

func TestPollingModeHasNoWebhook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		l := start(t, srv)
		synctest.Wait()
		if got := post(t, l, question(1, "một")); got != http.StatusNotFound {
			t.Errorf("status %d", got)
		}
		srv.SetWebhook("https://elsewhere.test/") // while it polls
		srv.Say(officer, officer, "thức")
		time.Sleep(2 * time.Minute)
		if got := texts(srv, officer); got != "re: thức" {
			t.Errorf("after somebody set a webhook the answers are %q", got)
		}
	})
}

func TestWebhookTokenRevoked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		t.Cleanup(srv.Close)
		transport, _ := newTransport(t, srv, hooked)
		time.AfterFunc(time.Hour, srv.Revoke)
		if err := transport.Run(t.Context(), bottest.Echo); !errors.Is(err, ErrToken) {
			t.Errorf("Run: %v", err)
		}
	})
}

func TestWebhookSecrets(t *testing.T) {
	one, two := Webhook{URL: "https://h/x"}, Webhook{URL: "https://h/x"}
	if one.check() != nil || two.check() != nil || one.Secret == two.Secret || len(string(one.Secret)) < 20 {
		t.Error("two starts have the same secret")
	}
	for url, ok := range map[string]bool{
		"":                           true,
		"https://h/telegram":         true,
		"https://h:8443/telegram":    true,
		"https://h:8080/telegram":    false,
		"http://h/telegram":          false,
		"http://127.0.0.1:8080/x":    true,
		"http://[::1]:8080/x":        true,
		"https://user:pw@h/telegram": false,
		"https:///telegram":          false,
		"h/telegram":                 false,
	} {
		if h := (Webhook{URL: url}); (h.check() == nil) != ok {
			t.Errorf("%q: %v", url, h.check())
		}
	}
	if h := (Webhook{URL: "https://h/x", Secret: "có dấu"}); h.check() == nil {
		t.Error("a secret that Telegram does not take")
	}
}

func TestInboxForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newInbox()
		for id := range maxRemembered + 500 {
			d, _ := b.begin(id)
			b.end(d, true)
		}
		if n := len(b.known); n > maxRemembered+1 {
			t.Errorf("%d updates are remembered", n)
		}
		if _, first := b.begin(maxRemembered); first {
			t.Error("a recent update is taken for a new one")
		}
		time.Sleep(7 * 24 * time.Hour)
		if _, first := b.begin(maxRemembered); !first {
			t.Error("after a week a number may begin anew")
		}
	})
}

// FuzzWebhook: whatever is posted, the handler answers with a status it means.
func FuzzWebhook(f *testing.F) {
	for _, body := range []string{question(1, "x"), `{"update_id":1}`, `[]`, ``, `{"update_id":"1"}`, `{"update_id":1e9}`} {
		f.Add([]byte(body))
	}
	srv := newServer()
	transport, _ := newTransport(f, srv, hooked)
	transport.door.open(func(_ json.RawMessage, d *delivery) { transport.inbox.end(d, true) })
	f.Fuzz(func(t *testing.T, body []byte) {
		r := httptest.NewRequest(http.MethodPost, "/telegram", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set(secretHeader, testSecret)
		w := httptest.NewRecorder()
		transport.Webhook().ServeHTTP(w, r)
		if w.Code != http.StatusOK && w.Code != http.StatusBadRequest {
			t.Errorf("status %d", w.Code)
		}
	})
}
