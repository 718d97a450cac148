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
		return target.Composed{Note: *d.Note}, nil
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

// scene is all that a reminder is worded from: a turn that nobody began, the
// delivery, and the state of things.
type scene struct {
	t *turn
	d *target.Delivery
	// rule is the one that called for the delivery, as people changed it; for
	// the kinds without a rule only its Kind is set.
	rule target.Rule
	// chat is whose message it is; what stands in for it is only written to.
	chat      target.Chat
	situation target.Situation
	now       time.Time
}

// scene looks up what the delivery is about. drop is why there is nothing to
// be said to anybody.
func (b *Bot) scene(ctx context.Context, d *target.Delivery, now time.Time) (s *scene, drop string, err error) {
	now = now.In(b.plan.Zone)
	s = &scene{d: d, now: now}
	if drop, err = b.ruleOf(ctx, s); drop != "" || err != nil {
		return nil, drop, err
	}
	if drop, err = b.chatOf(ctx, s); drop != "" || err != nil {
		return nil, drop, err
	}
	s.t = &turn{now: now, today: target.DateOf(now), chat: s.chat, words: b.words.In(s.chat.Lang)}
	s.t.msg.Group = s.chat.Group
	s.situation, err = b.situation(ctx)
	return s, "", err
}

// ruleOf finds the rule of the delivery. Rows of before kinds were stored, and
// tests, leave the kind to the rule.
func (b *Bot) ruleOf(ctx context.Context, s *scene) (drop string, err error) {
	if s.d.Rule == "" {
		s.rule = target.Rule{Kind: s.d.Kind, Audience: target.AllGroups}
		if s.d.Kind == target.Nudge {
			s.rule.Kind = target.Digest
		}
		return "", nil
	}
	rule := b.rule(s.d.Rule)
	if rule == nil {
		return dropUnknownRule, nil
	}
	states, err := b.store.RuleStates(ctx)
	if err != nil {
		return "", fmt.Errorf("read rule states: %w", err)
	}
	if s.rule = effective(rule, states); s.rule.Paused {
		return dropPaused, nil
	}
	if s.d.Kind == "" {
		s.d.Kind = s.rule.Kind
	}
	return "", nil
}

// chatOf looks up where the delivery goes and whose it is. A chat that another
// stands in for is judged as if it could be reached.
func (b *Bot) chatOf(ctx context.Context, s *scene) (drop string, err error) {
	to, err := b.store.Chat(ctx, s.d.Chat)
	switch {
	case errors.Is(err, target.ErrNotFound):
		return dropUnknownChat, nil
	case err != nil:
		return "", fmt.Errorf("look up chat: %w", err)
	case to.Parked != "":
		return dropParked, nil
	}
	s.chat = to
	if s.d.For == "" {
		return "", nil
	}
	s.chat, err = b.store.Chat(ctx, s.d.For)
	switch {
	case errors.Is(err, target.ErrNotFound):
		return dropUnknownChat, nil
	case err != nil:
		return "", fmt.Errorf("look up chat: %w", err)
	}
	s.chat.Parked = ""
	return "", nil
}

// situation reads everything that reminders are judged by.
func (b *Bot) situation(ctx context.Context) (target.Situation, error) {
	s := target.Situation{Plan: b.plan}
	var err error
	read := func(what string, f func() error) {
		if err == nil {
			if e := f(); e != nil {
				err = fmt.Errorf("read %s: %w", what, e)
			}
		}
	}
	read("reports", func() (e error) { s.Standing, e = b.standing(ctx); return })
	read("chats", func() (e error) { s.Chats, e = b.store.Chats(ctx); return })
	read("members", func() (e error) { s.Members, e = b.store.Members(ctx); return })
	read("answers", func() (e error) { s.Answers, e = b.store.Answers(ctx); return })
	read("directives", func() (e error) { s.Directives, e = b.store.Directives(ctx); return })
	read("escalations", func() (e error) { s.Escalations, e = b.store.Escalations(ctx); return })
	read("preparations", func() (e error) { s.Preparations, e = b.store.Preparations(ctx); return })
	return s, err
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
