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
	"chitieu/bot/lane"
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
	handling *lane.Lanes
	answers  *lane.Lanes
	presses  *lane.Lanes
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
	t.heard() // a spell of silence begins now at the earliest
	t.setReady(errNotStarted)
	defer t.setReady(errNotStarted)
	r := &run{
		t: t, handler: h,
		window:   newWindow(),
		handling: lane.New(0), // the window bounds it
		answers:  lane.New(maxChatAnswers),
		presses:  lane.New(0),
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
		var err error
		if r.self, err = r.t.whoAmI(ctx); err == nil {
			break
		}
		if err := r.trouble(ctx, "getMe", err, pauses.NextBackOff()); err != nil {
			return err
		}
	}
	r.t.setAccount(r.self)
	r.t.log.Info("connected", "bot", r.self.Username, "sees_all", r.self.SeesAll)
	return nil
}

// trouble notes a failed call and waits before the next one: as long as
// Telegram asked, else the pause. Its error is that there is to be none.
func (r *run) trouble(ctx context.Context, method string, err error, pause time.Duration) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	f, ok := errors.AsType[*failure](err)
	if ok && f.isFatal() && !errors.Is(err, ErrToken) {
		err = fmt.Errorf("%w: %w", ErrToken, err)
	}
	if errors.Is(err, ErrToken) {
		r.t.log.Error("token refused", "error", err)
		return err
	}
	if ok {
		pause = max(pause, f.retryAfter)
		if f.code == http.StatusConflict {
			pause = max(pause, conflictPause)
		}
	}
	r.t.unheard(err)
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
	if len(r.t.menus) > 0 {
		r.presses.Add("", func() { r.announceCommands(ctx) })
	}
	err := r.receive(ctx, work)
	r.handling.Wait()
	r.answers.Wait()
	r.presses.Wait()
	r.confirm(context.WithoutCancel(ctx))
	return err
}

// receive takes updates in until ctx ends, by the webhook or by polling.
func (r *run) receive(ctx, work context.Context) error {
	if r.t.hook.URL == "" {
		r.unhook(ctx)
		return r.poll(ctx, work)
	}
	r.t.door.open(func(raw json.RawMessage, d *delivery) { r.deliver(ctx, work, raw, d) })
	defer r.t.door.shut()
	return r.listen(ctx)
}

// deliver queues an update that came by the webhook.
func (r *run) deliver(ctx, work context.Context, raw json.RawMessage, d *delivery) {
	in, err := r.self.read(raw, r.t.now())
	if err != nil {
		r.t.log.Warn("update not understood", "update", d.id, "error", err)
	}
	if in == nil {
		r.t.inbox.end(d, true)
		return
	}
	in.over = func(handled bool) { r.t.inbox.end(d, handled) }
	r.dispatch(ctx, work, in)
}

// dispatch queues a message behind the others of its chat.
func (r *run) dispatch(ctx, work context.Context, in *incoming) {
	if in.callback != "" {
		r.presses.Add(in.Chat, func() { r.acknowledge(work, in) })
	}
	r.handling.Add(in.Chat, func() { r.handle(ctx, work, in) })
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
		in.over(false)
		return
	}
	reply, err := r.ask(ctx, in)
	if err != nil {
		if ctx.Err() != nil {
			in.over(false)
			return
		}
		r.t.log.Error("message given up", "update", in.update, "chat", in.Chat, "error", r.t.api.mask.cleanError(err))
		reply = bot.Reply{Silent: true}
	}
	r.queueAnswer(work, in, reply)
	in.over(true)
}

// ask calls the handler, again if it failed: a store may be busy for a moment.
func (r *run) ask(ctx context.Context, in *incoming) (reply bot.Reply, err error) {
	pauses := newBackOff(5 * time.Second)
	for n := 1; ; n++ {
		if reply, err = r.askOnce(ctx, in); err == nil || n == handleTries || ctx.Err() != nil {
			return reply, err
		}
		r.t.log.Warn("message not handled", "update", in.update, "try", n, "error", r.t.api.mask.cleanError(err))
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
	if reply.Silent || reply.Queued || in.Left {
		return
	}
	select {
	case r.backlog <- struct{}{}:
	case <-work.Done():
		return
	}
	queued := r.answers.Add(in.Chat, func() {
		defer func() { <-r.backlog }()
		r.answer(work, in, reply)
	})
	if !queued {
		<-r.backlog
		r.t.log.Warn("answer dropped", "update", in.update, "chat", in.Chat)
	}
}
