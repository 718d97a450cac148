package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"
	"time"

	"chitieu/bot"
)

const (
	// maxAnswers is how many answers wait for Telegram in all and in one chat.
	maxAnswers     = 512
	maxChatAnswers = 32
	// farewell is how long answers that are ready at a stop may take, and the
	// last confirmation after them.
	farewell     = 600 * time.Millisecond
	lastWordTime = 250 * time.Millisecond
)

// run is one Run of a Transport.
type run struct {
	t        *Transport
	self     self
	handler  bot.Handler
	window   *window
	handling *lanes
	answers  *lanes
	presses  *lanes
	workers  chan struct{}
	backlog  chan struct{}
	stopping <-chan struct{}
}

// Run receives messages, hands them to h and says its replies, until ctx ends.
// It then returns nil within a second, given that h heeds its context: what h
// finished is answered and confirmed, the rest comes again in the next Run.
// It keeps trying while Telegram cannot be reached. The only error is a token
// that Telegram does not know, ErrToken.
//
// An error of h is logged, and the message handed over again a few times before
// it is given up.
func (t *Transport) Run(ctx context.Context, h bot.Handler) error {
	defer t.setReady(errNotStarted)
	r := &run{
		t: t, handler: h,
		window:   newWindow(),
		handling: newLanes(0), // the window bounds it
		answers:  newLanes(maxChatAnswers),
		presses:  newLanes(0),
		workers:  make(chan struct{}, t.workers),
		backlog:  make(chan struct{}, maxAnswers),
		stopping: ctx.Done(),
	}
	if err := r.connect(ctx); err != nil {
		return endOf(ctx, err)
	}
	return endOf(ctx, r.serve(ctx))
}

// endOf is nil for an end that was asked for.
func endOf(ctx context.Context, err error) error {
	if errors.Is(err, ErrToken) {
		return err
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// connect asks who the bot is until Telegram answers.
func (r *run) connect(ctx context.Context) error {
	pauses := newBackOff(30 * time.Second)
	for {
		result, err := r.t.api.call(ctx, r.t.timeout, "getMe", nil)
		if err == nil {
			err = json.Unmarshal(result, &r.self)
		}
		if err == nil && r.self.ID != 0 {
			break
		}
		if err := r.trouble(ctx, "getMe", err, pauses.NextBackOff()); err != nil {
			return err
		}
	}
	r.t.log.Info("connected", "bot", r.self.Username, "sees_all", r.self.SeesAll)
	// A webhook that was set before would keep polls away.
	if _, err := r.t.api.call(ctx, r.t.timeout, "deleteWebhook", nil); err != nil {
		r.t.log.Warn("webhook not removed", "error", err)
	}
	return nil
}

// trouble notes a failed call and waits before the next one: as long as
// Telegram asked, else the pause. Its error is that there is to be none.
func (r *run) trouble(ctx context.Context, method string, err error, pause time.Duration) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		err = errors.New("an answer without content")
	}
	f, ok := errors.AsType[*failure](err)
	if ok && (f.isFatal() || f.code == http.StatusNotFound && method == "getMe") {
		r.t.log.Error("token refused", "error", err)
		return fmt.Errorf("%w: %w", ErrToken, err)
	}
	if ok {
		pause = max(pause, f.retryAfter)
		if f.code == http.StatusConflict {
			pause = max(pause, conflictPause)
		}
	}
	r.t.setReady(fmt.Errorf("telegram: %w", err))
	r.t.log.Warn("telegram does not answer", "method", method, "wait", pause, "error", err)
	if !sleep(ctx, pause) {
		return ctx.Err()
	}
	return nil
}

// serve polls until ctx ends and brings what was received to an end.
func (r *run) serve(ctx context.Context) error {
	work, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	last := context.AfterFunc(ctx, func() { time.AfterFunc(farewell, stop) })
	defer last()
	if len(r.t.commands) > 0 {
		r.presses.add("", func() { r.announceCommands(ctx) })
	}
	err := r.poll(ctx, work)
	r.handling.wait()
	r.answers.wait()
	r.presses.wait()
	r.confirm(context.WithoutCancel(ctx))
	return err
}

// dispatch queues a message behind the others of its chat.
func (r *run) dispatch(ctx, work context.Context, in *incoming) {
	if in.callback != "" {
		r.presses.add(in.Chat, func() { r.acknowledge(work, in) })
	}
	r.handling.add(in.Chat, func() { r.handle(ctx, work, in) })
}

// handle has one message handled. What is not begun or not finished when ctx
// ends is left unconfirmed.
func (r *run) handle(ctx, work context.Context, in *incoming) {
	select {
	case r.workers <- struct{}{}:
		defer func() { <-r.workers }()
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		return
	}
	reply, err := r.ask(ctx, in)
	if err != nil {
		if ctx.Err() != nil {
			return
		}
		r.t.log.Error("message given up", "update", in.update, "chat", in.Chat, "error", r.t.api.token.cleanError(err))
		reply = bot.Reply{Silent: true}
	}
	r.queueAnswer(work, in, reply)
	r.window.done(in.update)
}

// ask calls the handler, again if it failed: a store may be busy for a moment.
func (r *run) ask(ctx context.Context, in *incoming) (reply bot.Reply, err error) {
	pauses := newBackOff(5 * time.Second)
	for n := 1; ; n++ {
		if reply, err = r.askOnce(ctx, in); err == nil || n == handleTries || ctx.Err() != nil {
			return reply, err
		}
		r.t.log.Warn("message not handled", "update", in.update, "try", n, "error", r.t.api.token.cleanError(err))
		if !sleep(ctx, pauses.NextBackOff()) {
			return reply, err
		}
	}
}

// askOnce turns a panic into an error: Telegram would deliver the message that
// caused it again after every restart.
func (r *run) askOnce(ctx context.Context, in *incoming) (reply bot.Reply, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("handler panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return r.handler(ctx, in.Message)
}

// queueAnswer lets the answer be said while the next message is handled. Where
// too many wait, somebody is flooding, and the newest is dropped.
func (r *run) queueAnswer(work context.Context, in *incoming, reply bot.Reply) {
	if reply.Silent || reply.Queued {
		return
	}
	select {
	case r.backlog <- struct{}{}:
	case <-work.Done():
		return
	}
	queued := r.answers.add(in.Chat, func() {
		defer func() { <-r.backlog }()
		r.answer(work, in, reply)
	})
	if !queued {
		<-r.backlog
		r.t.log.Warn("answer dropped", "update", in.update, "chat", in.Chat)
	}
}
