package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// hookCheck is how often Telegram is asked whether it still has the webhook.
const hookCheck = time.Minute

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
