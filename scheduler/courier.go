package scheduler

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"chitieu/target"
)

const (
	// sendTimeout bounds one send; a transport that paces its messages may keep
	// a group waiting for the better part of it.
	sendTimeout = 2 * time.Minute
	// lease outlives the send and the mark behind it.
	lease = 5 * time.Minute
	// drain is how long a send may go on when the scheduler is told to stop: a
	// cut in the middle would leave its outcome unknown.
	drain = 5 * time.Second
)

// courier brings one delivery to its chat:
//
//	pending -> judged again -> put in words -> leased -> sent -> marked
//
// The lease is stored before the message leaves and the mark after, so a stop
// in between is seen afterwards: the outcome is unknown then, and the rule says
// whether a second try does less harm than a loss.
type courier struct {
	store    Store
	composer Composer
	sender   Sender
	book     *rulebook
	log      *slog.Logger
	// wake has the outbox looked at again.
	wake func()
	// heard, if set, is told of each delivery that was sent, with its Note.
	heard func(target.Delivery)
}

// move decides what is to become of the delivery and sees to it. rest is when
// the chat may be written to again, zero for at once.
func (c *courier) move(ctx context.Context, now clock, d target.Delivery) (rest time.Time, err error) {
	if d.State == target.Claimed {
		// Its lease is over and no goroutine of ours holds it: whoever did has
		// stopped between claiming and marking.
		return c.unsure(ctx, now, d, target.Composed{}, "stopped while sending")
	}
	if done, err := c.divertParked(ctx, now, d); done || err != nil {
		return time.Time{}, err
	}
	at := now()
	v := c.book.judge(&d, at)
	switch {
	case v.never != "":
		return time.Time{}, c.finish(ctx, now, d, v.never, v.reason)
	case !v.later.IsZero():
		d.NotBefore = v.later
		return time.Time{}, c.requeue(ctx, d, "waits for office hours")
	case isDayKey(d.Once) && !isOnceOf(d.Once, c.book.day(at)):
		return time.Time{}, c.renew(ctx, now, d)
	}
	said, err := c.words(ctx, d, at)
	switch {
	case err != nil:
		c.log.Error("delivery not composed", "delivery", d.ID, "error", err, stackOf(err))
		d.Attempt++
		// The chat does not rest: its other messages may be sound.
		_, err = c.again(ctx, now, d, fmt.Sprintf("compose: %v", err))
		return time.Time{}, err
	case said.Drop != "":
		if moved, err := c.follow(ctx, d); moved || err != nil {
			return time.Time{}, err
		}
		return time.Time{}, c.finish(ctx, now, d, target.Dropped, said.Drop)
	}
	return c.hand(ctx, now, d, said)
}

// follow gives a delivery that has nothing to say in its chat to where the chat
// is by now, and has it looked at again there. The chat may have moved while its
// slot was judged, before the delivery was there to be moved along, or since the
// outbox was read. One that still has something to say learns of the move from
// the messenger.
func (c *courier) follow(ctx context.Context, d target.Delivery) (moved bool, err error) {
	for _, from := range []target.ChatID{d.Chat, ownChat(&d)} {
		to, err := c.store.WhereIs(ctx, from)
		if err != nil {
			return false, err
		}
		if to == from {
			continue
		}
		if err := c.mark(ctx, func(ctx context.Context) error { return c.store.MoveChat(ctx, from, to) }); err != nil {
			return false, err
		}
		moved = true
	}
	if moved {
		c.log.Info("delivery follows its chat", "delivery", d.ID, "from", d.Chat)
		c.wake()
	}
	return moved, nil
}

// renew queues a lagging message that did not get away on its day for today,
// under today's key: if the group hears another one today, that says it all.
// The new row is written first, so a stop in between loses nothing.
func (c *courier) renew(ctx context.Context, now clock, d target.Delivery) error {
	today := c.book.day(now())
	fresh := d
	fresh.ID = target.DeliveryID(fmt.Sprintf("%s/%s", d.ID, today))
	fresh.Once, fresh.Created, fresh.NotBefore = onceKey(ownChat(&d), today), now(), now()
	err := c.mark(ctx, func(ctx context.Context) error {
		return c.store.Commit(ctx, target.Change{Deliveries: []target.Delivery{fresh}})
	})
	if err != nil {
		return err
	}
	return c.finish(ctx, now, d, target.Dropped, "its day is over, queued for "+today.String())
}

// words returns what to say, or why there is nothing any more. A stored note
// is said as it is; before it is said again the Composer marks it.
func (c *courier) words(ctx context.Context, d target.Delivery, at time.Time) (said target.Composed, err error) {
	if d.Note != nil && !d.Resent {
		return target.Composed{Note: *d.Note}, nil
	}
	err = contain("compose", func() (err error) {
		said, err = c.composer.Compose(ctx, d, at)
		return err
	})
	if err == nil && said.Drop == "" && said.Note.Head == "" && said.Note.Text == "" {
		said.Drop = "nothing to say"
	}
	return said, err
}

// hand waits for the chat's turn, claims the delivery and sends it, to the
// chat's new id if it has moved.
func (c *courier) hand(ctx context.Context, now clock, d target.Delivery, said target.Composed) (rest time.Time, err error) {
	if err := c.admit(ctx, d.Chat); err != nil {
		d.Attempt++ // as a send that was refused
		return c.settle(ctx, now, d, said, "", err)
	}
	at := now()
	d, err = c.store.Lease(ctx, d.ID, at, at.Add(lease))
	if errors.Is(err, target.ErrConflict) {
		return time.Time{}, nil // somebody else has it
	}
	if err != nil {
		return time.Time{}, err
	}
	id, err := c.send(ctx, d.Chat, said.Note)
	if moved, ok := errors.AsType[*target.SendError](err); ok && moved.MovedTo != "" {
		c.log.Info("chat moved", "from", d.Chat, "to", moved.MovedTo)
		if err := c.mark(ctx, func(ctx context.Context) error { return c.store.MoveChat(ctx, d.Chat, moved.MovedTo) }); err != nil {
			return time.Time{}, err
		}
		d.Chat = moved.MovedTo
		id, err = c.send(ctx, d.Chat, said.Note)
	}
	return c.settle(ctx, now, d, said, id, err)
}

// admit waits until the messenger's pace lets a message to the chat pass.
func (c *courier) admit(ctx context.Context, chat target.ChatID) error {
	a, ok := c.sender.(Admitter)
	if !ok {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	return contain("admit", func() error { return a.Admit(ctx, chat) })
}

// send hands the note over. When ctx ends it has a moment left to learn the
// outcome. A panic may have come after the request had left.
func (c *courier) send(ctx context.Context, chat target.ChatID, note target.Note) (id string, err error) {
	window, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(drain, cancel) })
	defer stop()
	err = contain("send", func() (err error) {
		id, err = c.sender.Send(window, chat, note)
		return err
	})
	if _, ok := errors.AsType[*panicError](err); ok {
		c.log.Error("send panicked", "chat", chat, "error", err, stackOf(err))
		err = &target.SendError{Unsure: true, Err: err}
	}
	return id, err
}
