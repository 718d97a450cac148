package webchat

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/target"
)

// serve runs a web chat with a recorder.
func serve(t *testing.T, o Options) (*Transport, *bottest.Recorder, *httptest.Server) {
	t.Helper()
	chat, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	rec := bottest.NewRecorder()
	site := httptest.NewServer(chat.Handler())
	t.Cleanup(site.Close)
	bottest.Run(t, chat, rec.Handle)
	return chat, rec, site
}

// ask sends a request and returns status and body.
func ask(t *testing.T, site *httptest.Server, method, path, body string, change func(*http.Request)) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, site.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	if change != nil {
		change(r)
	}
	client := *site.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if resp.Header.Get("Content-Security-Policy") == "" || resp.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%s %s: security headers are missing", method, path)
	}
	return resp.StatusCode, string(text)
}

const officer = "/api/rooms/web:phong-rieng/messages"

func TestBounds(t *testing.T) {
	_, rec, site := serve(t, house())
	for _, c := range []struct {
		name, path, body string
		status           int
		sentence         string
	}{
		{"body over 16 KiB", officer, `{"id":"aaaaaaaa","from":"web:phong","text":"` + strings.Repeat("a", 17<<10) + `"}`, 413, "quá dài"},
		{"text over 4096 characters", officer, `{"id":"aaaaaaaa","from":"web:phong","text":"` + strings.Repeat("ă", 4097) + `"}`, 413, "quá dài"},
		{"blank text", officer, `{"id":"aaaaaaaa","from":"web:phong","text":" \n"}`, 422, "trống"},
		{"unknown field", officer, `{"id":"aaaaaaaa","from":"web:phong","text":"a","role":"leader"}`, 400, "không đúng dạng"},
		{"broken JSON", officer, `{"id":`, 400, "không đúng dạng"},
		{"bad id", officer, `{"id":"a b","from":"web:phong","text":"a"}`, 400, "không đúng dạng"},
		{"somebody else's private chat", officer, `{"id":"aaaaaaaa","from":"web:lanhdao","text":"a"}`, 404, "không thuộc nhóm"},
		{"no such room", "/api/rooms/web:x/messages", `{"id":"aaaaaaaa","from":"web:phong","text":"a"}`, 404, "Không có cuộc trò chuyện"},
		{"no such message", "/api/rooms/web:phong-rieng/presses", `{"id":"aaaaaaaa","from":"web:phong","message":"x","choice":0}`, 410, "không còn dùng"},
	} {
		t.Run(c.name, func(t *testing.T) {
			status, body := ask(t, site, http.MethodPost, c.path, c.body, nil)
			if status != c.status || !strings.Contains(body, c.sentence) {
				t.Errorf("status %d, want %d with %q: %s", status, c.status, c.sentence, body)
			}
		})
	}
	if got := rec.Texts(); len(got) != 0 {
		t.Errorf("the bot was told %q", got)
	}
}

func TestErrorsInThePersonsLanguage(t *testing.T) {
	_, _, site := serve(t, house())
	for accept, want := range map[string]string{
		"en": "The message is empty.", "id-ID,en;q=0.5": "Pesan masih kosong.", "fr, en-GB": "The message is empty.", "": "Tin nhắn đang trống.",
	} {
		_, body := ask(t, site, http.MethodPost, officer, `{"id":"aaaaaaaa","from":"web:phong","text":""}`,
			func(r *http.Request) { r.Header.Set("Accept-Language", accept) })
		if !strings.Contains(body, want) {
			t.Errorf("Accept-Language %q: %s, want %q", accept, body, want)
		}
	}
}

