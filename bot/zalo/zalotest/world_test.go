package zalotest

import (
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

const (
	hookURL   = "https://bot.example/zalo/webhook"
	photoURL  = "https://bot.example/anh/1.png"
	goodHook  = `{"url":"` + hookURL + `","secret_token":"mat-khau-dai"}`
	waitASec  = `{"timeout":1}`
	hookToken = "mat-khau-dai"
)

// world is a server with a person and a group, and the bot's own web site.
type world struct {
	*testing.T
	*Server
	officer, group string
	site           *site
}

func newWorld(t *testing.T, o Options) *world {
	w := &world{T: t, Server: New(o), site: &site{status: http.StatusOK}}
	w.Connect(w.site)
	w.officer, w.group = w.AddUser("Cán bộ"), w.AddGroup("Tổ công tác")
	return w
}

// inBubble runs a check with a server of its own, on a clock of its own.
func inBubble(t *testing.T, o Options, check func(*world)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, o)
		defer w.Close()
		check(w)
	})
}

// site is the bot's web site: its webhook and its pictures.
type site struct {
	mu     sync.Mutex
	status int // of every answer
	got    []visit
}

type visit struct {
	method, path, agent, secret, kind, body string
	processed                               bool
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	secret := r.Header.Get(secretHeader)
	s.got = append(s.got, visit{r.Method, r.URL.Path, r.UserAgent(), secret, r.Header.Get("Content-Type"), string(body),
		secret == hookToken && len(body) > 0})
	switch {
	case s.status != http.StatusOK:
		w.WriteHeader(s.status)
	case strings.HasSuffix(r.URL.Path, ".png"):
		w.Header().Set("Content-Type", "image/png")
		_, _ = io.WriteString(w, "PNG")
	case secret != "" && secret != hookToken:
		w.WriteHeader(http.StatusForbidden)
	}
}

func (s *site) answer(status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status = status
}

func (s *site) visits() []visit {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.got
}

// delivered are the bodies that the webhook was given, without the probes.
func (s *site) delivered() []string {
	var bodies []string
	for _, v := range s.visits() {
		if v.processed {
			bodies = append(bodies, v.body)
		}
	}
	return bodies
}

// call posts a JSON body.
func (w *world) call(method, body string) reply { return call(w.Context(), w.Server, method, body) }

// text sends a message with these further fields (`,"a":1`).
func (w *world) text(chat, text, more string) reply {
	return w.call("sendMessage", `{"chat_id":"`+chat+`","text":"`+text+`"`+more+`}`)
}

// meet lets the officer write first, so that the bot may write back.
func (w *world) meet() {
	w.Say(w.officer, w.officer, "xin chào")
}

// refused checks a refusal in the body and the status of HTTP that goes with it.
func (w *world) refused(r reply, code int, description string) {
	w.Helper()
	if r.OK || r.Code != float64(code) || description != "" && r.Description != description || r.Description == "" {
		w.Errorf("%+v, want refusal %d %q", r, code, description)
	}
	want := http.StatusOK
	if w.is(MirrorStatus) {
		want = code
	}
	if r.Status != want {
		w.Errorf("HTTP status %d, want %d", r.Status, want)
	}
}

// fine checks a success and that its result holds the parts.
func (w *world) fine(r reply, parts ...string) {
	w.Helper()
	if !r.OK || r.Status != http.StatusOK || r.Err != nil {
		w.Errorf("%+v, want success", r)
	}
	for _, part := range parts {
		if !strings.Contains(string(r.Result), part) {
			w.Errorf("the result is %s, want %s in it", r.Result, part)
		}
	}
}

// polled checks the text of the update that a poll of a second brings, "" for
// none.
func (w *world) polled(want string) reply {
	w.Helper()
	r := w.call("getUpdates", waitASec)
	if want == "" {
		w.refused(r, http.StatusRequestTimeout, "Request timeout")
	} else {
		w.fine(r, `"text":"`+want+`"`)
	}
	return r
}

// soon does something while a poll waits.
func soon(do func()) { time.AfterFunc(100*time.Millisecond, do) }
