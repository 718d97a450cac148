package zalo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"chitieu/bot"
	"chitieu/bot/lane"
	"chitieu/target"
)

const (
	// workers is how many messages are handled at once, and maxBacklog how many
	// are queued in memory; more wait in the inbox's door.
	workers    = 16
	maxBacklog = 4096
	// farewell is how long answers that are ready at a stop may take, and
	// lastWord an open poll, whose message would not come again.
	farewell = 600 * time.Millisecond
	lastWord = 150 * time.Millisecond
	// alarmAfter is how long Zalo must be out of reach for an incident.
	alarmAfter = 10 * time.Minute
)

// run is one Run of a Transport.
type run struct {
	t       *Transport
	handler bot.Handler
	lanes   *lane.Lanes
	typing  sync.WaitGroup
	workers chan struct{}
	backlog chan struct{}
	hinted  hints

	hookSet bool
	silent  time.Time // since when Zalo does not answer; zero while it does
	alarmed bool
}

// Run receives messages, hands them to h and says its replies, until ctx ends.
// It then returns nil within a second, given that h heeds its context: what h
// finished is answered, the rest is handled by the next Run. It keeps trying
// while Zalo cannot be reached. The only error is a token that Zalo does not
// know, ErrToken.
//
// An error of h is logged, and the message handed over again a few times before
// it is given up.
func (t *Transport) Run(ctx context.Context, h bot.Handler) error {
	defer t.setReady(errNotStarted)
	r := &run{
		t: t, handler: h,
		lanes:   lane.New(0), // the backlog bounds them
		workers: make(chan struct{}, workers),
		backlog: make(chan struct{}, maxBacklog),
		hinted:  newHints(),
	}
	work, stop := outlive(ctx, farewell)
	defer stop()
	err := r.serve(ctx, work)
	t.letGo()
	r.lanes.Wait()
	r.typing.Wait()
	if ctx.Err() != nil && !errors.Is(err, ErrToken) {
		return nil
	}
	return err
}

func (r *run) serve(ctx, work context.Context) error {
	if err := r.connect(ctx); err != nil {
		return err
	}
	if err := r.takeOver(ctx, func(in *incoming) { r.dispatch(ctx, work, in) }); err != nil {
		return err
	}
	if r.t.webhook.URL != "" {
		return r.listen(ctx)
	}
	return r.poll(ctx)
}

// connect asks who the bot is until Zalo answers.
func (r *run) connect(ctx context.Context) error {
	pauses := newPauses()
	for {
		result, err := r.t.post(ctx, r.t.timeout, "getMe", struct{}{})
		if err == nil {
			var me struct {
				Account loose `json:"account_name"`
				Groups  *bool `json:"can_join_groups"`
			}
			_ = json.Unmarshal(result, &me) // only for the log
			r.t.log.Info("connected", "account", string(me.Account), "can_join_groups", me.Groups == nil || *me.Groups)
			r.answered()
			return nil
		}
		if err := r.trouble(ctx, "getMe", err, pauses.NextBackOff()); err != nil {
			return err
		}
	}
}

// answered notes that Zalo answers.
func (r *run) answered() { r.silent, r.alarmed = time.Time{}, false }

// trouble notes a failed call and waits before the next one: as long as the
// front server asked, else the pause. Its error is that there is to be none.
func (r *run) trouble(ctx context.Context, method string, err error, pause time.Duration) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	f, ok := errors.AsType[*failure](err)
	if ok && f.isFatal() {
		r.t.log.Error("token refused", "error", err)
		r.t.tell(target.Incident{At: r.t.now(), Kind: target.Unreachable, Detail: ErrToken.Error()})
		return fmt.Errorf("%w: %w", ErrToken, err)
	}
	if ok {
		pause = max(pause, f.retryAfter)
	}
	r.t.setReady(fmt.Errorf("zalo: %w", err))
	r.t.log.Warn("zalo does not answer", "method", method, "wait", pause, "error", err)
	r.alarm(err)
	if !sleep(ctx, pause) {
		return ctx.Err()
	}
	return nil
}

// alarm tells the operator once when Zalo has been out of reach for long.
func (r *run) alarm(err error) {
	now := time.Now()
	if r.silent.IsZero() {
		r.silent = now
	}
	if r.alarmed || now.Sub(r.silent) < alarmAfter {
		return
	}
	r.alarmed = true
	r.t.tell(target.Incident{At: r.t.now(), Kind: target.Unreachable,
		Detail: fmt.Sprintf("zalo has not answered for %s: %v", now.Sub(r.silent).Round(time.Minute), err)})
}
