package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chitieu/target"
)

// A group may have one other that stands in when it cannot be reached: the same
// people in another messenger. Standbys stand in for one group and have none of
// their own, so there are no chains and no circles.

// partner returns the other group of a pair, nil if the group has none.
func (b *Bot) partner(ctx context.Context, chat *target.Chat) (*target.Chat, error) {
	if chat.Fallback == "" && !chat.Standby {
		return nil, nil
	}
	chats, err := b.chats(ctx)
	at := slices.IndexFunc(chats, func(c target.Chat) bool {
		return chat.Standby && c.Fallback == chat.ID || chat.Fallback != "" && c.ID == chat.Fallback
	})
	if err != nil || at < 0 {
		return nil, err
	}
	return &chats[at], nil
}

// pairName names a group and its messenger: "Nhóm huyện (Zalo)", "nhóm Zalo".
func pairName(t *turn, c *target.Chat) string {
	if c == nil {
		return "?"
	}
	if c.Title == "" { // Zalo does not tell the names of groups
		return t.say("group.untitled", "Messenger", messenger(c.ID))
	}
	return c.Title + " (" + messenger(c.ID) + ")"
}

// offerStandby gives a code to say in the group that is to stand in for this one.
func (b *Bot) offerStandby(ctx context.Context, t *turn) (Reply, error) {
	pair, err := b.partner(ctx, &t.chat)
	switch {
	case err != nil:
		return Reply{}, err
	case !t.known:
		return b.showGroup(ctx, t)
	case pair != nil:
		return t.tell("group.paired", "Other", pairName(t, pair), "Command", slash(belonging)+" "+unbindArg), nil
	}
	code, invite := NewInvite(target.Invite{Kind: target.StandbyChat, Chat: t.chat.ID, By: t.author(), Expires: t.now.Add(linkLife)})
	note := target.Note{
		Head: t.say("group.standby-head"),
		Text: t.say("group.standby-code", "Command", slash(belonging)+" "+standbyArg+" "+code, "Until", invite.Expires),
	}
	return b.apply(ctx, t, target.Change{Invites: []target.Invite{invite}}, note)
}

// takeStandby makes this group the standby of the one whose code it is.
func (b *Bot) takeStandby(ctx context.Context, t *turn, code string) (Reply, error) {
	if b.misses.tired(t.msg.From, t.now) {
		return Reply{Silent: true}, nil
	}
	invite, err := b.redeemable(ctx, t, code)
	if err == nil && invite.Kind != target.StandbyChat {
		err = errWrongCode
	}
	var reply Reply
	if err == nil {
		reply, err = b.standBy(ctx, t, invite)
	}
	if !errors.Is(err, errWrongCode) && !errors.Is(err, target.ErrConflict) { // used meanwhile
		return reply, err
	}
	b.misses.count(t.msg.From, t.now)
	return b.apply(ctx, t, target.Change{}, target.Note{Text: t.say("group.wrong-code", "Command", slash(belonging)+" "+standbyArg)})
}

// standBy stores the pair. target.ErrConflict means that the code was used
// meanwhile.
func (b *Bot) standBy(ctx context.Context, t *turn, invite target.Invite) (Reply, error) {
	main, err := b.store.Chat(ctx, invite.Chat)
	if err != nil {
		return Reply{}, fmt.Errorf("look up group: %w", err)
	}
	switch {
	case wholeChat(main.ID) == wholeChat(t.msg.Chat), messenger(main.ID) == messenger(t.msg.Chat):
		return t.tell("group.same-messenger", "Messenger", messenger(main.ID)), nil
	case main.Greeted, main.Standby, main.Fallback != "", t.known && (t.chat.Standby || t.chat.Fallback != ""):
		return t.tell("group.chain", "Command", slash(belonging)+" "+unbindArg), nil
	}
	standby := target.Chat{
		ID: t.msg.Chat, Title: firstText(cleanName(t.msg.Title), t.chat.Title), Group: true, Unit: main.Unit,
		Lang: firstLang(t.chat.Lang, main.Lang), Standby: true,
		Bound: !t.known || t.chat.Bound || t.chat.ID != t.msg.Chat,
	}
	main.Fallback = standby.ID
	change := target.Change{
		Chats: []target.Chat{standby, main}, Invites: []target.Invite{t.used(invite)},
		Audits: []target.Audit{t.audit("standby-group", string(main.ID))},
	}
	return b.commit(ctx, t, change, target.Note{
		Text:    t.say("group.stands-by", "Other", pairName(t, &main)),
		Choices: []target.Choice{t.choice("choice.prefer", slash(belonging), preferArg)},
	})
}

// preferGroup makes the standby the group and the group the standby.
func (b *Bot) preferGroup(ctx context.Context, t *turn) (Reply, error) {
	pair, err := b.partner(ctx, &t.chat)
	switch {
	case err != nil:
		return Reply{}, err
	case pair == nil:
		return t.tell("group.no-pair", "Command", slash(belonging)+" "+standbyArg), nil
	case !t.chat.Standby:
		return t.tell("group.preferred", "Other", pairName(t, pair)), nil
	}
	now := t.chat
	now.Standby, now.Fallback = false, pair.ID
	pair.Standby, pair.Fallback = true, ""
	change := target.Change{
		Chats:  []target.Chat{*pair, now},
		Audits: []target.Audit{t.audit("prefer-group", string(now.ID))},
	}
	return b.commit(ctx, t, change, target.Note{Text: t.say("group.preferred", "Other", pairName(t, pair))})
}
