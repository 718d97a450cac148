package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"chitieu/bot"
	"chitieu/bot/telegram"
	"chitieu/bot/webchat"
	"chitieu/bot/zalo"
	"chitieu/storage"
	"chitieu/target"
)

type serveCommand struct {
	Config string `help:"Configuration file." default:"config.yaml" type:"path"`
	Data   string `help:"Data directory (overrides data.dir)."`
	Listen string `help:"Address for HTTP (overrides http.listen)."`
}

// Run is the real thing.
func (c serveCommand) Run(ctx context.Context, term terminal) error {
	cfg, err := loadConfig(c.Config, term.Environ)
	if err != nil {
		return err
	}
	if c.Data != "" {
		cfg.Data.Dir = c.Data
	}
	if c.Listen != "" {
		cfg.HTTP.Listen = c.Listen
	}
	log := newLogger(term.Err, cfg.Log)
	o, err := serveOptions(cfg, log)
	if err != nil {
		return err
	}
	o.Claim = func(code string) {
		fmt.Fprintf(term.Out, "Nobody runs this bot yet. To become its operator, send it in a private chat, once: /nhan %s\n", code)
	}
	a, err := startApp(ctx, o)
	if err != nil {
		return err
	}
	if o.Webchat != nil {
		// For the person at the terminal alone: a log may be read by others.
		fmt.Fprintf(term.Out, "Web chat: open http://%s and enter this code, once: %s\n", o.Listener.Addr(), o.Webchat.LoginCode)
	}
	log.Info("serving", "plan", o.Plan.ID, "data", cfg.Data.Dir, "members", len(o.Members), "groups", len(o.Groups), "http", cfg.HTTP.Listen)
	return a.wait(ctx)
}

var errNoMessenger = errors.New("no messenger is switched on: set CHITIEU_TELEGRAM_TOKEN or telegram.token_file, CHITIEU_ZALO_TOKEN or zalo.token_file, or webchat.enabled: true")

// serveOptions turns the configuration into what the program is made of. The
// listener and the data are opened last, so that a mistake leaves nothing open.
func serveOptions(cfg Config, log *slog.Logger) (o appOptions, err error) {
	o.Log, o.Members, o.Groups = log, cfg.members(), cfg.chats()
	if o.Plan, err = loadPlan(cfg.Plan); err != nil {
		return o, err
	}
	if err := errors.Join(cfg.validateFor(o.Plan), checkRules(o.Plan)); err != nil {
		return o, err
	}
	if cfg.Telegram.Token == "" && cfg.Zalo.Token == "" && !cfg.Webchat.Enabled {
		return o, errNoMessenger
	}
	o.KeepFor = time.Duration(cfg.Data.KeepDays) * 24 * time.Hour
	if o.Telegram, err = telegramOptions(cfg, log); err != nil {
		return o, err
	}
	o.Zalo = zaloOptions(cfg, log)
	if cfg.Webchat.Enabled {
		if o.Webchat, err = servePage(cfg, o.Plan, log); err != nil {
			return o, err
		}
	}
	if cfg.HTTP.Listen != "" {
		if o.Listener, err = listen(cfg.HTTP.Listen); err != nil {
			return o, err
		}
	}
	if o.KV, err = openData(cfg.Data); err != nil && o.Listener != nil {
		o.Listener.Close()
	}
	return o, err
}

// telegramOptions are nil without a token.
func telegramOptions(cfg Config, log *slog.Logger) (*telegram.Options, error) {
	if cfg.Telegram.Token == "" {
		return nil, nil
	}
	menus, err := bot.NewMenus()
	if err != nil {
		return nil, err
	}
	o := &telegram.Options{
		Token:    cfg.Telegram.Token,
		Endpoint: strings.TrimSuffix(cfg.Telegram.APIBase, "/") + "/bot%s/%s",
		Proxy:    cfg.Telegram.Proxy,
		Log:      log,
		Commands: telegramMenu(menus.Private), GroupCommands: telegramMenu(menus.Group),
	}
	if cfg.Telegram.Mode == modeWebhook {
		o.Webhook.URL = cfg.publicAddress(telegramHook)
	}
	return o, nil
}

// zaloOptions are nil without a token.
func zaloOptions(cfg Config, log *slog.Logger) *zalo.Options {
	if cfg.Zalo.Token == "" {
		return nil
	}
	o := &zalo.Options{
		Token: cfg.Zalo.Token, Endpoint: cfg.Zalo.APIBase, Name: cfg.Zalo.Name, Log: log,
		Quota: cfg.Zalo.MonthlyMessages, Groups: cfg.Zalo.MaxGroups,
	}
	if cfg.HTTP.PublicURL != "" {
		o.Public, _ = url.Parse(cfg.HTTP.PublicURL) // validated with the rest
	}
	if cfg.Zalo.Mode == modeWebhook {
		o.Webhook = zalo.Webhook{URL: cfg.publicAddress(zaloHook), Secret: zalo.Secret(rand.Text())}
	}
	return o
}

// openData opens the data directory, making it if its parent is there.
func openData(c DataConfig) (storage.KV, error) {
	if err := os.Mkdir(c.Dir, 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return nil, fmt.Errorf("data.dir: cannot make %s: is %s there and writable?", c.Dir, filepath.Dir(c.Dir))
	}
	return openKV(c.Dir, c.EncryptionKeyFile)
}

// servePage is the web chat of the configured "web:" members and groups.
func servePage(cfg Config, plan *target.Plan, log *slog.Logger) (*webchat.Options, error) {
	people := cast{}
	for _, m := range cfg.members() {
		if strings.HasPrefix(string(m.ID), "web:") {
			people.members = append(people.members, m)
		}
	}
	for _, g := range cfg.chats() {
		if strings.HasPrefix(string(g.ID), "web:") {
			people.groups = append(people.groups, g)
		}
	}
	if len(people.members) == 0 {
		return nil, errors.New("webchat.enabled: needs a member whose id begins with web:, for example {id: web:leader, name: Lãnh đạo, role: leader}")
	}
	page := demoPage(plan, people)
	page.Banner, page.Log, page.LoginCode = "", log, rand.Text()[:8]
	return &page, nil
}
