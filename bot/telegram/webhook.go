package telegram

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
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
	// hookCheck is how often Telegram is asked whether it still has the webhook.
	hookCheck = time.Minute
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
	case !t.hook.Secret.equals(r.Header.Get(secretHeader)):
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

// equals compares in a time that does not tell how much is right.
func (s Secret) equals(other string) bool {
	a, b := sha256.Sum256([]byte(s)), sha256.Sum256([]byte(other))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
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

// listen keeps the webhook set until ctx ends or the token is refused.
func (r *run) listen(ctx context.Context) error {
	failures := newBackOff(30 * time.Second)
	set := false
	for ctx.Err() == nil {
		method, err := "getWebhookInfo", error(nil)
		if set {
			set, err = r.isHooked(ctx)
		}
		if err == nil && !set {
			method, err = "setWebhook", r.setWebhook(ctx)
		}
		if err != nil {
			if err := r.trouble(ctx, method, err, failures.NextBackOff()); err != nil {
				return err
			}
			continue
		}
		set = true
		failures.Reset()
		r.t.heard()
		sleep(ctx, hookCheck)
	}
	return ctx.Err()
}

func (r *run) setWebhook(ctx context.Context) error {
	_, err := r.t.api.call(ctx, r.t.timeout, "setWebhook", tgbotapi.Params{
		"url":             r.t.hook.URL,
		"secret_token":    string(r.t.hook.Secret),
		"allowed_updates": allowedUpdates,
		"max_connections": strconv.Itoa(maxDeliveries),
	})
	return err
}

// isHooked asks whether Telegram still sends updates here: another program with
// the same token may have changed that.
func (r *run) isHooked(ctx context.Context) (bool, error) {
	result, err := r.t.api.call(ctx, r.t.timeout, "getWebhookInfo", nil)
	if err != nil {
		return true, err
	}
	var info struct {
		URL       string `json:"url"`
		Pending   int    `json:"pending_update_count"`
		LastError string `json:"last_error_message"`
		LastAt    int64  `json:"last_error_date"`
	}
	if err := json.Unmarshal(result, &info); err != nil {
		return true, fmt.Errorf("getWebhookInfo: %w", err)
	}
	if info.LastError != "" && time.Since(time.Unix(info.LastAt, 0)) < hookCheck {
		r.t.log.Warn("telegram could not deliver", "error", r.t.api.mask.clean(info.LastError), "pending", info.Pending)
	}
	if info.URL != r.t.hook.URL {
		r.t.log.Warn("webhook was changed by somebody else; set again")
	}
	return info.URL == r.t.hook.URL, nil
}

// unhook removes a webhook, which would keep polls away.
func (r *run) unhook(ctx context.Context) {
	if _, err := r.t.api.call(ctx, r.t.timeout, "deleteWebhook", nil); err != nil {
		r.t.log.Warn("webhook not removed", "error", err)
	}
}
