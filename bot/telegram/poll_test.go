package telegram

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/telegram/telegramtest"
)

func TestConfirmedOnlyWhenHandled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newServer())
		l.rec.On("báo cáo", func(ctx context.Context, m bot.Message) (bot.Reply, error) {
			time.Sleep(30 * time.Second)
			return bottest.Echo(ctx, m)
		})
		l.srv.Say(officer, officer, "báo cáo")
		l.srv.SetPrivacy(false)
		for i := range 3 {
			l.srv.Say(group, officer, fmt.Sprintf("/cham@chitieu_bot %d", i))
		}
		time.Sleep(20 * time.Second)
		if ids := l.srv.Unconfirmed(); len(ids) != 4 {
			t.Errorf("while the first is being handled %v are unconfirmed, want all four", ids)
		}
		if got := texts(l.srv, group); got != "re: /cham 0\nre: /cham 1\nre: /cham 2" {
			t.Errorf("meanwhile the group got %q", got)
		}
		time.Sleep(20 * time.Second)
		if ids := l.srv.Unconfirmed(); len(ids) != 0 {
			t.Errorf("after the work %v are unconfirmed", ids)
		}
		if n := len(l.rec.Got()); n != 4 {
			t.Errorf("%d messages were handled, want each once", n)
		}
	})
}

func TestKilledBeforeConfirmation(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		first := start(t, srv)
		synctest.Wait()
		// From here on nothing reaches Telegram but the poll that is open.
		srv.Fail("getUpdates", -1, telegramtest.Refuse)
		srv.Say(officer, officer, "thu ngân sách 95,2 tỷ")
		synctest.Wait()
		first.stop(t)
		srv.Heal()

		second := start(t, srv)
		synctest.Wait()
		before, after := first.rec.Got(), second.rec.Got()
		if len(before) != 1 || len(after) != 1 || before[0].ID != after[0].ID {
			t.Fatalf("handled %v, after the restart %v, want once each with the same ID", before, after)
		}
		if ids := srv.Unconfirmed(); len(ids) != 0 {
			t.Errorf("unconfirmed: %v", ids)
		}
	})
}

func TestCleanStopConfirms(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		l := start(t, srv)
		synctest.Wait()
		l.rec.On("cuối", func(ctx context.Context, m bot.Message) (bot.Reply, error) {
			<-ctx.Done()
			return bottest.Echo(ctx, m)
		})
		srv.Say(officer, officer, "cuối")
		synctest.Wait()
		l.stop(t)
		if ids := srv.Unconfirmed(); len(ids) != 0 {
			t.Errorf("unconfirmed after a clean stop: %v", ids)
		}
		if got := texts(srv, officer); got != "re: cuối" {
			t.Errorf("answers: %q", got)
		}
	})
}

// TestQuietWeek: Telegram goes on at a random number, which may be lower.
func TestQuietWeek(t *testing.T) {
	for _, below := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			l := start(t, newServer())
			l.srv.Say(officer, officer, "trước Tết")
			time.Sleep(8 * 24 * time.Hour)
			l.srv.QuietWeek(below)
			polls := len(l.srv.Requests("getUpdates"))
			for _, text := range []string{"sau Tết 1", "sau Tết 2", "sau Tết 3"} {
				l.srv.Say(officer, officer, text)
				time.Sleep(time.Second)
			}
			if got := texts(l.srv, officer); got != "re: trước Tết\nre: sau Tết 1\nre: sau Tết 2\nre: sau Tết 3" {
				t.Errorf("below %v: answers %q", below, got)
			}
			if ids := l.srv.Unconfirmed(); len(ids) != 0 {
				t.Errorf("below %v: unconfirmed %v", below, ids)
			}
			if n := len(l.srv.Requests("getUpdates")) - polls; n > 6 {
				t.Errorf("below %v: %d polls for three messages", below, n)
			}
		})
	}
}

func TestBadUpdatesBlockNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newServer())
		l.srv.Fail("getUpdates", 1, telegramtest.Fault{Delay: time.Second}) // so that all come in one batch
		l.srv.Say(officer, officer, "một")
		l.srv.PushUpdate(func(id int) string { return fmt.Sprintf(`{"update_id":%d,"message":42}`, id) })
		l.srv.PushUpdate(func(int) string { return `["không phải đối tượng"]` })
		l.srv.PushUpdate(func(id int) string { return fmt.Sprintf(`{"update_id":%d,"thing_of_2030":{}}`, id) })
		l.srv.Say(officer, officer, "hai")
		time.Sleep(5 * time.Second)
		if got := texts(l.srv, officer); got != "re: một\nre: hai" {
			t.Errorf("answers: %q", got)
		}
		if ids := l.srv.Unconfirmed(); len(ids) != 0 {
			t.Errorf("unconfirmed: %v", ids)
		}
		for _, want := range []string{"update not understood", "update without id"} {
			if !strings.Contains(l.log.Log(), want) {
				t.Errorf("the log does not say %q", want)
			}
		}
	})
}

func TestEditedCommandDoesNotRunAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newServer())
		id := l.srv.Say(officer, officer, "chào")
		synctest.Wait()
		if err := l.srv.Edit(officer, officer, id, "/huy"); err != nil { // not asked for, so it does not even come
			t.Fatal(err)
		}
		l.srv.PushUpdate(func(id int) string {
			return fmt.Sprintf(`{"update_id":%d,"edited_message":{"message_id":1,"date":1,"edit_date":2,"chat":{"id":7,"type":"private"},"from":{"id":7},"text":"/huy"}}`, id)
		})
		synctest.Wait()
		if got := l.rec.Got(); len(got) != 1 {
			t.Errorf("handled %v", got)
		}
		if ids := l.srv.Unconfirmed(); len(ids) != 0 {
			t.Errorf("unconfirmed: %v", ids)
		}
	})
}

