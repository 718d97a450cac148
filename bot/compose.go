package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// Why a reminder is dropped when its turn comes.
const (
	dropUnknownRule = "rule is not in the plan"
	dropUnknownKind = "kind is unknown"
	dropPaused      = "rule is paused"
	dropParked      = "chat is parked"
	dropUnknownChat = "chat is unknown"
	dropNothing     = "nothing to say"
	dropNoNews      = "nothing new to say"
	dropSettled     = "settled meanwhile"
)

// Compose words a delivery at the moment of sending. What it would have said
// may have been settled since its slot came: then Drop says why nothing is
// sent. An error is a store's, and the delivery is to be tried again.
func (b *Bot) Compose(ctx context.Context, d target.Delivery, now time.Time) (target.Composed, error) {
	if d.Note != nil {
		return b.sayAgain(ctx, &d)
	}
	s, drop, err := b.scene(ctx, &d, now)
	if err != nil || drop != "" {
		return target.Composed{Drop: drop}, err
	}
	said, err := b.compose(ctx, s)
	if err != nil || said.Drop != "" {
		return target.Composed{Drop: said.Drop}, err
	}
	if d.Resent {
		said.Note.Head = s.t.say("remind.resent", "Head", said.Note.Head)
	}
	return said, nil
}

// sayAgain is a note that was worded before; one whose outcome is unknown says
// that it comes again.
func (b *Bot) sayAgain(ctx context.Context, d *target.Delivery) (target.Composed, error) {
	note := *d.Note
	if !d.Resent {
		return target.Composed{Note: note}, nil
	}
	chat, err := b.store.Chat(ctx, d.Chat)
	if err != nil && !errors.Is(err, target.ErrNotFound) {
		return target.Composed{}, fmt.Errorf("look up chat: %w", err)
	}
	first := &note.Head
	if *first == "" {
		first = &note.Text
	}
	*first = b.words.In(chat.Lang).Text("remind.resent", "Head", *first)
	return target.Composed{Note: note}, nil
}

// compose words the delivery by its kind. What a rule calls for is judged anew;
// the other kinds tell of something that has happened.
func (b *Bot) compose(ctx context.Context, s *scene) (target.Composed, error) {
	switch s.d.Kind {
	case target.Escalating:
		return b.escalation(s), nil
	case target.PromiseChecked:
		return b.promiseChecked(s), nil
	case target.OutageNotice:
		return b.outage(s), nil
	case target.Health:
		return b.health(ctx, s)
	case target.DirectiveDue:
		return b.directivesDue(s), nil
	case target.Nudge, target.Digest, target.Crossing, target.ReportDue, target.DateNear:
		return b.judged(ctx, s)
	default:
		return target.Composed{Drop: dropUnknownKind}, nil
	}
}

// judged words what a rule finds to say to the chat.
func (b *Bot) judged(ctx context.Context, s *scene) (target.Composed, error) {
	found := s.situation.Judge(&s.rule, &s.chat, s.d.Since, b.lastDay(s.t.today))
	if found.Empty() {
		return target.Composed{Drop: dropNothing}, nil
	}
	said := target.Composed{Facts: found.Facts(), Cause: target.CauseAsked}
	var last *target.Delivery
	if s.d.Kind != target.Nudge {
		var err error
		if last, err = b.lastTold(ctx, s); err != nil {
			return target.Composed{}, err
		}
		say := false
		if said.Cause, say = s.rule.Weigh(said.Facts, last, s.now); !say {
			return target.Composed{Drop: dropNoNews}, nil
		}
	}
	if s.rule.Kind == target.DateNear {
		said.Note = b.dateNear(s, &found)
	} else {
		said.Note = b.reminder(s, &found, repeated(said.Cause, last))
	}
	said.Note.Deferrable = s.d.Kind != target.Nudge // which a leader asked for
	return said, nil
}

// repeated returns when the same was said before, zero if this is news.
func repeated(cause target.Cause, last *target.Delivery) time.Time {
	if cause != target.CauseRepeat || last == nil {
		return time.Time{}
	}
	return last.Done
}

// lastTold returns what the rule last told the chat, nil for nothing.
func (b *Bot) lastTold(ctx context.Context, s *scene) (*target.Delivery, error) {
	last, err := b.store.LastTold(ctx, s.rule.ID, s.chat.ID)
	switch {
	case errors.Is(err, target.ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("look up what was told last: %w", err)
	default:
		return &last, nil
	}
}
