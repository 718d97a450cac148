package zalo

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/bot/zalo/zalotest"
)

func post(h http.Handler, secret []string, body string) int {
	r := httptest.NewRequest(http.MethodPost, "/zalo/webhook", strings.NewReader(body))
	for _, s := range secret {
		r.Header.Add(secretHeader, s)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

func TestWebhookDoor(t *testing.T) {
	right, wrong := []string{testSecret}, []string{testSecret[1:]}
	for _, c := range []struct {
		name   string
		secret []string
		body   string
		status int
		kept   int
	}{
		{"a probe", nil, "", 200, 0},
		{"a probe of blanks", nil, " \n", 200, 0},
		{"a probe with an event", nil, `{"event_name":"webhook.verification"}`, 200, 0},
		{"a probe with the secret", right, "", 200, 0},
		{"a message", right, privateText, 200, 1},
		{"a wrapped message", right, `{"ok":true,"result":` + privateText + `}`, 200, 1},
		{"an unknown event", right, `{"event_name":"user.joined","message":{"from":{"id":"a"},"chat":{"id":"a"}}}`, 200, 0},
		{"rubbish with the secret", right, `xin chào`, 200, 0},
		{"a message without the secret", nil, privateText, 403, 0},
		{"a wrapped one without the secret", nil, `{"ok":true,"result":` + privateText + `}`, 403, 0},
		{"rubbish without the secret", nil, `xin chào`, 403, 0},
		{"a message with a wrong secret", wrong, privateText, 403, 0},
		{"a probe with a wrong secret", wrong, "", 403, 0},
		{"an empty secret", []string{""}, privateText, 403, 0},
		{"two secrets", []string{testSecret, testSecret}, privateText, 403, 0},
		{"too much", right, `"` + strings.Repeat("a", 200_000) + `"`, 413, 0},
		{"too long a message", right, with(textReceived, `{"id":"u1"}`, `"text":"`+strings.Repeat("a", maxBody)+`"`), 200, 0},
	} {
		w := newWorld(t)
		door := w.transport(t, byWebhook).Webhook()
		if got := post(door, c.secret, c.body); got != c.status {
			t.Errorf("%s: status %d, want %d", c.name, got, c.status)
		}
		kept, err := w.store.Unhandled(t.Context(), prefix)
		if err != nil || len(kept) != c.kept {
			t.Errorf("%s: %d kept, want %d (%v)", c.name, len(kept), c.kept, err)
		}
	}
}

func TestWebhookOtherMethodsAndModes(t *testing.T) {
	w := newWorld(t)
	r := httptest.NewRecorder()
	w.transport(t, byWebhook).Webhook().ServeHTTP(r, httptest.NewRequest(http.MethodGet, "/zalo/webhook", nil))
	if r.Code != http.StatusMethodNotAllowed {
		t.Errorf("GET: status %d", r.Code)
	}
	if got := post(w.transport(t).Webhook(), []string{testSecret}, privateText); got != http.StatusNotFound {
		t.Errorf("while polling: status %d, want 404", got)
	}
}

func TestWebhookWithoutInbox(t *testing.T) {
	w := newWorld(t)
	inbox := &brokenInbox{Inbox: w.store, left: 1}
	door := w.transport(t, byWebhook, func(o *Options) { o.Inbox = inbox }).Webhook()
	if got := post(door, []string{testSecret}, privateText); got != http.StatusServiceUnavailable {
		t.Errorf("status %d, want 503", got)
	}
	if got := post(door, []string{testSecret}, privateText); got != http.StatusOK {
		t.Errorf("delivered again: status %d, want 200", got)
	}
}

// TestWebhookWhileBusy: Zalo is not kept waiting for ever.
func TestWebhookWhileBusy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		transport := w.transport(t, byWebhook)
		leave, err := transport.enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := post(transport.Webhook(), []string{testSecret}, privateText); got != http.StatusServiceUnavailable {
			t.Errorf("status %d, want 503", got)
		}
		leave()
		if got := post(transport.Webhook(), []string{testSecret}, privateText); got != http.StatusOK {
			t.Errorf("status %d, want 200", got)
		}
	})
}

// TestDeliveredWhileStopped: the web server may be up while Run is not.
func TestDeliveredWhileStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		l := start(t, w, byWebhook)
		l.stop(t)
		l.Say(l.lan, l.lan, "một")
		l.Say(l.lan, l.lan, "hai")
		synctest.Wait()
		if got := l.rec.Texts(); len(got) != 0 {
			t.Errorf("handled %q while stopped", got)
		}
		l.Start()
		synctest.Wait()
		if got := l.texts(l.lan); got != "re: một\nre: hai" {
			t.Errorf("answers %q", got)
		}
	})
}

