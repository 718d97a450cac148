package zalo

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/zalo/zalotest"
	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

const testSecret = "bi-mat-cua-webhook-17"

// secondSides are the other opinion on everything that sources disagree about.
// idle and groups are no such matter: they belong to the test platform alone.
var secondSides = []zalotest.Quirk{
	zalotest.MirrorStatus, zalotest.WrappedWebhook, zalotest.PhotoField, zalotest.Replay, zalotest.ArrayResult,
	zalotest.StringCode, zalotest.HTMLBadToken, zalotest.NoSuccessCode, zalotest.EmptyPoll, zalotest.EmptyInfo,
	zalotest.NoVerification, zalotest.ProbeSecret, zalotest.ProbeBody, zalotest.RetryWebhook, zalotest.TwiceWebhook,
	zalotest.ExtraFields,
}

func TestContract(t *testing.T) {
	for name, side := range map[string]struct {
		quirks []zalotest.Quirk
		change func(*Options)
	}{
		"polling":                {nil, nil},
		"polling, second sides":  {secondSides, nil},
		"webhook":                {nil, byWebhook},
		"webhook, second sides":  {secondSides, byWebhook},
		"polling, error status":  {[]zalotest.Quirk{zalotest.MirrorStatus, zalotest.EmptyPoll}, nil},
		"webhook, repeated only": {[]zalotest.Quirk{zalotest.TwiceWebhook, zalotest.RetryWebhook}, byWebhook},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			bottest.TestTransport(t, func(t *testing.T, h bot.Handler) bottest.Harness {
				// What is said while the bot is stopped waits, as the suite asks.
				quirks := append(slices.Clone(side.quirks), zalotest.KeepIdle)
				if side.change == nil {
					return newHarness(t, h, quirks)
				}
				return newHarness(t, h, quirks, side.change)
			})
		})
	}
}

func byWebhook(o *Options) {
	o.Webhook = Webhook{URL: "https://bot.example.vn/zalo/webhook", Secret: testSecret}
}

// world is a platform with a person and a group, and what the bot's end of it
// is built from.
type world struct {
	*zalotest.Server
	lan, group string
	store      *storage.Store
	log        *bottest.Log
	incidents  incidents
}

func newWorld(t testing.TB, quirks ...zalotest.Quirk) *world {
	t.Helper()
	store, err := storage.New(t.Context(), memory.New())
	if err != nil {
		t.Fatal(err)
	}
	w := &world{Server: zalotest.New(zalotest.Options{Quirks: quirks, Refetch: time.Millisecond}), store: store, log: new(bottest.Log)}
	w.lan, w.group = w.AddUser("Lan"), w.AddGroup("Tổ công tác")
	t.Cleanup(w.Close)
	return w
}

func (w *world) transport(t testing.TB, change ...func(*Options)) *Transport {
	t.Helper()
	o := Options{
		Token: zalotest.Token, Endpoint: w.Endpoint(), Client: w.Client(), Log: w.log.Logger(),
		Name: w.Bot().DisplayName, Inbox: w.store, Counter: w.store,
		Public:    &url.URL{Scheme: "https", Host: "bot.example.vn", Path: "/"},
		PerSecond: -1, Incident: w.incidents.add,
	}
	for _, c := range change {
		c(&o)
	}
	transport, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/zalo/webhook", transport.Webhook())
	mux.Handle("/zalo/photo/", transport.Photos())
	w.Connect(mux)
	return transport
}

// texts is what the bot has said in the chat, a line a message.
func (w *world) texts(chat string) string {
	var all []string
	for _, m := range w.Shown(chat) {
		all = append(all, m.Text)
	}
	return strings.Join(all, "\n")
}

// harness is Lan's phone.
type harness struct {
	*bottest.Running
	*world
	t testing.TB
}

func newHarness(t testing.TB, h bot.Handler, quirks []zalotest.Quirk, change ...func(*Options)) *harness {
	w := newWorld(t, quirks...)
	transport := w.transport(t, change...)
	transport.pollFloor = 10 * time.Millisecond // with Replay the suite would wait a second for each answer
	// She has written before: the bot may write to nobody else.
	w.Say(w.lan, w.lan, "xin chào")
	phone := &harness{Running: bottest.Run(t, transport, quiet(h)), world: w, t: t}
	phone.awaitListening()
	return phone
}

// quiet leaves out the greeting with which a conversation begins.
func quiet(h bot.Handler) bot.Handler {
	return func(ctx context.Context, m bot.Message) (bot.Reply, error) {
		if m.Text == "xin chào" {
			return bot.Reply{Silent: true}, nil
		}
		return h(ctx, m)
	}
}

// awaitListening waits until the bot hears: what is said before is for nobody.
func (h *harness) awaitListening() {
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	deadline := time.After(bottest.Patience)
	for h.Transport().(*Transport).Ready() != nil && len(h.Requests("getUpdates")) == 0 {
		select {
		case <-tick.C:
		case <-deadline:
			h.t.Fatal("the bot never listened")
		}
	}
}

func (h *harness) Log() string            { return h.log.Log() }
func (h *harness) Secrets() []string      { return []string{zalotest.Token, secretHalf(), testSecret} }
func (h *harness) Name() string           { return h.Bot().DisplayName }
func (h *harness) Private() target.ChatID { return chatID(h.lan) }
func (h *harness) Group() target.ChatID   { return chatID(h.group) }
func (h *harness) Nowhere() target.ChatID { return "zalo:ffffffffffffffffffff" }
func (h *harness) Again()                 { h.Server.Again() }

func secretHalf() string {
	_, half, _ := strings.Cut(zalotest.Token, ":")
	return half
}

func (h *harness) Can() bottest.Can {
	return bottest.Can{Pictures: true, Replies: true, Again: true, Gated: true, Failures: []bottest.Failure{
		bottest.TooMany, bottest.Gone, bottest.Refused, bottest.CutBefore, bottest.CutAfter}}
}

func (h *harness) Say(s bottest.Saying) {
	text := s.Text
	if s.Mention {
		text = h.Mention(text)
	}
	chat, err := parseChat(s.Chat)
	if err != nil {
		panic(err)
	}
	h.Server.Say(h.lan, chat, text, zalotest.ReplyTo(s.ReplyTo))
}

func (h *harness) Press(chat target.ChatID, label string) {
	to, err := parseChat(chat)
	if err != nil {
		panic(err)
	}
	if err := h.Choose(h.lan, to, label); err != nil {
		panic(err)
	}
}

func (h *harness) Read(chat target.ChatID) []bottest.Shown {
	to, err := parseChat(chat)
	if err != nil {
		panic(err)
	}
	var shown []bottest.Shown
	for _, m := range h.Shown(to) {
		s := bottest.Shown{ID: m.ID, Text: m.Text}
		if m.Photo != nil {
			s.Alt = m.Text
		}
		if len(m.Ignored) > 0 || m.ParseMode != "" {
			h.t.Errorf("sent with parse_mode %q and unknown fields %q", m.ParseMode, m.Ignored)
		}
		shown = append(shown, s)
	}
	return shown
}

func (h *harness) Fail(f bottest.Failure) {
	h.Server.Fail("sendMessage", 1, map[bottest.Failure]zalotest.Fault{
		bottest.TooMany:   zalotest.TooFast,
		bottest.Gone:      {Code: 400, Description: "Bad request: chat not found"},
		bottest.Refused:   zalotest.BadRequest,
		bottest.CutBefore: zalotest.Refuse,
		bottest.CutAfter:  zalotest.CutAfter,
	}[f])
}
