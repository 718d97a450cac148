package zalo

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/secret"
	"chitieu/bot/zalo/zalotest"
	"chitieu/target"
)

// heard is a world whose person the bot may write to.
func heard(t testing.TB, quirks ...zalotest.Quirk) *world {
	w := newWorld(t, quirks...)
	w.Say(w.lan, w.lan, "xin chào")
	return w
}

func TestHeadIsBold(t *testing.T) {
	w := heard(t)
	n := target.Note{Head: "📊 Tiến độ thu 👍🏽", Text: "46,5% *kế hoạch* _năm_"}
	if _, err := w.transport(t).Send(t.Context(), chatID(w.lan), n); err != nil {
		t.Fatal(err)
	}
	shown := w.Shown(w.lan)[0]
	if got := shown.Marked("b"); !slices.Equal(got, []string{n.Head}) || len(shown.Styles) != 1 {
		t.Errorf("bold: %q, want the head", got)
	}
	if shown.Text != n.Head+"\n"+n.Text || shown.ParseMode != "" || len(shown.Ignored) > 0 {
		t.Errorf("shown %q, parse_mode %q, unknown fields %q", shown.Text, shown.ParseMode, shown.Ignored)
	}
}

func TestPartsAreInOrderAndShort(t *testing.T) {
	w := heard(t)
	n := target.Note{Head: "Tổng hợp", Text: strings.Repeat("Xã Kỳ Thượng: còn thiếu 3,2 tỷ đồng\n", 300), Choices: choices("/a", "/b")}
	if _, err := w.transport(t).Send(t.Context(), chatID(w.lan), n); err != nil {
		t.Fatal(err)
	}
	shown := w.Shown(w.lan)
	if len(shown) < 5 {
		t.Fatalf("%d parts", len(shown))
	}
	for i, m := range shown {
		if want := fmt.Sprintf("(%d/%d)", i+1, len(shown)); !strings.HasSuffix(m.Text, want) || bot.Units(m.Text) > maxText {
			t.Errorf("part %d has %d units and ends with %.20q", i+1, bot.Units(m.Text), m.Text[len(m.Text)-20:])
		}
		if (len(m.Styles) > 0) != (i == 0) {
			t.Errorf("part %d has styles %v", i+1, m.Styles)
		}
	}
	if last := shown[len(shown)-1].Text; !strings.Contains(last, "\n\n1. /A\n2. /B\n") {
		t.Errorf("the last part is %q", last)
	}
}

func TestStopsAtTheFirstFailure(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := heard(t)
		transport := w.transport(t)
		n := target.Note{Text: strings.Repeat("Xã Kỳ Thượng\n", 400)}
		w.Fail("sendMessage", 1, zalotest.Fault{}) // the first part passes
		w.Fail("sendMessage", -1, zalotest.BadRequest)
		_, err := transport.Send(t.Context(), chatID(w.lan), n)
		if e, ok := errors.AsType[*target.SendError](err); !ok || !e.Unsure {
			t.Errorf("half a note sent: %v, want unsure", err)
		}
		if shown := w.Shown(w.lan); len(shown) != 1 || !strings.Contains(shown[0].Text, "(1/") {
			t.Errorf("%d parts are shown", len(shown))
		}
	})
}

func TestPartsOfTwoNotesDoNotMix(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := heard(t)
		transport := w.transport(t)
		var sending sync.WaitGroup
		for i := range 4 {
			sending.Go(func() {
				n := target.Note{Text: strings.Repeat(fmt.Sprintf("tin %d\n", i), 600)}
				if _, err := transport.Send(t.Context(), chatID(w.lan), n); err != nil {
					t.Error(err)
				}
			})
		}
		sending.Wait()
		var order []string
		for _, m := range w.Shown(w.lan) {
			order = append(order, m.Text[:len("tin 0")])
		}
		if n := len(slices.Compact(slices.Clone(order))); n != 4 {
			t.Errorf("parts came as %v", order)
		}
		if len(transport.turns.chats) != 0 {
			t.Errorf("%d chats are held for ever", len(transport.turns.chats))
		}
	})
}

