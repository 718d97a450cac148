package main

import (
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chitieu/bot/telegram/telegramtest"
	"chitieu/bot/zalo/zalotest"
)

// TestSecretsStayInside runs the whole program, on disk and over real sockets,
// through everything that goes wrong with both messengers, and then looks for
// every secret in the log at its most talkative, on the pages, in what people
// were sent and in the data directory.
func TestSecretsStayInside(t *testing.T) {
	t.Parallel() // it waits more than it works
	for _, mode := range []string{modePolling, modeWebhook} {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			w := newWhisper(t, mode)
			w.stumble()
			w.start()
			w.meet()
			w.knock()
			w.suffer()
			w.recover()
			w.search()
		})
	}
}

// meet lets somebody claim the bot, invite an officer who does not come, and
// link an account.
func (w *whisper) meet() {
	w.telegram.Say(keeper, keeper, "/start "+w.codes["claim"])
	w.until("claimed", func() bool { return strings.Contains(w.seen(), "người vận hành") })
	w.telegram.Say(keeper, keeper, "/moi cán bộ Phòng Tài chính - Kế hoạch")
	w.telegram.Say(keeper, keeper, "/moi lãnh đạo")
	w.code("invitation", "Mã mời")
	w.telegram.Say(keeper, keeper, "/lienket")
	w.code("link", "Liên kết tài khoản")
	w.zalo.Say(w.person, w.person, "/nhan "+w.codes["link"])
	w.until("linked", func() bool { return strings.Contains(w.seen(), "Đã liên kết") })
}

// knock is who should not be let in, and Zalo's probe, who should.
func (w *whisper) knock() {
	if w.mode != modeWebhook {
		return
	}
	large := `{"update_id":1,"message":"` + strings.Repeat("a", 3<<20) + `"}`
	for _, c := range []struct {
		method, path, secret, body string
		want                       int
	}{
		{http.MethodPost, telegramHook, "", `{"update_id":1}`, http.StatusForbidden},
		{http.MethodPost, telegramHook, "wrong", `{"update_id":1}`, http.StatusForbidden},
		{http.MethodPost, telegramHook, w.secrets["telegram webhook"], large, http.StatusRequestEntityTooLarge},
		{http.MethodGet, telegramHook, w.secrets["telegram webhook"], "", http.StatusMethodNotAllowed},
		{http.MethodPost, zaloHook, "wrong", `{"message":{}}`, http.StatusForbidden},
		{http.MethodPost, zaloHook, "", `{"event_name":"message.text.received","message":{"text":"x"}}`, http.StatusForbidden},
		{http.MethodPost, zaloHook, "", "", http.StatusOK},
		{http.MethodPost, zaloHook, w.secrets["zalo webhook"], large, http.StatusRequestEntityTooLarge},
		{http.MethodGet, zaloHook, w.secrets["zalo webhook"], "", http.StatusMethodNotAllowed},
	} {
		if got, text := w.ask(c.method, c.path, c.secret, c.body); got != c.want {
			w.t.Errorf("%s %s with %q: %d, want %d: %s", c.method, c.path, c.secret, got, c.want, text)
		}
	}
}

// telling is what a server may know and repeat: the secrets with the word in
// their names, and the proxy's.
func (w *whisper) telling(of string) string {
	text := "no"
	for name, secret := range w.secrets {
		if strings.Contains(name, of) {
			text += " " + secret
		}
	}
	return text
}

// stumble lets the first calls fail with answers that tell secrets.
func (w *whisper) stumble() {
	for _, method := range []string{"getMe", "setWebhook"} {
		w.telegram.Fail(method, 1, telegramtest.BadRequest(w.telling("telegram")+" "+secretPassword))
		w.zalo.Fail(method, 1, zalotest.Fault{Code: http.StatusForbidden, Description: w.telling("zalo")})
	}
}

