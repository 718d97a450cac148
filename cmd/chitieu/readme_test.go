package main

import (
	"os"
	"strings"
	"testing"
)

// The conversation in the README is one that the program has.
func TestReadmeChatIsTrue(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), "```\n")
	chat, _, ok := strings.Cut(rest, "```")
	if !ok {
		t.Fatal("README.md has no conversation")
	}
	var reply string
	for line := range strings.Lines(chat) {
		line = strings.TrimSpace(line)
		if text, ok := strings.CutPrefix(line, "Cán bộ:"); ok {
			reply = replyTo(t, strings.TrimSpace(text))
			continue
		}
		line = strings.TrimSpace(strings.TrimPrefix(line, "Trợ lý:"))
		if line != "…" && !strings.Contains(reply, line+"\n") {
			t.Errorf("the program does not say %q but:\n%s", line, reply)
		}
	}
}

// replyTo is what `chitieu ask` prints.
func replyTo(t *testing.T, text string) string {
	t.Helper()
	var out strings.Builder
	if code := run(t.Context(), terminal{Out: &out, Err: t.Output()}, []string{"ask", text}); code != exitDone {
		t.Fatalf("ask ended with status %d", code)
	}
	return out.String()
}
