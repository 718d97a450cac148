package telegram

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"net"
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
	Log    *slog.Logger // nil is silent
	// PollTimeout is how long Telegram holds an empty poll open, at most and by
	// default 50 s. It is sent in whole seconds.
	PollTimeout time.Duration
	// Timeout bounds every other request; 0 means 20 s.
	Timeout time.Duration
	// Workers is how many messages are handled at once; 0 means 16.
	Workers int
	Pace    Pace
	// Commands is the menu behind "/" by language.
	Commands map[target.Lang][]Command
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
	pace        *pacer
	pollTimeout time.Duration
	timeout     time.Duration
	workers     int
	commands    map[target.Lang][]Command
	now         func() time.Time

	mu    sync.Mutex
	state error // why the bot does not hear; nil while it does
}

var errNotStarted = errors.New("telegram: not connected yet")

// New checks the options; it makes no request.
func New(o Options) (*Transport, error) {
	if err := o.Token.check(); err != nil {
		return nil, fmt.Errorf("telegram token: %w", err)
	}
	endpoint := cmp.Or(o.Endpoint, tgbotapi.APIEndpoint)
	if err := checkEndpoint(endpoint); err != nil {
		return nil, fmt.Errorf("telegram endpoint: %w", err)
	}
	if err := checkCommands(o.Commands); err != nil {
		return nil, fmt.Errorf("telegram commands: %w", err)
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
		commands:    o.Commands,
		now:         o.Now,
		state:       errNotStarted,
	}
	if t.api.client == nil {
		t.api.client = newClient()
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

// newClient is an http.Client with enough idle connections for parallel sends:
// net/http keeps two per host, and a bot with two spends its time on handshakes.
// Calls bring their own time limits.
func newClient() *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Client{
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         dialer.DialContext,
			ForceAttemptHTTP2:   true,
			MaxIdleConns:        64,
			MaxIdleConnsPerHost: 64,
			IdleConnTimeout:     90 * time.Second,
			TLSHandshakeTimeout: 10 * time.Second,
		},
		// A redirect would carry the token to another host.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Ready is nil while Telegram answers polls, else why it does not.
func (t *Transport) Ready() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.state
}

func (t *Transport) setReady(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.state = err
}
