package zalo

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"chitieu/target"
)

// Inbox keeps messages from their delivery until they are handled: Zalo
// delivers at most once, and some of its servers for ever.
type Inbox interface {
	// Keep stores a message. fresh is false if the id was kept before, handled
	// or not; an id is remembered for at least a week.
	Keep(ctx context.Context, id string, body []byte, at time.Time) (fresh bool, err error)
	// Handled lets go of the message's body. An unknown id is no error.
	Handled(ctx context.Context, id string) error
	// Unhandled returns what was kept and not handled under ids with the
	// prefix, in the order of keeping.
	Unhandled(ctx context.Context, prefix string) ([]target.Inbound, error)
}

const (
	// maxBody is the longest update that is kept.
	maxBody = 64 << 10
	// keepTime bounds one try to keep an update. It runs on when the bot stops:
	// Zalo will not deliver again.
	keepTime = 3 * time.Second
	// entryTime is how long a delivery waits for the one before it.
	entryTime = 5 * time.Second
)

var errBusy = errors.New("too many messages wait")

// enter holds the entry: updates are kept and queued one after the other, in
// the order in which they came.
func (t *Transport) enter(ctx context.Context) (leave func(), err error) {
	select {
	case t.entry <- struct{}{}:
		return func() { <-t.entry }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// accept keeps an update and has it handled, now if Run is on and else by the
// next one. It reports whether the update was new. An error is the inbox's.
func (t *Transport) accept(ctx context.Context, raw json.RawMessage) (fresh bool, err error) {
	in, err := t.name.read(raw, t.now())
	if err != nil || len(raw) > maxBody {
		t.log.Warn("update not understood", "bytes", len(raw), "error", err)
		return false, nil
	}
	if in == nil {
		return false, nil
	}
	leave, err := t.enter(ctx)
	if err != nil {
		return false, errBusy
	}
	defer leave()
	keeping, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepTime)
	defer cancel()
	if now := t.now(); now.After(t.kept) {
		t.kept = now
	} else {
		t.kept = t.kept.Add(time.Nanosecond) // the inbox sorts by time, and clocks are coarse
	}
	fresh, err = t.inbox.Keep(keeping, in.ID, raw, t.kept)
	if err != nil {
		return false, err
	}
	if fresh && t.take != nil {
		t.take(in)
	}
	return fresh, nil
}

// takeUnkept has an update handled that the inbox does not take.
func (t *Transport) takeUnkept(raw json.RawMessage) {
	in, err := t.name.read(raw, t.now())
	if err != nil || in == nil {
		return
	}
	t.entry <- struct{}{}
	defer func() { <-t.entry }()
	if t.take != nil {
		t.take(in)
	}
}

// takeOver has everything handled that was kept and not handled, and from then
// on what comes.
func (r *run) takeOver(ctx context.Context, take func(*incoming)) error {
	pauses := newBackOff(time.Second, time.Minute)
	for {
		err := r.t.takeOver(ctx, take)
		if err == nil || ctx.Err() != nil {
			return ctx.Err()
		}
		r.t.setReady(err)
		r.t.log.Error("kept messages not read", "error", err)
		if !sleep(ctx, pauses.NextBackOff()) {
			return ctx.Err()
		}
	}
}

func (t *Transport) takeOver(ctx context.Context, take func(*incoming)) error {
	leave, err := t.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	kept, err := t.inbox.Unhandled(ctx, prefix)
	if err != nil {
		return err
	}
	for _, k := range kept {
		in, err := t.name.read(k.Body, k.At)
		if in == nil {
			t.log.Warn("kept message not understood", "id", k.ID, "error", err)
			t.handled(ctx, k.ID)
			continue
		}
		in.ID = k.ID
		take(in)
	}
	t.take = take
	return nil
}

// letGo ends takeOver: what comes from now on waits for the next Run.
func (t *Transport) letGo() {
	t.entry <- struct{}{}
	t.take = nil
	<-t.entry
}

// handled lets go of a message. If that fails it is handled once more after the
// next start, which the bot's store notices.
func (t *Transport) handled(ctx context.Context, id string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), keepTime)
	defer cancel()
	if err := t.inbox.Handled(ctx, id); err != nil {
		t.log.Error("message not marked as handled", "id", id, "error", err)
	}
}
