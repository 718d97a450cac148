package understand

import (
	"bytes"
	"os"
	"testing"
)

// TestWordsAreFresh fails when a word list has changed since words.json was
// written.
func TestWordsAreFresh(t *testing.T) {
	want, err := EncodeWords(os.DirFS("words"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(wordsFile, want) {
		t.Error("words.json is stale: run go generate ./bot/understand")
	}
}
