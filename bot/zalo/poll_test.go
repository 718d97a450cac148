package zalo

import (
	"context"
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

	"chitieu/bot"
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

// TestEachOnce: repeated deliveries have no effect, over a restart neither.
func TestEachOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, zalotest.Replay)
		l := start(t, w)
		l.Say(l.lan, l.lan, "95,2 tỷ")
		time.Sleep(time.Minute)
		l.stop(t)
		polls := len(w.Requests("getUpdates"))
		next := start(t, w)
		time.Sleep(time.Minute)
		if got := l.rec.Texts(); !slices.Equal(got, []string{"95,2 tỷ"}) {
			t.Errorf("handled %q", got)
		}
		if got := next.rec.Texts(); len(got) != 0 {
			t.Errorf("after a restart handled again: %q", got)
		}
		if polls > 63 || polls < 50 {
			t.Errorf("%d polls in a minute of replays, want about one a second", polls)
		}
	})
}

// TestKilledInTheMiddle: what Zalo gave away and nobody handled comes first
// after the restart, in order and with the same id.
func TestKilledInTheMiddle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		l := start(t, w)
		l.rec.On("một", func(ctx context.Context, _ bot.Message) (bot.Reply, error) {
			<-ctx.Done()
			return bot.Reply{}, ctx.Err()
		})
		l.Say(l.lan, l.lan, "một")
		synctest.Wait()
		l.Say(l.lan, l.lan, "hai")
		synctest.Wait()
		l.stop(t)

		next := start(t, w)
		next.Say(l.lan, l.lan, "ba")
		time.Sleep(time.Second)
		if got := next.rec.Texts(); !slices.Equal(got, []string{"một", "hai", "ba"}) {
			t.Errorf("after the restart handled %q", got)
		}
		if before, after := l.rec.Got()[0].ID, next.rec.Got()[0].ID; before != after {
			t.Errorf("came as %s, after the restart as %s", before, after)
		}
		if got := next.texts(l.lan); got != "re: một\nre: hai\nre: ba" {
			t.Errorf("answers %q", got)
		}
		kept, err := w.store.Unhandled(t.Context(), prefix)
		if err != nil || len(kept) != 0 {
			t.Errorf("still kept: %v, %v", kept, err)
		}
	})
}

// brokenInbox fails some times before it works.
type brokenInbox struct {
	Inbox
	mu   sync.Mutex
	left int
}

func (b *brokenInbox) breakFor(failures int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.left = failures
}

func (b *brokenInbox) fail() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left == 0 {
		return nil
	}
	b.left--
	return errors.New("disk full")
}

func (b *brokenInbox) Keep(ctx context.Context, id string, body []byte, at time.Time) (bool, error) {
	if err := b.fail(); err != nil {
		return false, err
	}
	return b.Inbox.Keep(ctx, id, body, at)
}

func (b *brokenInbox) Unhandled(ctx context.Context, prefix string) ([]target.Inbound, error) {
	if err := b.fail(); err != nil {
		return nil, err
	}
	return b.Inbox.Unhandled(ctx, prefix)
}

// TestKeptMessagesAreWaitedFor: nothing new is heard before what was kept is
// known, and what nobody can read any more does not block it.
func TestKeptMessagesAreWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		now := time.Now()
		for i, body := range []string{"rubbish", strings.ReplaceAll(privateText, "6ede9afa66b88fe6d6a9", w.lan)} {
			if _, err := w.store.Keep(t.Context(), fmt.Sprintf("%s%d", prefix, i), []byte(body), now); err != nil {
				t.Fatal(err)
			}
		}
		l := start(t, w, func(o *Options) { o.Inbox = &brokenInbox{Inbox: w.store, left: 2} })
		if n := len(w.Requests("getUpdates")); n != 0 || l.t.Ready() == nil {
			t.Errorf("%d polls without the inbox, ready: %v", n, l.t.Ready())
		}
		time.Sleep(20 * time.Second)
		if got := l.rec.Texts(); !slices.Equal(got, []string{"Xin chao"}) {
			t.Errorf("handled %q", got)
		}
		if kept, err := w.store.Unhandled(t.Context(), prefix); err != nil || len(kept) != 0 {
			t.Errorf("still kept: %v, %v", kept, err)
		}
	})
}

func TestPanicIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newWorld(t))
		l.rec.On("hỏng", func(context.Context, bot.Message) (bot.Reply, error) { panic("index out of range") })
		l.Say(l.lan, l.lan, "hỏng")
		l.Say(l.lan, l.lan, "lành")
		time.Sleep(time.Minute)
		if got := l.texts(l.lan); got != "re: lành" || len(l.rec.Got()) != handleTries+1 {
			t.Errorf("answers %q after %d calls", got, len(l.rec.Got()))
		}
		if kept, err := l.store.Unhandled(t.Context(), prefix); err != nil || len(kept) != 0 {
			t.Errorf("still kept: %v, %v", kept, err)
		}
	})
}

func TestInboxOutOfOrder(t *testing.T) {
	for _, failures := range []int{2, 100} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			inbox := &brokenInbox{Inbox: w.store}
			l := start(t, w, func(o *Options) { o.Inbox = inbox })
			inbox.breakFor(failures)
			l.Say(l.lan, l.lan, "một")
			time.Sleep(10 * time.Second)
			if got := l.texts(l.lan); got != "re: một" {
				t.Errorf("%d failures: answers %q", failures, got)
			}
			if !strings.Contains(l.log.Log(), "disk full") {
				t.Errorf("%d failures: the log does not say why", failures)
			}
		})
	}
}

func TestStopsAtOnceInAPoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newWorld(t))
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

// TestManyMessages: each of some thousand messages, delivered twice, has one
// effect; the order inside a chat holds.
func TestManyMessages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const people, each = 100, 20
		w := newWorld(t, zalotest.TwiceWebhook)
		l := start(t, w, byWebhook)
		var mu sync.Mutex
		got := make(map[target.ChatID][]string)
		l.stop(t)
		run := bottest.Run(t, l.t, func(_ context.Context, m bot.Message) (bot.Reply, error) {
			mu.Lock()
			defer mu.Unlock()
			got[m.Chat] = append(got[m.Chat], m.Text)
			return bot.Reply{Silent: true}, nil
		})
		defer func() { _ = run.Stop() }()
		synctest.Wait()
		var ids, want []string
		for i := range people {
			ids = append(ids, w.AddUser(fmt.Sprintf("Người %d", i)))
		}
		for n := range each {
			want = append(want, fmt.Sprintf("câu %d", n))
			for _, id := range ids {
				w.Say(id, id, want[n])
			}
		}
		time.Sleep(time.Minute)
		mu.Lock()
		defer mu.Unlock()
		for _, id := range ids {
			if !slices.Equal(got[chatID(id)], want) {
				t.Fatalf("%s: handled %q", id, got[chatID(id)])
			}
		}
		if n := len(w.Deliveries()); n != 2*people*each {
			t.Errorf("%d deliveries, want each message twice", n)
		}
	})
}
