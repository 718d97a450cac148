package zalotest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// sides are what each side of each switch does.
var sides = map[Quirk]func(*world){
	"http_status=always200": func(w *world) { w.status("noSuchMethod", "{}", http.StatusOK) },
	MirrorStatus: func(w *world) {
		w.status("noSuchMethod", "{}", http.StatusNotFound)
		w.status("getUpdates", waitASec, http.StatusRequestTimeout)
		w.status("getMe", "{}", http.StatusOK)
	},
	"webhook_body=flat": func(w *world) { w.delivers(`{"event_name":"message.text.received"`) },
	WrappedWebhook:      func(w *world) { w.delivers(`{"ok":true,"result":{"event_name":"message.text.received"`) },
	"image_field=photo_url": func(w *world) {
		w.hears(`"photo_url":"https://zalo.example/1.jpg"`, `"photo":`)
	},
	PhotoField: func(w *world) { w.hears(`"photo":"https://zalo.example/1.jpg"`, `"photo_url"`) },
	"replay=off": func(w *world) {
		w.hears("1.jpg", "")
		w.polled("")
	},
	Replay: func(w *world) {
		w.hears("1.jpg", "")
		w.fine(w.call("getUpdates", waitASec), "1.jpg")
	},
	"result=object": func(w *world) { w.hears(`{"event_name"`, "[") },
	ArrayResult:     func(w *world) { w.hears(`[{"event_name"`, "nothing") },
	"error_code=number": func(w *world) {
		w.body("noSuchMethod", `"error_code":404`)
		w.body("getMe", `"error_code":0`)
	},
	StringCode: func(w *world) {
		w.body("noSuchMethod", `"error_code":"404"`)
		w.body("getMe", `"error_code":"0"`)
	},
	"bad_token=json": func(w *world) { w.Revoke(); w.body("getMe", `"error_code":401`) },
	HTMLBadToken: func(w *world) {
		w.Revoke()
		w.body("getMe", "<html>")
		w.status("getUpdates", waitASec, http.StatusUnauthorized)
	},
	"success_code=zero": func(w *world) { w.body("getMe", `"error_code":0`) },
	NoSuccessCode: func(w *world) {
		if r := w.call("getMe", "{}"); r.Code != nil || !r.OK {
			w.Errorf("%s", r.Body)
		}
		w.body("noSuchMethod", `"error_code":404`)
	},
	"empty_poll=timeout":   func(w *world) { w.polled("") },
	EmptyPoll:              func(w *world) { w.fine(w.call("getUpdates", waitASec), "{}") },
	"no_webhook=404":       func(w *world) { w.refused(w.call("getWebhookInfo", "{}"), http.StatusNotFound, "Not Found") },
	EmptyInfo:              func(w *world) { w.fine(w.call("getWebhookInfo", "{}"), `{"url":""}`) },
	"verification=present": func(w *world) { w.fine(w.call("setWebhook", goodHook), `"verification":{`); w.probed("", "") },
	NoVerification: func(w *world) {
		if r := w.call("setWebhook", goodHook); strings.Contains(r.Body, "verification") || len(w.site.visits()) != 0 {
			w.Errorf("%s; visits %v", r.Body, w.site.visits())
		}
	},
	"probe_secret=none": func(w *world) { w.fine(w.call("setWebhook", goodHook)); w.probed("", "") },
	ProbeSecret:         func(w *world) { w.fine(w.call("setWebhook", goodHook)); w.probed(hookToken, "") },
	"probe_body=empty":  func(w *world) { w.fine(w.call("setWebhook", goodHook)); w.probed("", "") },
	ProbeBody: func(w *world) {
		w.fine(w.call("setWebhook", goodHook))
		w.probed("", `{"event_name":"webhook.verification"}`)
	},
	"webhook_retry=off": func(w *world) { w.fails("[503 200]") },
	RetryWebhook:        func(w *world) { w.fails("[503 503 200 200]") },
	"webhook_twice=off": func(w *world) { w.delivered(1) },
	TwiceWebhook:        func(w *world) { w.delivered(2) },
	"extra_fields=off":  func(w *world) { w.hears("event_name", "trace_id") },
	ExtraFields:         func(w *world) { w.hears("trace_id", "nothing") },
	"idle=lost": func(w *world) {
		w.Say(w.officer, w.officer, "đêm")
		w.polled("")
	},
	KeepIdle: func(w *world) {
		w.Say(w.officer, w.officer, "đêm")
		time.Sleep(9 * time.Hour)
		w.polled("đêm")
	},
	"groups=gated": func(w *world) {
		soon(func() { w.Say(w.officer, w.group, "chuyện riêng") })
		w.polled("")
	},
	OpenGroups: func(w *world) {
		soon(func() { w.Say(w.officer, w.group, "chuyện riêng") })
		w.polled("chuyện riêng")
	},
}

