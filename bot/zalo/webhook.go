package zalo

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

const (
	secretHeader = "X-Bot-Api-Secret-Token"
	// watchEvery is how often Zalo is asked whether it still delivers here.
	watchEvery = 10 * time.Minute
	// bodyTime bounds reading a delivery.
	bodyTime = 10 * time.Second
)

// Webhook takes what Zalo delivers: it keeps the message, answers 200 and has
// it handled, by the next Run if none is on. Without a webhook in the Options
// it is 404.
//
// Zalo probes a new webhook without the secret and mostly without a body. That
// is answered 200 and has no effect. A message without the secret, and anything
// with a wrong one, is 403. An error of the inbox, or too many messages that
// wait, is 503; whether Zalo then delivers again it does not say.
func (t *Transport) Webhook() http.Handler {
	if t.webhook.URL == "" {
		return http.NotFoundHandler()
	}
	return http.HandlerFunc(t.serveWebhook)
}

func (t *Transport) serveWebhook(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
		return
	}
	given, present := r.Header[secretHeader]
	if present && !t.isSecret(given) {
		http.Error(w, "forbidden", http.StatusForbidden)
		return
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime)) // where the server can
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 2*maxBody))
	if err != nil {
		http.Error(w, "request too large or broken", http.StatusRequestEntityTooLarge)
		return
	}
	updates := unwrap(body)
	if !present && holdsMessage(updates) || !present && len(updates) == 0 && len(bytes.TrimSpace(body)) > 0 {
		http.Error(w, "forbidden", http.StatusForbidden)
		return
	}
	if !present {
		return // a probe
	}
	if err := t.deliver(r.Context(), updates); err != nil {
		t.log.Error("message not kept", "error", err)
		http.Error(w, "try again later", http.StatusServiceUnavailable)
	}
}

// isSecret compares in constant time, the length included.
func (t *Transport) isSecret(given []string) bool {
	if len(given) != 1 {
		return false
	}
	return t.webhook.Secret.Equals(given[0])
}

// holdsMessage reports whether any update is more than the body of a probe.
func holdsMessage(updates []json.RawMessage) bool {
	for _, raw := range updates {
		var u struct {
			Message json.RawMessage `json:"message"`
		}
		if json.Unmarshal(raw, &u) != nil || u.Message != nil {
			return true
		}
	}
	return false
}

func (t *Transport) deliver(ctx context.Context, updates []json.RawMessage) error {
	ctx, cancel := context.WithTimeout(ctx, entryTime)
	defer cancel()
	for _, raw := range updates {
		if _, err := t.accept(ctx, raw); err != nil {
			return err
		}
	}
	return nil
}

// listen has Zalo deliver to the webhook and looks from time to time whether it
// still does, until ctx ends or the token is refused.
func (r *run) listen(ctx context.Context) error {
	pauses := newPauses()
	for ctx.Err() == nil {
		if err := r.hook(ctx); err != nil {
			if err := r.trouble(ctx, "setWebhook", err, pauses.NextBackOff()); err != nil {
				return err
			}
			continue
		}
		pauses.Reset()
		r.answered()
		r.t.setReady(nil)
		sleep(ctx, watchEvery)
	}
	return ctx.Err()
}

// hook sets the webhook unless it is set already. Zalo keeps the address even
// if its own probe failed; that is only worth a line in the log.
func (r *run) hook(ctx context.Context) error {
	url, err := r.hooked(ctx)
	if err != nil {
		return err
	}
	if url == r.t.webhook.URL && r.hookSet {
		return nil // the secret cannot be asked for, so it is set once in any case
	}
	result, err := r.t.post(ctx, r.t.timeout, "setWebhook", map[string]string{
		"url": r.t.webhook.URL, "secret_token": string(r.t.webhook.Secret),
	})
	if err != nil {
		return err
	}
	r.hookSet = true
	var set struct {
		Verification *struct {
			OK      bool  `json:"ok"`
			Outcome loose `json:"outcome"`
			Hint    loose `json:"hint"`
		} `json:"verification"`
	}
	if json.Unmarshal(result, &set) == nil && set.Verification != nil && !set.Verification.OK {
		v := set.Verification
		r.t.log.Warn("webhook not reached by zalo", "outcome", r.t.api.clean.excerpt(string(v.Outcome)), "hint", r.t.api.clean.excerpt(string(v.Hint)))
		return errors.New("the webhook is set, but zalo could not reach it: " + r.t.api.clean.excerpt(string(v.Outcome)))
	}
	r.t.log.Info("webhook set")
	return nil
}