func TestForeignRequestsAreRefused(t *testing.T) {
	_, rec, site := serve(t, house())
	body := `{"id":"aaaaaaaa","from":"web:phong","text":"thu ngân sách 1 tỷ"}`
	for name, c := range map[string]struct {
		change func(*http.Request)
		status int
	}{
		"another site":   {func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, 403},
		"another origin": {func(r *http.Request) { r.Header.Set("Origin", "https://example.com") }, 403},
		"a form":         {func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") }, 415},
		"another host":   {func(r *http.Request) { r.Host = "chat.example.com" }, 421},
		"a lookalike":    {func(r *http.Request) { r.Host = "127.0.0.1.example.com:80" }, 421},
	} {
		if status, text := ask(t, site, http.MethodPost, officer, body, c.change); status != c.status {
			t.Errorf("%s: status %d, want %d: %s", name, status, c.status, text)
		}
	}
	if got := rec.Texts(); len(got) != 0 {
		t.Errorf("the bot was told %q", got)
	}
}

func TestHosts(t *testing.T) {
	for _, c := range []struct {
		o    Options
		host string
		want bool
	}{
		{Options{}, "127.0.0.1:8080", true},
		{Options{}, "localhost:8080", true},
		{Options{}, "[::1]:8080", true},
		{Options{}, "10.0.0.5:8080", false},
		{Options{}, "", false},
		{Options{LoginCode: "x"}, "10.0.0.5:8080", true},
		{Options{LoginCode: "x", Hosts: []string{"chitieu.example.vn"}}, "10.0.0.5:8080", false},
		{Options{Hosts: []string{"chitieu.example.vn"}}, "Chitieu.example.vn:443", true},
	} {
		if got := hostAllowed(c.o, c.host); got != c.want {
			t.Errorf("host %q, code %t, hosts %v: allowed %v, want %v", c.host, c.o.LoginCode != "", c.o.Hosts, got, c.want)
		}
	}
}

func TestResendHasOneEffect(t *testing.T) {
	_, rec, site := serve(t, house())
	rec.On("hỏng", bottest.Once(func(context.Context, bot.Message) (bot.Reply, error) {
		return bot.Reply{}, context.DeadlineExceeded
	}, bottest.Echo))
	body := `{"id":"gui-lai-1","from":"web:phong","text":"hỏng"}`
	for i, want := range []int{500, 200, 200} {
		if status, text := ask(t, site, http.MethodPost, officer, body, nil); status != want {
			t.Errorf("try %d: status %d, want %d: %s", i+1, status, want, text)
		}
	}
	if got := rec.Got(); len(got) != 2 || got[0].ID != got[1].ID || got[0].ID != "web:gui-lai-1" {
		t.Errorf("the bot was told %+v, want the same twice", got)
	}
	if messages := history(t, site, "web:phong-rieng"); len(messages) != 2 {
		t.Errorf("%d bubbles, want the question and its answer: %+v", len(messages), messages)
	}
}

// Two people write in a group at the same time: the bot hears one after the
// other, though each page posts by itself.
func TestRoomTakesTurns(t *testing.T) {
	_, rec, site := serve(t, house())
	release := make(chan struct{})
	rec.On("một", func(ctx context.Context, m bot.Message) (bot.Reply, error) {
		<-release
		return bottest.Echo(ctx, m)
	})
	const group = "/api/rooms/web:nhom/messages"
	var posts sync.WaitGroup
	posts.Go(func() {
		ask(t, site, http.MethodPost, group, `{"id":"luot-mot","from":"web:phong","text":"một"}`, nil)
	})
	rec.Await(t, "một")
	posts.Go(func() {
		ask(t, site, http.MethodPost, group, `{"id":"luot-hai","from":"web:lanhdao","text":"hai"}`, nil)
	})
	ask(t, site, http.MethodPost, officer, `{"id":"luot-ba1","from":"web:phong","text":"ba"}`, nil) // another room goes on
	if got := rec.Texts(); !slices.Equal(got, []string{"một", "ba"}) {
		t.Errorf("before the first was answered the bot heard %q", got)
	}
	close(release)
	posts.Wait()
	if got := rec.Texts(); !slices.Equal(got, []string{"một", "ba", "hai"}) {
		t.Errorf("the bot heard %q", got)
	}
}

// What a stop interrupts is no failure of the message: the page tries again.
func TestStopIsNotTheMessagesFault(t *testing.T) {
	chat, err := New(house())
	if err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(chat.Handler())
	defer site.Close()
	rec := bottest.NewRecorder()
	rec.On("dở dang", func(ctx context.Context, _ bot.Message) (bot.Reply, error) {
		<-ctx.Done()
		return bot.Reply{}, ctx.Err()
	})
	running := bottest.Run(t, chat, rec.Handle)
	var post sync.WaitGroup
	post.Go(func() {
		status, body := ask(t, site, http.MethodPost, officer, `{"id":"do-dang-1","from":"web:phong","text":"dở dang"}`, nil)
		if status != http.StatusServiceUnavailable {
			t.Errorf("status %d, want 503: %s", status, body)
		}
	})
	rec.Await(t, "dở dang")
	if err := running.Stop(); err != nil {
		t.Error(err)
	}
	post.Wait()
}

func TestRateLimit(t *testing.T) {
	_, _, site := serve(t, house())
	var refused int
	for i := range 2 * burst {
		status, body := ask(t, site, http.MethodPost, officer, fmt.Sprintf(`{"id":"nhanh-%03d","from":"web:phong","text":"a"}`, i), nil)
		if status == http.StatusTooManyRequests {
			refused++
		} else if status != http.StatusOK {
			t.Fatalf("status %d: %s", status, body)
		}
	}
	if refused == 0 || refused > burst {
		t.Errorf("%d of %d refused", refused, 2*burst)
	}
}

func TestHistoryIsBounded(t *testing.T) {
	chat, _, site := serve(t, house())
	for i := range maxHistory + 5 {
		if _, err := chat.Send(t.Context(), "web:nhom", target.Note{Text: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	if got := history(t, site, "web:nhom"); len(got) != maxHistory || got[0].Text != "5" {
		t.Errorf("%d messages from %q on, want %d from 5", len(got), got[0].Text, maxHistory)
	}
}

// history reads a room as the page does.
func history(t *testing.T, site *httptest.Server, id target.ChatID) []message {
	t.Helper()
	_, body := ask(t, site, http.MethodGet, "/api/state", "", nil)
	var s struct {
		Rooms []struct {
			ID       target.ChatID `json:"id"`
			Messages []message     `json:"messages"`
		} `json:"rooms"`
	}
	if err := json.Unmarshal([]byte(body), &s); err != nil {
		t.Fatal(err)
	}
	for _, room := range s.Rooms {
		if room.ID == id {
			return room.Messages
		}
	}
	return nil
}

// follow opens the stream and returns its lines.
func follow(t *testing.T, site *httptest.Server, place, last string) (*bufio.Scanner, context.CancelFunc) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, site.URL+"/api/stream?after="+place, nil)
	if err != nil {
		t.Fatal(err)
	}
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	resp, err := site.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("stream: status %d", resp.StatusCode)
	}
	return bufio.NewScanner(resp.Body), cancel
}

// next reads events until n messages have come: their texts and the last id.
func next(t *testing.T, lines *bufio.Scanner, n int) (texts []string, id string) {
	t.Helper()
	for len(texts) < n && lines.Scan() {
		line := lines.Text()
		if after, ok := strings.CutPrefix(line, "id: "); ok {
			id = after
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok {
			var m message
			if err := json.Unmarshal([]byte(data), &m); err != nil {
				t.Fatal(err)
			}
			texts = append(texts, m.Text)
		}
	}
	return texts, id
}

func TestStreamMissesNothingOverAReconnect(t *testing.T) {
	chat, _, site := serve(t, house())
	send := func(texts ...string) {
		for _, text := range texts {
			if _, err := chat.Send(t.Context(), "web:nhom", target.Note{Text: text}); err != nil {
				t.Fatal(err)
			}
		}
	}
	place := chat.board.state().Place
	send("một")
	lines, hangUp := follow(t, site, place, "")
	texts, last := next(t, lines, 1)
	hangUp()
	send("hai", "ba")
	lines, _ = follow(t, site, place, last)
	send("bốn")
	more, _ := next(t, lines, 3)
	if got := append(texts, more...); !slices.Equal(got, []string{"một", "hai", "ba", "bốn"}) {
		t.Errorf("the stream told %q", got)
	}
}

func TestStreamResetsAPageThatWasAwayTooLong(t *testing.T) {
	chat, _, site := serve(t, house())
	place := chat.board.state().Place
	for range maxEvents + 1 {
		chat.board.tell("typing", typing{Room: "web:nhom"})
	}
	for _, old := range []string{place, "otherrun-1", "rác", ""} {
		lines, _ := follow(t, site, old, "")
		var text []string
		for lines.Scan() {
			text = append(text, lines.Text())
		}
		if !slices.Contains(text, "event: reset") {
			t.Errorf("after %q: %q, want a reset", old, text)
		}
	}
}

func TestStreamsAreBounded(t *testing.T) {
	chat, _, site := serve(t, house())
	for range maxStreams {
		chat.streams <- struct{}{}
	}
	if status, body := ask(t, site, http.MethodGet, "/api/stream", "", nil); status != http.StatusServiceUnavailable {
		t.Errorf("status %d, want 503: %s", status, body)
	}
}

func TestStoppedChatSaysSo(t *testing.T) {
	chat, err := New(house())
	if err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(chat.Handler())
	defer site.Close()
	status, body := ask(t, site, http.MethodPost, officer, `{"id":"aaaaaaaa","from":"web:phong","text":"a"}`, nil)
	if status != http.StatusServiceUnavailable || !strings.Contains(body, "tạm nghỉ") {
		t.Errorf("status %d: %s", status, body)
	}
}
