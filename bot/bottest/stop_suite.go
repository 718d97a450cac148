package bottest

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"chitieu/bot"
)

// stopWithin bounds Run's end after its context ended.
const stopWithin = time.Second

// stop stops Run in time.
func (k *talk) stop(t *testing.T) {
	t.Helper()
	began := time.Now()
	if err := k.Stop(); err != nil {
		k.checkSecrets(t, "Run's error", err.Error())
		t.Errorf("Run ended with %v, want nil", err)
	}
	if took := time.Since(began); took > stopWithin {
		t.Errorf("Run took %s to stop, want at most %s", took, stopWithin)
	}
}

// testStopAnswered: the handler finishes its work although it is told to stop.
// Run waits for it. Its effect is stored, so its answer must not get lost.
func testStopAnswered(t *testing.T, k *talk) {
	var over atomic.Bool
	k.rec.On("95,2 tỷ", func(ctx context.Context, m bot.Message) (bot.Reply, error) {
		select {
		case <-ctx.Done():
		case <-time.After(Patience):
		}
		<-time.After(50 * time.Millisecond) // the rest of its work
		over.Store(true)
		return Echo(ctx, m)
	})
	k.Say(Saying{Chat: k.Private(), Text: "95,2 tỷ"})
	k.rec.Await(t, "95,2 tỷ")
	k.stop(t)
	if !over.Load() {
		t.Error("Run returned while the handler was at work")
	}
	k.rec.On("95,2 tỷ", Echo)
	k.Start()
	k.see(t, k.Private(), "re: 95,2 tỷ")
}

// testStopUnhandled: the handler gives up, so nothing of the message is stored
// and it must come again. The one behind it has not even been looked at.
func testStopUnhandled(t *testing.T, k *talk) {
	k.rec.On("một", Once(func(ctx context.Context, _ bot.Message) (bot.Reply, error) {
		select {
		case <-ctx.Done():
		case <-time.After(Patience):
		}
		return bot.Reply{}, context.Cause(ctx)
	}, Echo))
	k.Say(Saying{Chat: k.Private(), Text: "một"})
	first := k.rec.Await(t, "một")
	k.Say(Saying{Chat: k.Private(), Text: "hai"})
	k.stop(t)
	k.Start()
	k.see(t, k.Private(), "re: một")
	k.see(t, k.Private(), "re: hai")
	if got := all(k.Read(k.Private())); got != "re: một\nre: hai" {
		t.Errorf("after a stop the answers are\n%s", got)
	}
	for _, m := range k.rec.Got() {
		if m.Text == "một" && m.ID != first.ID {
			t.Errorf("came again as %s, first as %s", m.ID, first.ID)
		}
	}
}

func testStopped(t *testing.T, k *talk) {
	k.fence(t, k.Private())
	k.stop(t)
	k.Say(Saying{Chat: k.Private(), Text: "khi bot nghỉ"})
	k.Start()
	k.see(t, k.Private(), "re: khi bot nghỉ")
	k.stop(t) // and once more, at rest
}
