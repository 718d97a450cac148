package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestEvening plays what a person does in a shell with both messengers at hand:
// the real programs, talked to over HTTP. The program's clock alone is the
// test's, because nobody waits for Monday.
func TestEvening(t *testing.T) {
	t.Parallel() // it waits more than it works
	bin := t.TempDir()
	for _, name := range []string{"telegram", "zalo"} {
		build := exec.Command("go", "build", "-o", bin, "chitieu/bot/"+name+"/"+name+"test/cmd/"+name+"test")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/evening", RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("PATH", bin+string(filepath.ListSeparator)+e.Getenv("PATH"))
			for _, name := range []string{"telegram", "zalo", "clock"} {
				address, err := freeAddress()
				if err != nil {
					return err
				}
				e.Setenv(name, address)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"say": sayInScript, "see": seeInScript, "clock": clockInScript, "await": awaitInScript,
		},
	})
}

// addresses counts those that were given away.
var addresses atomic.Int32

// freeAddress is a loopback address that nobody listens on. Its port lies below
// those that the system picks by itself: one of them might be somebody else's
// before the program listens.
func freeAddress() (address string, err error) {
	for range 100 {
		port := 10_000 + (31*os.Getpid()+int(addresses.Add(1)))%20_000
		var l net.Listener
		if l, err = net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			return l.Addr().String(), l.Close()
		}
	}
	return "", err
}

// say MESSENGER FROM CHAT TEXT writes as somebody; a dash is the private chat.
func sayInScript(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: say telegram|zalo from chat text")
	}
	order := map[string]any{"from": args[1], "text": args[3]}
	if args[2] != "-" {
		order["chat"] = args[2]
	}
	if args[0] == "telegram" {
		for _, key := range []string{"from", "chat"} {
			if id, ok := order[key].(string); ok {
				order[key] = json.Number(id)
			}
		}
	}
	body, err := json.Marshal(order)
	ts.Check(err)
	resp, err := http.Post("http://"+ts.Getenv(args[0])+"/control/say", "application/json", bytes.NewReader(body))
	ts.Check(err)
	defer resp.Body.Close()
	if text, _ := io.ReadAll(resp.Body); resp.StatusCode != http.StatusOK {
		ts.Fatalf("say: %s", text)
	}
}

// see MESSENGER CHAT PATTERN [COUNT] waits until so many messages of the bot in
// the chat match, one if no count is given; what the pattern's group caught is
// $CODE then. "! see" says that none matches.
func seeInScript(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 3 || len(args) > 4 {
		ts.Fatalf("usage: see telegram|zalo chat pattern [count]")
	}
	want := 1
	if len(args) == 4 {
		_, err := fmt.Sscan(args[3], &want)
		ts.Check(err)
	}
	pattern, err := regexp.Compile(args[2])
	ts.Check(err)
	var found []string
	ok := within(patience, func() bool {
		found = slices.DeleteFunc(botMessages(ts, args[0], args[1]), func(m string) bool { return !pattern.MatchString(m) })
		return neg || len(found) >= want
	})
	if neg && len(found) > 0 || !neg && (!ok || len(found) != want) {
		ts.Fatalf("%d messages match %q, of\n%s", len(found), args[2], strings.Join(botMessages(ts, args[0], args[1]), "\n--\n"))
	}
	if !neg {
		if groups := pattern.FindStringSubmatch(found[len(found)-1]); len(groups) > 1 {
			ts.Setenv("CODE", groups[1])
		}
	}
}

// botMessages are the texts of the bot in a chat; none if nobody answers there.
func botMessages(ts *testscript.TestScript, messenger, chat string) []string {
	resp, err := http.Get("http://" + ts.Getenv(messenger) + "/control/chats/" + url.PathEscape(chat))
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	var answer struct {
		Messages []struct {
			Bot  bool   `json:"bot"`
			Text string `json:"text"`
		} `json:"messages"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		ts.Fatalf("messages of %s: %v", chat, err)
	}
	var texts []string
	for _, m := range answer.Messages {
		if m.Bot {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// within asks again until ok or the time is over.
func within(d time.Duration, ok func() bool) bool {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for over := time.After(d); ; {
		if ok() {
			return true
		}
		select {
		case <-tick.C:
		case <-over:
			return false
		}
	}
}

// await FILE PATTERN waits until the file holds it; what the pattern's group
// caught is $CODE then.
func awaitInScript(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: await file pattern")
	}
	pattern, err := regexp.Compile(args[1])
	ts.Check(err)
	var groups []string
	ok := within(patience, func() bool {
		data, _ := os.ReadFile(ts.MkAbs(args[0]))
		groups = pattern.FindStringSubmatch(string(data))
		return groups != nil
	})
	if !ok {
		ts.Fatalf("%s never held %q:\n%s", args[0], args[1], ts.ReadFile(args[0]))
	}
	if len(groups) > 1 {
		ts.Setenv("CODE", groups[1])
	}
}

// clock MOMENT sets the program's clock, as somebody who moves it on purpose;
// clock MOMENT MINUTES lets so many minutes pass from there, with time for what
// falls due in each.
func clockInScript(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 || len(args) > 2 {
		ts.Fatalf("usage: clock 2024-07-01T07:30:00+07:00 [minutes]")
	}
	moment, err := time.Parse(time.RFC3339, args[0])
	ts.Check(err)
	minutes := 0
	if len(args) == 2 {
		_, err := fmt.Sscan(args[1], &minutes)
		ts.Check(err)
	}
	for n := 0; ; n++ {
		to := moment.Add(time.Duration(n) * time.Minute).Format(time.RFC3339)
		if !within(patience, func() bool { return setClock(ts.Getenv("clock"), to) }) {
			ts.Fatalf("the program's clock cannot be set to %s", to)
		}
		if n == minutes {
			return
		}
		time.Sleep(minutePause)
	}
}

// minutePause is how long a minute of the script's clock takes.
const minutePause = 300 * time.Millisecond

func setClock(address, to string) bool {
	resp, err := http.Post("http://"+address+"/"+to, "", nil)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// serveEvening is serve on a clock that is set over HTTP:
// chitieu-evening CONFIG ADDRESS MOMENT OUTPUT.
func serveEvening(ctx context.Context, args []string) error {
	start, err := time.Parse(time.RFC3339, args[2])
	if err != nil {
		return err
	}
	clock := newDemoTime(start)
	out, err := os.OpenFile(args[3], os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	environ := make(map[string]string)
	for _, pair := range os.Environ() {
		key, value, _ := strings.Cut(pair, "=")
		environ[key] = value
	}
	cfg, err := loadConfig(args[0], environ)
	if err != nil {
		return err
	}
	o, err := serveOptions(cfg, newLogger(out, cfg.Log))
	if err != nil {
		return err
	}
	o.Now, o.Telegram.Now, o.Zalo.Now = clock.Now, clock.Now, clock.Now
	o.Claim = func(code string) { fmt.Fprintf(out, "claim code: %s\n", code) }
	a, err := startApp(ctx, o)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", args[1])
	if err != nil {
		return err
	}
	defer l.Close()
	go http.Serve(l, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		to, err := time.Parse(time.RFC3339, strings.TrimPrefix(r.URL.Path, "/"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		clock.mu.Lock()
		clock.offset = time.Until(to)
		clock.mu.Unlock()
		a.sched.Jumped()
	}))
	return a.wait(ctx)
}
