package telegram

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"time"
)

// Webhook lets Telegram bring updates instead of being polled for them.
type Webhook struct {
	// URL is where Telegram reaches the handler of Transport.Webhook: https on
	// port 443, 80, 88 or 8443; http only on loopback, for a Bot API server of
	// one's own. "" is polling.
	URL string
	// Secret is what Telegram shows with every update: 1 to 256 of A-Z, a-z,
	// 0-9, _ and -. "" is a new one for every New, which does not do for
	// several replicas behind one URL.
	Secret Secret
}

const (
	secretHeader = "X-Telegram-Bot-Api-Secret-Token"
	// maxUpdate bounds an update; one of a text with all its entities and the
	// message it replies to stays far below.
	maxUpdate = 1 << 20
	// maxDeliveries is how many updates Telegram may bring at once. Of one chat
	// it brings one after the other.
	maxDeliveries = 40
	// hookPatience is how long Telegram is kept waiting for an update to be
	// handled. After it the work goes on, and Telegram asks again.
	hookPatience = 25 * time.Second
)

var secretShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// check fills in what is left out.
func (h *Webhook) check() error {
	if h.URL == "" {
		return nil
	}
	if h.Secret == "" {
		h.Secret = Secret(rand.Text())
	}
	if !secretShape.MatchString(string(h.Secret)) {
		return errors.New("the secret is not 1 to 256 of A-Z, a-z, 0-9, _ and -")
	}
	u, err := url.Parse(h.URL)
	switch {
	case err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "":
		return errors.New("the address is not a URL such as https://host/telegram/webhook")
	case u.Scheme == "http" && isLoopback(u.Hostname()):
		return nil
	case u.Scheme != "https" || !slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port()):
		return errors.New("the address must be https on port 443, 80, 88 or 8443")
	default:
		return nil
	}
}

func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}

// Webhook is the handler of Options.Webhook.URL. It takes updates while Run
// runs, and answers 200 only when an update was handled, or is known to have
// been; 503 lets Telegram bring it again. Without a webhook it is 404.
func (t *Transport) Webhook() http.Handler { return http.HandlerFunc(t.serveUpdate) }

func (t *Transport) serveUpdate(w http.ResponseWriter, r *http.Request) {
	raw, status := t.readUpdate(w, r)
	if status == http.StatusOK {
		status = t.takeUpdate(r.Context(), raw)
	}
	switch status {
	case http.StatusOK:
		w.WriteHeader(status)
		return
	case http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", "1")
	case http.StatusMethodNotAllowed:
		w.Header().Set("Allow", http.MethodPost)
	}
	http.Error(w, http.StatusText(status), status)
}

// readUpdate returns the body of a request that comes from Telegram, and 200.
func (t *Transport) readUpdate(w http.ResponseWriter, r *http.Request) (json.RawMessage, int) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	switch {
	case t.hook.URL == "":
		return nil, http.StatusNotFound
	case r.Method != http.MethodPost:
		return nil, http.StatusMethodNotAllowed
	case !t.hook.Secret.Equals(r.Header.Get(secretHeader)):
		return nil, http.StatusForbidden
	case kind != "application/json":
		return nil, http.StatusUnsupportedMediaType
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return nil, http.StatusRequestEntityTooLarge
	}
	if err != nil {
		return nil, http.StatusBadRequest
	}
	return raw, http.StatusOK
}

// takeUpdate has an update handled, unless it is a repeat, and returns the
// answer to Telegram once it was.
func (t *Transport) takeUpdate(ctx context.Context, raw json.RawMessage) int {
	id, err := idOf(raw)
	if err != nil {
		t.log.Warn("update without id", "error", err)
		return http.StatusBadRequest
	}
	d, first := t.inbox.begin(id)
	if first && !t.door.take(raw, d) {
		t.inbox.end(d, false)
	}
	patience := time.NewTimer(hookPatience)
	defer patience.Stop()
	select {
	case <-d.over:
	case <-patience.C:
		t.log.Warn("update not handled in time", "update", id)
		return http.StatusServiceUnavailable
	case <-ctx.Done():
		return http.StatusServiceUnavailable
	}
	if !d.handled {
		return http.StatusServiceUnavailable
	}
	return http.StatusOK
}
