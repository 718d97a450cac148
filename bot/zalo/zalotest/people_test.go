package zalotest

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestPeople(t *testing.T) {
	srv := New(Options{})
	first, second := srv.AddUser("Cán bộ"), srv.AddUser("Cán bộ")
	if first == second || first != UserID("Cán bộ") || !id.MatchString(second) {
		t.Errorf("two of one name are %s and %s", first, second)
	}
	group := srv.AddGroup("Tổ công tác")
	if again := srv.AddGroup("Tổ công tác"); again != group || group != GroupID("Tổ công tác") {
		t.Errorf("the group is %s and %s", group, again)
	}
	for name, mistake := range map[string]func(){
		"no such user":  func() { srv.Say("x", group, "x") },
		"no such chat":  func() { srv.Say(first, "x", "x") },
		"no such quirk": func() { New(Options{Quirks: []Quirk{"x"}}) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			mistake()
		}()
	}
	if srv.Shown("x") != nil || srv.Typing("x") {
		t.Error("a chat that does not exist shows something")
	}
}

func TestChoose(t *testing.T) {
	inBubble(t, Options{}, func(w *world) {
		w.meet()
		w.text(w.group, `Chọn:\n1. Thu ngân sách\n12) Lương thực (tấn)`, "")
		w.text(w.group, `Chọn:\n3. Lương thực (tấn)`, "")
		w.text(w.officer, `1. Thu ngân sách`, "")
		for label, want := range map[string]string{"Thu ngân sách": "1", "Lương thực (tấn)": "3"} {
			soon(func() {
				if err := w.Choose(w.officer, w.group, label); err != nil {
					w.Error(err)
				}
			})
			w.polled("@Bot Chỉ tiêu " + want)
		}
		soon(func() { _ = w.Choose(w.officer, w.officer, "Thu ngân sách") })
		w.polled("1")
		if err := w.Choose(w.officer, w.group, "Thu"); err == nil {
			w.Error("a choice was made that is not offered")
		}
	})
}

func TestAgain(t *testing.T) {
	inBubble(t, Options{}, func(w *world) {
		w.Again() // nothing was said yet
		soon(func() { w.Say(w.officer, w.officer, "một") })
		first := w.polled("một")
		w.Again()
		if again := w.polled("một"); string(again.Result) != string(first.Result) {
			w.Errorf("%s, first %s", again.Result, first.Result)
		}
		w.fine(w.call("setWebhook", goodHook))
		w.Again()
		synctest.Wait()
		if got := w.site.delivered(); len(got) != 1 || got[0] != string(first.Result) {
			w.Errorf("delivered %s", got)
		}
	})
}

func TestLeave(t *testing.T) {
	inBubble(t, Options{}, func(w *world) {
		w.Leave(w.group)
		soon(func() { w.Say(w.officer, w.group, w.Mention("còn đó không?")) })
		w.polled("")
		w.refused(w.text(w.group, "còn", ""), http.StatusBadRequest, "")
		w.AddGroup("Tổ công tác")
		w.fine(w.text(w.group, "lại vào", ""))
	})
}

// TestFaultsOfDeliveries: what is cut before is lost or comes later, what is cut
// after comes twice.
func TestFaultsOfDeliveries(t *testing.T) {
	for _, c := range []struct {
		fault Fault
		side  Quirk
		want  int // deliveries that the bot processed
	}{
		{CutBefore, "webhook_retry=off", 0}, {CutBefore, RetryWebhook, 1},
		{CutAfter, "webhook_retry=off", 1}, {CutAfter, RetryWebhook, 2},
	} {
		inBubble(t, Options{Quirks: []Quirk{c.side}}, func(w *world) {
			w.fine(w.call("setWebhook", goodHook))
			w.Fail("", 1, BadGateway) // is not for the webhook
			w.Fail(Hook, 1, c.fault)
			w.Say(w.officer, w.officer, "một")
			time.Sleep(time.Minute)
			if got := w.site.delivered(); len(got) != c.want {
				w.Errorf("%+v, %s: delivered %s", c.fault, c.side, got)
			}
		})
	}
}

