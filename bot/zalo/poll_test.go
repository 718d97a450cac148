package zalo

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot/bottest"
	"chitieu/bot/zalo/zalotest"
	"chitieu/target"
)

// live is a bot at work in a bubble.
type live struct {
	*world
	*bottest.Running
	rec *bottest.Recorder
	t   *Transport
}

func start(t *testing.T, w *world, change ...func(*Options)) *live {
	t.Helper()
	l := &live{world: w, rec: bottest.NewRecorder(), t: w.transport(t, change...)}
	l.Running = bottest.Run(t, l.t, l.rec.Handle)
	synctest.Wait()
	return l
}

func (l *live) stop(t *testing.T) {
	t.Helper()
	if err := l.Stop(); err != nil {
		t.Fatalf("Run ended with %v", err)
	}
}

// odd is a server that answers every poll in one way.
type odd struct {
	mu    sync.Mutex
	polls int
	reply func(n int) (status int, body string)
}

func (o *odd) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	status, body := http.StatusOK, `{"ok":true,"result":{}}`
	if path.Base(req.URL.Path) == "getUpdates" {
		o.mu.Lock()
		o.polls++
		status, body = o.reply(o.polls)
		o.mu.Unlock()
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body))}, nil
}

func (o *odd) count() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.polls
}

// TestNoSpin: whatever a server answers at once, it is asked once a second at
// the most, and less often while it fails.
func TestNoSpin(t *testing.T) {
	for name, c := range map[string]struct {
		status int
		body   string
		most   int // polls in two minutes, with those at either end
	}{
		"nothing, as an object":      {200, `{"ok":true,"result":{}}`, 122},
		"nothing, as a list":         {200, `{"ok":true,"result":[]}`, 122},
		"nothing at all":             {200, `{}`, 122},
		"no result":                  {200, `{"ok":true}`, 122},
		"a timeout, at once":         {200, `{"ok":false,"error_code":408,"description":"Request timeout"}`, 122},
		"a timeout as text":          {408, `{"ok":false,"error_code":"408"}`, 122},
		"an empty body with 408":     {408, ``, 122},
		"the same update for ever":   {200, `{"ok":true,"result":` + privateText + `}`, 122},
		"an unknown event":           {200, `{"ok":true,"result":{"event_name":"user.joined"}}`, 122},
		"an update of another shape": {200, `{"ok":true,"result":{"event_name":"message.text.received","message":7}}`, 122},
		"500 with HTML":              {500, `<html>500</html>`, 12},
		"502 with HTML":              {502, `<html>502</html>`, 12},
		"429 with HTML":              {429, `<html>429</html>`, 12},
		"200 with HTML":              {200, `<html>welcome</html>`, 12},
		"an empty body":              {200, ``, 12},
		"a broken body":              {200, `{"ok":tr`, 12},
		"404":                        {200, `{"ok":false,"error_code":404,"description":"Not Found"}`, 12},
		"403, the internal error":    {200, `{"ok":false,"error_code":403,"description":"Internal server error"}`, 12},
		"an error without a code":    {200, `{"ok":false}`, 122},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := &odd{reply: func(int) (int, string) { return c.status, c.body }}
				start(t, newWorld(t), func(o *Options) { o.Client = &http.Client{Transport: server} })
				time.Sleep(2 * time.Minute)
				if n := server.count(); n > c.most || n < 3 {
					t.Errorf("%d polls in two minutes, want 3 to %d", n, c.most)
				}
			})
		})
	}
}

func TestRecovers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newWorld(t))
		l.Fail("getUpdates", 3, zalotest.BadGateway)
		l.Fail("getUpdates", 1, zalotest.CutBefore)
		time.Sleep(35 * time.Second) // until the open poll is over and the first has failed
		if l.t.Ready() == nil {
			t.Error("ready while Zalo answers with 502")
		}
		time.Sleep(time.Minute)
		l.Say(l.lan, l.lan, "còn đó không")
		time.Sleep(time.Second)
		if got := l.texts(l.lan); got != "re: còn đó không" {
			t.Errorf("after the outage: %q", got)
		}
		time.Sleep(time.Minute)
		if err := l.t.Ready(); err != nil {
			t.Errorf("after the outage: %v", err)
		}
	})
}

