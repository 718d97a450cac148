package telegramtest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"time"
)

const (
	// hookPatience is how long the bot may take to answer an update.
	hookPatience = 60 * time.Second
	// maxHookPause is the longest wait before an update is sent again.
	maxHookPause = time.Minute
	// defaultConnections is how many updates are on their way at once.
	defaultConnections = 40
	// maxHookAnswer bounds what is read of the bot's answer.
	maxHookAnswer = 1 << 20
)

// webhook is where updates are sent to. Updates of one chat go one after the
// other, each until it is taken with a status 2xx.
type webhook struct {
	url, secret string
	connections chan struct{}
	ctx         context.Context // ends with the webhook
	cancel      context.CancelFunc
	busy        map[int64]bool // chats for which something is on its way
	lastError   string
	lastErrorAt time.Time
}

var secretShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)

// hookPorts are those on which the real Telegram sends updates.
var hookPorts = []string{"", "443", "80", "88", "8443"}

// DeliverTo sends the webhook's updates to h instead of over the network, so
// that a test may run in a testing/synctest bubble.
func (s *Server) DeliverTo(h http.Handler) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.carrier = inProcess{h}
}

// Close ends the delivery of updates to a webhook.
func (s *Server) Close() {
	s.mu.Lock()
	s.dropWebhook()
	s.mu.Unlock()
	s.deliveries.Wait()
}

// Webhook is the address that updates are sent to, "" for none.
func (s *Server) Webhook() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hook.url
}

// SetWebhook keeps pollers away, as somebody else's setWebhook would. Nobody
// listens there.
func (s *Server) SetWebhook(url string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dropWebhook()
	s.hook.url = url
}

// setWebhook is setWebhook.
func (s *Server) setWebhook(p params) answer {
	if no := checkHook(p); no != nil {
		return *no
	}
	s.allow(p)
	s.dropWebhook()
	if p.values["url"] == "" {
		return ok(true)
	}
	s.takeOver() // the poll that waits ends
	connections := int(cmp.Or(p.number("max_connections"), defaultConnections))
	s.hook = webhook{url: p.values["url"], secret: p.values["secret_token"], connections: make(chan struct{}, connections),
		busy: make(map[int64]bool)}
	s.hook.ctx, s.hook.cancel = context.WithCancel(context.Background())
	s.deliver()
	return ok(true)
}