// TestQuirks sets each side over the other one, so that a side which does
// nothing at all is noticed too.
func TestQuirks(t *testing.T) {
	all := Quirks()
	if len(all) != len(sides) {
		t.Errorf("%d sides, %d are tested", len(all), len(sides))
	}
	for i, q := range all {
		t.Run(string(q), func(t *testing.T) {
			if sides[q] == nil {
				t.Fatal("no test")
			}
			inBubble(t, Options{Quirks: []Quirk{all[i^1], q}}, sides[q])
		})
	}
}

func TestUnknownQuirk(t *testing.T) {
	srv := New(Options{})
	for _, q := range []Quirk{"", "replay", "replay=", "replay=maybe", "Replay=on", "other=on"} {
		if err := srv.Set(q); err == nil {
			t.Errorf("%q is set", q)
		}
	}
	if got := srv.Settings()["replay"]; got != "off" {
		t.Errorf("replay is %q", got)
	}
}

// status checks the status of HTTP.
func (w *world) status(method, body string, want int) {
	w.Helper()
	if r := w.call(method, body); r.Status != want {
		w.Errorf("%s has HTTP status %d, want %d", method, r.Status, want)
	}
}

// body checks that an answer holds the part.
func (w *world) body(method, part string) {
	w.Helper()
	if r := w.call(method, "{}"); !strings.Contains(r.Body, part) {
		w.Errorf("%s answers %s, want %s in it", method, r.Body, part)
	}
}

// hears checks what a poll brings of a picture.
func (w *world) hears(with, without string) {
	w.Helper()
	soon(func() { w.SayPhoto(w.officer, w.officer, "https://zalo.example/1.jpg", "") })
	r := w.call("getUpdates", waitASec)
	w.fine(r, with)
	if without != "" && strings.Contains(string(r.Result), without) {
		w.Errorf("%s, want no %s in it", r.Result, without)
	}
}

// delivers checks how the body of a delivery begins.
func (w *world) delivers(prefix string) {
	w.Helper()
	w.fine(w.call("setWebhook", goodHook))
	w.Say(w.officer, w.officer, "một")
	synctest.Wait()
	if got := w.site.delivered(); len(got) != 1 || !strings.HasPrefix(got[0], prefix) {
		w.Errorf("delivered %s, want %s…", got, prefix)
	}
}

// delivered checks how often one update is delivered.
func (w *world) delivered(times int) {
	w.Helper()
	w.fine(w.call("setWebhook", goodHook))
	w.Say(w.officer, w.officer, "một")
	synctest.Wait()
	if got := w.site.delivered(); len(got) != times || got[0] != got[times-1] {
		w.Errorf("delivered %s", got)
	}
}

// probed checks the one request that the webhook got.
func (w *world) probed(secret, body string) {
	w.Helper()
	if v := w.site.visits(); len(v) != 1 || v[0].secret != secret || v[0].body != body {
		w.Errorf("probed with %+v, want secret %q and body %q", v, secret, body)
	}
}

// fails checks the answers to the deliveries of two updates, the first of which
// is said a minute before the webhook works again.
func (w *world) fails(want string) {
	w.Helper()
	w.fine(w.call("setWebhook", goodHook))
	w.site.answer(http.StatusServiceUnavailable)
	w.Say(w.officer, w.officer, "một")
	time.Sleep(time.Minute)
	w.site.answer(http.StatusOK)
	w.Say(w.officer, w.officer, "hai")
	time.Sleep(time.Hour)
	var statuses []int
	for _, d := range w.Deliveries() {
		statuses = append(statuses, d.Status)
	}
	if got := fmt.Sprint(statuses); got != want {
		w.Errorf("answered %s, want %s", got, want)
	}
	said, last := w.Talk(w.officer), w.Deliveries()[len(statuses)-1]
	if !slices.IsSortedFunc(w.Deliveries(), func(a, b Delivery) int { return a.At.Compare(b.At) }) || last.MessageID != said[1].ID {
		w.Errorf("out of order: %+v", w.Deliveries())
	}
}
