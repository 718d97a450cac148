package bottest

import (
	"bytes"
	"context"
	"log/slog"
	"sync"
	"testing"

	"chitieu/bot"
)

// Running is a transport in operation: the part of a [Harness] that is the same
// for all. Harnesses embed it.
type Running struct {
	transport Transport
	handler   bot.Handler
	mu        sync.Mutex
	cancel    context.CancelFunc
	over      chan error
}

// Run starts the transport and stops it when the test ends.
func Run(t testing.TB, transport Transport, h bot.Handler) *Running {
	r := &Running{transport: transport, handler: h}
	r.Start()
	t.Cleanup(func() {
		if err := r.Stop(); err != nil {
			t.Errorf("Run ended with %v", err)
		}
	})
	return r
}

// Transport is what runs.
func (r *Running) Transport() Transport { return r.transport }

// Start runs the transport, unless it runs already.
func (r *Running) Start() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cancel != nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	over := make(chan error, 1)
	go func() { over <- r.transport.Run(ctx, r.handler) }()
	r.cancel, r.over = cancel, over
}

// Stop ends Run, waits for it and returns its error; nil if it does not run.
func (r *Running) Stop() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.cancel == nil {
		return nil
	}
	r.cancel()
	r.cancel = nil
	return <-r.over
}

// Log keeps what a transport logs.
type Log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Logger writes to the log, from level debug on.
func (l *Log) Logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// Write implements io.Writer.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// Log is everything logged so far.
func (l *Log) Log() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
