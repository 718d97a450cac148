package zalotest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing/synctest"
	"time"
)

func rowSelf(w *world) {
	r := w.call("getMe", "{}")
	w.fine(r)
	want := `{"error_code":0,"ok":true,"result":{"account_name":"bot.VDKyGxQvc","account_type":"BASIC","can_join_groups":true,"id":"1459232241454765289"}}`
	if strings.TrimSpace(r.Body) != want {
		w.Errorf("%s", r.Body)
	}
}

func rowBadToken(w *world) {
	for _, method := range []string{"getMe", "getUpdates", "sendMessage", "noSuchMethod"} {
		w.refused(callAs(w.Context(), w.Server, "1:x", method, "application/json", "{}"), http.StatusUnauthorized, "")
	}
	time.AfterFunc(time.Second, w.Revoke)
	w.refused(w.call("getUpdates", `{"timeout":30}`), http.StatusUnauthorized, "")
}

func rowNoMethod(w *world) {
	for _, method := range []string{"getme", "editMessageText", "sendDocument", "sendFile", "deleteMessage", ""} {
		w.refused(w.call(method, "{}"), http.StatusNotFound, "Not Found")
	}
}

func rowEmptyPoll(w *world) {
	for _, body := range []string{`{"timeout":"1"}`, `{"timeout":1}`} {
		began := time.Now()
		w.refused(w.call("getUpdates", body), http.StatusRequestTimeout, "Request timeout")
		if took := time.Since(began); took != time.Second {
			w.Errorf("%s took %s", body, took)
		}
	}
	began := time.Now()
	w.refused(w.call("getUpdates", "{}"), http.StatusRequestTimeout, "Request timeout")
	if took := time.Since(began); took != 30*time.Second {
		w.Errorf("by default it took %s", took)
	}
}

func rowOneUpdate(w *world) {
	soon(func() { w.Say(w.officer, w.officer, "một"); w.Say(w.officer, w.officer, "hai") })
	began := time.Now()
	r := w.polled("một")
	if took := time.Since(began); took != 100*time.Millisecond {
		w.Errorf("it took %s", took)
	}
	var u struct {
		Event   string `json:"event_name"`
		Message struct {
			ID   string `json:"message_id"`
			Date int64  `json:"date"`
			From struct {
				ID   string `json:"id"`
				Name string `json:"display_name"`
			} `json:"from"`
			Chat struct {
				ID   string `json:"id"`
				Type string `json:"chat_type"`
			} `json:"chat"`
		} `json:"message"`
	}
	if err := json.Unmarshal(r.Result, &u); err != nil {
		w.Fatal(err)
	}
	m := u.Message
	if u.Event != Text.event() || m.From.ID != w.officer || m.Chat.ID != w.officer || m.Chat.Type != "PRIVATE" || m.From.Name != "Cán bộ" {
		w.Errorf("%s", r.Result)
	}
	if !id.MatchString(m.ID) || !id.MatchString(m.From.ID) || m.Date != time.Now().UnixMilli() {
		w.Errorf("%s", r.Result)
	}
	w.polled("hai")
	w.polled("")
}

var id = regexp.MustCompile(`^[0-9a-f]{20}$`)

func rowLost(w *world) {
	w.Say(w.officer, w.officer, "chưa ai nghe")
	w.polled("")
	w.Say(w.officer, w.officer, "ngay sau đó")
	time.Sleep(w.o.Grace)
	w.polled("ngay sau đó")
	time.Sleep(w.o.Grace + time.Millisecond)
	w.Say(w.officer, w.officer, "quá muộn")
	w.polled("")
	w.Say(w.officer, w.officer, "để quên")
	time.Sleep(w.o.Grace + time.Millisecond)
	w.polled("")
	var lost []bool
	for _, m := range w.Talk(w.officer) {
		lost = append(lost, m.Lost)
	}
	if w.Lost() != 3 || fmt.Sprint(lost) != "[true false true true]" {
		w.Errorf("%d lost, marked %v", w.Lost(), lost)
	}
}

func rowReplay(w *world) {
	_ = w.Set(Replay)
	soon(func() { w.Say(w.officer, w.officer, "một") })
	first := w.polled("một")
	began := time.Now()
	if again := w.polled("một"); string(again.Result) != string(first.Result) || time.Since(began) != 0 {
		w.Errorf("after %s came %s, first %s", time.Since(began), again.Result, first.Result)
	}
	w.Say(w.officer, w.officer, "hai")
	w.polled("hai")
	w.polled("hai")
}

func rowTwoPollers(w *world) {
	got := make(chan string, 2)
	for range 2 {
		go func() { got <- string(w.call("getUpdates", `{"timeout":9}`).Result) }()
	}
	synctest.Wait()
	if w.Polls() != 2 {
		w.Errorf("%d polls wait", w.Polls())
	}
	w.Say(w.officer, w.officer, "một")
	w.Say(w.officer, w.officer, "hai")
	if both := <-got + <-got; strings.Count(both, `"một"`) != 1 || strings.Count(both, `"hai"`) != 1 {
		w.Errorf("the pollers got %s", both)
	}
}

func rowRate(w *world) {
	w.SetLimits(Limits{PerSecond: 10})
	for range 10 {
		w.fine(w.call("getMe", "{}"))
	}
	if r := w.call("getMe", "{}"); r.Status != http.StatusTooManyRequests || !strings.HasPrefix(r.Body, "<html>") {
		w.Errorf("the 11th request: %+v", r)
	}
	time.Sleep(time.Second)
	w.fine(w.call("getMe", "{}"))
}

