package zalotest

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Server is a Zalo Bot Platform with one bot. It is safe for concurrent use.
type Server struct {
	o      Options
	ctx    context.Context // ends with Close
	cancel context.CancelFunc
	work   sync.WaitGroup

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced when anything happens
	version  int           // counts what happened
	skew     time.Duration // by which Advance moved the clock
	client   *http.Client
	quirks   map[string]string
	limits   Limits
	users    []*User // in the order in which they came, as chats
	chats    []*chat
	userByID map[string]*User
	chatByID map[string]*chat
	served   map[string]bool // users and groups that the plan has room for
	queue    queue
	hook     hook
	outbox   outbox
	faults   []planned
	requests []Request
	recent   []time.Time    // of requests, for the rate
	months   map[string]int // messages sent, by month
	tested   map[string]int // testWebhook calls, by day
	revoked  bool
	serial   int // source of ids
}

// Request is a call that the server received.
type Request struct {
	Method string
	Token  string
	Fields map[string]any // of the JSON body
	At     time.Time
}

// New returns a server. It panics on a quirk that does not exist.
func New(o Options) *Server {
	o = o.complete()
	s := &Server{
		o:        o,
		changed:  make(chan struct{}),
		client:   o.Client,
		quirks:   firstSides(),
		limits:   o.Limits,
		served:   make(map[string]bool),
		userByID: make(map[string]*User),
		chatByID: make(map[string]*chat),
		months:   make(map[string]int),
		tested:   make(map[string]int),
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	for _, q := range o.Quirks {
		if err := s.Set(q); err != nil {
			panic(err)
		}
	}
	return s
}

// Close ends deliveries and waits for them. Calls that wait are not ended:
// close the listener for that.
func (s *Server) Close() {
	s.mu.Lock()
	s.cancel()
	s.mu.Unlock()
	s.work.Wait()
}

// begin runs work that Close ends and waits for; after Close it is left undone.
// The caller holds s.mu.
func (s *Server) begin(work func()) {
	if s.ctx.Err() == nil {
		s.work.Go(work)
	}
}

// Bot is the bot as it was made.
func (s *Server) Bot() Bot { return s.o.Bot }

// ServeHTTP answers POST /bot<token>/<method>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token, method, found := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	if !found || !strings.HasPrefix(r.URL.Path, "/bot") || r.Method != http.MethodPost {
		s.write(w, notFound())
		return
	}
	p, readable := readParams(r)
	fault, limited := s.note(token, method, p)
	if limited {
		writeHTML(w, http.StatusTooManyRequests, "429 Too Many Requests")
		return
	}
	if fault.before(w, r) {
		return
	}
	a := fault.answer()
	switch {
	case a != nil:
	case !readable:
		a = new(bad("Bad request"))
	default:
		a = new(s.call(r.Context(), token, method, p))
	}
	if !fault.after(w) {
		s.write(fault.disturb(w, r), *a)
	}
}

// note remembers the request and takes the fault that is planned for it.
func (s *Server) note(token, method string, p params) (f Fault, limited bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, Request{method, token, p, s.now()})
	s.wake()
	if s.tooFast() {
		return Fault{}, true
	}
	return s.takeFault(method), false
}

func (s *Server) call(ctx context.Context, token, method string, p params) answer {
	if refusal := s.admit(token); refusal != nil {
		return *refusal
	}
	switch method {
	case "getMe":
		return ok(map[string]any{"id": s.o.Bot.ID, "account_name": s.o.Bot.AccountName, "account_type": "BASIC", "can_join_groups": true})
	case "getUpdates":
		return s.getUpdates(ctx, p)
	case "setWebhook":
		return s.setWebhook(ctx, p)
	case "getWebhookInfo":
		return s.getWebhookInfo()
	case "deleteWebhook":
		return s.deleteWebhook()
	case "testWebhook":
		return s.testWebhook(ctx)
	case "sendMessage":
		return s.send(p, s.message)
	case "sendPhoto":
		return s.sendPhoto(ctx, p)
	case "sendSticker":
		return s.send(p, sticker)
	case "sendVoice":
		return s.send(p, voice)
	case "sendChatAction":
		return s.chatAction(p)
	default:
		return notFound()
	}
}

func (s *Server) admit(token string) *answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if token == s.o.Token && !s.revoked {
		return nil
	}
	return new(s.badToken())
}

// Revoke makes the token unknown, as a reset in the Bot Creator does.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = true
	s.wake()
}

// Requests are the calls of a method so far; "" is all methods.
func (s *Server) Requests(method string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(s.requests), func(r Request) bool { return cmp.Or(method, r.Method) != r.Method })
}

// Wait returns when ok holds; it is asked again whenever anything happens on
// the server.
func (s *Server) Wait(ctx context.Context, ok func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if ok() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Advance moves the server's clock: the dates of messages, the month of the
// quota, the day of testWebhook. What waits is not woken.
func (s *Server) Advance(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skew += d
	s.wake()
}

// now is the server's time. The caller holds s.mu.
func (s *Server) now() time.Time { return time.Now().Add(s.skew) }

// wake lets those who wait look again. The caller holds s.mu.
func (s *Server) wake() {
	s.version++
	close(s.changed)
	s.changed = make(chan struct{})
}
