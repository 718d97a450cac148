package zalo

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"chitieu/bot"
)

// dispatch queues a message behind the others of its chat. It waits while too
// many are queued.
func (r *run) dispatch(ctx, work context.Context, in *incoming) {
	select {
	case r.backlog <- struct{}{}:
	case <-ctx.Done():
		return
	}
	r.lanes.Add(in.Chat, func() {
		defer func() { <-r.backlog }()
		r.handle(ctx, work, in)
	})
}

// handle has one message handled and answered. What is not begun or not
// finished when ctx ends is left in the inbox.
func (r *run) handle(ctx, work context.Context, in *incoming) {
	if in.wordless {
		if ctx.Err() == nil && r.hint(work, in) {
			r.t.handled(work, in.ID)
		}
		return
	}
	reply, ok := r.ask(ctx, work, in)
	if ok && r.answer(work, in, reply) {
		r.t.handled(work, in.ID)
	}
}

// ask calls the handler, again if it failed: a store may be busy for a moment.
// It is false if the message is to be handled by the next Run.
func (r *run) ask(ctx, work context.Context, in *incoming) (reply bot.Reply, ok bool) {
	select {
	case r.workers <- struct{}{}:
		defer func() { <-r.workers }()
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		return reply, false
	}
	r.t.offers.resolve(&in.Message, r.t.now())
	defer r.showTyping(work, in)()
	pauses := newBackOff(500*time.Millisecond, 5*time.Second)
	for n := 1; ; n++ {
		reply, err := r.askOnce(ctx, in)
		if err == nil {
			return reply, true
		}
		err = r.t.api.clean.cleanError(err)
		if ctx.Err() != nil {
			return reply, false
		}
		if n == handleTries {
			r.t.log.Error("message given up", "id", in.ID, "chat", in.Chat, "error", err)
			return bot.Reply{Silent: true}, true
		}
		r.t.log.Warn("message not handled", "id", in.ID, "try", n, "error", err)
		if !sleep(ctx, pauses.NextBackOff()) {
			return reply, false
		}
	}
}

// askOnce turns a panic into an error: the inbox would bring the message that
// caused it again after every restart.
func (r *run) askOnce(ctx context.Context, in *incoming) (reply bot.Reply, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("handler panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return r.handler(ctx, in.Message)
}

// answer says the reply to a message. In private it is tried again even when
// the outcome is unknown: twice does less harm to who asked than never. It is
// false if the bot stopped before the answer was out.
func (r *run) answer(work context.Context, in *incoming, reply bot.Reply) bool {
	if reply.Silent || reply.Queued {
		return true
	}
	l := r.t.letter(in.to, reply.InWords(), reply.Picture)
	l.answer = in.From
	if l.isEmpty() {
		r.t.log.Error("reply is empty", "id", in.ID)
		return true
	}
	err := persist(work, !l.group, func() error { return r.t.push(work, l) })
	if err != nil {
		r.t.log.Error("answer not sent", "id", in.ID, "chat", in.Chat, "error", err)
	}
	return err == nil || work.Err() == nil
}
