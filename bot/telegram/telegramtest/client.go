package telegramtest

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httptrace"
	"path"
	"syscall"
	"time"
)

// Endpoint is the Bot API's address for a bot that uses Client.
func (s *Server) Endpoint() string { return "http://telegram.test/bot%s/%s" }

// Client reaches the server without a socket, which would stop the clock of a
// testing/synctest bubble. It tells net/http/httptrace of connections as the
// real transport does.
func (s *Server) Client() *http.Client { return &http.Client{Transport: direct{s}} }

type direct struct{ s *Server }

var errRefused = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}

// RoundTrip calls the server.
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
	if d.s.refuses(path.Base(req.URL.Path)) {
		return nil, errRefused
	}
	if trace != nil && trace.GotConn != nil {
		trace.GotConn(httptrace.GotConnInfo{})
	}
	return d.exchange(req)
}

func (d direct) exchange(req *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	over := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				if err, ok := p.(error); !ok || !errors.Is(err, http.ErrAbortHandler) {
					panic(p)
				}
				over <- io.ErrUnexpectedEOF
			}
		}()
		d.s.ServeHTTP(w, req.Clone(req.Context()))
		over <- nil
	}()
	select {
	case err := <-over:
		if err != nil {
			return nil, err
		}
		return w.Result(), nil
	case <-req.Context().Done():
		return nil, req.Context().Err()
	}
}

// refuses takes the fault for the method if it is a connection refused.
func (s *Server) refuses(method string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.faults {
		p := &s.faults[i]
		if p.left != 0 && (p.method == "" || p.method == method) {
			if p.fault.Refuse {
				p.left--
				s.calls++
				s.requests = append(s.requests, Request{Method: method, At: time.Now()})
			}
			return p.fault.Refuse
		}
	}
	return false
}