func checkHook(p params) *answer {
	if p.values["url"] == "" {
		return nil
	}
	u, err := url.Parse(p.values["url"])
	switch {
	case err != nil || u.Hostname() == "":
		return new(bad("bad webhook: invalid webhook URL specified"))
	case isLoopback(u.Hostname()):
	case u.Scheme != "https":
		return new(bad("bad webhook: An HTTPS URL must be provided for webhook"))
	case !slices.Contains(hookPorts, u.Port()):
		return new(bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"))
	}
	if secret := p.values["secret_token"]; secret != "" && !secretShape.MatchString(secret) {
		return new(bad("secret token contains unallowed characters"))
	}
	if n := cmp.Or(p.number("max_connections"), defaultConnections); n < 1 || n > 100 {
		return new(bad("max_connections must be between 1 and 100"))
	}
	return nil
}

// isLoopback are hosts at which a self-hosted Bot API server would deliver
// without TLS.
func isLoopback(host string) bool { return host == "127.0.0.1" || host == "localhost" || host == "::1" }

// dropWebhook is deleteWebhook. The caller holds s.mu.
func (s *Server) dropWebhook() answer {
	if s.hook.cancel != nil {
		s.hook.cancel()
	}
	s.hook = webhook{}
	return ok(true)
}

// webhookInfo is getWebhookInfo.
func (s *Server) webhookInfo() answer {
	info := map[string]any{"url": s.hook.url, "has_custom_certificate": false, "pending_update_count": len(s.queue.updates)}
	if s.hook.url != "" {
		info["max_connections"] = cap(s.hook.connections)
	}
	if s.hook.lastError != "" {
		info["last_error_message"], info["last_error_date"] = s.hook.lastError, s.hook.lastErrorAt.Unix()
	}
	return ok(info)
}

// deliver sets off what waits, for every chat for which nothing is on its way.
// The caller holds s.mu.
func (s *Server) deliver() {
	if s.hook.ctx == nil {
		return
	}
	hook := s.hook
	for _, u := range s.queue.updates {
		if !hook.busy[u.chat] {
			hook.busy[u.chat] = true
			s.deliveries.Go(func() { s.deliverChat(hook, u.chat) })
		}
	}
}

// deliverChat delivers the updates of a chat until none is left.
func (s *Server) deliverChat(hook webhook, chat int64) {
	for failures := 0; ; {
		u, found := s.nextFor(hook, chat)
		if !found {
			return
		}
		pause, err := s.deliverOne(hook, u)
		if err == nil {
			failures = 0
			s.delivered(u.id)
			continue
		}
		s.noteError(hook, err)
		failures++
		pause = cmp.Or(pause, min(time.Second<<min(failures-1, 10), maxHookPause))
		select {
		case <-time.After(pause):
		case <-hook.ctx.Done():
		}
	}
}

// nextFor is the oldest update of the chat. Without one the chat is at rest.
func (s *Server) nextFor(hook webhook, chat int64) (queued, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if hook.ctx.Err() != nil {
		return queued{}, false
	}
	s.expire()
	for _, u := range s.queue.updates {
		if u.chat == chat {
			return u, true
		}
	}
	delete(hook.busy, chat)
	return queued{}, false
}

func (s *Server) deliverOne(hook webhook, u queued) (pause time.Duration, err error) {
	select {
	case hook.connections <- struct{}{}:
		defer func() { <-hook.connections }()
	case <-hook.ctx.Done():
		return 0, hook.ctx.Err()
	}
	ctx, cancel := context.WithTimeout(hook.ctx, hookPatience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, hook.url, bytes.NewReader(u.raw))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	if hook.secret != "" {
		req.Header.Set("X-Telegram-Bot-Api-Secret-Token", hook.secret)
	}
	s.mu.Lock()
	carrier, fault := s.carrier, s.takeFault("webhook")
	s.mu.Unlock()
	resp, err := carrier.RoundTrip(req)
	if err != nil {
		return 0, err
	}
	defer func() { _ = resp.Body.Close() }()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, maxHookAnswer))
	if fault.CutAfter {
		return 0, io.ErrUnexpectedEOF
	}
	if resp.StatusCode/100 != 2 {
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return time.Duration(seconds) * time.Second, fmt.Errorf("wrong response from the webhook: %s", resp.Status)
	}
	return 0, nil
}

func (s *Server) delivered(id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue.updates = slices.DeleteFunc(s.queue.updates, func(u queued) bool { return u.id == id })
	s.wake()
}

func (s *Server) noteError(hook webhook, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hook.ctx == hook.ctx {
		s.hook.lastError, s.hook.lastErrorAt = err.Error(), time.Now()
	}
	s.wake()
}

// place is an update's part that stands in a chat.
type place struct {
	Chat struct {
		ID int64 `json:"id"`
	} `json:"chat"`
}

// chatOf is the chat that an update belongs to, 0 if there is none.
func chatOf(raw json.RawMessage) int64 {
	var u struct {
		Message  place `json:"message"`
		Edited   place `json:"edited_message"`
		Member   place `json:"my_chat_member"`
		Callback struct {
			Message place `json:"message"`
		} `json:"callback_query"`
	}
	if json.Unmarshal(raw, &u) != nil {
		return 0
	}
	return cmp.Or(u.Message.Chat.ID, u.Edited.Chat.ID, u.Member.Chat.ID, u.Callback.Message.Chat.ID)
}

// inProcess carries requests to a handler without a socket.
type inProcess struct{ h http.Handler }

// RoundTrip calls the handler.
func (p inProcess) RoundTrip(req *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	over := make(chan struct{})
	go func() {
		defer close(over)
		p.h.ServeHTTP(w, req.Clone(req.Context()))
	}()
	select {
	case <-over:
		return w.Result(), nil
	case <-req.Context().Done():
		<-over // the handler heeds the request's context
		return nil, req.Context().Err()
	}
}
