package scheduler

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// look is the state of things that a pass judges by, and what the pass has
// decided so far.
type look struct {
	now       time.Time
	situation target.Situation
	// standIns says where chats are written to that cannot be reached.
	standIns map[target.ChatID]target.ChatID
	// told are the lagging messages that chats are to have, by their once keys;
	// once recalled, those that they have had as well.
	told     map[string][]target.Fact
	recalled bool
}

// look reads everything once, so that all slots of a pass are judged alike.
func (p *planner) look(ctx context.Context, now time.Time) (*look, error) {
	v := &look{now: now, situation: target.Situation{Plan: p.book.plan}, told: make(map[string][]target.Fact)}
	var reports []target.Report
	s := &v.situation
	err := errors.Join(
		read(ctx, "reports", p.store.Reports, &reports),
		read(ctx, "chats", p.store.Chats, &s.Chats),
		read(ctx, "members", p.store.Members, &s.Members),
		read(ctx, "answers", p.store.Answers, &s.Answers),
		read(ctx, "directives", p.store.Directives, &s.Directives),
		read(ctx, "escalations", p.store.Escalations, &s.Escalations),
		read(ctx, "preparations", p.store.Preparations, &s.Preparations),
	)
	if err != nil {
		return nil, err
	}
	s.Standing = target.Standing(reports)
	v.standIns = standIns(s.Chats)
	return v, nil
}

func read[T any](ctx context.Context, what string, from func(context.Context) ([]T, error), to *[]T) error {
	all, err := from(ctx)
	if err != nil {
		return fmt.Errorf("read %s: %w", what, err)
	}
	*to = all
	return nil
}

// standIns finds the parked chats for which another stands in, and takes the
// mark from them: they are judged as if they could be reached.
func standIns(chats []target.Chat) map[target.ChatID]target.ChatID {
	open := make(map[target.ChatID]bool, len(chats))
	for _, c := range chats {
		open[c.ID] = c.Parked == ""
	}
	out := make(map[target.ChatID]target.ChatID)
	for i := range chats {
		if c := &chats[i]; c.Parked != "" && c.Fallback != c.ID && open[c.Fallback] {
			out[c.ID], c.Parked = c.Fallback, ""
		}
	}
	return out
}

// address makes the delivery the chat's: written to it, or to the one that
// stands in for it.
func (v *look) address(d *target.Delivery, chat target.ChatID) {
	d.Chat = chat
	if other, ok := v.standIns[chat]; ok {
		d.Chat, d.For = other, chat
	}
}
