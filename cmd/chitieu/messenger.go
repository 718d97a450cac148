package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"chitieu/bot"
	"chitieu/bot/telegram"
	"chitieu/bot/webchat"
	"chitieu/bot/zalo"
	"chitieu/storage"
	"chitieu/target"
)

// transport is what app needs of a messenger.
type transport interface {
	Run(context.Context, bot.Handler) error
	sender
}

// messengers are those that are switched on.
type messengers struct {
	transports map[string]transport
	// pages are what they serve over HTTP, by pattern.
	pages map[string]http.Handler
	ready []func() error
	// telegramName returns the bot's user name once it is known, for invitations;
	// nil where Telegram is off.
	telegramName func() string
}

// Ready is nil while every messenger hears.
func (m *messengers) Ready() error {
	var errs []error
	for _, ready := range m.ready {
		errs = append(errs, ready())
	}
	return errors.Join(errs...)
}

// The pages of the messengers, under http.public_url.
const (
	telegramHook = "/telegram/webhook"
	zaloHook     = "/zalo/webhook"
	zaloPhotos   = "/zalo/photo/"
)

// openMessengers makes the messengers that are switched on; tell is told of
// their troubles.
func openMessengers(o appOptions, store *storage.Store, tell func(target.Incident)) (*messengers, error) {
	m := &messengers{transports: make(map[string]transport), pages: make(map[string]http.Handler)}
	if o.Telegram != nil {
		options := *o.Telegram
		options.Incident = tell
		t, err := telegram.New(options)
		if err != nil {
			return nil, fmt.Errorf("telegram: %w", err)
		}
		m.transports["telegram"], m.ready, m.telegramName = t, append(m.ready, t.Ready), t.Name
		if options.Webhook.URL != "" {
			m.pages["POST "+telegramHook] = t.Webhook()
		}
	}
	if o.Zalo != nil {
		options := *o.Zalo
		options.Inbox, options.Counter, options.Incident = store, store, tell
		z, err := zalo.New(options)
		if err != nil {
			return nil, err
		}
		m.transports["zalo"], m.ready = z, append(m.ready, z.Ready)
		if options.Webhook.URL != "" {
			m.pages["POST "+zaloHook] = z.Webhook()
		}
		if options.Public != nil {
			m.pages["GET "+zaloPhotos] = z.Photos()
		}
	}
	if o.Webchat != nil {
		w, err := webchat.New(*o.Webchat)
		if err != nil {
			return nil, err
		}
		m.transports["web"], m.pages["/"] = w, w.Handler()
	}
	return m, nil
}
