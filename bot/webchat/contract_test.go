package webchat

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/bot/bottest"
	"chitieu/target"
)

func TestContract(t *testing.T) { bottest.TestTransport(t, openHarness) }

const testCode = "MA-DANG-NHAP-7Q2"

// phone is the page's part without the page: it posts until acknowledged, one
// message after the other in each room, and reads the state.
type phone struct {
	*bottest.Running
	log    bottest.Log
	t      *testing.T
	site   *httptest.Server
	client *http.Client
	cookie *http.Cookie
	ids    atomic.Int64
	queues map[target.ChatID]chan post
	mu     sync.Mutex
	last   post
}

type post struct {
	path string
	body any
}

func openHarness(t *testing.T, h bot.Handler) bottest.Harness {
	p := &phone{t: t, queues: make(map[target.ChatID]chan post)}
	o := house()
	o.Log, o.LoginCode = p.log.Logger(), testCode
	chat, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	p.site = httptest.NewServer(chat.Handler())
	p.client = p.site.Client()
	t.Cleanup(p.site.Close)
	p.login()
	ctx, cancel := context.WithCancel(context.Background())
	var posting sync.WaitGroup
	for _, room := range []target.ChatID{p.Private(), p.Group()} {
		queue := make(chan post, 100)
		p.queues[room] = queue
		posting.Go(func() { p.deliver(ctx, queue) })
	}
	p.Running = bottest.Run(t, chat, h)
	t.Cleanup(func() { cancel(); posting.Wait() })
	return p
}

// house is two people with private chats, and a group of both.
func house() Options {
	return Options{
		Personas: []Persona{
			{ID: "web:phong", Name: "Cán bộ phòng", Role: "Phòng Tài chính - Kế hoạch", Private: "web:phong-rieng"},
			{ID: "web:lanhdao", Name: "Lãnh đạo", Role: "Lãnh đạo huyện", Private: "web:lanhdao-rieng"},
		},
		Groups: []Group{{ID: "web:nhom", Title: "Tổ theo dõi chỉ tiêu", Members: []target.MemberID{"web:phong", "web:lanhdao"}}},
	}
}

func (p *phone) login() {
	resp, err := p.client.Post(p.site.URL+"/api/login", "application/json", bytes.NewBufferString(`{"code":"`+testCode+`"}`))
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	for _, c := range resp.Cookies() {
		p.cookie = c
	}
}

// deliver posts what is queued, each until it is acknowledged.
func (p *phone) deliver(ctx context.Context, queue <-chan post) {
	for {
		select {
		case in := <-queue:
			for p.post(ctx, in) != http.StatusOK && ctx.Err() == nil {
				select {
				case <-time.After(20 * time.Millisecond):
				case <-ctx.Done():
				}
			}
		case <-ctx.Done():
			return
		}
	}
}

func (p *phone) post(ctx context.Context, in post) (status int) {
	body, _ := json.Marshal(in.body)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.site.URL+in.path, bytes.NewReader(body))
	if err != nil {
		return 0
	}
	r.Header.Set("Content-Type", "application/json")
	r.AddCookie(p.cookie)
	resp, err := p.client.Do(r)
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode
}

func (p *phone) enqueue(chat target.ChatID, what string, body any) {
	in := post{path: "/api/rooms/" + url.PathEscape(string(chat)) + "/" + what, body: body}
	p.mu.Lock()
	p.last = in
	p.mu.Unlock()
	p.queues[chat] <- in
}

func (p *phone) id() string { return fmt.Sprintf("test-%06d", p.ids.Add(1)) }

func (p *phone) Can() bottest.Can {
	return bottest.Can{Buttons: true, Edit: true, Pictures: true, Replies: true, Again: true}
}
func (p *phone) Name() string           { return UserName }
func (p *phone) Private() target.ChatID { return "web:phong-rieng" }
func (p *phone) Group() target.ChatID   { return "web:nhom" }
func (p *phone) Nowhere() target.ChatID { return "web:khong-co" }
func (p *phone) Log() string            { return p.log.Log() }
func (p *phone) Secrets() []string      { return []string{testCode, p.cookie.Value} }
func (p *phone) Fail(f bottest.Failure) { p.t.Fatalf("no server stands between: cannot fail %q", f) }

func (p *phone) Say(s bottest.Saying) {
	text := s.Text
	if s.Mention {
		text = "@" + UserName + " " + text
	}
	p.enqueue(s.Chat, "messages", said{ID: p.id(), From: "web:phong", Text: text, ReplyTo: s.ReplyTo})
}

func (p *phone) Press(chat target.ChatID, label string) {
	messages := p.messages(chat)
	for _, m := range slices.Backward(messages) {
		if i := slices.Index(m.Choices, label); i >= 0 {
			p.enqueue(chat, "presses", pressed{ID: p.id(), From: "web:phong", Message: m.ID, Choice: i})
			return
		}
	}
	p.t.Errorf("no message in %s offers %q", chat, label)
}

func (p *phone) Again() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if status := p.post(p.t.Context(), p.last); status != http.StatusOK {
		p.t.Errorf("sending again: status %d", status)
	}
}

func (p *phone) Read(chat target.ChatID) []bottest.Shown {
	var shown []bottest.Shown
	for _, m := range p.messages(chat) {
		if m.From != "" {
			continue
		}
		s := bottest.Shown{ID: m.ID, Text: m.Text, Buttons: m.Choices}
		if m.Head != "" {
			s.Text = m.Head + "\n" + m.Text
		}
		if m.Picture != nil {
			s.Alt = m.Picture.Alt
		}
		shown = append(shown, s)
	}
	return shown
}

func (p *phone) messages(chat target.ChatID) []message {
	r, err := http.NewRequest(http.MethodGet, p.site.URL+"/api/state", nil)
	if err != nil {
		p.t.Fatal(err)
	}
	r.AddCookie(p.cookie)
	resp, err := p.client.Do(r)
	if err != nil {
		p.t.Error(err)
		return nil
	}
	defer resp.Body.Close()
	var s struct {
		Rooms []struct {
			ID       target.ChatID `json:"id"`
			Messages []message     `json:"messages"`
		} `json:"rooms"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&s); err != nil {
		p.t.Error(err)
	}
	for _, room := range s.Rooms {
		if room.ID == chat {
			return room.Messages
		}
	}
	return nil
}
