package bot

import (
	"fmt"
	"testing"
	"time"

	"chitieu/bot/lang"
	"chitieu/target"
)

func turnOf(chat int, now time.Time) *turn {
	id := fmt.Sprintf("test:%d", chat)
	return &turn{
		msg: Message{Chat: target.ChatID(id), From: target.MemberID(id)}, now: now,
		words: &lang.Printer{Lang: target.English},
	}
}

func TestRecallIsBounded(t *testing.T) {
	r := newRecall()
	start := time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC)
	for i := range talkLimit + 50 {
		r.keep(turnOf(i, start.Add(time.Duration(i)*time.Millisecond)), Reply{})
	}
	if n := len(r.talks); n != talkLimit {
		t.Errorf("%d talks are kept, want %d", n, talkLimit)
	}
	if r.of("test:0", "test:0", start).lang != "" {
		t.Error("the oldest talk is still kept")
	}
	newest := target.ChatID(fmt.Sprintf("test:%d", talkLimit+49))
	if r.of(newest, target.MemberID(newest), start).lang != target.English {
		t.Error("the newest talk is lost")
	}
	for i := range firstLimit * 2 {
		r.first(fmt.Sprint(i))
	}
	if n := len(r.seen); n > firstLimit {
		t.Errorf("%d keys are kept, want at most %d", n, firstLimit)
	}
}

func TestRecallForgets(t *testing.T) {
	r := newRecall()
	start := time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC)
	r.keep(turnOf(1, start), Reply{})
	for after, want := range map[time.Duration]target.Lang{
		talkLife: target.English, talkLife + time.Second: "", -24 * time.Hour: "",
	} {
		if got := r.of("test:1", "test:1", start.Add(after)).lang; got != want {
			t.Errorf("after %s the language is %q, want %q", after, got, want)
		}
	}
}

func TestFirstIsTrueOnce(t *testing.T) {
	r := newRecall()
	if !r.first("a") || r.first("a") || !r.first("b") {
		t.Error("first is not true once for each key")
	}
}
