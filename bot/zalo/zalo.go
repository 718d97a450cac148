package zalo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"chitieu/target"
)

// Transport is the bot's end of Zalo. It is safe for concurrent use; Run may be
// called again after it returned, but not twice at once.
type Transport struct {
	api         *api
	log         *slog.Logger
	name        name
	lang        target.Lang
	inbox       Inbox
	webhook     Webhook
	pollTimeout time.Duration
	timeout     time.Duration
	pollFloor   time.Duration
	now         func() time.Time
	tell        func(target.Incident)

	pace    *rate.Limiter
	turns   turns
	offers  *offers
	meter   *meter
	guard   *guard
	gallery *gallery // nil without a public address

	entry chan struct{} // held while an update is kept and queued, or Run takes over
	take  func(*incoming)
	kept  time.Time // when the newest update was kept

	mu    sync.Mutex
	state error // why the bot does not hear; nil while it does
}

var errNotStarted = errors.New("zalo: not connected yet")

// New checks the options; it makes no request.
func New(o Options) (*Transport, error) {
	if err := o.check(); err != nil {
		return nil, fmt.Errorf("zalo: %w", err)
	}
	t := &Transport{
		log:         cmp.Or(o.Log, slog.New(slog.DiscardHandler)).With("component", "zalo"),
		name:        newName(o.Name),
		lang:        cmp.Or(o.Lang, target.Vietnamese),
		inbox:       o.Inbox,
		webhook:     o.Webhook,
		pollTimeout: cmp.Or(o.PollTimeout, 30*time.Second),
		timeout:     cmp.Or(o.Timeout, 20*time.Second),
		pollFloor:   pollFloor,
		now:         o.Now,
		pace:        newPace(o.PerSecond),
		turns:       newTurns(),
		offers:      newOffers(),
		entry:       make(chan struct{}, 1),
		state:       errNotStarted,
	}
	if t.now == nil {
		t.now = time.Now
	}
	client := cmp.Or(o.Client, newClient())
	t.api = newAPI(cmp.Or(o.Endpoint, officialEndpoint), o.Token, client, newCleaner(o.Token, o.Webhook.Secret))
	t.tell = func(i target.Incident) {
		t.log.Warn("incident", "kind", i.Kind, "chat", i.Chat, "detail", i.Detail)
		if o.Incident != nil {
			o.Incident(i)
		}
	}
	t.meter = &meter{counter: o.Counter, quota: limit(o.Quota, 3000), now: t.now, log: t.log, tell: t.tell, told: make(map[string]bool)}
	t.guard = &guard{counter: o.Counter, limit: limit(o.Groups, 3), now: t.now, log: t.log, tell: t.tell,
		inside: make(map[string]bool), outside: make(map[string]bool)}
	if o.Public != nil {
		t.gallery = newGallery(o.Public, t.now)
	}
	return t, nil
}

// limit is n, or the default for 0; 0, no limit, for a negative n.
func limit(n, byDefault int) int { return max(0, cmp.Or(n, byDefault)) }

func newPace(perSecond float64) *rate.Limiter {
	if perSecond < 0 {
		return rate.NewLimiter(rate.Inf, 0)
	}
	return rate.NewLimiter(rate.Limit(cmp.Or(perSecond, 6)), 4)
}

// newClient is an http.Client for calls that bring their own time limits.
func newClient() *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Client{
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         dialer.DialContext,
			ForceAttemptHTTP2:   true,
			MaxIdleConnsPerHost: 8,
			IdleConnTimeout:     90 * time.Second,
			TLSHandshakeTimeout: 10 * time.Second,
		},
		// A redirect would carry the token to another host.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Name is what stands before the colon in every id of this transport.
func (t *Transport) Name() string { return prefixName }

// Ready is nil while Zalo answers polls, or has accepted the webhook; else it
// says why not.
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

// Photos serves the pictures of answers; its place is Public's "/zalo/photo/".
// It needs no other protection: the addresses are signed and die in an hour.
func (t *Transport) Photos() http.Handler {
	if t.gallery == nil {
		return http.NotFoundHandler()
	}
	return t.gallery
}

// post makes a call when it is its turn.
func (t *Transport) post(ctx context.Context, within time.Duration, method string, params any) ([]byte, error) {
	if err := t.pace.Wait(ctx); err != nil {
		return nil, err
	}
	return t.api.call(ctx, within, method, params)
}
