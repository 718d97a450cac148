package telegram

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/telegram/telegramtest"
	"chitieu/target"
)

// TestSecretsStayInside: whatever goes wrong, no log line, error, incident or
// page says the token or the webhook's secret.
func TestSecretsStayInside(t *testing.T) {
	faults := telegramtest.Faults(1)
	telling := "bad: https://h/bot" + testToken + "/x?secret=" + testSecret
	maps.Copy(faults, map[string]telegramtest.Fault{
		"telling refusal":  telegramtest.BadRequest(telling),
		"telling page":     {Status: 502, Body: telling},
		"telling redirect": {Status: 307, Body: telling},
		"telling kick":     {Code: 403, Description: telling},
		"slow":             {Delay: time.Minute},
	})
	for name, fault := range faults {
		for mode, change := range map[string]func(*Options){"polling": func(o *Options) { o.Webhook.Secret = testSecret }, "webhook": hooked} {
			t.Run(mode+" "+name, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) { runBadly(t, fault, change) })
			})
		}
	}
}

func runBadly(t *testing.T, fault telegramtest.Fault, change func(*Options)) {
	var heard strings.Builder
	note := func(texts ...any) { fmt.Fprintf(&heard, "%v %+v %#v\n", texts, texts, texts) }
	var d desk
	srv := newServer()
	defer srv.Close()
	transport, log := newTransport(t, srv, change, func(o *Options) { o.Incident = d.tell })
	srv.DeliverTo(transport.Webhook())
	rec := bottest.NewRecorder()
	rec.On("hỏi", bottest.Always(bot.Reply{Note: target.Note{Text: "Xã nào?", Choices: []target.Choice{{Label: "Một", Data: "/1"}}},
		Picture: &bot.Picture{Name: "a.png", Data: []byte("PNG")}}))
	rec.On("/1", bottest.Always(bot.Reply{Note: target.Note{Text: "Trang 1"}, Edit: true}))
	running := bottest.Run(t, transport, rec.Handle)
	srv.Say(officer, officer, "hỏi")
	synctest.Wait()
	srv.Fail("", -1, fault)
	srv.Fail("webhook", 1, fault)
	srv.Say(officer, officer, "hỏi")
	_, _ = srv.Press(officer, officer, "Một")
	for _, chat := range []target.ChatID{"telegram:7", address{forum, 6}.id(), "telegram:404"} {
		_, err := transport.Send(t.Context(), chat, target.Note{Text: "nhắc"})
		note(err)
	}
	note(transport.Reach(t.Context()))
	time.Sleep(10 * time.Minute)
	note(transport.Ready())
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		w := httptest.NewRecorder()
		r := httptest.NewRequest(method, "/telegram", strings.NewReader(question(1, "x")))
		transport.Webhook().ServeHTTP(w, r)
		note(w.Body.String(), w.Header())
	}
	note(running.Stop())
	note(d.told)
	for _, secret := range []string{testToken, strings.TrimPrefix(testToken, "123456789:"), testSecret} {
		if strings.Contains(heard.String(), secret) || strings.Contains(log.Log(), secret) {
			t.Errorf("a secret was told:\n%s\n%s", heard.String(), log.Log())
		}
	}
	if !strings.Contains(log.Log(), "connected") {
		t.Error("nothing was logged")
	}
}
