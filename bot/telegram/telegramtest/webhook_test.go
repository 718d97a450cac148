package telegramtest

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// hook is a bot's webhook that answers with the next of its statuses, 200 when
// there are no more.
type hook struct {
	mu       sync.Mutex
	statuses []int
	got      []string
	secret   string
	at       []time.Time
	slow     time.Duration
}

func (h *hook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	h.mu.Lock()
	h.got, h.at = append(h.got, string(body)), append(h.at, time.Now())
	status := http.StatusOK
	if r.Header.Get("X-Telegram-Bot-Api-Secret-Token") != h.secret {
		status = http.StatusForbidden
	}
	if len(h.statuses) > 0 {
		status, h.statuses = h.statuses[0], h.statuses[1:]
	}
	slow := h.slow
	h.mu.Unlock()
	time.Sleep(slow)
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "7")
	}
	w.WriteHeader(status)
}

// deliveries are the bodies that came, and when.
func (h *hook) deliveries() (got []string, at []time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.got), slices.Clone(h.at)
}

func TestWebhookDelivers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		defer srv.Close()
		h := &hook{secret: "bi-mat", statuses: []int{500, 503}}
		srv.DeliverTo(h)
		srv.Say(officer, officer, "trước")
		if r := call(t, t.Context(), srv, "setWebhook", map[string]any{"url": "https://bot.test/x", "secret_token": "bí-mật"}); r.OK {
			t.Error("a secret that is none was taken")
		}
		if r := call(t, t.Context(), srv, "setWebhook", map[string]any{"url": "https://bot.test/x", "secret_token": "bi-mat"}); !r.OK {
			t.Fatal(r)
		}
		srv.Say(officer, officer, "sau")
		synctest.Wait()
		if got, _ := h.deliveries(); len(got) != 1 {
			t.Errorf("%d deliveries at once to one chat", len(got))
		}
		time.Sleep(time.Minute)
		got, at := h.deliveries()
		if len(got) != 4 || !strings.Contains(got[0], "trước") || got[0] != got[2] || !strings.Contains(got[3], "sau") {
			t.Fatalf("delivered %q", got)
		}
		if at[1].Sub(at[0]) < time.Second || at[2].Sub(at[1]) < 7*time.Second {
			t.Errorf("came again at %v", at)
		}
		if ids := srv.Unconfirmed(); len(ids) != 0 {
			t.Errorf("unconfirmed %v", ids)
		}
		if r := call(t, t.Context(), srv, "getUpdates", nil); !strings.Contains(r.Description, "can't use getUpdates method while webhook is active") {
			t.Errorf("a poll: %+v", r)
		}
		if r := call(t, t.Context(), srv, "getWebhookInfo", nil); !strings.Contains(string(r.Result), "503 Service Unavailable") {
			t.Errorf("info %s", r.Result)
		}
		call(t, t.Context(), srv, "deleteWebhook", nil)
		srv.Say(officer, officer, "thôi")
		time.Sleep(time.Minute)
		if got, _ := h.deliveries(); len(got) != 4 || len(srv.Unconfirmed()) != 1 {
			t.Error("delivered after the end")
		}
	})
}

func TestWebhookChatsDoNotWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		defer srv.Close()
		srv.SetPrivacy(false)
		h := &hook{slow: 10 * time.Second}
		srv.DeliverTo(h)
		call(t, t.Context(), srv, "setWebhook", map[string]any{"url": "https://bot.test/x"})
		srv.Say(officer, officer, "một")
		srv.Say(officer, officer, "hai")
		srv.Say(group, officer, "ba")
		synctest.Wait()
		if got, _ := h.deliveries(); len(got) != 2 {
			t.Errorf("%d on their way, want one of each chat", len(got))
		}
		time.Sleep(time.Minute)
		if got, _ := h.deliveries(); len(got) != 3 {
			t.Errorf("%d delivered", len(got))
		}
	})
}

func TestWebhookAddresses(t *testing.T) {
	for url, taken := range map[string]bool{
		"https://bot.test/x": true, "https://bot.test:8443/x": true, "http://127.0.0.1:9/x": true,
		"https://bot.test:9/x": false, "http://bot.test/x": false, "bot.test": false,
	} {
		srv := newServer()
		if r := call(t, t.Context(), srv, "setWebhook", map[string]any{"url": url}); r.OK != taken {
			t.Errorf("%s: %+v", url, r)
		}
		srv.Close()
	}
}
