package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// patience is how long a test waits for what should come at once.
const patience = time.Minute

// demo is a person at the demonstration's page, without the page.
type demo struct {
	t    *testing.T
	base string
	sent int
	http *http.Client
}

// startDemo runs the command as a newcomer would and finds its address.
func startDemo(t *testing.T) *demo {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	read, write := io.Pipe()
	over := make(chan int, 1)
	go func() {
		over <- run(ctx, terminal{Out: write, Err: t.Output()}, []string{"demo", "--listen", "127.0.0.1:0"})
		write.Close()
	}()
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		cancel()
		go io.Copy(io.Discard, read)
		if code := <-over; code != exitDone {
			t.Errorf("the demonstration ended with status %d", code)
		}
	})
	line := make([]byte, 256)
	n, err := read.Read(line)
	address := regexp.MustCompile(`http://\S+`).Find(line[:n])
	if err != nil || address == nil {
		t.Fatalf("no address: %q %v", line[:n], err)
	}
	return &demo{t: t, base: string(address), http: &http.Client{Transport: transport, Timeout: patience}}
}

func (d *demo) post(path string, body map[string]any) []byte {
	d.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		d.t.Fatal(err)
	}
	resp, err := d.http.Post(d.base+"/api/"+path, "application/json", bytes.NewReader(data))
	if err != nil {
		d.t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		d.t.Fatalf("POST %s: %s %s %v", path, resp.Status, answer, err)
	}
	return answer
}

// say writes as the agency's officer in a room.
func (d *demo) say(room, text string) {
	d.t.Helper()
	d.sent++
	d.post("rooms/"+room+"/messages", map[string]any{"id": fmt.Sprintf("message-%04d", d.sent), "from": "web:agency", "text": text})
}

// messages are the texts of the bot in a room, oldest first.
func (d *demo) messages(room string) []string {
	d.t.Helper()
	resp, err := d.http.Get(d.base + "/api/state")
	if err != nil {
		d.t.Fatal(err)
	}
	defer resp.Body.Close()
	var state struct {
		Rooms []struct {
			ID       string
			Messages []struct{ From, Head, Text string }
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&state); err != nil {
		d.t.Fatal(err)
	}
	var out []string
	for _, r := range state.Rooms {
		for _, m := range r.Messages {
			if r.ID == room && m.From == "" {
				out = append(out, m.Head+"\n"+m.Text)
			}
		}
	}
	return out
}

// answer waits for the bot's next message in the room.
func (d *demo) answer(room string, before int) string {
	d.t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); <-tick.C {
		if all := d.messages(room); len(all) > before {
			return all[len(all)-1]
		}
	}
	d.t.Fatalf("no answer in %s", room)
	return ""
}

// The first minutes of a newcomer, over real HTTP.
func TestDemo(t *testing.T) {
	t.Cleanup(func() { goleak.VerifyNone(t, goleak.IgnoreCurrent()) })
	d := startDemo(t)
	const room = "web:agency"
	ask := func(text string) string {
		before := len(d.messages(room))
		d.say(room, text)
		return d.answer(room, before)
	}
	tests := []struct {
		text       string
		want, miss []string
	}{
		{"thu ngân sách đến đâu rồi", []string{"tỷ đồng", "2024", "% KH", "Phòng Tài chính - Kế hoạch", "minh họa"}, nil},
		{"chỉ tiêu nào đang chậm", []string{"%"}, []string{"Sản lượng lương thực có hạt: 0"}},
		{"san luong luong thuc xa ky khang", []string{"Kỳ Khang", "tấn", "2024", "%"}, nil},
		{"pendapatan anggaran sudah berapa", []string{"miliar", "%"}, nil},
		{"how many standard schools so far", []string{"school", "2024"}, nil},
		{"chi ngân sách bao nhiêu", nil, []string{"tỷ đồng", "193,65", "%"}},
	}
	for _, tt := range tests {
		got := ask(tt.text)
		for _, want := range tt.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in\n%s", tt.text, want, got)
			}
		}
		for _, miss := range tt.miss {
			if strings.Contains(got, miss) {
				t.Errorf("%s: %q in\n%s", tt.text, miss, got)
			}
		}
	}
	before := ask("thu ngân sách đến đâu rồi")
	if got := ask("thu ngân sách 95,2 tỷ"); !strings.Contains(got, "Đã ghi nhận") || !strings.Contains(got, "95,2 tỷ đồng") {
		t.Errorf("the report is not echoed:\n%s", got)
	}
	if got := ask("thu ngân sách đến đâu rồi"); !strings.Contains(got, "95,2 tỷ đồng") {
		t.Errorf("the report does not show:\n%s", got)
	}
	ask("hủy")
	if got := ask("thu ngân sách đến đâu rồi"); got != before {
		t.Errorf("after the undo:\n%s\nwant\n%s", got, before)
	}

	// 07:30 comes; the control only saves the five minutes.
	d.post("clock/advance", map[string]any{})
	digest := d.answer("web:group", 0)
	if !strings.Contains(digest, "2024") || !strings.Contains(digest, "chậm") {
		t.Errorf("the digest:\n%s", digest)
	}
	t.Log(digest)
}
