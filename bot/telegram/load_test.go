package telegram

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/telegram/telegramtest"
)

// ledger is a handler that applies every message once, by its id, as the bot's
// store does, and notes the order in each chat.
type ledger struct {
	mu     sync.Mutex
	known  map[string]bool
	last   map[string]int // by chat and writer's number
	wrong  int
	behind int
}

func (l *ledger) handle(_ context.Context, m bot.Message) (bot.Reply, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.known[m.ID] {
		return bot.Reply{Silent: true}, nil
	}
	l.known[m.ID] = true
	var n int
	if _, err := fmt.Sscanf(m.Text, "tin %d", &n); err != nil {
		l.wrong++
	}
	if n <= l.last[string(m.Chat)] {
		l.behind++
	}
	l.last[string(m.Chat)] = n
	return bot.Reply{Silent: true}, nil
}

func (l *ledger) count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.known)
}

// TestManyUpdates: thousands of people in hundreds of groups, repeats and
// stumbles of the network; every message is applied once and in order, and the
// transport's memory does not grow with them.
func TestManyUpdates(t *testing.T) {
	updates, people, groups := 3_000, 500, 30
	if os.Getenv("CHITIEU_LONG") != "" {
		updates, people, groups = 100_000, 5_000, 300
	}
	for mode, change := range map[string]func(*Options){"polling": func(*Options) {}, "webhook": hooked} {
		t.Run(mode, func(t *testing.T) {
			srv := newServer()
			defer srv.Close()
			srv.SetPrivacy(false)
			transport, _ := newTransport(t, srv, change)
			srv.DeliverTo(transport.Webhook())
			l := &ledger{known: make(map[string]bool), last: make(map[string]int)}
			bottest.Run(t, transport, l.handle)
			write(t, srv, updates, people, groups)
			eventually(t, srv, "all applied", func() bool { return l.count() == updates && len(srv.Unconfirmed()) == 0 })
			if l.wrong != 0 || l.behind != 0 {
				t.Errorf("%d messages are wrong, %d came after a later one of their chat", l.wrong, l.behind)
			}
			if n := len(transport.inbox.known); n > maxRemembered+1 {
				t.Errorf("%d updates are remembered", n)
			}
		})
	}
}

// write has people write, as fast as the bot reads, while things go wrong.
func write(t *testing.T, srv *telegramtest.Server, updates, people, groups int) {
	for i := range people {
		srv.AddPrivate(telegramtest.User{ID: int64(10_000 + i), First: "Cán bộ"})
	}
	for i := range groups {
		srv.AddGroup(int64(-1_003_000_000_000-i), "Tổ")
	}
	ctx, cancel := contextWithin(t, 5*time.Minute)
	defer cancel()
	for n := 1; n <= updates; n++ {
		who := int64(10_000 + rand.IntN(people))
		chat := who
		if n%2 == 0 {
			chat = int64(-1_003_000_000_000 - rand.IntN(groups))
		}
		srv.Say(chat, who, fmt.Sprintf("tin %d", n))
		switch {
		case n%97 == 0:
			srv.Redeliver()
		case n%501 == 0:
			srv.Fail("getUpdates", 1, telegramtest.CutAfter)
			srv.Fail("webhook", 1, telegramtest.CutAfter)
		}
		if n%1000 == 0 { // Telegram would keep 100,000
			if err := srv.Wait(ctx, func() bool { return len(srv.Unconfirmed()) < 500 }); err != nil {
				t.Fatal(err)
			}
		}
	}
}
