package zalo

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"chitieu/target"
)

// Options are what a Transport is built from. Token, Inbox and Counter are
// required; a Webhook turns polling off.
type Options struct {
	Token Secret
	// Endpoint is the address of the Bot API, without the token; "" is Zalo's
	// own.
	Endpoint string
	// Client makes the requests; nil is one with timeouts for connecting. Its
	// Timeout, if any, must exceed PollTimeout and the time of a photo.
	Client *http.Client
	Log    *slog.Logger // nil is silent
	// Name is the bot's display name in Zalo, as people mention it, with or
	// without "@": "Bot Chỉ tiêu". "" leaves mentions in the text.
	Name string
	// Lang is the language of what the transport says by itself; "" is
	// Vietnamese.
	Lang    target.Lang
	Inbox   Inbox
	Counter Counter
	// Quota is how many messages the plan with Zalo allows in a month, and
	// Groups how many groups; 0 is 3000 and 3, a negative figure no limit.
	Quota, Groups int
	// Public is the address under which Photos can be reached from outside; nil
	// if it cannot, then pictures are described in words.
	Public  *url.URL
	Webhook Webhook
	// PollTimeout is how long Zalo holds an empty poll open, 0 means 30 s. It is
	// sent in whole seconds.
	PollTimeout time.Duration
	// Timeout bounds every other request but that of a photo; 0 means 20 s.
	Timeout time.Duration
	// PerSecond is how many requests the bot makes in a second, after four at
	// once; 0 means 6, a negative figure no limit. Zalo was seen to refuse more
	// than ten.
	PerSecond float64
	// Incident is told of what the operator should know; nil is nobody. It is
	// called in the middle of a send: it may store a message, not send one.
	Incident func(target.Incident)
	// Now is the clock of months, of addresses of photos and of messages that
	// carry no time; nil is time.Now.
	Now func() time.Time
}

// Webhook is where Zalo delivers to; the zero value is polling.
type Webhook struct {
	// URL is the public HTTPS address of the Webhook handler.
	URL string
	// Secret is what Zalo says it is Zalo by: 8 to 256 characters.
	Secret Secret
}

// officialEndpoint is the host that the documentation names; an older one is
// still in use in places.
const officialEndpoint = "https://bot-api.zaloplatforms.com"

func (o *Options) check() error {
	if err := checkToken(o.Token); err != nil {
		return err
	}
	if o.Inbox == nil || o.Counter == nil {
		return errors.New("no inbox or no counter")
	}
	if o.Endpoint != "" {
		if err := checkAddress(o.Endpoint, "http", "https"); err != nil {
			return fmt.Errorf("endpoint: %w", err)
		}
	}
	if o.Public != nil {
		if err := checkAddress(o.Public.String(), "http", "https"); err != nil {
			return fmt.Errorf("public address: %w", err)
		}
	}
	if o.PollTimeout < 0 || o.Timeout < 0 {
		return errors.New("a timeout is negative")
	}
	if o.Webhook == (Webhook{}) {
		return nil
	}
	if err := checkWebhook(o.Webhook); err != nil {
		return fmt.Errorf("webhook: %w", err)
	}
	return nil
}

func checkAddress(address string, schemes ...string) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return errors.New("not an address with a host")
	}
	if !slices.Contains(schemes, u.Scheme) {
		return fmt.Errorf("it must begin with %s://", strings.Join(schemes, ":// or "))
	}
	return nil
}

// checkWebhook holds what Zalo takes. Plain http is for a loopback server only.
func checkWebhook(w Webhook) error {
	schemes := []string{"https"}
	if u, err := url.Parse(w.URL); err == nil {
		ip := net.ParseIP(u.Hostname())
		if u.Hostname() == "localhost" || ip != nil && ip.IsLoopback() {
			schemes = append(schemes, "http")
		}
	}
	if err := checkAddress(w.URL, schemes...); err != nil {
		return err
	}
	return checkWebhookSecret(w.Secret)
}
