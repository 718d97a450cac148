package zalotest

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"path"
	"syscall"
	"time"
)

// Endpoint is the platform's address for a bot that uses Client.
func (s *Server) Endpoint() string { return "https://zalo.test" }

// Client reaches the server without a socket, which would stop the clock of a
// testing/synctest bubble. It tells net/http/httptrace of connections as the
// real transport does.
func (s *Server) Client() *http.Client { return ClientOf(s) }

// ClientOf reaches a handler without a socket. The handler must end when the
// request's context does.
func ClientOf(h http.Handler) *http.Client { return &http.Client{Transport: direct{h}} }

type direct struct{ h http.Handler }

var errRefused = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}

// RoundTrip calls the handler.
func (d direct) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		defer func() { _ = req.Body.Close() }()
	}
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	trace := httptrace.ContextClientTrace(req.Context())
	if trace != nil && trace.GetConn != nil {
		trace.GetConn(req.URL.Host)
	}
	if s, own := d.h.(*Server); own && s.refuses(path.Base(req.URL.Path)) {
		return nil, errRefused
	}
	if trace != nil && trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{})
	}
	return d.exchange(req)
}

// exchange lets the handler answer in this goroutine: an answer that was given
// is never lost because the context ended at the same time.
func (d direct) exchange(req *http.Request) (resp *http.Response, err error) {
	defer func() {
		switch p := recover(); {
		case p == nil:
		case p != any(http.ErrAbortHandler):
			panic(p)
		case req.Context().Err() != nil:
			resp, err = nil, req.Context().Err()
		default:
			resp, err = nil, io.ErrUnexpectedEOF
		}
	}()
	r := req.Clone(req.Context())
	if r.Body == nil {
		r.Body = http.NoBody
	}
	w := &recorder{ResponseRecorder: httptest.NewRecorder()}
	d.h.ServeHTTP(w, r)
	resp = w.Result()
	if w.wait > 0 {
		resp.Body = &slowBody{resp.Body, req.Context(), w.wait}
	}
	return resp, nil
}

// recorder keeps an answer whose body may be slow.
type recorder struct {
	*httptest.ResponseRecorder
	wait time.Duration
}

func (r *recorder) slow(d time.Duration) { r.wait = d }

// slowBody lets the first Read wait.
type slowBody struct {
	io.ReadCloser
	ctx  context.Context
	wait time.Duration
}

// Read implements io.Reader.
func (b *slowBody) Read(p []byte) (int, error) {
	timer := time.NewTimer(b.wait)
	defer timer.Stop()
	b.wait = 0
	select {
	case <-timer.C:
		return b.ReadCloser.Read(p)
	case <-b.ctx.Done():
		return 0, b.ctx.Err()
	}
}

// refuses takes the fault for the method if it is a connection refused.
func (s *Server) refuses(method string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.nextFault(method)
	if p == nil || !p.fault.Refuse {
		return false
	}
	p.left--
	s.requests = append(s.requests, Request{Method: method, At: s.now()})
	s.wake()
	return true
}
