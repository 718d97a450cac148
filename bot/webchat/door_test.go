package webchat

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func lockedHouse() Options {
	o := house()
	o.LoginCode = testCode
	return o
}

func TestNothingIsSeenWithoutTheCode(t *testing.T) {
	_, rec, site := serve(t, lockedHouse())
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{http.MethodGet, "/", 303},
		{http.MethodGet, "/login", 200},
		{http.MethodGet, "/static/login.js", 200},
		{http.MethodGet, "/api/state", 401},
		{http.MethodGet, "/api/stream", 401},
		{http.MethodGet, "/api/pictures/x", 401},
		{http.MethodPost, officer, 401},
		{http.MethodPost, "/api/clock/advance", 401},
	} {
		body := ""
		if c.method == http.MethodPost {
			body = `{"id":"aaaaaaaa","from":"web:phong","text":"a"}`
		}
		status, text := ask(t, site, c.method, c.path, body,
			func(r *http.Request) { r.AddCookie(&http.Cookie{Name: cookieName, Value: "guessed"}) })
		if status != c.status {
			t.Errorf("%s %s: status %d, want %d", c.method, c.path, status, c.status)
		}
		if strings.Contains(text, "Cán bộ phòng") || strings.Contains(text, testCode) {
			t.Errorf("%s %s tells %s", c.method, c.path, text)
		}
	}
	if got := rec.Texts(); len(got) != 0 {
		t.Errorf("the bot was told %q", got)
	}
}

func login(t *testing.T, site *httptest.Server, code string) (int, string, *http.Cookie) {
	t.Helper()
	resp, err := site.Client().Post(site.URL+"/api/login", "application/json", strings.NewReader(fmt.Sprintf(`{"code":%q}`, code)))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var text [500]byte
	n, _ := resp.Body.Read(text[:])
	for _, c := range resp.Cookies() {
		return resp.StatusCode, string(text[:n]), c
	}
	return resp.StatusCode, string(text[:n]), nil
}

func TestCodeOpensOneSession(t *testing.T) {
	_, _, site := serve(t, lockedHouse())
	status, _, cookie := login(t, site, " "+testCode+"\n")
	if status != http.StatusOK || cookie == nil || !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode {
		t.Fatalf("login: status %d, cookie %+v", status, cookie)
	}
	enter := func(r *http.Request) { r.AddCookie(cookie) }
	if status, body := ask(t, site, http.MethodGet, "/api/state", "", enter); status != http.StatusOK || !strings.Contains(body, "Cán bộ phòng") {
		t.Errorf("with the session: status %d: %s", status, body)
	}
	if status, _ := ask(t, site, http.MethodGet, "/", "", enter); status != http.StatusOK {
		t.Errorf("the page: status %d", status)
	}
	if status, body, again := login(t, site, testCode); status != http.StatusForbidden || again != nil {
		t.Errorf("the code worked twice: status %d: %s", status, body)
	}
}

func TestCodeIsVoidAfterFiveTries(t *testing.T) {
	_, _, site := serve(t, lockedHouse())
	for i := range maxTries {
		status, body, _ := login(t, site, "sai")
		want := fmt.Sprintf("Còn %d lần thử", maxTries-1-i)
		if i == maxTries-1 {
			want = "không còn hiệu lực"
		}
		if status != http.StatusForbidden || !strings.Contains(body, want) {
			t.Errorf("try %d: status %d, want %q: %s", i+1, status, want, body)
		}
	}
	if status, body, cookie := login(t, site, testCode); status != http.StatusForbidden || cookie != nil {
		t.Errorf("the right code after too many tries: status %d: %s", status, body)
	}
}

func TestOpenDoorHasNoCode(t *testing.T) {
	_, _, site := serve(t, house())
	if status, _, cookie := login(t, site, ""); status != http.StatusForbidden || cookie != nil {
		t.Errorf("the empty code opened a session where none is asked for: status %d", status)
	}
}
