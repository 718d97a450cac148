package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"
	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

const (
	maxBatch = 100 // updates in one poll
	// straggler is how often Telegram is asked for more while a message is
	// still being handled. More often than twice a second it would answer with
	// the oldest update only.
	straggler = 600 * time.Millisecond
	// honest is how long an empty poll takes at least from a server that holds
	// it open.
	honest = 300 * time.Millisecond
	// conflictPause is the least wait when another poller uses the token.
	conflictPause = 3 * time.Second
	// slack is how much longer than its timeout a poll may take.
	slack = 10 * time.Second
)

// poll asks for updates until ctx ends or the token is refused. It polls again
// at once after news, and slowly after failures and useless answers.
func (r *run) poll(ctx, work context.Context) error {
	failures, idle := newBackOff(30*time.Second), newBackOff(5*time.Second)
	open := false // whether the last poll was answered
	for ctx.Err() == nil {
		offset, all := r.window.settle(ctx, straggler)
		wait := r.t.pollTimeout
		if !all || !open {
			wait = 0 // news may come at any moment; else a quiet bot would be said to be deaf
		}
		began := time.Now()
		updates, err := r.fetch(ctx, offset, maxBatch, wait)
		if err != nil {
			if ctx.Err() != nil && time.Since(began) > lastWordTime {
				r.window.confirmed(offset) // the poll that was broken off had arrived
			}
			if f, ok := errors.AsType[*failure](err); ok && f.code == http.StatusConflict && f.says("webhook") {
				r.unhook(ctx)
			}
			if err := r.trouble(ctx, "getUpdates", err, failures.NextBackOff()); err != nil {
				return err
			}
			open = false
			continue
		}
		open = true
		failures.Reset()
		r.t.heard()
		r.window.confirmed(offset)
		news := r.accept(ctx, work, updates)
		r.rest(ctx, news || wait == 0 || time.Since(began) > honest, idle)
	}
	return ctx.Err()
}

// rest waits after a poll that was of no use, longer each time. While messages
// are being handled settle has waited already.
func (r *run) rest(ctx context.Context, useful bool, idle *backoff.ExponentialBackOff) {
	if useful {
		idle.Reset()
		return
	}
	sleep(ctx, idle.NextBackOff())
}

// fetch makes one getUpdates call. An offset confirms all before it; 0 is the
// head of Telegram's queue.
func (r *run) fetch(ctx context.Context, offset, limit int, wait time.Duration) ([]json.RawMessage, error) {
	params := tgbotapi.Params{
		"limit":           strconv.Itoa(limit),
		"timeout":         strconv.Itoa(int(math.Ceil(wait.Seconds()))),
		"allowed_updates": allowedUpdates,
	}
	params.AddNonZero("offset", offset)
	result, err := r.t.api.call(ctx, wait+slack, "getUpdates", params)
	if err != nil {
		return nil, err
	}
	// One by one, so that a single update in an unknown shape does not block all.
	var updates []json.RawMessage
	if err := json.Unmarshal(result, &updates); err != nil {
		return nil, fmt.Errorf("getUpdates: %w", err)
	}
	return updates, nil
}

// accept takes updates into the window and has them handled. It reports whether
// anything was new.
func (r *run) accept(ctx, work context.Context, updates []json.RawMessage) (news bool) {
	for _, raw := range updates {
		id, err := idOf(raw)
		if err != nil {
			r.t.log.Warn("update without id", "error", err)
			continue
		}
		repeat := r.window.hasLeft(id)
		if !r.window.add(id) {
			continue // being handled, or its confirmation is on its way
		}
		if repeat {
			r.t.log.Warn("update delivered again", "update", id)
		}
		news = news || !repeat
		in, err := r.self.read(raw, r.t.now())
		if err != nil {
			r.t.log.Warn("update not understood", "update", id, "error", err)
		}
		if in == nil {
			r.window.done(id)
			continue
		}
		in.over = func(handled bool) {
			if handled {
				r.window.done(id)
			}
		}
		r.dispatch(ctx, work, in)
	}
	return news
}

// confirm tells Telegram at the end what was handled since the last poll. The
// call confirms when it arrives; its answer may be held back if the offset is
// that of the poll before, and is of no interest.
func (r *run) confirm(ctx context.Context) {
	offset, ok := r.window.unconfirmed()
	if !ok {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, lastWordTime)
	defer cancel()
	if _, err := r.fetch(ctx, offset, 1, 0); err != nil && ctx.Err() == nil {
		r.t.log.Warn("last updates not confirmed", "error", err)
	}
}
