package main

import (
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot/telegram"
	"chitieu/bot/telegram/telegramtest"
	"chitieu/plans"
	"chitieu/storage/memory"
	"chitieu/target"
)

const (
	appToken = "123456:whole-program"
	appGroup = -1001
)

// office is a loopback Telegram with one officer and one group, and everything
// that the program needs to serve them, on a clock that stands still.
type office struct {
	t   *testing.T
	srv *telegramtest.Server
	o   appOptions
}

// kept is a store that outlives the program, as one on disk does.
type kept struct{ *memory.KV }

// Close keeps everything.
func (kept) Close() error { return nil }

// newOffice sets the clock to the plan's day; to be called in a bubble.
func newOffice(t *testing.T) *office {
	t.Helper()
	plan, reports, err := plans.Demo()
	if err != nil {
		t.Fatal(err)
	}
	srv := telegramtest.New(appToken, telegramtest.User{ID: 123456, First: "Bot", Username: "trolychitieu_bot"})
	srv.AddPrivate(telegramtest.User{ID: cadre, First: "Cán bộ"})
	srv.AddGroup(appGroup, "Chỉ tiêu huyện")
	clock := newDemoTime(demoStart(plan))
	srv.Dated = clock.Now
	return &office{t: t, srv: srv, o: appOptions{
		Plan: plan, Reports: reports, Now: clock.Now, KV: kept{memory.New()},
		Members: []target.Member{{ID: "telegram:7", Name: "Cán bộ", Role: target.Officer, Unit: "phong-tai-chinh-ke-hoach"}},
		Groups:  []target.Chat{{ID: "telegram:-1001", Title: "Chỉ tiêu huyện", Group: true, Lang: target.Vietnamese}},
		Telegram: &telegram.Options{
			Token: appToken, Endpoint: srv.Endpoint(), Client: srv.Client(), Now: clock.Now,
		},
		Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
	}}
}

// run serves for a while.
func (f *office) run(d time.Duration, meanwhile func()) {
	f.t.Helper()
	a, err := startApp(f.t.Context(), f.o)
	if err != nil {
		f.t.Fatal(err)
	}
	if meanwhile != nil {
		meanwhile()
	}
	time.Sleep(d)
	synctest.Wait()
	if err := a.stop(); err != nil {
		f.t.Error(err)
	}
}

// heard counts the messages in the chat that hold the text.
func (f *office) heard(chat int64, text string) int {
	n := 0
	for _, m := range f.srv.Seen(chat) {
		if strings.Contains(m.Text, text) {
			n++
		}
	}
	return n
}

// The program is down when the reminder is due and is started twice afterwards.
func TestReminderSurvivesRestarts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newOffice(t)
		f.run(3*time.Minute, nil)
		time.Sleep(20 * time.Minute)
		if n := f.heard(appGroup, "Kính gửi"); n != 0 {
			t.Fatalf("%d reminders from a program that is down", n)
		}
		f.run(time.Minute, nil)
		f.run(time.Hour, nil)
		if n := f.heard(appGroup, "Kính gửi"); n != 1 {
			t.Errorf("the Monday reminder came %d times", n)
		}
	})
}

// The whole program through a morning: the Monday reminder comes once, a report
// in private is answered, and what was reported shows in what follows.
func TestMorningOnTelegram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newOffice(t)
		f.run(10*time.Minute, func() { f.srv.Say(cadre, cadre, "thu ngân sách đến 28/6 đạt 95,2 tỷ") })
		if n := f.heard(cadre, "Đã ghi nhận"); n != 1 {
			t.Errorf("acknowledged %d times", n)
		}
		if n := f.heard(appGroup, "Kính gửi"); n != 1 {
			t.Errorf("the Monday reminder came %d times", n)
		}
		if n := f.heard(appGroup, "Thu ngân sách"); n != 0 {
			t.Error("the reminder names what was reported to be on track minutes before")
		}
	})
}