func TestSendErrorClasses(t *testing.T) {
	for name, c := range map[string]struct {
		fault zalotest.Fault
		want  string
	}{
		"quota":                     {zalotest.QuotaExceeded, "retry after 30m0s"},
		"too fast":                  {zalotest.TooFast, "retry after 2s"},
		"bad request":               {zalotest.BadRequest, "refused"},
		"an invalid chat":           {zalotest.Fault{Code: 400, Description: "Bad request: The chat_id is invalid"}, "refused"},
		"chat not found":            {zalotest.Fault{Code: 400, Description: "Chat not found"}, "gone"},
		"kicked":                    {zalotest.Fault{Code: 403, Description: "Bot was kicked from the group"}, "gone"},
		"not found":                 {zalotest.Fault{Code: 404, Description: "Not Found"}, "refused"},
		"internal error":            {zalotest.InternalError, "again"},
		"bad token":                 {zalotest.Fault{Code: 401, Description: "Unauthorized"}, "again"},
		"zalo's own timeout":        {zalotest.Fault{Code: 408, Description: "Request timeout"}, "unsure"},
		"never connected":           {zalotest.Refuse, "again"},
		"cut before":                {zalotest.CutBefore, "unsure"},
		"cut after":                 {zalotest.CutAfter, "unsure"},
		"gateway":                   {zalotest.BadGateway, "unsure"},
		"gateway, message accepted": {zalotest.GatewayTimeout, "unsure"},
		"half an answer":            {zalotest.Truncated, "unsure"},
		"no answer in time":         {zalotest.Fault{Slow: time.Minute}, "unsure"},
	} {
		for _, quirks := range [][]zalotest.Quirk{nil, {zalotest.MirrorStatus, zalotest.StringCode}} {
			synctest.Test(t, func(t *testing.T) {
				w := heard(t, quirks...)
				transport := w.transport(t)
				w.Fail("sendMessage", 1, c.fault)
				_, err := transport.Send(t.Context(), chatID(w.lan), target.Note{Text: "Nhắc việc"})
				if got := classOf(t, err); got != c.want {
					t.Errorf("%s, %v: %s (%v), want %s", name, quirks, got, err, c.want)
				}
			})
		}
	}
}

func classOf(t *testing.T, err error) string {
	t.Helper()
	e, ok := errors.AsType[*target.SendError](err)
	if !ok {
		t.Fatalf("a %T: %v", err, err)
	}
	switch {
	case e.RetryAfter > 0:
		return "retry after " + e.RetryAfter.String()
	case e.Gone:
		return "gone"
	case e.Refused:
		return "refused"
	case e.Unsure:
		return "unsure"
	default:
		return "again"
	}
}

// TestUnknownOutcomeOfAnAnswer: a person may be told twice, a group may not.
func TestUnknownOutcomeOfAnAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		start(t, w)
		for _, fault := range []zalotest.Fault{zalotest.CutAfter, zalotest.GatewayTimeout} {
			w.Fail("sendMessage", 1, fault)
			w.Say(w.lan, w.group, w.Mention("/cham"))
			time.Sleep(time.Minute)
			w.Fail("sendMessage", 1, fault)
			w.Say(w.lan, w.lan, "/cham")
			time.Sleep(time.Minute)
		}
		if got := w.texts(w.group); got != "re: /cham\nre: /cham" {
			t.Errorf("the group was told %q, want each answer once", got)
		}
		if got := len(w.Shown(w.lan)); got != 4 {
			t.Errorf("the person was told %d times, want each answer twice", got)
		}
	})
}

func TestNothingToSend(t *testing.T) {
	w := heard(t)
	transport := w.transport(t)
	for chat, n := range map[target.ChatID]target.Note{
		chatID(w.lan): {Text: " \n"}, prefix: {Text: "a"}, "telegram:1": {Text: "a"}, "zalo": {Text: "a"},
	} {
		if _, err := transport.Send(t.Context(), chat, n); classOf(t, err) != "refused" {
			t.Errorf("%q: %v, want refused", chat, err)
		}
	}
	if n := len(w.Requests("")); n != 0 {
		t.Errorf("%d requests", n)
	}
}

// TestFaultyRunKeepsSecrets: every fault at every method, and none of the
// secrets in the log, in an error or in what people see.
func TestFaultyRunKeepsSecrets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := heard(t)
		var said strings.Builder
		for name, fault := range zalotest.Faults() {
			fault.Description += " at /bot" + zalotest.Token + "/x"
			for _, mode := range []func(*Options){func(*Options) {}, byWebhook} {
				w.Heal()
				l := start(t, w, mode)
				if l.t.webhook.Secret != "" {
					fault.Description += " with " + testSecret
				}
				w.Fail("", 12, fault)
				for range 3 {
					_, err := l.t.Send(t.Context(), chatID(w.lan), target.Note{Text: "Nhắc việc"})
					fmt.Fprintln(&said, name, err, l.t.Ready())
				}
				w.Say(w.lan, w.lan, "còn đó không")
				l.rec.On("/ảnh", bottest.Always(bot.Reply{Note: target.Note{Text: "ảnh"}, Picture: somePicture()}))
				w.Say(w.lan, w.lan, "/ảnh")
				time.Sleep(2 * time.Minute)
				l.stop(t)
			}
		}
		text := w.log.Log() + said.String() + w.texts(w.lan) + fmt.Sprint(w.incidents.told)
		for _, secret := range []string{zalotest.Token, secretHalf(), testSecret} {
			if _, after, found := strings.Cut(text, secret); found {
				t.Errorf("a secret came out before %.80q", after)
			}
		}
		if !strings.Contains(text, secret.Mask) {
			t.Error("nothing was secret.Mask, so nothing was tried")
		}
	})
}

func TestTypingIsShownForSlowAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		l := start(t, w)
		release := make(chan struct{})
		slow := func(ctx context.Context, m bot.Message) (bot.Reply, error) {
			<-release
			return bottest.Echo(ctx, m)
		}
		l.rec.On("/tonghop", slow)
		w.Say(w.lan, w.lan, "/tonghop")
		w.Say(w.lan, w.group, w.Mention("/tonghop"))
		time.Sleep(2 * time.Second)
		if !w.Typing(w.lan) {
			t.Error("a slow answer is not announced")
		}
		close(release)
		time.Sleep(time.Second)
		if w.Typing(w.lan) || w.texts(w.lan) != "re: /tonghop" || len(w.Requests("sendChatAction")) != 1 {
			t.Errorf("typing %v, answers %q", w.Typing(w.lan), w.texts(w.lan))
		}
	})
}

func TestHintForWhatCannotBeRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		l := start(t, w)
		w.Sticker(w.lan, w.lan, "s1")
		w.Voice(w.lan, w.lan, "https://voice.example.vn/1.aac")
		w.Unsupported(w.lan, w.lan)
		id := w.Say(w.lan, w.group, w.Mention("/cham"))
		time.Sleep(time.Minute)
		w.Sticker(w.lan, w.group, "s1", zalotest.ReplyTo(w.Shown(w.group)[0].ID))
		time.Sleep(time.Minute)
		if got, want := w.texts(w.lan), sentence(unsupported, target.Vietnamese); got != want {
			t.Errorf("told %q, want one hint", got)
		}
		if got := w.texts(w.group); got != "re: /cham" {
			t.Errorf("after %s the group was told %q", id, got)
		}
		if got := l.rec.Texts(); !slices.Equal(got, []string{"/cham"}) {
			t.Errorf("the handler got %q", got)
		}
		kept, err := w.store.Unhandled(t.Context(), prefix)
		if err != nil || len(kept) != 0 {
			t.Errorf("still kept: %v, %v", kept, err)
		}
	})
}

func somePicture() *bot.Picture {
	return &bot.Picture{Name: "thu.png", Data: []byte("\x89PNG\r\n\x1a\n…"), Alt: "Cột thu ngân sách 46,5%"}
}

func TestPictureIsCaptioned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		l := start(t, w)
		l.rec.On("/bieudo", bottest.Always(bot.Reply{Note: target.Note{Head: "Thu ngân sách", Text: "46,5%", Choices: choices("/a")}, Picture: somePicture()}))
		w.Say(w.lan, w.lan, "/bieudo")
		time.Sleep(time.Minute)
		shown := w.Shown(w.lan)
		if len(shown) != 1 || shown[0].Text != "Thu ngân sách\n46,5%\n\n1. /A" {
			t.Fatalf("shown %+v", shown)
		}
		if string(shown[0].Photo) != string(somePicture().Data) || shown[0].Black {
			t.Errorf("the picture is %d bytes, black %v", len(shown[0].Photo), shown[0].Black)
		}
		if n, _ := w.store.Count(t.Context(), l.t.meter.month(), 0); n != 1 {
			t.Errorf("counted %d messages", n)
		}
	})
}

func TestPictureInWords(t *testing.T) {
	for name, change := range map[string]func(*Options){
		"without a public address": func(o *Options) { o.Public = nil },
		"not reachable":            func(*Options) {},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			l := start(t, w, change)
			w.Connect(http.NotFoundHandler())
			l.rec.On("/bieudo", bottest.Always(bot.Reply{Note: target.Note{Text: "46,5%"}, Picture: somePicture()}))
			w.Say(w.lan, w.lan, "/bieudo")
			time.Sleep(time.Minute)
			if got := w.texts(w.lan); got != "46,5%\n\n(Cột thu ngân sách 46,5%)" {
				t.Errorf("%s: %q", name, got)
			}
		})
	}
}
