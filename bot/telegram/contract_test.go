package telegram

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/telegram/telegramtest"
	"chitieu/target"
)

const (
	testToken = "123456789:AAE-test_token_of_35_characters_xyz"
	officer   = int64(7)              // a person, and her private chat
	group     = int64(-1001234567890) // a supergroup that she is in
	forum     = int64(-1009876543210) // a forum with the topics 5 and 6
)

func newServer() *telegramtest.Server {
	srv := telegramtest.New(testToken, telegramtest.User{ID: 123456789, First: "Chỉ tiêu", Username: "chitieu_bot"})
	srv.AddPrivate(telegramtest.User{ID: officer, First: "Officer", Last: "Finance", Lang: "vi-VN"})
	srv.AddGroup(group, "Tổ công tác")
	srv.AddGroup(forum, "Huyện", 5, 6)
	return srv
}

// unpaced sends as fast as it can.
var unpaced = Pace{PerSecond: -1, PerChat: -1, PerGroup: -1}

func newTransport(t testing.TB, srv *telegramtest.Server, change ...func(*Options)) (*Transport, *bottest.Log) {
	t.Helper()
	log := new(bottest.Log)
	o := Options{Token: testToken, Endpoint: srv.Endpoint(), Client: srv.Client(), Log: log.Logger(), Pace: unpaced}
	for _, c := range change {
		c(&o)
	}
	transport, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return transport, log
}

func TestContract(t *testing.T) {
	t.Run("polling", func(t *testing.T) { bottest.TestTransport(t, open()) })
	t.Run("webhook", func(t *testing.T) { bottest.TestTransport(t, open(hooked)) })
}

const testSecret = "webhook-secret_of_the_tests"

// hooked lets Telegram bring the updates.
func hooked(o *Options) { o.Webhook = Webhook{URL: "https://bot.test/telegram", Secret: testSecret} }

func open(change ...func(*Options)) func(*testing.T, bot.Handler) bottest.Harness {
	return func(t *testing.T, h bot.Handler) bottest.Harness {
		srv := newServer()
		srv.SetPrivacy(false)
		transport, log := newTransport(t, srv, change...)
		srv.DeliverTo(transport.Webhook())
		t.Cleanup(srv.Close)
		return &harness{Running: bottest.Run(t, transport, h), logged: log, srv: srv}
	}
}

// harness is Lan's phone.
type harness struct {
	*bottest.Running
	logged *bottest.Log
	srv    *telegramtest.Server
}

func (h *harness) Log() string            { return h.logged.Log() }
func (h *harness) Secrets() []string      { return []string{testToken, testSecret} }
func (h *harness) Name() string           { return "chitieu_bot" }
func (h *harness) Private() target.ChatID { return address{chat: officer}.id() }
func (h *harness) Group() target.ChatID   { return address{chat: group}.id() }
func (h *harness) Nowhere() target.ChatID { return "telegram:-100404" }
func (h *harness) Again()                 { h.srv.Redeliver() }

func (h *harness) Can() bottest.Can {
	return bottest.Can{Buttons: true, Edit: true, Pictures: true, Documents: true, Replies: true, Again: true, Failures: []bottest.Failure{
		bottest.TooMany, bottest.Gone, bottest.Moved, bottest.Refused, bottest.CutBefore, bottest.CutAfter}}
}

func (h *harness) Say(s bottest.Saying) {
	text := s.Text
	if s.Mention {
		text = "@chitieu_bot " + text
	}
	id, _ := strconv.Atoi(s.ReplyTo)
	h.srv.Say(number(s.Chat), officer, text, telegramtest.ReplyTo(id))
}

func (h *harness) Press(chat target.ChatID, label string) {
	if _, err := h.srv.Press(number(chat), officer, label); err != nil {
		panic(err)
	}
}

func (h *harness) Read(chat target.ChatID) []bottest.Shown {
	var shown []bottest.Shown
	for _, m := range h.srv.Seen(number(chat)) {
		s := bottest.Shown{ID: strconv.Itoa(m.ID), Text: m.Text}
		for _, row := range m.Buttons {
			for _, b := range row {
				s.Buttons = append(s.Buttons, b.Label)
			}
		}
		switch {
		case m.IsFile:
			s.File = m.Name
		case m.Photo != nil:
			s.Alt = m.Text
		}
		shown = append(shown, s)
	}
	return shown
}

func (h *harness) Fail(f bottest.Failure) {
	h.srv.Fail("sendMessage", 1, map[bottest.Failure]telegramtest.Fault{
		bottest.TooMany:   telegramtest.TooMany(1),
		bottest.Gone:      telegramtest.Kicked,
		bottest.Moved:     telegramtest.Migrated(-1005550000000),
		bottest.Refused:   telegramtest.BadRequest("message is too long"),
		bottest.CutBefore: telegramtest.Refuse,
		bottest.CutAfter:  telegramtest.CutAfter,
	}[f])
}

func number(id target.ChatID) int64 {
	a, err := parseAddress(id)
	if err != nil {
		panic(err)
	}
	return a.chat
}

// eventually waits for what should happen at once.
func eventually(t testing.TB, srv *telegramtest.Server, what string, ok func() bool) {
	t.Helper()
	ctx, cancel := contextWithin(t, 10*time.Second)
	defer cancel()
	if err := srv.Wait(ctx, ok); err != nil {
		t.Fatalf("never happened: %s", what)
	}
}

// texts is what the bot has said in the chat, a line a message.
func texts(srv *telegramtest.Server, chat int64) string {
	var all []string
	for _, m := range srv.Seen(chat) {
		all = append(all, m.Text)
	}
	return strings.Join(all, "\n")
}

func contextWithin(t testing.TB, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), d)
}
