package telegram

import (
	"fmt"
	"os"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot/telegram/telegramtest"
	"chitieu/target"
)

func paced(o *Options) { o.Pace = Pace{} }

// TestPaceKeepsTheLimits: a server that measures every second and minute refuses
// nothing, and the bot is hardly slower than it may be.
func TestPaceKeepsTheLimits(t *testing.T) {
	for name, c := range map[string]struct {
		chats    []int64
		messages int // for each chat
		least    time.Duration
	}{
		"one private chat":         {people(1), 30, 29 * time.Second},
		"one group":                {groups(1), 40, 79 * time.Second},
		"many chats":               {people(120), 2, 240 * time.Second / 30},
		"1,000 groups due at once": {groups(1000), 1, 1000 * time.Second / 30},
		"300 groups, 20 each":      {groups(300), 20, 6000 * time.Second / 30},
	} {
		synctest.Test(t, func(t *testing.T) {
			took := sendAll(t, c.chats, c.messages)
			if most := c.least * 103 / 100; took > max(most, c.least+2*time.Second) {
				t.Errorf("%s: took %s, the least possible is %s", name, took, c.least)
			}
			t.Logf("%s: %s, least %s", name, took, c.least)
		})
	}
}

// sendAll sends to all chats at once through a server with strict limits.
func sendAll(t *testing.T, chats []int64, messages int) time.Duration {
	srv := newServer()
	srv.SetLimits(telegramtest.Published)
	for _, id := range chats {
		if id < 0 {
			srv.AddGroup(id, "nhóm")
		} else {
			srv.AddPrivate(telegramtest.User{ID: id})
		}
	}
	transport, _ := newTransport(t, srv, paced)
	began := time.Now()
	var all sync.WaitGroup
	for _, id := range chats {
		all.Go(func() {
			for i := range messages {
				if _, err := transport.Send(t.Context(), address{chat: id}.id(), target.Note{Text: fmt.Sprint(i)}); err != nil {
					t.Errorf("%d: message %d: %v", id, i, err)
					return
				}
			}
		})
	}
	all.Wait()
	return time.Since(began)
}

// TestBurstInRealTime is the burst of a thousand with timers and a machine as
// they are. It measures the machine as much as the pace, which
// TestPaceKeepsTheLimits holds to the same limits: CHITIEU_LONG=1 runs it.
func TestBurstInRealTime(t *testing.T) {
	if os.Getenv("CHITIEU_LONG") == "" {
		t.Skip("CHITIEU_LONG is not set")
	}
	const n = 1000
	least := n * time.Second / 30
	took := sendAll(t, groups(n), 1)
	t.Logf("%d groups in %s, least %s", n, took, least)
	if took > least*103/100 {
		t.Errorf("%d groups took %s, the least possible is %s", n, took, least)
	}
}

// TestAnswersGoBeforeReminders: who asks while a thousand reminders go out does
// not wait for them.
func TestAnswersGoBeforeReminders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		l := start(t, srv, paced)
		for _, id := range groups(600) {
			srv.AddGroup(id, "nhóm")
			go func() { _, _ = l.Send(t.Context(), address{chat: id}.id(), note) }()
		}
		time.Sleep(time.Second)
		srv.Say(officer, officer, "tiến độ")
		time.Sleep(500 * time.Millisecond)
		if got := texts(srv, officer); got != "re: tiến độ" {
			t.Errorf("half a second later the answers are %q", got)
		}
		time.Sleep(time.Minute)
	})
}

func groups(n int) []int64 {
	var ids []int64
	for i := range n {
		ids = append(ids, int64(-1_002_000_000_000-i))
	}
	return ids
}

func people(n int) []int64 {
	var ids []int64
	for i := range n {
		ids = append(ids, int64(1000+i))
	}
	return ids
}

func TestRetryAfterIsObeyedForItsChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		transport, _ := newTransport(t, srv)
		srv.Fail("sendMessage", 1, telegramtest.TooMany(30))
		if _, err := transport.Send(t.Context(), "telegram:7", note); class(err) != "after 30s" {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Second)
		if _, err := transport.Send(t.Context(), "telegram:7", note); class(err) != "after 20s" {
			t.Errorf("ten seconds later: %v", err)
		}
		if n := len(srv.Requests("sendMessage")); n != 1 {
			t.Errorf("%d requests, want none while Telegram asked to wait", n)
		}
		if _, err := transport.Send(t.Context(), address{chat: group}.id(), note); err != nil {
			t.Errorf("another chat: %v", err)
		}
		time.Sleep(16 * time.Second) // four seconds are worth waiting for
		if _, err := transport.Send(t.Context(), "telegram:7", note); err != nil {
			t.Errorf("at the end: %v", err)
		}
		if n := len(srv.Seen(officer)); n != 1 {
			t.Errorf("%d messages stand in the chat", n)
		}
	})
}

func TestIdleChatsAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Pace{PerSecond: -1})
		p.hold(1, time.Hour)
		for id := range int64(manyChats) {
			if err := p.wait(t.Context(), id+2, nil); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(2 * time.Minute)
		if err := p.wait(t.Context(), 100_000, nil); err != nil {
			t.Fatal(err)
		}
		if n := len(p.chats); n != 2 {
			t.Errorf("%d chats are remembered, want the newest and the one on hold", n)
		}
	})
}

// TestAdmit: who has waited for a turn does not wait again, but only once and
// only for a moment.
func TestAdmit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		srv.AddGroup(-7, "nhóm")
		tr, _ := newTransport(t, srv, paced)
		spent := func(do func()) time.Duration {
			began := time.Now()
			do()
			return time.Since(began)
		}
		admit := func() {
			if err := tr.Admit(t.Context(), "telegram:-7"); err != nil {
				t.Error(err)
			}
		}
		send := func() {
			if _, err := tr.Send(t.Context(), "telegram:-7", target.Note{Text: "tin"}); err != nil {
				t.Error(err)
			}
		}
		admit()
		if d := spent(send); d > 100*time.Millisecond {
			t.Errorf("the admitted message waited %s", d)
		}
		if d := spent(send); d < time.Second {
			t.Errorf("the next one waited %s only", d)
		}
		admit()
		time.Sleep(admission + time.Second)
		admit()
		time.Sleep(admission + time.Second)
		if tr.pace.isAdmitted(-7) {
			t.Error("an admission that nobody used still holds")
		}
		if err := tr.Admit(t.Context(), "web:group"); err == nil {
			t.Error("a chat of another messenger was admitted")
		}
	})
}
