package desk

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// Serve serves until ctx ends, and requests that wait end with it.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	web := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	over := make(chan error, 1)
	go func() { over <- web.Serve(l) }()
	var err error
	select {
	case err = <-over:
	case <-ctx.Done():
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		err = web.Shutdown(end)
		<-over
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