func rowFaults(w *world) {
	for _, c := range []struct {
		fault Fault
		shown int // messages: 1 if the call had its effect
		what  func(reply) bool
	}{
		{BadGateway, 0, func(r reply) bool { return r.Status == 502 && strings.HasPrefix(r.Body, "<html>") }},
		{GatewayTimeout, 1, func(r reply) bool { return r.Status == 504 && strings.HasPrefix(r.Body, "<html>") }},
		{TooFast, 0, func(r reply) bool { return r.Status == 429 && strings.HasPrefix(r.Body, "<html>") }},
		{InternalError, 0, func(r reply) bool { return r.Code == 403.0 && r.Description == "Internal server error" }},
		{QuotaExceeded, 0, func(r reply) bool { return r.Code == 429.0 && r.Description == "Quota exceeded" }},
		{BadRequest, 0, func(r reply) bool { return r.Code == 400.0 }},
		{CutBefore, 0, func(r reply) bool { return r.Status == 0 && r.Err != nil }},
		{CutAfter, 1, func(r reply) bool { return r.Status == 0 && r.Err != nil }},
		{Refuse, 0, func(r reply) bool { return r.Status == 0 && strings.Contains(r.Err.Error(), "refused") }},
		{Truncated, 1, func(r reply) bool { return r.Status == 200 && r.Body != "" && !json.Valid([]byte(r.Body)) }},
		{SlowBody, 1, func(r reply) bool { return r.OK }},
		{Fault{Delay: time.Minute}, 1, func(r reply) bool { return r.OK }},
	} {
		before, began := len(w.Shown(w.group)), time.Now()
		w.Fail("sendMessage", 1, c.fault)
		w.fine(w.call("getMe", "{}")) // another method goes on
		r := w.text(w.group, "x", "")
		if n := len(w.Shown(w.group)) - before; n != c.shown || !c.what(r) || time.Since(began) != c.fault.Delay+c.fault.Slow {
			w.Errorf("%+v: %d shown after %s: %+v", c.fault, n, time.Since(began), r)
		}
		w.fine(w.text(w.group, "y", ""))
	}
	w.Fail("", -1, BadGateway)
	if a, b := w.call("getMe", "{}"), w.call("getWebhookInfo", "{}"); a.Status != 502 || b.Status != 502 {
		w.Errorf("%+v %+v", a, b)
	}
	w.Heal()
	w.fine(w.call("getMe", "{}"))
	w.Fail("getMe", 1, SlowBody)
	ctx, cancel := context.WithTimeout(w.Context(), time.Second)
	defer cancel()
	if r := call(ctx, w.Server, "getMe", "{}"); r.Status != 200 || r.Err == nil {
		w.Errorf("the body came in a second: %+v", r)
	}
}

func rowGate(w *world) {
	w.meet()
	w.fine(w.text(w.group, "Câu hỏi?", ""))
	question := w.Shown(w.group)[0].ID
	own := w.Say(w.officer, w.group, "chuyện riêng")
	w.polled("")
	for _, c := range []struct {
		heard bool
		say   func() string
	}{
		{true, func() string { return w.Say(w.officer, w.group, w.Mention("thu đến đâu?")) }},
		{true, func() string { return w.Say(w.officer, w.group, "nhờ @Bot Chỉ tiêu xem") }},
		{true, func() string { return w.Say(w.officer, w.group, "2", ReplyTo(question)) }},
		{false, func() string { return w.Say(w.officer, w.group, "thu đến đâu?") }},
		{false, func() string { return w.Say(w.officer, w.group, "/tiendo") }},
		{false, func() string { return w.Say(w.officer, w.group, "2", ReplyTo(own)) }},
		{false, func() string { return w.SayPhoto(w.officer, w.group, "https://zalo.example/1.jpg", "ảnh") }},
		{true, func() string { return w.SayPhoto(w.officer, w.group, "https://zalo.example/1.jpg", w.Mention("ảnh")) }},
		{false, func() string { return w.Voice(w.officer, w.group, "https://zalo.example/1.aac") }},
		{false, func() string { return w.Unsupported(w.officer, w.group) }},
	} {
		soon(func() { c.say() })
		r := w.call("getUpdates", waitASec)
		m := w.Talk(w.group)[len(w.Talk(w.group))-1]
		if r.OK != c.heard || m.Heard != c.heard {
			w.Errorf("%+v: heard %v, want %v", m, r.OK, c.heard)
		}
		if r.OK && (!strings.Contains(string(r.Result), m.Text) || strings.Contains(string(r.Result), "reply")) {
			w.Errorf("%q came as %s", m.Text, r.Result)
		}
	}
}

func rowPlan(w *world) {
	w.SetLimits(Limits{Users: Basic.Users, Groups: Basic.Groups})
	heard := func(from, chat string) bool {
		soon(func() { w.Say(from, chat, w.Mention("x")) })
		return w.call("getUpdates", waitASec).OK
	}
	for i := range 51 {
		user := w.AddUser(fmt.Sprint(i))
		if got := heard(user, user); got != (i < 50) {
			w.Errorf("user %d: heard %v", i+1, got)
		}
	}
	first := w.users[1].ID
	for i := range 4 {
		if got := heard(first, w.AddGroup(fmt.Sprint(i))); got != (i < 3) {
			w.Errorf("group %d: heard %v", i+1, got)
		}
	}
	if !heard(first, first) {
		w.Error("the first user is heard no more")
	}
}