// TestCloseEndsWhatWaits stops in the middle of a retry and of a second fetch.
func TestCloseEndsWhatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, Options{Quirks: []Quirk{RetryWebhook}, Refetch: time.Hour})
		w.fine(w.call("setWebhook", goodHook))
		w.fine(w.call("sendPhoto", `{"chat_id":"`+w.group+`","photo":"`+photoURL+`"}`))
		w.site.answer(http.StatusServiceUnavailable)
		w.Say(w.officer, w.officer, "một")
		w.Say(w.officer, w.officer, "hai")
		synctest.Wait()
		began := time.Now()
		w.Close()
		if took := time.Since(began); took != 0 || len(w.Deliveries()) != 1 {
			t.Errorf("closed after %s and %d deliveries", took, len(w.Deliveries()))
		}
		w.Say(w.officer, w.officer, "ba")
		w.Close()
	})
}

func TestPollThatIsGivenUp(t *testing.T) {
	inBubble(t, Options{}, func(w *world) {
		ctx, cancel := context.WithTimeout(w.Context(), time.Second)
		defer cancel()
		r := call(ctx, w.Server, "getUpdates", `{"timeout":30}`)
		if !errors.Is(r.Err, context.DeadlineExceeded) || w.Polls() != 0 {
			w.Errorf("%+v, %d polls wait", r, w.Polls())
		}
		w.Say(w.officer, w.officer, "một")
		w.polled("một")
	})
}

// TestManyPeople holds the server to the load for which a bot is tested on it.
func TestManyPeople(t *testing.T) {
	inBubble(t, Options{}, func(w *world) {
		for i := range 1000 {
			user := w.AddUser(fmt.Sprint(i))
			w.AddGroup(fmt.Sprint(i % 100))
			soon(func() { w.Say(user, GroupID(fmt.Sprint(i%100)), w.Mention(fmt.Sprint(i))) })
			w.polled("@Bot Chỉ tiêu " + fmt.Sprint(i))
		}
		if w.Lost() != 0 {
			w.Errorf("%d lost", w.Lost())
		}
	})
}

func FuzzCall(f *testing.F) {
	f.Add("sendMessage", `{"chat_id":"`+GroupID("Tổ công tác")+`","text":"🌾 Thu","text_styles":[{"start":0,"len":2,"st":["b"]}]}`)
	f.Add("sendMessage", `{"chat_id":[],"text":{},"text_styles":[[]],"parse_mode":1}`)
	f.Add("sendSticker", `{"chat_id":"`+GroupID("Tổ công tác")+`","sticker":"x"}`)
	f.Add("sendVoice", `{"chat_id":"`+GroupID("Tổ công tác")+`","voice_url":"https://x/.aac"}`)
	f.Add("sendPhoto", `{"chat_id":"`+GroupID("Tổ công tác")+`","photo":"https://[::1"}`)
	f.Add("setWebhook", `{"url":"https://%zz","secret_token":"12345678"}`)
	f.Add("getUpdates", `{"timeout":"-1e9"}`)
	f.Fuzz(func(t *testing.T, method, body string) {
		srv := New(Options{Client: &http.Client{Transport: unreachable{}}})
		defer srv.Close()
		group := srv.AddGroup("Tổ công tác")
		srv.Say(srv.AddUser("Cán bộ"), group, srv.Mention("x"))
		if method == "getUpdates" {
			srv.Revoke() // or it would wait
		}
		p, _ := readParams(httpRequest(t, body))
		a := srv.call(t.Context(), Token, method, p)
		if (a.code == 0) == (a.description != "") {
			t.Errorf("%s %s: %+v", method, body, a)
		}
		for _, m := range srv.Shown(group) {
			m.Marked("b") // panics if a style is out of the text
		}
	})
}

func httpRequest(t *testing.T, body string) *http.Request {
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "https://zalo.test/", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	return r
}
