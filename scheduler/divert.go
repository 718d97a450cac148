package scheduler

import (
	"context"
	"errors"
	"fmt"

	"chitieu/target"
)

// divertAfter is at how many attempts a chat that only makes trouble is given
// up for the one that stands in for it. The pauses before the sixth are more
// than two minutes together.
const divertAfter = 6

// divert hands the delivery to the chat that stands in for its own and reports
// whether it did. That happens once to a delivery, and never to one of which
// the chat may have seen something.
func (c *courier) divert(ctx context.Context, now clock, d target.Delivery, why string) (bool, error) {
	if d.For != "" || d.Resent {
		return false, nil
	}
	chat, err := c.chat(ctx, d.Chat)
	if err != nil || chat.Fallback == "" || chat.Fallback == d.Chat {
		return false, err
	}
	other, err := c.chat(ctx, chat.Fallback)
	if err != nil || other.ID == "" || other.Parked != "" {
		return false, err
	}
	err = c.mark(ctx, func(ctx context.Context) error { return c.store.Divert(ctx, d.ID, other.ID) })
	if err != nil {
		return false, err
	}
	c.log.Warn("delivery diverted", "delivery", d.ID, "to", other.ID, "reason", why)
	c.report(ctx, target.Incident{
		At: now(), Kind: target.FellBack, Chat: d.Chat, Detail: fmt.Sprintf("%s goes to %s: %s", d.ID, other.ID, why),
	})
	c.wake()
	return true, nil
}

// divertParked diverts what waited for a chat that was parked meanwhile.
func (c *courier) divertParked(ctx context.Context, now clock, d target.Delivery) (bool, error) {
	chat, err := c.chat(ctx, d.Chat)
	if err != nil || chat.Parked == "" {
		return false, err
	}
	return c.divert(ctx, now, d, "parked: "+chat.Parked)
}

// chat returns the chat, the zero Chat if it is not known.
func (c *courier) chat(ctx context.Context, id target.ChatID) (target.Chat, error) {
	chat, err := c.store.Chat(ctx, id)
	if errors.Is(err, target.ErrNotFound) {
		return target.Chat{}, nil
	}
	return chat, err
}
