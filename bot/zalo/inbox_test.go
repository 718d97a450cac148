package zalo

import (
	"context"
	"errors"
	"fmt"
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
