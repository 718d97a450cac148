package bot

import (
	"fmt"
	"testing"
	"time"

	"chitieu/target"
)

func keyOf(person int) talkKey {
	id := fmt.Sprintf("test:%d", person)
	return talkKey{target.ChatID(id), target.MemberID(id)}
}

// langAt is the language of the remembered talk, "" if it is forgotten.
func langAt(t *testing.T, r *recall, key talkKey, now time.Time) target.Lang {
	t.Helper()
	k, err := r.Talk(t.Context(), key, now)
	if err != nil {
		t.Fatal(err)
	}
	return k.lang
}

func TestRecallIsBounded(t *testing.T) {
	r := newRecall()
	start := time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC)
	for i := range talkLimit + 50 {
		k := talk{lang: target.English, at: start.Add(time.Duration(i) * time.Millisecond)}
		if err := r.KeepTalk(t.Context(), keyOf(i), k); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(r.talks); n != talkLimit {
		t.Errorf("%d talks are kept, want %d", n, talkLimit)
	}
	if langAt(t, r, keyOf(0), start) != "" {
		t.Error("the oldest talk is still kept")
	}
	if langAt(t, r, keyOf(talkLimit+49), start) != target.English {
		t.Error("the newest talk is lost")
	}
}

func TestRecallForgets(t *testing.T) {
	r := newRecall()
	start := time.Date(2024, 7, 1, 8, 0, 0, 0, time.UTC)
	if err := r.KeepTalk(t.Context(), keyOf(1), talk{lang: target.English, at: start}); err != nil {
		t.Fatal(err)
	}
	for after, want := range map[time.Duration]target.Lang{
		talkLife: target.English, talkLife + time.Second: "", -24 * time.Hour: "",
	} {
		if got := langAt(t, r, keyOf(1), start.Add(after)); got != want {
			t.Errorf("after %s the language is %q, want %q", after, got, want)
		}
	}
}

func TestFirstIsTrueOnce(t *testing.T) {
	f := newFirsts()
	if !f.first("a") || f.first("a") || !f.first("b") {
		t.Error("first is not true once for each key")
	}
	for i := range firstLimit * 2 {
		f.first(fmt.Sprint(i))
	}
	if n := len(f.seen); n > firstLimit {
		t.Errorf("%d keys are kept, want at most %d", n, firstLimit)
	}
}
