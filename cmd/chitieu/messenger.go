package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

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
	transports map[string]transport // by name
	// pages are what they serve over HTTP, by pattern.
	pages map[string]http.Handler
	ready map[string]func() error
	// telegramName returns the bot's user name once it is known, for invitations;
	// nil where Telegram is off.
	telegramName func() string
	mentions     map[string]func() string // how the bot is named in groups, by messenger
	tell         func(target.Incident)
	log          *slog.Logger
	now          func() time.Time

	mu      sync.Mutex
	refused map[string]error // messengers that do not know the bot's token
}

// serve runs a messenger until ctx ends. A messenger that does not know the
// bot's token any more ends the program only if no other one is left: its
// groups may be reached through another one, and that one through nothing else.
func (m *messengers) serve(ctx context.Context, name string, handle bot.Handler) error {
	err := m.transports[name].Run(ctx, handle)
	if !isTokenRefused(err) || !m.remains(name, err) {
		return err
	}
	m.log.Error("messenger given up, the others go on", "messenger", name, "error", err)
	m.tell(target.Incident{At: m.now(), Kind: target.Unreachable, Detail: err.Error()})
	<-ctx.Done()
	return nil
}

// remains notes a messenger that refused the bot and reports whether another
// one has not.
func (m *messengers) remains(name string, err error) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.refused == nil {
		m.refused = make(map[string]error)
	}
	m.refused[name] = err
	return len(m.refused) < len(m.transports)
}

// Ready is nil while every messenger hears.
func (m *messengers) Ready() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(m.ready)) {
		errs = append(errs, cmp.Or(m.refused[name], m.ready[name]()))
	}
	return errors.Join(errs...)
}

// mention is how the bot is named in a group of the chat's messenger, "" where
// that does not reach it.
func (m *messengers) mention(chat target.ChatID) string {
	name, _, _ := strings.Cut(string(chat), ":")
	if mention := m.mentions[name]; mention != nil {
		return mention()
	}
	return ""
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
	m := &messengers{
		transports: make(map[string]transport), pages: make(map[string]http.Handler), ready: make(map[string]func() error),
		mentions: make(map[string]func() string), tell: tell, log: o.Log, now: o.Now,
	}
	if m.now == nil {
		m.now = time.Now
	}
	if o.Telegram != nil {
		options := *o.Telegram
		options.Incident = tell
		t, err := telegram.New(options)
		if err != nil {
			return nil, fmt.Errorf("telegram: %w", err)
		}
		m.transports["telegram"], m.ready["telegram"], m.telegramName = t, t.Ready, t.Name
		m.mentions["telegram"] = t.Mention
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
		m.transports["zalo"], m.ready["zalo"] = z, z.Ready
		m.mentions["zalo"] = func() string { return "@" + options.Name }
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