// suffer lets sends go wrong in every way, with answers that tell secrets
// where an answer can.
func (w *whisper) suffer() {
	telegramFaults := telegramtest.Faults(1)
	delete(telegramFaults, "unauthorized") // a revoked token ends the program, see TestWrongToken
	telegramFaults["telling"] = telegramtest.Fault{Status: http.StatusBadGateway, Body: "<html>" + w.telling("telegram") + secretPassword + "</html>"}
	telegramFaults["refusing"] = telegramtest.BadRequest(w.telling("telegram") + " " + secretPassword)
	w.telegram.Fail("getUpdates", 1, telegramFaults["telling"]) // one: the pauses grow
	for _, fault := range telegramFaults {
		w.telegram.Fail("sendMessage", 1, fault)
	}
	zaloFaults := zalotest.Faults()
	delete(zaloFaults, "slow_body")
	delete(zaloFaults, "quota_exceeded") // keeps the bot silent for half an hour
	for _, fault := range zaloFaults {
		fault.Description += " " + w.telling("zalo")
		w.zalo.Fail("sendMessage", 1, fault)
	}
	for n := range 4 {
		w.telegram.Say(keeper, keeper, fmt.Sprintf("/cham %d", n))
		w.zalo.Say(w.person, w.person, fmt.Sprintf("/tonghop %d", n))
		time.Sleep(100 * time.Millisecond)
		for _, page := range []string{"/readyz", "/healthz", "/metrics"} {
			w.get(page)
		}
	}
}

// recover waits until both messengers work again.
func (w *whisper) recover() {
	w.telegram.Heal()
	w.zalo.Heal()
	w.until("ready again", func() bool { return w.get("/readyz") == "ready\n" })
	before := strings.Count(w.seen(), "Tình hình gửi tin")
	w.telegram.Say(keeper, keeper, "/trangthai")
	w.zalo.Say(w.person, w.person, "/trangthai")
	w.until("both answer again", func() bool { return strings.Count(w.seen(), "Tình hình gửi tin") >= before+2 })
	w.telegram.Say(keeper, keeper, "/nhatky")
	w.get("/metrics")
}

// search looks for what must not be there, while the program runs and after it:
// its journal holds everything in clear, the tables that it leaves may not.
func (w *whisper) search() {
	disk := w.disk()
	if err := w.app.stop(); err != nil {
		w.t.Error(err)
	}
	disk += w.disk()
	if !strings.Contains(disk, "Người vận hành") || !strings.Contains(w.log.String(), "does not answer") {
		w.t.Error("nothing was stored or nothing went wrong, so nothing was tried")
	}
	places := map[string]string{"log": w.log.String(), "pages": w.pages.String(), "disk": disk}
	for name, secret := range w.codes {
		// A message that Zalo brought is kept until it is handled, encoded.
		w.absent(name+" code", secret, places)
	}
	places["chats"] = w.seen()
	for name, secret := range w.secrets {
		w.absent(name, secret, places)
		if _, half, found := strings.Cut(secret, ":"); found {
			w.absent(name+", second half", half, places)
		}
	}
}

func (w *whisper) absent(name, secret string, places map[string]string) {
	w.t.Helper()
	for place, text := range places {
		if before, after, found := strings.Cut(text, secret); found {
			w.t.Errorf("the secret %s is in %s: …%.80q ••• %.80q", name, place, before[max(0, len(before)-80):], after)
		}
	}
}

// disk is every byte of the data directory.
func (w *whisper) disk() string {
	var all strings.Builder
	err := filepath.WalkDir(w.data, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // tables come and go
		}
		text, _ := os.ReadFile(path)
		all.Write(text)
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return all.String()
}

// TestWebhookAcrossARestart: what Telegram could not deliver while the program
// was down is answered afterwards, once.
func TestWebhookAcrossARestart(t *testing.T) {
	t.Parallel() // it waits more than it works
	w := newWhisper(t, modeWebhook)
	w.start()
	w.telegram.Say(keeper, keeper, "/start "+w.codes["claim"])
	w.until("claimed", func() bool { return strings.Contains(w.seen(), "người vận hành") })
	if err := w.app.stop(); err != nil {
		t.Error(err)
	}
	w.telegram.Say(keeper, keeper, "/trangthai")
	w.start()
	w.until("answered", func() bool { return strings.Contains(w.seen(), "Tình hình gửi tin") })
	w.telegram.Say(keeper, keeper, "/dulieu")
	w.until("answered what came after it", func() bool { return strings.Contains(w.seen(), "Dữ liệu lưu") })
	if n := strings.Count(w.seen(), "Tình hình gửi tin"); n != 1 {
		t.Errorf("answered %d times", n)
	}
}
