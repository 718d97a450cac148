package webchat

import (
	"cmp"
	"fmt"
	"net/http"
	"time"
)

const (
	heartbeat    = 20 * time.Second // so that dead connections are noticed
	writeTimeout = 10 * time.Second
)

// getStream follows the feed from the place in Last-Event-ID or ?after=. A page
// that was away too long, or talked to an earlier process, is told to "reset":
// to read the state anew.
func (t *Transport) getStream(w http.ResponseWriter, r *http.Request) {
	work, leave, err := t.join()
	if err != nil {
		refuse(w, r, err)
		return
	}
	defer leave()
	select {
	case t.streams <- struct{}{}:
		defer func() { <-t.streams }()
	default:
		refuse(w, r, problem{status: http.StatusServiceUnavailable, key: "too-many-windows", after: 5})
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	out := &stream{w: w, control: http.NewResponseController(w)}
	out.write("retry: 1000\n\n")
	place := cmp.Or(r.Header.Get("Last-Event-ID"), r.URL.Query().Get("after"))
	t.follow(out, place, work.closing, r.Context().Done())
}

// follow writes events until one of the channels closes or the reader is gone.
func (t *Transport) follow(out *stream, place string, closing, gone <-chan struct{}) {
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for out.err == nil {
		events, more, ok := t.board.after(place)
		if !ok {
			out.write("event: reset\ndata: {}\n\n")
			return
		}
		for _, e := range events {
			out.write("id: %s\nevent: %s\ndata: %s\n\n", e.id, e.name, e.data)
			place = e.id
		}
		select {
		case <-more:
		case <-beat.C:
			out.write(": \n\n")
		case <-closing:
			return
		case <-gone:
			return
		}
	}
}

// stream writes at once and keeps the first error.
type stream struct {
	w       http.ResponseWriter
	control *http.ResponseController
	err     error
}

func (s *stream) write(format string, args ...any) {
	if s.err != nil {
		return
	}
	if s.err = s.control.SetWriteDeadline(time.Now().Add(writeTimeout)); s.err != nil {
		return
	}
	if _, s.err = fmt.Fprintf(s.w, format, args...); s.err == nil {
		s.err = s.control.Flush()
	}
}
