package webchat

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"chitieu/bot"
	"chitieu/target"
)

const (
	maxHandling = 30 * time.Second       // for one message
	stopGrace   = 500 * time.Millisecond // for the handlers in work when Run ends
)

// Transport is the web chat. All methods may be called from several goroutines.
type Transport struct {
	o       Options
	log     *slog.Logger
	board   *board
	door    *door
	streams chan struct{} // one held by each open stream
	moving  chan struct{} // held while the clock is moved

	mu   sync.Mutex
	work *work // nil while Run does not run
}

// work is one call of Run.
type work struct {
	handler bot.Handler
	closing <-chan struct{}    // Run is told to end: take nothing more
	ctx     context.Context    // of the handlers; lives on for the grace
	cancel  context.CancelFunc // of ctx
	busy    sync.WaitGroup
}

// errStopped says that the bot does not run: send again later.
var errStopped = errors.New("bot does not run")

// Run hands to h what is written on the page until ctx ends, and returns nil
// when all of it is answered. Handlers at work then have half a second before
// their context is cancelled; a handler that does not heed it holds up Run.
// While Run does not run, the page says so and keeps what is written.
func (t *Transport) Run(ctx context.Context, h bot.Handler) error {
	inside, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	w := &work{handler: h, closing: ctx.Done(), ctx: inside, cancel: cancel}
	t.mu.Lock()
	if t.work != nil {
		t.mu.Unlock()
		return errors.New("web chat: runs already")
	}
	t.work = w
	t.mu.Unlock()
	t.log.Info("running")

	<-ctx.Done()
	t.mu.Lock()
	t.work = nil // nobody joins w.busy from here on
	t.mu.Unlock()
	grace := time.AfterFunc(stopGrace, cancel)
	defer grace.Stop()
	w.busy.Wait()
	t.log.Info("stopped")
	return nil
}

// join takes part in the running work until leave is called.
func (t *Transport) join() (w *work, leave func(), err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.work == nil {
		return nil, nil, errStopped
	}
	t.work.busy.Add(1)
	return t.work, t.work.busy.Done, nil
}

// Send puts the note into a room. The error is a *target.SendError: Refused for
// another messenger's chat, Gone for a room that is not in the options.
func (t *Transport) Send(ctx context.Context, chat target.ChatID, n target.Note) (messageID string, err error) {
	if err := ctx.Err(); err != nil {
		return "", &target.SendError{Err: err}
	}
	if !strings.HasPrefix(string(chat), prefix) {
		return "", &target.SendError{Refused: true, Err: fmt.Errorf("chat %q is not of the web chat", chat)}
	}
	r := t.board.room(chat)
	if r == nil {
		return "", &target.SendError{Gone: true, Err: fmt.Errorf("no room %q", chat)}
	}
	return t.board.add(r, replyOf(bot.Reply{Note: n}, nil)), nil
}

// take hands one message to the bot and shows the answer. It returns nil once
// the message has had its effect, which it has only once however often it
// comes. begin makes the message when it is the room's turn for it.
func (t *Transport) take(ctx context.Context, r *room, id string, begin func() (bot.Message, error)) error {
	w, leave, err := t.join()
	if err != nil {
		return err
	}
	defer leave()
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-w.closing:
		return errStopped
	case <-ctx.Done():
		return ctx.Err()
	}
	if r.handled(id) {
		return nil
	}
	m, err := begin()
	if err != nil {
		return err
	}
	reply, err := t.ask(w, m)
	if err != nil {
		return err
	}
	r.finish(id)
	t.show(r, m, reply)
	return nil
}

// ask lets the handler answer while the page shows that the bot is typing.
func (t *Transport) ask(w *work, m bot.Message) (bot.Reply, error) {
	ctx, cancel := context.WithTimeout(w.ctx, maxHandling)
	defer cancel()
	if m.Addressed {
		t.board.tell("typing", typing{Room: m.Chat, On: true})
		defer t.board.tell("typing", typing{Room: m.Chat})
	}
	reply, err := w.handler(ctx, m)
	switch {
	case err == nil:
		return reply, nil
	case w.ctx.Err() != nil:
		return bot.Reply{}, errStopped
	}
	return bot.Reply{}, t.broken("broken", "message not handled", "id", m.ID, "chat", m.Chat, "err", err)
}

// broken logs what went wrong under a code, and returns what people are told:
// a sentence with that code.
func (t *Transport) broken(key, msg string, args ...any) problem {
	code := strings.ToLower(rand.Text()[:6])
	t.log.With("code", code).Error(msg, args...)
	return problem{status: http.StatusInternalServerError, key: key, arg: code}
}

type typing struct {
	Room target.ChatID `json:"room"`
	On   bool          `json:"on"`
}

// showOnce shows what a person wrote unless an earlier try has.
func (t *Transport) showOnce(r *room, bubble message) {
	sent := func(m message) bool { return m.Sent == bubble.Sent && m.From == bubble.From }
	if _, there := t.board.find(r, sent); !there {
		t.board.add(r, bubble)
	}
}

// show puts the reply to m on the page.
func (t *Transport) show(r *room, m bot.Message, reply bot.Reply) {
	if reply.Silent || reply.Queued {
		return
	}
	answer := replyOf(reply, t.board.keepPicture(reply.Picture))
	if reply.Edit && m.Pressed != "" {
		replaced := t.board.change(r, m.Pressed, func(old *message) {
			old.say(reply.InWords())
			old.Picture, old.Edited = answer.Picture, true
		})
		if replaced {
			return
		}
	}
	t.board.add(r, answer)
}
