package telegram

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/telegram/telegramtest"
	"chitieu/target"
)

// live is a transport that runs against a server, mostly in a bubble.
type live struct {
	*Transport
	srv *telegramtest.Server
	rec *bottest.Recorder
	log *bottest.Log
	run *bottest.Running
}

func start(t *testing.T, srv *telegramtest.Server, change ...func(*Options)) *live {
	t.Helper()
	transport, log := newTransport(t, srv, change...)
	rec := bottest.NewRecorder()
	return &live{transport, srv, rec, log, bottest.Run(t, transport, rec.Handle)}
}

func (l *live) stop(t *testing.T) {
	t.Helper()
	if err := l.run.Stop(); err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestStartWithoutNetwork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		srv.Fail("", -1, telegramtest.Refuse)
		l := start(t, srv)
		time.Sleep(5 * time.Minute)
		if err := l.Ready(); err == nil || strings.Contains(err.Error(), testToken) {
			t.Errorf("Ready without a network: %v", err)
		}
		if n := len(srv.Requests("")); n > 30 {
			t.Errorf("%d requests in five minutes without a network", n)
		}
		srv.Say(officer, officer, "tiến độ")
		srv.Heal()
		time.Sleep(time.Minute)
		if err := l.Ready(); err != nil {
			t.Errorf("Ready with a network: %v", err)
		}
		if got := texts(srv, officer); got != "re: tiến độ" {
			t.Errorf("answers: %q", got)
		}
	})
}

func TestUnknownToken(t *testing.T) {
	for name, fault := range map[string]telegramtest.Fault{
		"revoked":   {Code: 401, Description: "Unauthorized"},
		"malformed": {Code: 404, Description: "Not Found"},
	} {
		synctest.Test(t, func(t *testing.T) {
			srv := newServer()
			srv.Fail("getMe", 1, fault)
			transport, _ := newTransport(t, srv)
			err := transport.Run(t.Context(), bottest.Echo)
			if !errors.Is(err, ErrToken) || !strings.Contains(err.Error(), "telegram.token") || strings.Contains(err.Error(), testToken) {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
}

func TestTokenRevokedWhileRunning(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		transport, _ := newTransport(t, srv)
		time.AfterFunc(time.Hour, srv.Revoke)
		if err := transport.Run(t.Context(), bottest.Echo); !errors.Is(err, ErrToken) {
			t.Errorf("Run: %v", err)
		}
	})
}

func TestStopBreaksThePollOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newServer())
		time.Sleep(10 * time.Second)
		began := time.Now()
		l.stop(t)
		if took := time.Since(began); took > 10*time.Millisecond {
			t.Errorf("an idle transport took %s to stop", took)
		}
		if err := l.Ready(); err == nil {
			t.Error("ready after the stop")
		}
	})
}

func TestStopWaitsForAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newServer())
		l.srv.Fail("sendMessage", 1, telegramtest.Fault{Delay: 300 * time.Millisecond})
		l.srv.Say(officer, officer, "cuối")
		synctest.Wait() // handled, and the answer is under way
		began := time.Now()
		l.stop(t)
		if got := texts(l.srv, officer); got != "re: cuối" || time.Since(began) >= time.Second {
			t.Errorf("after a stop of %s the chat shows %q", time.Since(began), got)
		}
	})
}

func TestWebhookIsRemoved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		srv.SetWebhook("https://example.org/hook")
		start(t, srv)
		srv.Say(officer, officer, "tiến độ")
		synctest.Wait()
		if got := texts(srv, officer); got != "re: tiến độ" {
			t.Errorf("answers: %q", got)
		}
	})
}

func TestHandlerPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newServer())
		l.rec.On("hỏng", func(context.Context, bot.Message) (bot.Reply, error) { panic("lỗi lập trình") })
		l.srv.Say(officer, officer, "hỏng")
		l.srv.Say(officer, officer, "còn sống?")
		time.Sleep(time.Minute)
		if got := texts(l.srv, officer); got != "re: còn sống?" {
			t.Errorf("answers: %q", got)
		}
		if !strings.Contains(l.log.Log(), "lỗi lập trình") || !strings.Contains(l.log.Log(), "run_test.go") {
			t.Error("the log does not say what happened where")
		}
		if ids := l.srv.Unconfirmed(); len(ids) != 0 {
			t.Errorf("unconfirmed: %v", ids)
		}
	})
}

func TestCommandsPerLanguage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		srv.Fail("setMyCommands", 1, telegramtest.BadGateway)
		start(t, srv, func(o *Options) {
			o.Commands = map[target.Lang][]Command{
				target.Vietnamese: {{"tiendo", "Tiến độ chỉ tiêu"}},
				target.English:    {{"progress", "Progress of the targets"}, {"help", "Help"}},
			}
		})
		time.Sleep(10 * time.Second)
		for lang, want := range map[string]int{"": 1, "vi": 1, "en": 2, "id": 0} {
			if got := srv.Commands("", lang); len(got) != want {
				t.Errorf("%q has the commands %v, want %d", lang, got, want)
			}
		}
		if got := srv.Commands("", "")[0].Description; got != "Tiến độ chỉ tiêu" {
			t.Errorf("the default is %q", got)
		}
	})
}

