package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	token   = "1:T"
	officer = int64(7)
	group   = int64(-1001234567890)
)

func newServer() *Server {
	srv := New(token, User{ID: 1, First: "Bot", Username: "a_bot"})
	srv.AddPrivate(User{ID: officer, First: "Officer"})
	srv.AddGroup(group, "Tổ", 5)
	return srv
}

// reply is what a method returned.
type reply struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Description string          `json:"description"`
	Parameters  map[string]int  `json:"parameters"`
}

func call(t *testing.T, ctx context.Context, srv *Server, method string, params map[string]any) reply {
	t.Helper()
	body, err := json.Marshal(params)
	if err != nil {
		t.Fatal(err)
	}
	return post(t, ctx, srv, method, "application/json", body)
}

func post(t *testing.T, ctx context.Context, srv *Server, method, kind string, body []byte) reply {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, fmt.Sprintf(srv.Endpoint(), token, method), bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", kind)
	resp, err := srv.Client().Do(req)
	if err != nil {
		return reply{Description: err.Error()}
	}
	var r reply
	if err := json.NewDecoder(resp.Body).Decode(&r); err != nil {
		t.Fatal(err)
	}
	return r
}

// poll returns the ids that getUpdates brings.
func poll(t *testing.T, srv *Server, offset, timeout int) []int {
	t.Helper()
	r := call(t, t.Context(), srv, "getUpdates", map[string]any{"offset": offset, "timeout": timeout})
	var updates []struct {
		ID int `json:"update_id"`
	}
	if err := json.Unmarshal(r.Result, &updates); err != nil {
		t.Fatalf("%+v: %v", r, err)
	}
	var ids []int
	for _, u := range updates {
		ids = append(ids, u.ID)
	}
	return ids
}

func TestUpdatesStayUntilConfirmed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		for range 3 {
			srv.Say(officer, officer, "x")
		}
		all := poll(t, srv, 0, 0)
		if len(all) != 3 {
			t.Fatalf("updates %v", all)
		}
		time.Sleep(time.Second)
		if again := poll(t, srv, 0, 0); fmt.Sprint(again) != fmt.Sprint(all) {
			t.Errorf("again %v, want %v", again, all)
		}
		if soon := poll(t, srv, 0, 0); len(soon) != 1 {
			t.Errorf("the same at once: %v, want one", soon)
		}
		if rest := poll(t, srv, all[0]+1, 0); fmt.Sprint(rest) != fmt.Sprint(all[1:]) {
			t.Errorf("after the first %v", rest)
		}
		if far := poll(t, srv, all[2]+1000, 0); len(far) != 2 {
			t.Errorf("an offset far ahead brings %v, want what there is", far)
		}
		if last := poll(t, srv, -1, 0); len(last) != 1 || last[0] != all[2] {
			t.Errorf("the last one is %v", last)
		}
		time.Sleep(25 * time.Hour)
		if old := poll(t, srv, 0, 0); len(old) != 0 {
			t.Errorf("a day later %v", old)
		}
	})
}

func TestPollWaitsAndTheNewerWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		began := time.Now()
		if ids := poll(t, srv, 0, 500); len(ids) != 0 || time.Since(began) != 50*time.Second {
			t.Errorf("an empty poll brought %v after %s", ids, time.Since(began))
		}
		first := make(chan reply)
		go func() { first <- call(t, t.Context(), srv, "getUpdates", map[string]any{"timeout": 50}) }()
		synctest.Wait()
		time.AfterFunc(time.Second, func() { srv.Say(officer, officer, "x") })
		if ids := poll(t, srv, 0, 50); len(ids) != 1 {
			t.Errorf("the newer poll got %v", ids)
		}
		if r := <-first; !strings.HasPrefix(r.Description, "Conflict: terminated by other getUpdates") {
			t.Errorf("the older poll got %+v", r)
		}
	})
}

