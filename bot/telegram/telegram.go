package telegram

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"chitieu/target"
)

// Options are what a Transport is built from. Only Token is required.
type Options struct {
	Token Token
	// Endpoint is the Bot API with %s for the token and %s for the method;
	// "" is Telegram's own.
	Endpoint string
	// Client makes the requests; nil is one with timeouts and enough idle
	// connections. Its Timeout, if any, must exceed PollTimeout.
	Client *http.Client
	// Proxy is an http, https or socks5 address through which Telegram is
	// reached, with name and password if it wants them; "" goes by the
	// environment (HTTPS_PROXY). Not together with Client.
	Proxy Secret
	Log   *slog.Logger // nil is silent
	// Webhook, with a URL, lets Telegram bring updates to Transport.Webhook
	// instead of being polled.
	Webhook Webhook
	// PollTimeout is how long Telegram holds an empty poll open, at most and by
	// default 50 s. It is sent in whole seconds.
	PollTimeout time.Duration
	// Timeout bounds every other request; 0 means 20 s.
	Timeout time.Duration
	// Workers is how many messages are handled at once; 0 means 16.
	Workers int
	Pace    Pace
	// Commands is the menu behind "/" by language, GroupCommands the shorter one
	// in groups; without it groups have the whole one.
	Commands, GroupCommands map[target.Lang][]Command
	// Incident is told what the operator has to know: a topic that is gone
	// (once, until it works again), a Telegram that has not answered for five
	// minutes (once a spell). It is called from the transport's own goroutines
	// and must not wait; nil tells nobody.
	Incident func(target.Incident)
	// Now is the clock for presses, which carry no time; nil is time.Now.
	Now func() time.Time
}

// maxPollTimeout is where Telegram caps the timeout of a poll.
const maxPollTimeout = 50 * time.Second

// Transport is the bot's end of Telegram. It is safe for concurrent use; Run may
// be called again after it returned, but not twice at once.
type Transport struct {
	api         *api
	log         *slog.Logger
	tell        func(target.Incident)
	troubles    troubles
	hook        Webhook
	inbox       *inbox
	door        door
	pace        *pacer
	pollTimeout time.Duration
	timeout     time.Duration
	workers     int
	menus       []menu
	now         func() time.Time

	mu    sync.Mutex
	state error // why the bot does not hear; nil while it does
	self  self  // the bot's account, without a user name until it is known
}

// New checks the options; it makes no request.
func New(o Options) (*Transport, error) {
	if err := checkToken(o.Token); err != nil {
		return nil, fmt.Errorf("telegram token: %w", err)
	}
	endpoint := cmp.Or(o.Endpoint, tgbotapi.APIEndpoint)
	if err := checkEndpoint(endpoint); err != nil {
		return nil, fmt.Errorf("telegram endpoint: %w", err)
	}
	menus := menus(o.Commands, o.GroupCommands)
	if err := checkMenus(menus); err != nil {
		return nil, fmt.Errorf("telegram commands: %w", err)
	}
	hook := o.Webhook
	if err := hook.check(); err != nil {
		return nil, fmt.Errorf("telegram webhook: %w", err)
	}
	proxy, err := readProxy(o.Proxy)
	if err != nil {
		return nil, fmt.Errorf("telegram proxy: %w", err)
	}
	if proxy != nil && o.Client != nil {
		return nil, errors.New("telegram: a proxy and a client exclude each other")
	}
	if o.PollTimeout < 0 || o.Timeout < 0 || o.Workers < 0 {
		return nil, errors.New("telegram: a timeout or the number of workers is negative")
	}
	t := &Transport{
		api:         newAPI(o.Token, endpoint, o.Client),
		log:         o.Log,
		pace:        newPacer(o.Pace),
		pollTimeout: min(cmp.Or(o.PollTimeout, maxPollTimeout), maxPollTimeout),
		timeout:     cmp.Or(o.Timeout, 20*time.Second),
		workers:     cmp.Or(o.Workers, 16),
		menus:       menus,
		hook:        hook,
		inbox:       newInbox(),
		tell:        o.Incident,
		now:         o.Now,
		state:       errNotStarted,
	}
	if t.api.client == nil {
		t.api.client = newClient(proxy)
	}
	t.api.mask.add(string(hook.Secret))
	if proxy != nil && proxy.User != nil {
		password, _ := proxy.User.Password()
		t.api.mask.add(string(o.Proxy), password)
	}
	if t.log == nil {
		t.log = slog.New(slog.DiscardHandler)
	}
	t.log = t.log.With("component", "telegram")
	if t.now == nil {
		t.now = time.Now
	}
	return t, nil
}

func checkEndpoint(endpoint string) error {
	u, err := url.Parse(strings.ReplaceAll(endpoint, "%s", "x"))
	switch {
	case err != nil:
		return errors.New("not a URL")
	case strings.Count(endpoint, "%s") != 2 || strings.Count(endpoint, "%") != 2:
		return errors.New("it needs %s for the token and %s for the method, like https://host/bot%s/%s")
	case u.Scheme != "https" && u.Scheme != "http" || u.Host == "":
		return errors.New("it must begin with https:// or http:// and a host")
	default:
		return nil
	}
}

// Name is the bot's user name without "@", as deep links need it; "" until
// Telegram has told it.
func (t *Transport) Name() string { return t.account().Username }

// Mention is how the bot is named in groups, "@name"; "" while privacy mode
// keeps what names it from the bot, or its account is not known.
func (t *Transport) Mention() string {
	if me := t.account(); me.SeesAll && me.Username != "" {
		return "@" + me.Username
	}
	return ""
}

func (t *Transport) account() self {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.self
}

func (t *Transport) setAccount(me self) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.self = me
}

// Reach asks Telegram once who the bot is: nil if it answers and knows the
// token, ErrToken if it does not know it. It needs no Run.
func (t *Transport) Reach(ctx context.Context) error {
	me, err := t.whoAmI(ctx)
	if err != nil {
		return err
	}
	t.setAccount(me)
	return nil
}

// whoAmI asks for the bot's account.
func (t *Transport) whoAmI(ctx context.Context) (me self, err error) {
	result, err := t.api.call(ctx, t.timeout, "getMe", nil)
	if f, ok := errors.AsType[*failure](err); ok && (f.isFatal() || f.code == http.StatusNotFound) {
		return me, fmt.Errorf("%w: %w", ErrToken, err)
	}
	if err == nil {
		err = json.Unmarshal(result, &me)
	}
	if err == nil && me.ID == 0 {
		err = errors.New("getMe: an answer without content")
	}
	return me, err
}
