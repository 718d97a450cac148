package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"chitieu/bot/zalo/zalotest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestRunServesUntilItIsStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out, in := io.Pipe()
	over := make(chan error, 1)
	go func() {
		over <- run(ctx, flags{Listen: "127.0.0.1:0", Token: "1:t", Bot: "Bot Thử", User: []string{"Cán bộ"}, Group: []string{"Tổ"}, Quirk: []string{"idle=kept"}}, in)
	}()
	lines := bufio.NewScanner(out)
	printed := make(map[string]string)
	for range 6 {
		lines.Scan()
		name, value, _ := strings.Cut(lines.Text(), " ")
		printed[name] = strings.TrimSpace(value)
	}
	if printed["token"] != "1:t" || printed["page"] != printed["api_base"]+"/" ||
		printed["member"] != "zalo:"+zalotest.UserID("Cán bộ")+" Cán bộ" || printed["group"] != "zalo:"+zalotest.GroupID("Tổ")+" Tổ" {
		t.Fatalf("printed %q", printed)
	}
	post := func(path, body string) string {
		resp, err := http.Post(printed["api_base"]+path, "application/json", strings.NewReader(body))
		if err != nil {
			return err.Error()
		}
		defer func() { _ = resp.Body.Close() }()
		answer, _ := io.ReadAll(resp.Body)
		return string(answer)
	}
	state := func() string {
		resp, err := http.Get(printed["api_base"] + "/control/state")
		if err != nil {
			return err.Error()
		}
		defer func() { _ = resp.Body.Close() }()
		answer, _ := io.ReadAll(resp.Body)
		return string(answer)
	}
	post("/control/say", `{"from":"Cán bộ","chat":"Tổ","text":"@Bot Thử chào"}`)
	if got := post("/bot1:t/getUpdates", `{"timeout":"10"}`); !strings.Contains(got, "@Bot Thử chào") {
		t.Errorf("the poll brings %s", got)
	}
	waits := make(chan string)
	go func() { waits <- post("/bot1:t/getUpdates", `{"timeout":"60"}`) }()
	began := time.Now()
	for !strings.Contains(state(), `"polls":1`) && time.Since(began) < time.Minute {
	}
	http.DefaultClient.CloseIdleConnections() // one that was dialled and never used would be waited for
	stop()
	began = time.Now()
	if err := <-over; err != nil {
		t.Error(err)
	}
	if got := <-waits; !strings.Contains(got, "EOF") || time.Since(began) > 30*time.Second {
		t.Errorf("the poll that waited got %s after %s", got, time.Since(began))
	}
	http.DefaultClient.CloseIdleConnections()
}

func TestRunRefusesWhatItCannotDo(t *testing.T) {
	for name, f := range map[string]flags{
		"a quirk that does not exist": {Listen: "127.0.0.1:0", Quirk: []string{"replay=maybe"}},
		"an address that is none":     {Listen: "nowhere"},
	} {
		if err := run(t.Context(), f, io.Discard); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
