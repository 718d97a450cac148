package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

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
	s.situation, err = b.situationAt(ctx, &s.chat)
	return s, "", err
}

// ruleOf finds the rule of the delivery, as people have changed it. A delivery
// that does not say its kind is of its rule's.
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
	return b.situationAt(ctx, &target.Chat{})
}

// situationAt reads what a reminder to the chat is judged by. The group of a
// unit is judged by what is known of the work alone: reading a thousand other
// chats and their people for each of a thousand groups would be most of a
// Monday morning's work.
func (b *Bot) situationAt(ctx context.Context, chat *target.Chat) (target.Situation, error) {
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
	read("answers", func() (e error) { s.Answers, e = b.store.Answers(ctx); return })
	read("directives", func() (e error) { s.Directives, e = b.store.Directives(ctx); return })
	read("escalations", func() (e error) { s.Escalations, e = b.store.Escalations(ctx); return })
	read("preparations", func() (e error) { s.Preparations, e = b.store.Preparations(ctx); return })
	if chat.Group && chat.Unit != target.Locality {
		return s, err
	}
	read("chats", func() (e error) { s.Chats, e = b.store.Chats(ctx); return })
	read("members", func() (e error) { s.Members, e = b.store.Members(ctx); return })
	return s, err
}