func TestTwoPollers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		one, two := start(t, srv), start(t, srv)
		time.Sleep(time.Minute)
		if n := len(srv.Requests("getUpdates")); n > 45 {
			t.Errorf("two bots with one token polled %d times in a minute", n)
		}
		if !strings.Contains(one.log.Log()+two.log.Log(), "terminated by other getUpdates") {
			t.Error("nobody was warned")
		}
		two.stop(t)
		srv.Say(officer, officer, "một mình")
		time.Sleep(time.Minute)
		if err := one.Ready(); err != nil {
			t.Errorf("alone again, but %v", err)
		}
	})
}

// TestNoSpin: whatever a server answers at once and for ever, it is asked a few
// times a second at most, and heard again when it has recovered.
func TestNoSpin(t *testing.T) {
	same := `{"ok":true,"result":[{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"Officer"}}}]}`
	for name, fault := range map[string]telegramtest.Fault{
		"502 page":            telegramtest.BadGateway,
		"500":                 telegramtest.ServerError,
		"refused":             telegramtest.Refuse,
		"cut":                 telegramtest.CutBefore,
		"cut after":           telegramtest.CutAfter,
		"empty at once":       {Body: `{"ok":true,"result":[]}`},
		"no result":           {Body: `{"ok":true}`},
		"wrong result":        {Body: `{"ok":true,"result":{"update_id":1}}`},
		"nothing":             {Status: 200},
		"empty object":        {Body: `{}`},
		"null":                {Body: `null`},
		"updates without ids": {Body: `{"ok":true,"result":[{},7,"x",null]}`},
		"same update":         {Body: same},
		"conflict":            {Code: 409, Description: "Conflict: terminated by other getUpdates request"},
		"too many":            telegramtest.TooMany(1),
		"page with 403":       {Status: 403, Body: "<html>proxy</html>"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { testNoSpin(t, fault) })
		})
	}
}

func testNoSpin(t *testing.T, fault telegramtest.Fault) {
	l := start(t, newServer())
	time.Sleep(time.Second)
	l.srv.Fail("getUpdates", -1, fault)
	l.srv.Say(officer, officer, "đánh thức") // ends the poll that is open
	time.Sleep(time.Minute)
	polls := l.srv.Requests("getUpdates")
	if len(polls) > 60 {
		t.Errorf("%d polls in a minute", len(polls))
	}
	for i := 4; i < len(polls); i++ {
		if polls[i].At.Sub(polls[i-4].At) < time.Second {
			t.Errorf("more than four polls in a second at %s", polls[i].At)
			break
		}
	}
	l.srv.Heal()
	l.srv.Say(officer, officer, "sau sự cố")
	time.Sleep(time.Minute)
	if got := texts(l.srv, officer); !strings.HasSuffix(got, "re: sau sự cố") {
		t.Errorf("after it recovered the answers are %q", got)
	}
	if strings.Contains(l.log.Log(), testToken) {
		t.Error("the log holds the token")
	}
}

// TestNoSpinAtTheStart: nor is a server that never worked asked often, in either
// mode, and the bot comes to life with it.
func TestNoSpinAtTheStart(t *testing.T) {
	for name, fault := range map[string]telegramtest.Fault{
		"502 page":      telegramtest.BadGateway,
		"200 page":      {Body: "<html>captive portal</html>"},
		"500":           telegramtest.ServerError,
		"cut":           telegramtest.CutAfter,
		"empty at once": {Body: `{"ok":true,"result":[]}`},
		"true at once":  {Body: `{"ok":true,"result":true}`},
	} {
		for mode, change := range map[string]func(*Options){"polling": func(*Options) {}, "webhook": hooked} {
			t.Run(mode+" "+name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					srv := newServer()
					defer srv.Close()
					srv.Fail("", -1, fault)
					l := start(t, srv, change)
					srv.DeliverTo(l.Webhook())
					time.Sleep(time.Minute)
					if n := len(srv.Requests("")); n > 60 {
						t.Errorf("%d requests in a minute", n)
					}
					if l.Ready() == nil {
						t.Error("ready")
					}
					srv.Heal()
					srv.Say(officer, officer, "sau sự cố")
					time.Sleep(2 * time.Minute)
					if got := texts(srv, officer); got != "re: sau sự cố" || l.Ready() != nil {
						t.Errorf("after it recovered: %q, %v", got, l.Ready())
					}
				})
			})
		}
	}
}

// TestPollWaits as long as it is asked to, and at least three seconds for
// another poller to go away.
func TestPollWaits(t *testing.T) {
	for name, c := range map[string]struct {
		fault telegramtest.Fault
		gap   time.Duration
	}{
		"too many": {telegramtest.TooMany(20), 20 * time.Second},
		"conflict": {telegramtest.Fault{Code: 409, Description: "Conflict"}, 3 * time.Second},
	} {
		synctest.Test(t, func(t *testing.T) {
			srv := newServer()
			srv.Fail("getUpdates", 3, c.fault)
			start(t, srv)
			time.Sleep(2 * time.Minute)
			polls := srv.Requests("getUpdates")
			for i := 1; i < 4; i++ {
				if gap := polls[i].At.Sub(polls[i-1].At); gap < c.gap {
					t.Errorf("%s: poll %d came after %s, want at least %s", name, i, gap, c.gap)
				}
			}
		})
	}
}
