package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot/telegram/telegramtest"
)

// The whole program from an empty configuration: the first start tells a code,
// who brings it runs the bot, lets a leader in and binds a group, which then
// gets the Monday reminder. The next start tells no code, and who was removed
// is nobody at the next message.
func TestFirstStartToFirstReminder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newOffice(t)
		f.o.Members, f.o.Groups = nil, nil
		var told []string
		f.o.Claim = func(code string) { told = append(told, code) }
		const leader, group = 8, -2002
		f.srv.AddPrivate(telegramtest.User{ID: leader, First: "Lãnh đạo"})
		f.run(10*time.Minute, func() {
			if len(told) != 1 {
				t.Fatalf("told %q", told)
			}
			f.say(leader, leader, "thu ngân sách đến đâu rồi")
			f.say(cadre, cadre, "/start "+told[0])
			f.say(cadre, cadre, "/moi lãnh đạo")
			f.say(leader, leader, "/nhan "+f.lastCode(cadre))
			f.srv.Invite(leader, group, "Nhóm mới")
			time.Sleep(5 * time.Second)
			f.say(group, leader, "/nhom toàn huyện")
		})
		if n := f.heard(cadre, "Đã cấp quyền: người vận hành"); n != 1 {
			t.Errorf("claimed %d times", n)
		}
		if n := f.heard(leader, "Đã cấp quyền: lãnh đạo"); n != 1 {
			t.Errorf("let in %d times", n)
		}
		if n := f.heard(group, "chưa được đăng ký"); n != 1 {
			t.Errorf("the new group was greeted %d times", n)
		}
		if n := f.heard(group, "Kính gửi"); n != 1 {
			t.Errorf("the Monday reminder came %d times", n)
		}
		f.run(time.Minute, func() {
			if len(told) != 1 {
				t.Errorf("the second start tells a code too")
			}
			f.say(cadre, cadre, "/thanhvien")
			f.press(cadre, "Lãnh đạo")
			f.press(cadre, "Đưa ra khỏi danh sách")
			f.press(cadre, "Đưa ra khỏi danh sách")
			f.say(leader, leader, "thu ngân sách đến đâu rồi")
		})
		if n := f.heard(leader, "tỷ đồng"); n != 0 {
			t.Errorf("%d figures for who is nobody", n)
		}
		if n := f.heard(leader, "chưa được cấp quyền"); n != 2 {
			t.Errorf("refused %d times, want once before and once after", n)
		}
	})
}

// say says it and waits until it is answered.
func (f *office) say(chat, from int64, text string) {
	f.srv.Say(chat, from, text)
	time.Sleep(5 * time.Second)
	synctest.Wait()
}

// press takes the newest choice of the label in a private chat.
func (f *office) press(chat int64, label string) {
	f.t.Helper()
	if _, err := f.srv.Press(chat, chat, label); err != nil {
		f.t.Fatal(err)
	}
	time.Sleep(5 * time.Second)
	synctest.Wait()
}

var typedCode = regexp.MustCompile(`/nhan ([A-Z0-9]{10})`)

// lastCode is the code that the chat was told last.
func (f *office) lastCode(chat int64) string {
	f.t.Helper()
	seen := f.srv.Seen(chat)
	for i := len(seen) - 1; i >= 0; i-- {
		if m := typedCode.FindStringSubmatch(seen[i].Text); m != nil {
			return m[1]
		}
	}
	f.t.Fatal("no code")
	return ""
}

// Where nobody is an operator, serve prints the code for the person at the
// terminal and keeps it out of the log; where somebody is, it prints none.
func TestServePrintsTheClaim(t *testing.T) {
	for role, want := range map[string]bool{"leader": true, "operator": false} {
		dir := t.TempDir()
		config := filepath.Join(dir, "config.yaml")
		text := fmt.Sprintf("data: {dir: %q}\nwebchat: {enabled: true}\nlog: {level: debug}\nmembers:\n  - {id: \"web:a\", name: A, role: %s}\n", filepath.Join(dir, "data"), role)
		if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		// The page's code is printed last.
		out, log := &untilWriter{text: "enter this code", then: stop}, &untilWriter{}
		err := serveCommand{Config: config, Listen: "127.0.0.1:0"}.Run(ctx, terminal{Out: out, Err: log})
		if err != nil {
			t.Fatal(err)
		}
		code := typedCode.FindStringSubmatch(out.String())
		if (code != nil) != want {
			t.Errorf("with a %s: %q", role, out.String())
		}
		if code != nil && strings.Contains(log.String(), code[1]) {
			t.Error("the code is in the log")
		}
	}
}

// untilWriter keeps what is written, and calls then once it holds the text.
type untilWriter struct {
	mu   sync.Mutex
	kept strings.Builder
	text string
	then func()
}

func (w *untilWriter) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kept.Write(p)
	if w.then != nil && strings.Contains(w.kept.String(), w.text) {
		w.then()
	}
	return len(p), nil
}

func (w *untilWriter) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.kept.String()
}
