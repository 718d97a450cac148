package zalo

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"
)

const (
	// pollFloor is the least time between two polls that bring nothing new.
	// Some servers answer every poll at once, with what was delivered long ago.
	pollFloor = time.Second
	// slack is how much longer than its timeout a poll may take.
	slack = 10 * time.Second
)

// poll asks for updates until ctx ends or the token is refused.
func (r *run) poll(ctx context.Context) error {
	if err := r.unhook(ctx); err != nil {
		r.t.log.Warn("webhook not removed", "error", err)
	}
	r.t.setReady(nil) // getMe was answered, and a poll may take its whole time
	pauses := newPauses()
	for ctx.Err() == nil {
		began := time.Now()
		result, err := r.fetch(ctx)
		if err != nil && !isNothing(err) {
			if isHooked(err) {
				err = errors.Join(err, r.unhook(ctx))
			}
			if err := r.trouble(ctx, "getUpdates", err, pauses.NextBackOff()); err != nil {
				return err
			}
			continue
		}
		pauses.Reset()
		r.answered()
		r.t.setReady(nil)
		if !r.acceptAll(ctx, result) {
			sleep(ctx, time.Until(began.Add(r.t.pollFloor)))
		}
	}
	return ctx.Err()
}

// fetch makes one getUpdates call, which brings at most one update. A poll that
// is open when ctx ends has a moment left: what it brings would not come again.
func (r *run) fetch(ctx context.Context) (json.RawMessage, error) {
	if err := r.t.pace.Wait(ctx); err != nil {
		return nil, err
	}
	ctx, cancel := outlive(ctx, lastWord)
	defer cancel()
	seconds := int(math.Ceil(r.t.pollTimeout.Seconds()))
	params := map[string]string{"timeout": strconv.Itoa(seconds)}
	return r.t.api.call(ctx, r.t.pollTimeout+slack, "getUpdates", params)
}

// isNothing holds for what an idle poll is answered with.
func isNothing(err error) bool {
	f, ok := errors.AsType[*failure](err)
	return ok && (f.code == http.StatusRequestTimeout || f.front == http.StatusRequestTimeout || f.blank)
}

// isHooked holds for the refusal of a poll while a webhook is set.
func isHooked(err error) bool {
	f, ok := errors.AsType[*failure](err)
	return ok && f.code == http.StatusBadRequest && f.says("webhook")
}

// acceptAll keeps and queues what a poll has brought and reports whether
// anything was new. An inbox that is out of order is tried again; if it stays
// so the message is handled all the same, because Zalo will not deliver again.
func (r *run) acceptAll(ctx context.Context, result json.RawMessage) (news bool) {
	for _, raw := range unwrap(result) {
		var fresh bool
		pauses := newBackOff(100*time.Millisecond, time.Second)
		for n := 1; ; n++ {
			var err error
			if fresh, err = r.t.accept(context.WithoutCancel(ctx), raw); err == nil {
				break
			}
			r.t.log.Error("message not kept", "try", n, "error", err)
			if n == keepTries || !sleep(ctx, pauses.NextBackOff()) {
				r.t.takeUnkept(raw)
				break
			}
		}
		news = news || fresh
	}
	return news
}

// unhook removes a webhook that would keep polls away.
func (r *run) unhook(ctx context.Context) error {
	url, err := r.hooked(ctx)
	if err != nil || url == "" {
		return err
	}
	_, err = r.t.post(ctx, r.t.timeout, "deleteWebhook", struct{}{})
	if err == nil {
		r.t.log.Info("webhook removed")
	}
	return err
}

// hooked is where Zalo delivers to, "" if no webhook is set: that is error 404,
// or an empty address.
func (r *run) hooked(ctx context.Context) (string, error) {
	result, err := r.t.post(ctx, r.t.timeout, "getWebhookInfo", struct{}{})
	if f, ok := errors.AsType[*failure](err); ok && f.code == http.StatusNotFound {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	var info struct {
		URL loose `json:"url"`
	}
	err = json.Unmarshal(result, &info)
	return string(info.URL), err
}
