package bottest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/target"
)

// Patience is how long the suite waits for what should happen at once. Only a
// failing test takes so long; a busy machine may need more than one expects.
const Patience = time.Minute

// TestTransport checks the contract in the package's comment. open builds a
// fresh messenger and transport, and starts Run with h; it cleans up with t.
func TestTransport(t *testing.T, open func(t *testing.T, h bot.Handler) Harness) {
	checks := []struct {
		name  string
		check func(*testing.T, *talk)
	}{
		{"private messages are addressed", testPrivate},
		{"group messages are addressed by mention", testMention},
		{"group messages are addressed by command", testCommand},
		{"group messages are addressed by reply", testReplyTo},
		{"answers keep the order of the chat", testOrder},
		{"a slow chat holds up no other", testSlowChat},
		{"a message delivered again keeps its id", testAgain},
		{"notes are plain text", testPlainText},
		{"long notes are cut between lines and numbered", testLongNote},
		{"a long line loses nothing", testLongLine},
		{"choices can be pressed", testPress},
		{"many choices can be pressed", testManyChoices},
		{"an edit replaces the pressed message", testEdit},
		{"pictures come with words", testPicture},
		{"documents come, or what they hold", testDocument},
		{"silent and queued replies are not sent", testUnsent},
		{"a handler's error is not shown", testHandlerError},
		{"sent notes have ids", testSend},
		{"send errors have their class", testSendErrors},
		{"a reply waits out a limit", testReplyLimit},
		{"an answer ready at the stop is said", testStopAnswered},
		{"a message unhandled at the stop comes again", testStopUnhandled},
		{"a message written while stopped comes later", testStopped},
	}
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			rec := NewRecorder()
			h := open(t, rec.Handle)
			k := &talk{Harness: h, rec: rec}
			c.check(t, k)
			k.checkSecrets(t, "the log", h.Log())
		})
	}
}

// talk is one check's conversation.
type talk struct {
	Harness
	rec    *Recorder
	fences int
}

// Say names the bot in a group where nothing else reaches it.
func (k *talk) Say(s Saying) {
	if k.Can().Gated && s.Chat == k.Group() && s.ReplyTo == "" {
		s.Mention = true
	}
	k.Harness.Say(s)
}

// await reads the chat until ok, and fails after Patience.
func (k *talk) await(t *testing.T, chat target.ChatID, what string, ok func([]Shown) bool) []Shown {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	deadline := time.After(Patience)
	for {
		shown := k.Read(chat)
		if ok(shown) {
			return shown
		}
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatalf("%s never stood in %s:\n%s", what, chat, all(shown))
		}
	}
}

// see waits until a message of the bot holds the text and returns it.
func (k *talk) see(t *testing.T, chat target.ChatID, text string) Shown {
	t.Helper()
	var found Shown
	k.await(t, chat, text, func(shown []Shown) bool {
		i := slices.IndexFunc(shown, func(s Shown) bool { return strings.Contains(s.Text, text) })
		if i >= 0 {
			found = shown[i]
		}
		return i >= 0
	})
	return found
}

// fence waits for the answer to a further message: whatever came before it in
// the chat has been dealt with, so what is not shown by now will not be.
func (k *talk) fence(t *testing.T, chat target.ChatID) {
	t.Helper()
	k.fences++
	text := fmt.Sprintf("/rao %d", k.fences)
	k.Say(Saying{Chat: chat, Text: text})
	k.see(t, chat, "re: "+text)
}

func (k *talk) checkSecrets(t *testing.T, where, text string) {
	t.Helper()
	for _, secret := range k.Secrets() {
		if secret != "" && strings.Contains(text, secret) {
			t.Errorf("%s holds a secret", where)
		}
	}
}

// sendError sends and returns the error in its class.
func (k *talk) sendError(t *testing.T, chat target.ChatID, n target.Note) *target.SendError {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), Patience)
	defer cancel()
	id, err := k.Transport().Send(ctx, chat, n)
	if err == nil {
		t.Fatalf("Send to %s succeeded with id %q, want an error", chat, id)
	}
	k.checkSecrets(t, "Send's error", err.Error())
	refusal, ok := errors.AsType[*target.SendError](err)
	if !ok {
		t.Fatalf("Send's error is a %T, want *target.SendError: %v", err, err)
	}
	if refusal.Err == nil {
		t.Errorf("SendError.Err is nil: nothing to log")
	}
	return refusal
}

// all is everything that was shown, as one text.
func all(shown []Shown) string {
	var texts []string
	for _, s := range shown {
		texts = append(texts, s.Text)
	}
	return strings.Join(texts, "\n")
}
