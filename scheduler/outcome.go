package scheduler

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"chitieu/target"
)

const (
	// firstRetry doubles with each attempt up to lastRetry.
	firstRetry, lastRetry = 5 * time.Second, 10 * time.Minute
	// resendPause lets a messenger show what it had accepted after all.
	resendPause = time.Minute
	// markTimeout bounds the storing of an outcome, also while stopping.
	markTimeout = 10 * time.Second
	// marks is how often the storing is tried.
	marks = 3
)

// settle stores what became of a send. rest is when the chat may be written to
// again, zero for at once.
func (c *courier) settle(ctx context.Context, now clock, d target.Delivery, said target.Composed, id string, sent error) (rest time.Time, err error) {
	if sent == nil {
		d = worded(d, said)
		d.MessageID = id
		if c.heard != nil {
			c.heard(d)
		}
		return time.Time{}, c.finish(ctx, now, d, target.Sent, "")
	}
	failure, ok := errors.AsType[*target.SendError](sent)
	if !ok {
		failure = &target.SendError{Err: sent}
		if ctx.Err() != nil { // stopped before anything left
			d.Attempt--
			return time.Time{}, c.requeue(ctx, d, "stopped before sending")
		}
	}
	switch {
	case failure.RetryAfter > 0:
		d.Attempt-- // the messenger is busy, the message is not at fault
		return c.after(ctx, now, d, failure.RetryAfter, failure.Error())
	case failure.Gone:
		return time.Time{}, c.gone(ctx, now, d, failure)
	case failure.Refused, failure.MovedTo != "":
		return time.Time{}, c.refused(ctx, now, d, failure)
	case failure.Unsure:
		return c.unsure(ctx, now, d, said, failure.Error())
	default:
		return c.trouble(ctx, now, d, failure.Error())
	}
}

// worded is the delivery with what was really said.
func worded(d target.Delivery, said target.Composed) target.Delivery {
	d.Note = &said.Note
	if said.Cause != "" {
		d.Cause = said.Cause
	}
	if said.Facts != nil {
		d.Facts = said.Facts
	}
	return d
}

// gone parks the chat. What is for it goes to the one that stands in for it.
func (c *courier) gone(ctx context.Context, now clock, d target.Delivery, failure *target.SendError) error {
	why := "gone"
	if failure.Err != nil {
		why = failure.Err.Error()
	}
	c.log.Error("chat parked", "chat", d.Chat, "reason", why)
	parked := c.mark(ctx, func(ctx context.Context) error { return c.store.ParkChat(ctx, d.Chat, why) })
	c.report(ctx, target.Incident{At: now(), Kind: target.ChatParked, Chat: d.Chat, Detail: why})
	if done, err := c.divert(ctx, now, d, why); done || err != nil {
		return errors.Join(parked, err)
	}
	return errors.Join(parked, c.finish(ctx, now, d, target.Dead, failure.Error()))
}

// refused gives the delivery up where it is: it would be refused again. The chat
// that stands in may take it: not every messenger says whether it refuses the
// message or the chat, and the month's messages end in one of them only.
func (c *courier) refused(ctx context.Context, now clock, d target.Delivery, failure *target.SendError) error {
	if done, err := c.divert(ctx, now, d, failure.Error()); done || err != nil {
		return err
	}
	c.log.Error("delivery refused", "delivery", d.ID, "error", failure)
	return c.finish(ctx, now, d, target.Dead, failure.Error())
}

// unsure deals with a message that may have been sent: once more if its rule
// thinks a duplicate the lesser harm, else never again.
func (c *courier) unsure(ctx context.Context, now clock, d target.Delivery, said target.Composed, reason string) (time.Time, error) {
	if d.Resend && !d.Resent {
		c.log.Warn("outcome unknown, sending once more", "delivery", d.ID, "reason", reason)
		d.Resent = true
		return c.after(ctx, now, d, resendPause, reason)
	}
	c.log.Warn("outcome unknown", "delivery", d.ID, "reason", reason)
	if said.Note.Text != "" {
		d = worded(d, said)
	}
	return time.Time{}, c.finish(ctx, now, d, target.Unsure, reason)
}

// trouble tries later, or elsewhere if it has lasted.
func (c *courier) trouble(ctx context.Context, now clock, d target.Delivery, reason string) (time.Time, error) {
	if d.Attempt >= divertAfter {
		if done, err := c.divert(ctx, now, d, reason); done || err != nil {
			return time.Time{}, err
		}
	}
	return c.again(ctx, now, d, reason)
}

// again tries later, each time a little later.
func (c *courier) again(ctx context.Context, now clock, d target.Delivery, reason string) (time.Time, error) {
	return c.after(ctx, now, d, backoff(d.Attempt), reason)
}

// backoff is the pause after the n-th attempt, with a quarter of jitter so that
// many chats do not come back together.
func backoff(n int) time.Duration {
	pause := lastRetry
	if n < 8 {
		pause = min(lastRetry, firstRetry<<max(0, n-1))
	}
	return pause - pause/8 + rand.N(pause/4)
}

// after requeues the delivery for when the pause is over, which the chat rests,
// or gives up if it is worth nothing by then.
func (c *courier) after(ctx context.Context, now clock, d target.Delivery, pause time.Duration, reason string) (time.Time, error) {
	d.NotBefore = now().Add(pause)
	if d.NotBefore.After(c.book.deadline(&d)) {
		c.log.Error("delivery given up", "delivery", d.ID, "attempts", d.Attempt, "reason", reason)
		return time.Time{}, c.finish(ctx, now, d, target.Dead, fmt.Sprintf("gave up after %d attempts: %s", d.Attempt, reason))
	}
	return d.NotBefore, c.requeue(ctx, d, reason)
}

// finish stores the final state. One whose outcome was unknown before is never
// called unsent.
func (c *courier) finish(ctx context.Context, now clock, d target.Delivery, state target.DeliveryState, reason string) error {
	if d.Resent && state != target.Sent {
		state = target.Unsure
	}
	d.State, d.Reason, d.Done = state, reason, now()
	err := c.mark(ctx, func(ctx context.Context) error { return c.store.Finish(ctx, d) })
	if err == nil {
		c.log.Info("delivery finished", "delivery", d.ID, "state", state, "attempts", d.Attempt)
	}
	return err
}

func (c *courier) requeue(ctx context.Context, d target.Delivery, reason string) error {
	d.Reason = reason
	return c.mark(ctx, func(ctx context.Context) error { return c.store.Requeue(ctx, d) })
}

// report notes an incident. A store that fails is logged: what happened to the
// delivery matters more.
func (c *courier) report(ctx context.Context, i target.Incident) {
	if err := c.mark(ctx, func(ctx context.Context) error { return c.store.AddIncident(ctx, i) }); err != nil {
		c.log.Error("incident not stored", "kind", i.Kind, "chat", i.Chat, "error", err)
	}
}

// mark stores an outcome, though the scheduler be stopping: what is not stored
// is not known after the restart. target.ErrConflict means that another holds
// the delivery by now, whose word counts.
func (c *courier) mark(ctx context.Context, store func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), markTimeout)
	defer cancel()
	for n := 1; ; n++ {
		err := store(ctx)
		if err == nil || errors.Is(err, target.ErrConflict) {
			return nil
		}
		if n == marks {
			return err
		}
		select {
		case <-time.After(time.Duration(n) * 200 * time.Millisecond):
		case <-ctx.Done():
			return err
		}
	}
}
