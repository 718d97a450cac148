package zalotest

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"
)

// outbox holds what waits to be delivered to the webhook, and what was.
type outbox struct {
	waiting []update
	busy    bool // a goroutine delivers
	done    []Delivery
}

// Delivery is one call of the webhook with an update.
type Delivery struct {
	MessageID string
	Status    int    // 0 if nobody answered
	Err       string // "" if somebody did
	At        time.Time
}

// Deliveries are all calls of the webhook with updates, oldest first.
func (s *Server) Deliveries() []Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.outbox.done)
}

// Connect lets the server fetch pictures and deliver to the webhook by calling
// h, whatever the host, instead of over the network.
func (s *Server) Connect(h http.Handler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.client = ClientOf(h)
}

// outside is the client for everything that is not the platform.
func (s *Server) outside() *http.Client {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := *s.client
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &c
}

// deliver calls the webhook after what waits already. The caller holds s.mu.
func (s *Server) deliver(u update) {
	s.outbox.waiting = append(s.outbox.waiting, u)
	if !s.outbox.busy {
		s.outbox.busy = true
		s.begin(s.deliverAll)
	}
}

func (s *Server) deliverAll() {
	for {
		u, found := s.nextDelivery()
		if !found {
			return
		}
		s.deliverOne(u)
		if s.is(TwiceWebhook) {
			s.deliverOne(u)
		}
	}
}

func (s *Server) nextDelivery() (update, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := &s.outbox
	if len(o.waiting) == 0 || s.ctx.Err() != nil {
		o.busy = false
		return update{}, false
	}
	u := o.waiting[0]
	o.waiting = o.waiting[1:]
	return u, true
}

// deliverOne tries until the webhook answers 2xx or there are no more retries.
// What comes behind waits meanwhile.
func (s *Server) deliverOne(u update) {
	for _, wait := range append(slices.Clone(s.o.Retries), 0) {
		s.mu.Lock()
		h, fault := s.hook, s.takeFault(Hook)
		s.mu.Unlock()
		if h.url == "" {
			return
		}
		status, err := s.carry(h, fault, s.webhookBody(u.raw))
		s.delivered(u, status, err)
		if err == nil && status/100 == 2 || !s.is(RetryWebhook) {
			return
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-s.ctx.Done():
			timer.Stop()
			return
		}
	}
}

var errCut = errors.New("connection reset")

// carry takes a body to the webhook over a network with this fault.
func (s *Server) carry(h hook, f Fault, body []byte) (status int, err error) {
	if f.CutBefore || f.Refuse {
		return 0, errCut
	}
	status, err = s.post(s.ctx, h.url, h.secret, body)
	if f.CutAfter {
		return 0, errCut
	}
	return status, err
}

func (s *Server) delivered(u update, status int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := Delivery{MessageID: u.id(), Status: status, At: s.now()}
	if err != nil {
		d.Err = err.Error()
	}
	s.outbox.done = append(s.outbox.done, d)
	s.wake()
}

// webhookBody is an update in the envelope that the switch asks for.
func (s *Server) webhookBody(raw json.RawMessage) []byte {
	if !s.is(WrappedWebhook) {
		return raw
	}
	return slices.Concat([]byte(`{"ok":true,"result":`), raw, []byte(`}`))
}

// Post calls the webhook with a secret and a body of the test's own, "" for
// none, and returns the status of its answer.
func (s *Server) Post(secret, body string) (status int, err error) {
	s.mu.Lock()
	to := s.hook.url
	s.mu.Unlock()
	return s.post(s.ctx, to, secret, []byte(body))
}
