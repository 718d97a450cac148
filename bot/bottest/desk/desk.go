// Package desk is what the loopback messengers have in common for people and
// scripts that use them by hand: a page, orders in JSON, news while one waits,
// and serving all that until it is stopped.
package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

const (
	maxOrder = 64 << 10 // bytes of an order
	// newsWait is how long a question for news waits.
	newsWait = 20 * time.Second
)

// ErrUnknown is wrapped by the error of an order that names what is not there:
// its status is 404.
var ErrUnknown = errors.New("unknown")

// Done is the answer of orders that have nothing to tell.
var Done = struct{}{}

// Page serves a page that is one file, with its style and script in it.
func Page(html []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src 'self'")
		_, _ = w.Write(html)
	}
}

// Order makes a handler of a function from a JSON body to an answer. A body with
// fields that O does not have is refused.
func Order[O any](obey func(O) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var o O
		in := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxOrder))
		in.DisallowUnknownFields()
		if err := in.Decode(&o); err != nil {
			Tell(w, nil, fmt.Errorf("body: %w", err))
			return
		}
		answer, err := obey(o)
		Tell(w, answer, err)
	}
}

// Tell writes the answer as JSON, or {"error":"…"} with status 400 or 404.
func Tell(w http.ResponseWriter, answer any, err error) {
	w.Header().Set("Content-Type", "application/json")
	if err != nil {
		status := http.StatusBadRequest
		if errors.Is(err, ErrUnknown) {
			status = http.StatusNotFound
		}
		w.WriteHeader(status)
		answer = map[string]string{"error": err.Error()}
	}
	_ = json.NewEncoder(w).Encode(answer)
}

// News tells the state of a messenger as soon as its version, which counts what
// happened, is above the query's "after", and what it is when that takes long.
// wait returns when ok holds, and asks it whenever anything happens.
func News[S any](wait func(ctx context.Context, ok func() bool) error, state func() (now S, version int)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		after, err := strconv.Atoi(r.URL.Query().Get("after"))
		if err != nil {
			after = -1
		}
		ctx, cancel := context.WithTimeout(r.Context(), newsWait)
		defer cancel()
		var now S
		_ = wait(ctx, func() bool {
			var version int
			now, version = state()
			return version > after
		})
		Tell(w, now, nil)
	}
}
