package zalotest

import (
	"encoding/json"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

// byHand is a server that is used over sockets.
type byHand struct {
	*testing.T
	srv  *Server
	site *httptest.Server
}

func newByHand(t *testing.T) *byHand {
	srv := New(Options{Loopback: true})
	site := httptest.NewServer(srv.Control())
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections()
		site.Close()
		srv.Close()
	})
	srv.AddUser("Cán bộ")
	srv.AddGroup("Tổ công tác")
	return &byHand{t, srv, site}
}

// order posts to the control API and returns the status and the answer.
func (h *byHand) order(path, body string) (int, string) {
	h.Helper()
	return h.read(http.Post(h.site.URL+path, "application/json", strings.NewReader(body)))
}

func (h *byHand) get(path string) (int, string) {
	h.Helper()
	return h.read(http.Get(h.site.URL + path))
}

func (h *byHand) read(resp *http.Response, err error) (int, string) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		h.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func TestControlTalk(t *testing.T) {
	h := newByHand(t)
	_ = h.srv.Set(KeepIdle)
	for body, heard := range map[string]string{
		`{"from":"Cán bộ","text":"xin chào"}`:                                              `"heard":true`,
		`{"from":"Cán bộ","chat":"Tổ công tác","text":"chuyện riêng"}`:                     `"heard":false`,
		`{"from":"Cán bộ","chat":"` + GroupID("Tổ công tác") + `","text":"@Bot Chỉ tiêu"}`: `"heard":true`,
		`{"from":"` + UserID("Cán bộ") + `","sticker":"st1"}`:                              `"heard":true`,
		`{"from":"Cán bộ","photo":"https://zalo.example/1.jpg","text":"ảnh"}`:              `"heard":true`,
		`{"from":"Cán bộ","voice":"https://zalo.example/1.aac"}`:                           `"heard":true`,
		`{"from":"Cán bộ","unsupported":true}`:                                             `"heard":true`,
	} {
		if status, answer := h.order("/control/say", body); status != http.StatusOK || !strings.Contains(answer, heard) {
			t.Errorf("%s: %d %s", body, status, answer)
		}
	}
	status, answer := h.order("/bot"+Token+"/sendMessage", `{"chat_id":"`+UserID("Cán bộ")+`","text":"chào đồng chí"}`)
	if status != http.StatusOK || !strings.Contains(answer, `"ok":true`) {
		t.Fatalf("%d %s", status, answer)
	}
	status, answer = h.get("/control/chats/" + url.PathEscape("Cán bộ"))
	var chat struct {
		ID       string
		Messages []Message
	}
	if err := json.Unmarshal([]byte(answer), &chat); status != http.StatusOK || err != nil {
		t.Fatalf("%d %s: %v", status, answer, err)
	}
	last := chat.Messages[len(chat.Messages)-1]
	if chat.ID != UserID("Cán bộ") || len(chat.Messages) != 6 || !last.Bot || last.Text != "chào đồng chí" {
		t.Errorf("%+v", chat)
	}
}

func TestControlOrders(t *testing.T) {
	h := newByHand(t)
	for _, c := range []struct {
		path, body string
		status     int
		answer     string
	}{
		{"/control/users", `{"name":"Lãnh đạo"}`, 200, UserID("Lãnh đạo")},
		{"/control/groups", `{"name":"Xã"}`, 200, GroupID("Xã")},
		{"/control/groups", `{"name":""}`, 400, "a name is needed"},
		{"/control/say", `{"from":"Người lạ","text":"x"}`, 404, `unknown user \"Người lạ\"`},
		{"/control/say", `{"from":"Cán bộ","chat":"Không có","text":"x"}`, 404, "unknown chat"},
		{"/control/say", `{"from":"Cán bộ","txt":"x"}`, 400, "unknown field"},
		{"/control/say", `{`, 400, "body"},
		{"/control/say", `{"from":"Cán bộ","text":" "}`, 400, "a text is needed"},
		{"/control/quirk", `{"quirk":"replay=on"}`, 200, "{}"},
		{"/control/quirk", `{"quirk":"replay=maybe"}`, 400, "no quirk"},
		{"/control/fault", `{"fault":"internal_error","method":"getMe"}`, 200, "{}"},
		{"/control/fault", `{"fault":"flood"}`, 404, "unknown fault"},
		{"/control/fault", `{"delay":"soon"}`, 400, "duration"},
		{"/control/leave", `{"chat":"Xã"}`, 200, "{}"},
		{"/control/leave", `{"chat":"Không có"}`, 404, "unknown chat"},
		{"/control/advance", `{"by":"24h"}`, 200, "{}"},
		{"/control/advance", `{"by":"tomorrow"}`, 400, "duration"},
		{"/control/again", `{}`, 200, "{}"},
	} {
		if status, answer := h.order(c.path, c.body); status != c.status || !strings.Contains(answer, c.answer) {
			t.Errorf("%s %s: %d %s, want %d %s", c.path, c.body, status, answer, c.status, c.answer)
		}
	}
	if h.srv.Settings()["replay"] != "on" {
		t.Error("the quirk is not set")
	}
	if _, answer := h.order("/bot"+Token+"/getMe", "{}"); !strings.Contains(answer, "Internal server error") {
		t.Errorf("with a fault getMe answers %s", answer)
	}
	h.order("/control/fault", `{"fault":"bad_gateway","n":-1}`)
	if _, answer := h.get("/control/state"); !strings.Contains(answer, `"planned":-1`) || !strings.Contains(answer, `"name":"Xã","group":true,"left":true`) {
		t.Errorf("the state is %s", answer)
	}
	h.order("/control/fault", `{"fault":"heal"}`)
	if _, answer := h.order("/bot"+Token+"/getMe", "{}"); !strings.Contains(answer, `"ok":true`) {
		t.Errorf("healed, getMe answers %s", answer)
	}
}