func TestRefusals(t *testing.T) {
	buttons := func(data string) string {
		return `{"inline_keyboard":[[{"text":"a","callback_data":"` + data + `"}]]}`
	}
	type p = map[string]any
	for _, c := range []struct {
		method string
		params p
		want   string // "" is success
	}{
		{"sendMessage", p{"chat_id": officer, "text": "x"}, ""},
		{"sendMessage", p{"chat_id": 404, "text": "x"}, "Bad Request: chat not found"},
		{"sendMessage", p{"chat_id": officer, "text": " \n"}, "Bad Request: message text is empty"},
		{"sendMessage", p{"chat_id": officer, "text": strings.Repeat("🌾", 2048)}, ""},
		{"sendMessage", p{"chat_id": officer, "text": strings.Repeat("🌾", 2048) + "x"}, "Bad Request: message is too long"},
		{"sendMessage", p{"chat_id": officer, "text": strings.Repeat("&lt;", 4096), "parse_mode": "HTML"}, ""},
		{"sendMessage", p{"chat_id": officer, "text": strings.Repeat("x", 32769)}, "Bad Request: Text is too long"},
		{"sendMessage", p{"chat_id": officer, "text": "a & b &nbsp; <b>c</b>", "parse_mode": "HTML"}, ""},
		{"sendMessage", p{"chat_id": officer, "text": "a <x>", "parse_mode": "HTML"}, `Bad Request: can't parse entities: Unsupported start tag "x" at byte offset 2`},
		{"sendMessage", p{"chat_id": officer, "text": "a <b>c", "parse_mode": "HTML"}, `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{"sendMessage", p{"chat_id": officer, "text": "<b>c</i>", "parse_mode": "HTML"}, `Bad Request: can't parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`},
		{"sendMessage", p{"chat_id": officer, "text": "c</i>", "parse_mode": "HTML"}, "Bad Request: can't parse entities: Unexpected end tag at byte offset 1"},
		{"sendMessage", p{"chat_id": officer, "text": "1 < 2", "parse_mode": "HTML"}, "Bad Request: can't parse entities: Unclosed start tag at byte offset 2"},
		{"sendMessage", p{"chat_id": officer, "text": "x", "reply_markup": buttons(strings.Repeat("x", 64))}, ""},
		{"sendMessage", p{"chat_id": officer, "text": "x", "reply_markup": buttons(strings.Repeat("x", 65))}, "Bad Request: BUTTON_DATA_INVALID"},
		{"sendMessage", p{"chat_id": group, "text": "x", "message_thread_id": 5}, ""},
		{"sendMessage", p{"chat_id": group, "text": "x", "message_thread_id": 1}, "Bad Request: message thread not found"},
		{"sendMessage", p{"chat_id": officer, "text": "x", "reply_to_message_id": 99}, "Bad Request: message to be replied not found"},
		{"sendMessage", p{"chat_id": officer, "text": "x", "reply_to_message_id": 99, "allow_sending_without_reply": true}, ""},
		{"editMessageText", p{"chat_id": officer, "message_id": 99, "text": "x"}, "Bad Request: message to edit not found"},
		{"editMessageText", p{"chat_id": officer, "message_id": 1, "text": "y"}, ""},
		{"answerCallbackQuery", p{"callback_query_id": "1"}, "Bad Request: query is too old and response timeout expired or query ID is invalid"},
		{"sendChatAction", p{"chat_id": officer, "action": "typing"}, ""},
		{"setMyCommands", p{"commands": `[{"command":"tiendo","description":"Tiến độ"}]`, "language_code": "vi", "scope": `{"type":"all_group_chats"}`}, ""},
		{"setMyCommands", p{"commands": `[{"command":"Tiến","description":"Tiến độ"}]`}, "Bad Request: BOT_COMMAND_INVALID"},
		{"setMyCommands", p{"commands": `[{"command":"tiendo","description":""}]`}, "Bad Request: BOT_COMMAND_INVALID"},
		{"setMyCommands", p{"commands": `[]`, "scope": `{"type":"everywhere"}`}, "Bad Request: can't parse BotCommandScope: unsupported type specified"},
		{"setMyCommands", p{"commands": `[]`, "language_code": "vie"}, "Bad Request: invalid language code specified"},
		{"sendDocument", p{"chat_id": officer}, "Bad Request: there is no document in the request"},
		{"doSomething", nil, "Not Found: method not found"},
	} {
		srv := newServer()
		call(t, t.Context(), srv, "sendMessage", p{"chat_id": officer, "text": "there is one"})
		if r := call(t, t.Context(), srv, c.method, c.params); r.Description != c.want || r.OK != (c.want == "") {
			t.Errorf("%s %.80v: %q, want %q", c.method, c.params, r.Description, c.want)
		}
	}
}

func TestParametersInEveryForm(t *testing.T) {
	srv := newServer()
	post(t, t.Context(), srv, "sendMessage", "application/x-www-form-urlencoded", []byte("chat_id=7&text=a"))
	post(t, t.Context(), srv, "sendMessage", "application/json", []byte(`{"chat_id":7,"text":"b"}`))
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("chat_id", "7")
	_ = form.WriteField("caption", "c")
	file, err := form.CreateFormFile("photo", "x.png")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = file.Write([]byte("PNG"))
	_ = form.Close()
	post(t, t.Context(), srv, "sendPhoto", form.FormDataContentType(), body.Bytes())
	seen := srv.Seen(officer)
	if len(seen) != 3 || seen[0].Text+seen[1].Text+seen[2].Text != "abc" || string(seen[2].Photo) != "PNG" {
		t.Errorf("seen %+v", seen)
	}
}

// TestAllowedUpdates: the kinds that a bot asks for are remembered until it asks
// for others.
func TestAllowedUpdates(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		happen := func() int {
			id := srv.Say(officer, officer, "x")
			if err := srv.Edit(officer, officer, id, "y"); err != nil {
				t.Fatal(err)
			}
			srv.Kick(officer, officer)
			n := len(srv.Unconfirmed())
			srv.QuietWeek(false)
			srv.Say(officer, officer, "lets it in again")
			srv.QuietWeek(false)
			return n
		}
		ask := func(allowed any) {
			time.Sleep(time.Minute)
			call(t, t.Context(), srv, "getUpdates", map[string]any{"allowed_updates": allowed, "timeout": 0})
		}
		if n := happen(); n != 3 {
			t.Errorf("by default %d updates, want a message, an edit and a leave", n)
		}
		ask([]string{"message"})
		if n := happen(); n != 1 {
			t.Errorf("%d updates, want the message", n)
		}
		ask(nil)
		if n := happen(); n != 1 {
			t.Errorf("%d updates after a call that names none", n)
		}
		ask([]string{})
		if n := happen(); n != 3 {
			t.Errorf("%d updates after an empty list", n)
		}
	})
}

