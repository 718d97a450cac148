package telegramtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// hand is somebody who uses the control API.
type hand struct {
	t    *testing.T
	site http.Handler
}

func newHand(t *testing.T, srv *Server) hand { return hand{t, srv.Control()} }

// post gives an order and returns the status and the answer.
func (h hand) post(path, body string) (int, string) {
	h.t.Helper()
	r := httptest.NewRequestWithContext(h.t.Context(), http.MethodPost, "/control/"+path, strings.NewReader(body))
	w := httptest.NewRecorder()
	h.site.ServeHTTP(w, r)
	return w.Code, strings.TrimSpace(w.Body.String())
}

func (h hand) get(path string, into any) int {
	h.t.Helper()
	w := httptest.NewRecorder()
	h.site.ServeHTTP(w, httptest.NewRequestWithContext(h.t.Context(), http.MethodGet, path, nil))
	if into != nil {
		if err := json.Unmarshal(w.Body.Bytes(), into); err != nil {
			h.t.Errorf("%s: %v in %q", path, err, w.Body)
		}
	}
	return w.Code
}

func TestControlRefuses(t *testing.T) {
	h := newHand(t, newServer())
	for _, c := range []struct {
		path, body string
		status     int
	}{
		{"say", `{"from":7,"text":"x"}`, 200},
		{"say", `{"from":8,"text":"x"}`, 404},
		{"say", `{"from":7,"chat":-5,"text":"x"}`, 404},
		{"say", `{"from":7}`, 400},
		{"say", `{"from":7,"text":"` + strings.Repeat("x", 4097) + `"}`, 400},
		{"say", `{"from":7,"texte":"x"}`, 400},
		{"say", `<html>`, 400},
		{"say", `{"from":7,"text":"` + strings.Repeat("x", 64<<10) + `"}`, 400},
		{"edit", `{"from":7,"chat":7,"message":99,"text":"x"}`, 400},
		{"press", `{"from":7,"chat":7,"message":1,"data":"/x"}`, 400},
		{"users", `{"id":-1,"first_name":"x"}`, 400},
		{"add", `{"chat":5,"title":"x","by":7}`, 400},
		{"kick", `{"chat":-5,"by":7}`, 404},
		{"migrate", `{"chat":-5,"to":-6}`, 404},
		{"topic", `{"chat":-5,"topic":6}`, 404},
		{"fault", `{"fault":"flood"}`, 404},
		{"fault", `{"delay":"soon"}`, 400},
	} {
		if status, answer := h.post(c.path, c.body); status != c.status || (status != 200) != strings.Contains(answer, `"error"`) {
			t.Errorf("%s %.60s: %d %s, want %d", c.path, c.body, status, answer, c.status)
		}
	}
	if status := h.get("/control/chats/404", nil); status != 404 {
		t.Errorf("an unknown chat: status %d", status)
	}
}

// TestControlTalk is a conversation with a bot through the API alone.
func TestControlTalk(t *testing.T) {
	srv := newServer()
	h := newHand(t, srv)
	if _, answer := h.post("say", fmt.Sprintf(`{"from":7,"chat":%d,"text":"họp nhé"}`, group)); !strings.Contains(answer, `"heard":false`) {
		t.Errorf("privacy mode: %s", answer)
	}
	h.post("privacy", `{"on":false}`)
	if _, answer := h.post("say", fmt.Sprintf(`{"from":7,"chat":%d,"text":"họp nhé","topic":5,"anonymous":true}`, group)); !strings.Contains(answer, `"heard":true`) {
		t.Errorf("without privacy mode: %s", answer)
	}
	call(t, t.Context(), srv, "sendMessage", map[string]any{"chat_id": group, "text": "<b>Xã</b> nào?", "parse_mode": "HTML",
		"reply_markup": `{"inline_keyboard":[[{"text":"Kỳ Thư","callback_data":"/xa 1"}]]}`})
	var chat struct {
		Title    string
		Messages []Message
	}
	h.get(fmt.Sprintf("/control/chats/%d", group), &chat)
	last := chat.Messages[len(chat.Messages)-1]
	if chat.Title != "Tổ" || !last.Bot || last.Text != "Xã nào?" || last.Bold[0] != "Xã" || last.Buttons[0][0].Data != "/xa 1" {
		t.Errorf("the chat is %+v", chat)
	}
	if status, answer := h.post("press", fmt.Sprintf(`{"from":7,"chat":%d,"message":%d,"data":"/xa 1"}`, group, last.ID)); status != 200 {
		t.Errorf("press: %s", answer)
	}
	if status, _ := h.post("press", fmt.Sprintf(`{"from":7,"chat":%d,"message":%d,"data":"/xoa"}`, group, last.ID)); status != 400 {
		t.Error("pressed what the bot did not offer")
	}
	var now state
	h.get("/control/state", &now)
	if now.Waiting != 2 || now.Privacy || now.Calls != 1 || len(now.Chats) != 2 || now.Token != token {
		t.Errorf("state %+v", now)
	}
	h.post("add", `{"chat":-1002,"title":"Xã mới","by":7,"topics":[9]}`)
	h.post("kick", `{"chat":-1002,"by":7}`)
	h.post("add", `{"chat":-1002,"title":"Xã mới","by":7}`)
	if r := call(t, t.Context(), srv, "sendMessage", map[string]any{"chat_id": -1002, "text": "x", "message_thread_id": 9}); !r.OK {
		t.Errorf("in again: %+v", r)
	}
	h.post("fault", `{"fault":"too-many","method":"sendMessage","seconds":9}`)
	if r := call(t, t.Context(), srv, "sendMessage", map[string]any{"chat_id": -1002, "text": "x"}); r.Parameters["retry_after"] != 9 {
		t.Errorf("with a fault: %+v", r)
	}
}

func TestControlFiles(t *testing.T) {
	srv := newServer()
	h := newHand(t, srv)
	const png = "\x89PNG\r\n\x1a\n"
	srv.mu.Lock()
	srv.chats[officer].messages = []*Message{{ID: 1, Photo: []byte(png)}, {ID: 2, Photo: []byte("<script>")}, {ID: 3}}
	srv.mu.Unlock()
	for id, kind := range map[int]string{1: "image/png", 2: "application/octet-stream", 3: "application/json"} {
		w := httptest.NewRecorder()
		h.site.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, fmt.Sprintf("/control/files/7/%d", id), nil))
		if got := w.Header().Get("Content-Type"); got != kind {
			t.Errorf("file %d is sent as %s, want %s", id, got, kind)
		}
	}
}

func TestControlPage(t *testing.T) {
	h := newHand(t, newServer())
	w := httptest.NewRecorder()
	h.site.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil))
	if w.Code != 200 || !bytes.Contains(w.Body.Bytes(), []byte("<!doctype html>")) {
		t.Errorf("the page: status %d", w.Code)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/control/again", strings.NewReader(`{}`))
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	w = httptest.NewRecorder()
	h.site.ServeHTTP(w, r)
	if w.Code != http.StatusForbidden {
		t.Errorf("an order from another site: status %d", w.Code)
	}
}
