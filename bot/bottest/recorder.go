package bottest

import (
	"context"
	"slices"
	"sync"
	"testing"

	"chitieu/bot"
	"chitieu/target"
)

// Answer is how a Recorder replies to a message.
type Answer = func(context.Context, bot.Message) (bot.Reply, error)

// Recorder is a bot.Handler that remembers what it was told and answers by
// script. Without a script it repeats what it was told when it was addressed
// (see [Echo]) and is silent otherwise.
type Recorder struct {
	mu      sync.Mutex
	got     []bot.Message
	script  map[string]Answer
	changed chan struct{} // closed and replaced at every message
}

// NewRecorder returns a Recorder without a script.
func NewRecorder() *Recorder {
	return &Recorder{script: make(map[string]Answer), changed: make(chan struct{})}
}

// On sets the answer to messages with this text.
func (r *Recorder) On(text string, a Answer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.script[text] = a
}

// Handle is the bot.Handler.
func (r *Recorder) Handle(ctx context.Context, m bot.Message) (bot.Reply, error) {
	r.mu.Lock()
	r.got = append(r.got, m)
	answer := r.script[m.Text]
	close(r.changed)
	r.changed = make(chan struct{})
	r.mu.Unlock()
	if answer == nil {
		answer = Echo
	}
	return answer(ctx, m)
}

// Got is every message so far, in the order of the calls.
func (r *Recorder) Got() []bot.Message {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.got)
}

// Texts is the text of every message so far.
func (r *Recorder) Texts() []string {
	var texts []string
	for _, m := range r.Got() {
		texts = append(texts, m.Text)
	}
	return texts
}

// Await waits until a message with this text has come and returns the first.
// The test fails when none does within [Patience].
func (r *Recorder) Await(t testing.TB, text string) bot.Message {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), Patience)
	defer cancel()
	for {
		r.mu.Lock()
		i := slices.IndexFunc(r.got, func(m bot.Message) bool { return m.Text == text })
		if i >= 0 {
			defer r.mu.Unlock()
			return r.got[i]
		}
		changed := r.changed
		r.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			t.Fatalf("the handler never got %q, only %q", text, r.Texts())
		}
	}
}

// Echo answers "re: " and the text if the bot was addressed, else nothing.
func Echo(_ context.Context, m bot.Message) (bot.Reply, error) {
	if !m.Addressed {
		return bot.Reply{Silent: true}, nil
	}
	return bot.Reply{Note: target.Note{Text: "re: " + m.Text}}, nil
}

// Always answers everything with one reply.
func Always(reply bot.Reply) Answer {
	return func(context.Context, bot.Message) (bot.Reply, error) { return reply, nil }
}

// Once answers the first time as first does, later as next does.
func Once(first, next Answer) Answer {
	var once sync.Once
	return func(ctx context.Context, m bot.Message) (bot.Reply, error) {
		answer := next
		once.Do(func() { answer = first })
		return answer(ctx, m)
	}
}