func TestPrivacyMode(t *testing.T) {
	srv := newServer()
	heard := func(text string, options ...Option) bool {
		before := len(srv.Unconfirmed())
		srv.Say(group, officer, text, options...)
		return len(srv.Unconfirmed()) > before
	}
	if heard("chào") || heard("@a_bot chào") || heard("/cham") || heard("/cham@other_bot") || !heard("/cham@A_bot") {
		t.Error("before the bot wrote, only its own command reaches it")
	}
	call(t, t.Context(), srv, "sendMessage", map[string]any{"chat_id": group, "text": "x"})
	if !heard("/cham") || !heard("chào", ReplyTo(srv.Seen(group)[0].ID)) || heard("chào") {
		t.Error("after it wrote, bare commands and replies reach it too")
	}
	srv.SetPrivacy(false)
	if !heard("chào") {
		t.Error("without privacy mode everything reaches it")
	}
}

func TestLimits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		srv.SetLimits(Published)
		say := func(chat int64) reply {
			return call(t, t.Context(), srv, "sendMessage", map[string]any{"chat_id": chat, "text": "x"})
		}
		if r := say(officer); !r.OK {
			t.Fatal(r)
		}
		if r := say(officer); r.Parameters["retry_after"] != 1 {
			t.Errorf("a second message in the same second: %+v", r)
		}
		for range 20 {
			if r := say(group); !r.OK {
				t.Fatal(r)
			}
			time.Sleep(time.Second)
		}
		if r := say(group); r.Parameters["retry_after"] != 40 {
			t.Errorf("the 21st message of the minute: %+v", r)
		}
	})
}

func TestPressesGrowOld(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := newServer()
		call(t, t.Context(), srv, "sendMessage", map[string]any{"chat_id": officer, "text": "x",
			"reply_markup": `{"inline_keyboard":[[{"text":"a","callback_data":"b"}]]}`})
		query, err := srv.Press(officer, officer, "a")
		if err != nil || !srv.Spins(query) {
			t.Fatal(err)
		}
		if _, err := srv.Press(officer, officer, "c"); err == nil {
			t.Error("a button was pressed that is not there")
		}
		time.Sleep(149 * time.Second)
		if ids := poll(t, srv, 0, 0); len(ids) != 1 {
			t.Errorf("after 149 seconds %v", ids)
		}
		time.Sleep(2 * time.Second)
		if ids := poll(t, srv, 0, 0); len(ids) != 0 {
			t.Errorf("after 151 seconds %v", ids)
		}
		if r := call(t, t.Context(), srv, "answerCallbackQuery", map[string]any{"callback_query_id": query}); r.OK {
			t.Error("an old query was answered")
		}
	})
}