func TestWebhookIsSetAndWatched(t *testing.T) {
	for _, quirks := range [][]zalotest.Quirk{nil, {zalotest.NoVerification}, {zalotest.ProbeSecret, zalotest.ProbeBody}, {zalotest.ProbeBody}} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, quirks...)
			l := start(t, w, byWebhook)
			if err := l.t.Ready(); err != nil {
				t.Errorf("%v: not ready: %v", quirks, err)
			}
			set := w.Requests("setWebhook")
			if len(set) != 1 || set[0].Fields["secret_token"] != testSecret {
				t.Errorf("%v: set %d times", quirks, len(set))
			}
			time.Sleep(time.Hour)
			if n := len(w.Requests("setWebhook")); n != 1 {
				t.Errorf("%v: set again %d times without a reason", quirks, n-1)
			}
			// Another program polls with the token and removes the webhook.
			if err := (&run{t: w.transport(t, byWebhook)}).unhook(t.Context()); err != nil {
				t.Fatal(err)
			}
			time.Sleep(watchEvery + time.Second)
			if n := len(w.Requests("setWebhook")); n != 2 {
				t.Errorf("%v: not set again after it was removed", quirks)
			}
		})
	}
}

func TestWebhookNotReached(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		transport := w.transport(t, byWebhook)
		w.Connect(http.NotFoundHandler())
		bottest.Run(t, transport, bottest.NewRecorder().Handle)
		synctest.Wait()
		if err := transport.Ready(); err == nil || !strings.Contains(err.Error(), "webhook.http.404") {
			t.Errorf("not reached, but ready: %v", err)
		}
		w.Connect(transport.Webhook())
		time.Sleep(2 * time.Minute)
		if err := transport.Ready(); err != nil {
			t.Errorf("reached, but not ready: %v", err)
		}
	})
}

func TestOptionsAreChecked(t *testing.T) {
	for name, change := range map[string]func(*Options){
		"no token":          func(o *Options) { o.Token = "" },
		"half a token":      func(o *Options) { o.Token = "abc" },
		"no inbox":          func(o *Options) { o.Inbox = nil },
		"no counter":        func(o *Options) { o.Counter = nil },
		"no host":           func(o *Options) { o.Endpoint = "https://" },
		"another scheme":    func(o *Options) { o.Endpoint = "ftp://host" },
		"negative timeout":  func(o *Options) { o.PollTimeout = -1 },
		"plain webhook":     func(o *Options) { o.Webhook = Webhook{"http://bot.example.vn/zalo", testSecret} },
		"no webhook secret": func(o *Options) { o.Webhook = Webhook{URL: "https://bot.example.vn/zalo"} },
		"a short secret":    func(o *Options) { o.Webhook = Webhook{"https://bot.example.vn/zalo", "1234567"} },
		"a long secret":     func(o *Options) { o.Webhook = Webhook{"https://bot.example.vn/zalo", Secret(strings.Repeat("a", 257))} },
		"a secret alone":    func(o *Options) { o.Webhook = Webhook{Secret: testSecret} },
	} {
		w := newWorld(t)
		o := Options{Token: zalotest.Token, Inbox: w.store, Counter: w.store}
		for _, good := range []Webhook{{}, {"https://bot.example.vn/zalo", testSecret}, {"http://localhost:8080/zalo", testSecret}, {"http://127.0.0.1:8080/zalo", testSecret}} {
			o.Webhook = good
			if _, err := New(o); err != nil {
				t.Fatal(err)
			}
		}
		o.Webhook = Webhook{}
		change(&o)
		if _, err := New(o); err == nil {
			t.Errorf("%s is accepted", name)
		} else if strings.Contains(err.Error(), secretHalf()) || strings.Contains(err.Error(), testSecret) {
			t.Errorf("%s: the error holds a secret", name)
		}
	}
}

// TestEveryQuirk: one conversation under each side of every switch.
func TestEveryQuirk(t *testing.T) {
	for _, quirk := range zalotest.Quirks() {
		for mode, change := range map[string]func(*Options){"polling": func(*Options) {}, "webhook": byWebhook} {
			t.Run(string(quirk)+" "+mode, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					w := newWorld(t, quirk)
					l := start(t, w, change)
					l.rec.On("", bottest.Always(bot.Reply{Silent: true}))
					w.Say(w.lan, w.lan, "thu ngân sách")
					w.SayPhoto(w.lan, w.lan, "https://photo.example.vn/1.jpg", "bảng số liệu")
					w.Say(w.lan, w.group, w.Mention("/cham"))
					time.Sleep(10 * time.Second)
					if got := w.texts(w.lan); got != "re: thu ngân sách\nre: bảng số liệu" {
						t.Errorf("in private: %q", got)
					}
					if got := w.texts(w.group); got != "re: /cham" {
						t.Errorf("in the group: %q", got)
					}
					var files []string
					for _, m := range l.rec.Got() {
						files = append(files, m.Files...)
					}
					if !slices.Equal(files, []string{"https://photo.example.vn/1.jpg"}) {
						t.Errorf("files %q", files)
					}
				})
			})
		}
	}
}

func TestIDsBeginWithTheName(t *testing.T) {
	w := newWorld(t)
	name := w.transport(t).Name() + ":"
	if !strings.HasPrefix(string(chatID("1")), name) || !strings.HasPrefix(string(memberID("1")), name) || !strings.HasPrefix(updateID("1", nil), name) {
		t.Errorf("ids do not begin with %s", name)
	}
}