func TestControlKeepsOtherSitesOut(t *testing.T) {
	h := newByHand(t)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, h.site.URL+"/control/say", strings.NewReader(`{"from":"Cán bộ","text":"x"}`))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Sec-Fetch-Site", "cross-site")
	if status, _ := h.read(http.DefaultClient.Do(req)); status != http.StatusForbidden {
		t.Errorf("status %d", status)
	}
	if status, body := h.get("/"); status != http.StatusOK || !strings.Contains(body, "<title>Zalo thử</title>") {
		t.Errorf("the page: %d", status)
	}
}

func TestControlStateWaitsForNews(t *testing.T) {
	h := newByHand(t)
	_, answer := h.get("/control/state")
	var st struct{ Version int }
	if err := json.Unmarshal([]byte(answer), &st); err != nil {
		t.Fatal(err)
	}
	news := make(chan string)
	go func() {
		resp, err := http.Get(h.site.URL + "/control/state?after=" + strconv.Itoa(st.Version))
		if err != nil {
			news <- err.Error()
			return
		}
		defer func() { _ = resp.Body.Close() }()
		body, _ := io.ReadAll(resp.Body)
		news <- string(body)
	}()
	h.srv.AddUser("Lãnh đạo")
	if got := <-news; !strings.Contains(got, "Lãnh đạo") {
		t.Errorf("the news are %s", got)
	}
}

// TestOverSockets does over real connections what the other tests do without.
func TestOverSockets(t *testing.T) {
	h := newByHand(t)
	site := &site{status: http.StatusOK}
	web := httptest.NewServer(site)
	defer web.Close()
	selfSigned := httptest.NewTLSServer(site)
	selfSigned.Config.ErrorLog = log.New(io.Discard, "", 0)
	defer selfSigned.Close()
	group := GroupID("Tổ công tác")
	for _, c := range []struct {
		method, body, answer string
	}{
		{"setWebhook", `{"url":"` + web.URL + `/zalo/webhook","secret_token":"` + hookToken + `"}`, `"outcome":"webhook.ok"`},
		{"sendPhoto", `{"chat_id":"` + group + `","photo":"` + web.URL + `/1.png"}`, "CHAT_PHOTO"},
		{"setWebhook", `{"url":"` + selfSigned.URL + `","secret_token":"` + hookToken + `"}`, `"outcome":"webhook.err.tls"`},
		{"setWebhook", `{"url":"http://127.0.0.1:1/","secret_token":"` + hookToken + `"}`, `"outcome":"webhook.err.unreachable"`},
	} {
		if _, answer := h.order("/bot"+Token+"/"+c.method, c.body); !strings.Contains(answer, c.answer) {
			t.Errorf("%s %s: %s, want %s", c.method, c.body, answer, c.answer)
		}
	}
	if status, photo := h.get("/control/photos/" + h.srv.Shown(group)[0].ID); status != http.StatusOK || photo != "PNG" {
		t.Errorf("the photo: %d %q", status, photo)
	}
	if status, _ := h.get("/control/photos/none"); status != http.StatusNotFound {
		t.Errorf("no photo: %d", status)
	}
	h.srv.Fail("getMe", 1, CutAfter)
	if _, err := http.Post(h.site.URL+"/bot"+Token+"/getMe", "application/json", nil); err == nil {
		t.Error("a cut connection answers")
	}
	h.srv.Fail("getMe", 1, Fault{Slow: 1})
	if _, answer := h.order("/bot"+Token+"/getMe", "{}"); !strings.Contains(answer, `"ok":true`) {
		t.Errorf("a slow body is %q", answer)
	}
	if status, _ := h.get("/bot" + Token + "/getMe"); status != http.StatusOK {
		t.Errorf("GET: %d", status)
	}
}
