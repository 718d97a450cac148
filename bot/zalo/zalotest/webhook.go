package zalotest

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	secretHeader = "X-Bot-Api-Secret-Token"
	userAgent    = "Java/17.0.12"
	minSecret    = 8
	maxSecret    = 256
)

// hook is where updates are delivered; no url is none.
type hook struct {
	url, secret string
	updated     time.Time
}

// setWebhook keeps a good URL even if nobody answers there.
func (s *Server) setWebhook(ctx context.Context, p params) answer {
	h := hook{url: p.text("url"), secret: p.text("secret_token")}
	u, err := url.Parse(h.url)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && !(s.o.Loopback && u.Scheme == "http") || !s.public(h.url):
		return bad("Bad request: The url is invalid")
	case len(h.secret) < minSecret || len(h.secret) > maxSecret:
		return bad("Bad request: The secret_token must be from %d to %d characters", minSecret, maxSecret)
	}
	s.mu.Lock()
	h.updated = s.now()
	s.hook = h
	s.lose(s.queue.waiting...)
	s.queue.waiting = nil
	s.wake()
	s.mu.Unlock()
	result := map[string]any{"url": h.url, "updated_at": h.updated.UnixMilli()}
	if !s.is(NoVerification) {
		result["verification"] = s.probe(ctx, h)
	}
	return ok(result)
}

func (s *Server) getWebhookInfo() answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hook.url == "" {
		if s.stands(EmptyInfo) {
			return ok(map[string]any{"url": ""})
		}
		return notFound()
	}
	return ok(map[string]any{"url": s.hook.url, "updated_at": s.hook.updated.UnixMilli()})
}

func (s *Server) deleteWebhook() answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hook.url == "" {
		return bad("Bad request: The webhook is not set")
	}
	s.hook = hook{}
	s.wake()
	return ok(map[string]any{"url": "", "updated_at": s.now().UnixMilli()})
}

func (s *Server) testWebhook(ctx context.Context) answer {
	s.mu.Lock()
	h, day := s.hook, s.day()
	over := s.limits.Tests > 0 && s.tested[day] >= s.limits.Tests
	s.tested[day]++
	s.mu.Unlock()
	switch {
	case over:
		return answer{code: http.StatusUpgradeRequired, description: "Too many tests", codeField: "errorCode"}
	case h.url == "":
		return notFound()
	}
	return ok(s.probe(ctx, h))
}

// probe asks the webhook whether it is there: without the secret and without a
// body, unless the switches say otherwise.
func (s *Server) probe(ctx context.Context, h hook) map[string]any {
	var body []byte
	if s.is(ProbeBody) {
		body = []byte(`{"event_name":"webhook.verification"}`)
	}
	secret := ""
	if s.is(ProbeSecret) {
		secret = h.secret
	}
	began := time.Now()
	status, err := s.post(ctx, h.url, secret, body)
	outcome := outcomeOf(status, err)
	return map[string]any{"ok": outcome == "webhook.ok", "url": h.url, "status_code": status, "outcome": outcome,
		"latency_ms": time.Since(began).Milliseconds(), "hint": "User-Agent: " + userAgent}
}

func outcomeOf(status int, err error) string {
	_, untrusted := errors.AsType[*tls.CertificateVerificationError](err)
	switch {
	case untrusted:
		return "webhook.err.tls"
	case err != nil:
		return "webhook.err.unreachable"
	case status/100 == 2:
		return "webhook.ok"
	case status == http.StatusForbidden, status == http.StatusNotFound:
		return "webhook.http." + strconv.Itoa(status)
	case status/100 == 5:
		return "webhook.http.5xx"
	default:
		return "webhook.http.other"
	}
}

// post calls the webhook. Redirects are not followed.
func (s *Server) post(ctx context.Context, to, secret string, body []byte) (status int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("User-Agent", userAgent)
	if len(body) > 0 {
		req.Header.Set("Content-Type", "application/json")
	}
	if secret != "" {
		req.Header.Set(secretHeader, secret)
	}
	resp, err := s.outside().Do(req)
	if err != nil {
		return 0, err
	}
	defer func() { _ = resp.Body.Close() }()
	_, err = io.Copy(io.Discard, io.LimitReader(resp.Body, maxBody))
	return resp.StatusCode, err
}

// public reports whether the real platform could reach the address.
func (s *Server) public(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return false
	}
	if s.o.Loopback {
		return true
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return false
	}
	ip, err := netip.ParseAddr(host)
	return err != nil || !ip.IsLoopback() && !ip.IsPrivate() && !ip.IsLinkLocalUnicast() && !ip.IsUnspecified()
}
