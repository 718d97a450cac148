package zalotest

import (
	"fmt"
	"net/http"
	"strings"
	"testing/synctest"
	"time"
)

func rowPollAndWebhook(w *world) {
	const text = "You cannot use this API while a webhook is set. Please remove the webhook first"
	soon(func() { w.fine(w.call("setWebhook", goodHook)) })
	w.refused(w.call("getUpdates", waitASec), http.StatusBadRequest, text)
	w.refused(w.call("getUpdates", waitASec), http.StatusBadRequest, text)
}

func rowWebhookInfo(w *world) {
	w.refused(w.call("getWebhookInfo", "{}"), http.StatusNotFound, "Not Found")
	w.fine(w.call("setWebhook", goodHook))
	r := w.call("getWebhookInfo", "{}")
	w.fine(r, hookURL, fmt.Sprintf(`"updated_at":%d`, time.Now().UnixMilli()))
	if strings.Contains(r.Body, hookToken) {
		w.Error("it tells the secret")
	}
}

func rowBadWebhook(w *world) {
	hook := func(url, secret string) string {
		return fmt.Sprintf(`{"url":%q,"secret_token":%q}`, url, secret)
	}
	for _, body := range []string{
		"{}", `{"url":"` + hookURL + `"}`, hook(hookURL, strings.Repeat("x", 7)), hook(hookURL, strings.Repeat("x", 257)),
		hook("", hookToken), hook("http://bot.example/", hookToken), hook("https://localhost/", hookToken),
		hook("https://127.0.0.1/", hookToken), hook("https://10.1.2.3/", hookToken), hook("https://192.168.1.9:8443/", hookToken),
		hook("https://[::1]/", hookToken), hook("https://169.254.1.1/", hookToken),
	} {
		w.refused(w.call("setWebhook", body), http.StatusBadRequest, "")
	}
	w.refused(w.call("getWebhookInfo", "{}"), http.StatusNotFound, "")
	for _, n := range []int{8, 256} {
		w.fine(w.call("setWebhook", hook(hookURL, strings.Repeat("x", n))))
	}
}

func rowProbe(w *world) {
	w.fine(w.call("setWebhook", goodHook), `"outcome":"webhook.ok"`, `"status_code":200`)
	if v := w.site.visits(); len(v) != 1 || v[0] != (visit{method: "POST", path: "/zalo/webhook", agent: userAgent}) {
		w.Errorf("the probe was %+v", v)
	}
	for status, outcome := range map[int]string{403: "webhook.http.403", 404: "webhook.http.404", 503: "webhook.http.5xx", 418: "webhook.http.other"} {
		w.site.answer(status)
		w.fine(w.call("setWebhook", goodHook), `"outcome":"`+outcome+`"`)
		w.fine(w.call("testWebhook", "{}"), `"outcome":"`+outcome+`"`)
		w.fine(w.call("getWebhookInfo", "{}"), hookURL)
	}
	w.client = &http.Client{Transport: unreachable{}}
	w.fine(w.call("setWebhook", goodHook), `"outcome":"webhook.err.unreachable"`)
	w.SetLimits(Limits{Tests: 5})
	w.fine(w.call("testWebhook", "{}"), `"ok":false`)
	r := w.call("testWebhook", "{}")
	if r.OK || r.Code != nil || !strings.Contains(r.Body, `"errorCode":426`) {
		w.Errorf("tested too often: %s", r.Body)
	}
	w.Advance(24 * time.Hour)
	w.fine(w.call("testWebhook", "{}"))
}

// unreachable is a network without the bot.
type unreachable struct{}

func (unreachable) RoundTrip(*http.Request) (*http.Response, error) { return nil, errRefused }

func rowDeleteWebhook(w *world) {
	w.refused(w.call("deleteWebhook", "{}"), http.StatusBadRequest, "")
	w.fine(w.call("setWebhook", goodHook))
	w.fine(w.call("deleteWebhook", "{}"), `"url":""`, `"updated_at":`)
	w.refused(w.call("deleteWebhook", "{}"), http.StatusBadRequest, "")
	w.polled("")
}

func rowDeliveries(w *world) {
	w.fine(w.call("setWebhook", goodHook))
	_ = w.Set(TwiceWebhook)
	_ = w.Set(ExtraFields)
	w.Say(w.officer, w.officer, "riêng")
	w.Say(w.officer, w.group, w.Mention("nhóm"))
	w.SayPhoto(w.officer, w.officer, "https://zalo.example/1.jpg", "ảnh")
	w.Voice(w.officer, w.officer, "https://zalo.example/1.aac")
	w.Sticker(w.officer, w.officer, "st1")
	w.Unsupported(w.officer, w.officer)
	w.Push(`{"event_name":"message.reaction.received","message":null}`)
	synctest.Wait()
	want := []string{
		`"text":"riêng"`, `"chat_type":"GROUP"`, `"photo_url":"https://zalo.example/1.jpg"`,
		`"voice_url":"https://zalo.example/1.aac"`, `"sticker":"st1"`, Unsupported.event(), "message.reaction.received",
	}
	got := w.site.delivered()
	if len(got) != 2*len(want) {
		w.Fatalf("%d deliveries, want each of %d twice", len(got), len(want))
	}
	for i, part := range want {
		if got[2*i] != got[2*i+1] || !strings.Contains(got[2*i], part) {
			w.Errorf("delivery %d is %s, want %s in it", i, got[2*i], part)
		}
	}
	if v := w.site.visits()[1]; v.secret != hookToken || v.kind != "application/json" || v.agent != userAgent {
		w.Errorf("%+v", v)
	}
	if !strings.Contains(got[0], "trace_id") || strings.Contains(got[10], `"text"`) {
		w.Errorf("unknown fields: %s; unsupported: %s", got[0], got[10])
	}
	if d := w.Deliveries(); len(d) != len(got) || d[0].MessageID != w.Talk(w.officer)[0].ID || d[0].Status != 200 {
		w.Errorf("%+v", d)
	}
}

func rowWrongSecret(w *world) {
	w.fine(w.call("setWebhook", goodHook))
	status, err := w.Post("mat-khau-sai", `{"event_name":"message.text.received"}`)
	if err != nil || status != http.StatusForbidden || len(w.site.delivered()) != 0 {
		w.Errorf("status %d, %v; processed %v", status, err, w.site.delivered())
	}
}
