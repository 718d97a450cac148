package main

import (
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chitieu/bot/telegram/telegramtest"
)

const (
	killToken = "123456:killed-and-restarted"
	cadre     = 7
)

// A report that was acknowledged survives SIGKILL, and the update that
// Telegram delivers again because it was never confirmed records nothing twice.
func TestKilledServeKeepsTheReport(t *testing.T) {
	srv := telegramtest.New(killToken, telegramtest.User{ID: 123456, First: "Bot", Username: "trolychitieu_bot"})
	srv.AddPrivate(telegramtest.User{ID: cadre, First: "Cán bộ"})
	web := httptest.NewServer(srv)
	t.Cleanup(web.Close) // after the processes, which hold a poll open
	config := filepath.Join(t.TempDir(), "config.yaml")
	text := fmt.Sprintf("data: {dir: %q}\nhttp: {listen: \"\"}\ntelegram: {api_base: %q}\nmembers:\n  - {id: \"telegram:%d\", name: Cán bộ, role: officer, unit: phong-tai-chinh-ke-hoach, lang: vi}\n",
		filepath.Join(t.TempDir(), "data"), web.URL, cadre)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}

	first := startServe(t, config)
	srv.Say(cadre, cadre, "thu ngân sách đến 28/6/2024 đạt 95,2 tỷ")
	waitFor(t, srv, "Đã ghi nhận", 1)
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	first.Wait()

	// Whatever was confirmed by then, Telegram delivers the update once more.
	if len(srv.Unconfirmed()) == 0 {
		srv.Redeliver()
	}
	second := startServe(t, config)
	srv.Say(cadre, cadre, "/lichsu budget-revenue")
	waitFor(t, srv, "95,2 tỷ đồng", 2)
	if err := second.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := second.Wait(); err != nil {
		t.Errorf("serve did not stop cleanly: %v", err)
	}

	messages := srv.Seen(cadre)
	last := messages[len(messages)-1].Text
	if n := strings.Count(last, "95,2 tỷ"); n != 1 {
		t.Errorf("the history shows the report %d times:\n%s", n, last)
	}
	acknowledged := 0
	for _, m := range messages {
		if strings.Contains(m.Text, "Đã ghi nhận") {
			acknowledged++
		}
	}
	if acknowledged != 1 {
		t.Errorf("the report was acknowledged %d times", acknowledged)
	}
}

// startServe runs the program as a process of its own.
func startServe(t *testing.T, config string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command("chitieu", "serve", "--config", config)
	cmd.Env = append(os.Environ(), "CHITIEU_TELEGRAM_TOKEN="+killToken)
	cmd.Stderr = t.Output()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	return cmd
}

// waitFor waits until the person has seen n messages with the text.
func waitFor(t *testing.T, srv *telegramtest.Server, text string, n int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	err := srv.Wait(ctx, func() bool {
		seen := 0
		for _, m := range srv.Seen(cadre) {
			if strings.Contains(m.Text, text) {
				seen++
			}
		}
		return seen >= n
	})
	if err != nil {
		t.Fatalf("no %d messages with %q; seen: %v", n, text, srv.Seen(cadre))
	}
}