// TestCommandsPerScope: a group's menu is the short one, in every language.
func TestCommandsPerScope(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		start(t, srv, func(o *Options) {
			o.Commands = map[target.Lang][]Command{target.Vietnamese: {{"tiendo", "Tiến độ"}, {"cham", "Đang chậm"}}, target.English: {{"progress", "Progress"}, {"lagging", "Lagging"}}}
			o.GroupCommands = map[target.Lang][]Command{target.Vietnamese: {{"tiendo", "Tiến độ"}}, target.English: {{"progress", "Progress"}}}
		})
		time.Sleep(10 * time.Second)
		for _, lang := range []string{"", "vi", "en"} {
			for scope, want := range map[string]int{"": 2, "all_private_chats": 2, "all_group_chats": 1} {
				if got := srv.Commands(scope, lang); len(got) != want {
					t.Errorf("scope %q, language %q: %v, want %d", scope, lang, got, want)
				}
			}
		}
	})
}

func TestName(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		srv.Fail("getMe", 1, telegramtest.Refuse)
		l := start(t, srv)
		synctest.Wait()
		if got := l.Name(); got != "" {
			t.Errorf("the name is %q before Telegram said it", got)
		}
		time.Sleep(time.Minute)
		if got := l.Name(); got != "chitieu_bot" {
			t.Errorf("the name is %q", got)
		}
	})
}

func TestReach(t *testing.T) {
	for name, c := range map[string]struct {
		fault telegramtest.Fault
		ok    bool
		token bool
	}{
		"there":       {telegramtest.Fault{}, true, false},
		"not there":   {telegramtest.Refuse, false, false},
		"other token": {telegramtest.Fault{Code: 401, Description: "Unauthorized"}, false, true},
		"no such bot": {telegramtest.Fault{Code: 404, Description: "Not Found"}, false, true},
		"a page":      {telegramtest.Fault{Status: 200, Body: "<html>captive portal</html>"}, false, false},
		"nobody":      {telegramtest.Fault{Body: `{"ok":true,"result":{}}`}, false, false},
	} {
		srv := newServer()
		srv.Fail("getMe", 1, c.fault)
		transport, _ := newTransport(t, srv)
		err := transport.Reach(t.Context())
		if (err == nil) != c.ok || errors.Is(err, ErrToken) != c.token {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), testToken) {
			t.Errorf("%s: the error holds the token", name)
		}
	}
}

func TestPressIsAcknowledgedBeforeTheWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newServer())
		l.rec.On("/hoi", bottest.Always(bot.Reply{Note: target.Note{Text: "Xã nào?", Choices: []target.Choice{{Label: "Kỳ Thư", Data: "/xa 1"}}}}))
		l.rec.On("/xa 1", func(ctx context.Context, m bot.Message) (bot.Reply, error) {
			time.Sleep(20 * time.Second)
			return bottest.Echo(ctx, m)
		})
		l.srv.Say(officer, officer, "/hoi")
		synctest.Wait()
		query, err := l.srv.Press(officer, officer, "Kỳ Thư")
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if l.srv.Spins(query) {
			t.Error("the button spins while the bot works")
		}
		time.Sleep(30 * time.Second)
		if got := texts(l.srv, officer); got != "Xã nào?\nre: /xa 1" {
			t.Errorf("answers: %q", got)
		}
	})
}

func TestGreetsAGroup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := start(t, newServer())
		l.srv.Invite(officer, -1002, "Xã Kỳ Thư")
		synctest.Wait()
		if got := texts(l.srv, -1002); got != "re: /start" {
			t.Errorf("the new group was told %q", got)
		}
		l.rec.On("", bottest.Always(bot.Reply{Note: note})) // whatever the handler says
		l.srv.Kick(-1002, officer)
		synctest.Wait()
		got := l.rec.Got()
		if len(got) != 2 || got[0].Left || !got[1].Left || got[1].Title != "Xã Kỳ Thư" {
			t.Errorf("handled %+v, want a greeting and a leave", got)
		}
		if n := len(l.srv.Requests("sendMessage")); n != 1 {
			t.Errorf("%d messages were sent, want none to a group that put the bot out", n)
		}
	})
}

// A bot that nobody writes to is not held for deaf, at the start and when
// Telegram is back, though its polls stay open for long.
func TestReadyWhileNobodyWrites(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		l := start(t, srv)
		defer l.stop(t)
		time.Sleep(5 * time.Second)
		if err := l.Ready(); err != nil {
			t.Errorf("5 s after the start: %v", err)
		}
		srv.Fail("getUpdates", 3, telegramtest.BadGateway)
		time.Sleep(time.Minute)
		srv.Heal()
		time.Sleep(30 * time.Second)
		if err := l.Ready(); err != nil {
			t.Errorf("after a spell of failures: %v", err)
		}
	})
}

// Where privacy mode is on, naming the bot in a group does not reach it.
func TestMention(t *testing.T) {
	for _, privacy := range []bool{true, false} {
		srv := newServer()
		srv.SetPrivacy(privacy)
		transport, _ := newTransport(t, srv)
		if got := transport.Mention(); got != "" {
			t.Errorf("before the account is known: %q", got)
		}
		if err := transport.Reach(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := transport.Mention(); (got == "") != privacy || !privacy && got != "@chitieu_bot" {
			t.Errorf("with privacy mode %v: %q", privacy, got)
		}
	}
}
