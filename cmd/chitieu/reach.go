package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"chitieu/bot/telegram"
	"chitieu/bot/zalo"
	"chitieu/storage"
	"chitieu/storage/memory"
)

// reachTime bounds one question to a messenger.
const reachTime = 15 * time.Second

// connection is a messenger as it is configured, and how to reach it otherwise.
type connection struct {
	name, address, advice string
	messenger             interface{ Reach(context.Context) error }
}

// connections are the messengers that are switched on, without any of them
// running.
type connections []connection

// connect makes the messengers, which finds what is wrong with an address or a
// webhook, and asks them nothing.
func connect(ctx context.Context, cfg Config) (out connections, err error) {
	store, err := storage.New(ctx, memory.New())
	if err != nil {
		return nil, err
	}
	o := appOptions{Zalo: zaloOptions(cfg, nil)}
	if o.Telegram, err = telegramOptions(cfg, nil); err != nil {
		return nil, err
	}
	m, err := openMessengers(o, store, nil)
	if err != nil {
		return nil, err
	}
	if t, ok := m.transports["telegram"].(*telegram.Transport); ok {
		out = append(out, connection{"telegram", cfg.Telegram.APIBase, "where it is blocked, set telegram.proxy_file or telegram.api_base", t})
	}
	if z, ok := m.transports["zalo"].(*zalo.Transport); ok {
		out = append(out, connection{"zalo", cfg.Zalo.APIBase, "check the network and zalo.api_base", z})
	}
	return out, nil
}

// reach asks each messenger once and says what came of it; the error holds
// those that failed.
func (all connections) reach(ctx context.Context, out io.Writer) error {
	if len(all) == 0 {
		return errNoMessenger
	}
	var errs []error
	for _, c := range all {
		if err := c.ask(ctx); err != nil {
			errs = append(errs, err)
			continue
		}
		fmt.Fprintf(out, "%s: fine, %s knows the bot\n", c.name, c.address)
	}
	return errors.Join(errs...)
}

func (c connection) ask(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, reachTime)
	defer cancel()
	err := c.messenger.Reach(ctx)
	if err == nil || isTokenRefused(err) {
		return err
	}
	return fmt.Errorf("%s cannot be reached at %s: %w; %s", c.name, c.address, err, c.advice)
}

// isTokenRefused holds when a messenger answered that it does not know the bot.
func isTokenRefused(err error) bool {
	return errors.Is(err, telegram.ErrToken) || errors.Is(err, zalo.ErrToken)
}