func TestStartsWithoutNetwork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.Fail("", -1, zalotest.Refuse)
		l := start(t, w)
		time.Sleep(20 * time.Minute)
		if l.t.Ready() == nil {
			t.Error("ready without a network")
		}
		if got := w.incidents.kinds(); !slices.Equal(got, []target.IncidentKind{target.Unreachable}) {
			t.Errorf("incidents %v, want one", got)
		}
		w.Heal()
		time.Sleep(3 * time.Minute)
		if err := l.t.Ready(); err != nil {
			t.Errorf("with a network: %v", err)
		}
	})
}

// TestTokenRefused: no storm, no secret, and the reason.
func TestTokenRefused(t *testing.T) {
	for _, quirks := range [][]zalotest.Quirk{nil, {zalotest.MirrorStatus, zalotest.StringCode}, {zalotest.MirrorStatus, zalotest.HTMLBadToken}} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, quirks...)
			w.Revoke()
			err := w.transport(t).Run(t.Context(), bottest.NewRecorder().Handle)
			if !errors.Is(err, ErrToken) {
				t.Errorf("%v: Run ended with %v, want ErrToken", quirks, err)
			}
			if n := len(w.Requests("")); n != 1 {
				t.Errorf("%v: %d requests with a bad token, want one", quirks, n)
			}
		})
	}
}

func TestTokenRefusedWhileRunning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		over := make(chan error, 1)
		transport := w.transport(t)
		go func() { over <- transport.Run(t.Context(), bottest.NewRecorder().Handle) }()
		synctest.Wait()
		w.Revoke()
		if err := <-over; !errors.Is(err, ErrToken) {
			t.Errorf("Run ended with %v, want ErrToken", err)
		}
	})
}

func TestPollingRemovesTheWebhook(t *testing.T) {
	for _, info := range []zalotest.Quirk{"no_webhook=404", zalotest.EmptyInfo} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, info)
			first := start(t, w, byWebhook)
			first.stop(t)
			l := start(t, w)
			l.Say(l.lan, l.lan, "một")
			time.Sleep(time.Second)
			if got := l.texts(l.lan); got != "re: một" {
				t.Errorf("%s: answers %q", info, got)
			}
			// Somebody sets it again while polls are open.
			again := w.transport(t, byWebhook)
			if err := (&run{t: again}).hook(t.Context()); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			l.Say(l.lan, l.lan, "hai")
			time.Sleep(time.Second)
			if got := l.texts(l.lan); got != "re: một\nre: hai" {
				t.Errorf("%s: answers %q", info, got)
			}
			if n := len(l.Requests("deleteWebhook")); n != 2 {
				t.Errorf("%s: %d calls of deleteWebhook, want 2", info, n)
			}
		})
	}
}

func TestStopsAtOnceInAPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newWorld(t))
		if err := l.t.Ready(); err != nil {
			t.Errorf("in the first poll: %v", err)
		}
		began := time.Now()
		l.stop(t)
		if took := time.Since(began); took > 500*time.Millisecond {
			t.Errorf("the open poll held the stop up for %s", took)
		}
	})
}

func TestTimeoutIsSentAsDocumented(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newWorld(t), func(o *Options) { o.PollTimeout = 1500 * time.Millisecond })
		if got := l.Requests("getUpdates")[0].Fields["timeout"]; got != "2" {
			t.Errorf("timeout %v, want the text 2", got)
		}
	})
}

// TestKeepsToTheRate: many messages at once, under the limits of the free plan.
func TestKeepsToTheRate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.SetLimits(zalotest.Basic)
		l := start(t, w, func(o *Options) { o.PerSecond = 0 })
		for i := range 40 {
			l.Say(l.lan, l.lan, fmt.Sprintf("câu %d", i))
		}
		time.Sleep(time.Minute)
		if n := len(l.Shown(l.lan)); n != 40 {
			t.Errorf("%d answers, want 40", n)
		}
		if strings.Contains(l.log.Log(), "429") {
			t.Error("the front server refused requests that came too fast")
		}
	})
}
