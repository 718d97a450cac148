package telegram

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot/telegram/telegramtest"
	"chitieu/target"
)

func paced(o *Options) { o.Pace = Pace{} }

// TestPaceKeepsTheLimits: a server that measures every second and minute refuses
// nothing, and the bot is not much slower than it may be.
func TestPaceKeepsTheLimits(t *testing.T) {
	for name, c := range map[string]struct {
		chats    []int64
		messages int // for each chat
		within   time.Duration
	}{
		"one private chat": {[]int64{officer}, 30, 31 * time.Second},
		"one group":        {[]int64{group}, 40, 150 * time.Second},
		"many chats":       {people(120), 2, 12 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			srv := newServer()
			srv.SetLimits(telegramtest.Published)
			transport, _ := newTransport(t, srv, paced)
			began := time.Now()
			var all sync.WaitGroup
			for _, id := range c.chats {
				srv.AddPrivate(telegramtest.User{ID: id})
				if id < 0 {
					srv.AddGroup(id, "nhóm")
				}
				all.Go(func() {
					for i := range c.messages {
						if _, err := transport.Send(t.Context(), address{chat: id}.id(), target.Note{Text: fmt.Sprint(i)}); err != nil {
							t.Errorf("%s: message %d: %v", name, i, err)
							return
						}
					}
				})
			}
			all.Wait()
			if took := time.Since(began); took > c.within {
				t.Errorf("%s: took %s, want at most %s", name, took, c.within)
			}
		})
	}
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
