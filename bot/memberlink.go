package bot

import (
	"context"
	"slices"
	"strings"

	"chitieu/target"
)

// linkCode gives a member a code to send from another messenger: that account
// becomes another one of the same person. "/lienket uutien" is said where the
// person would rather be written to.
func (b *Bot) linkCode(ctx context.Context, t *turn) (Reply, error) {
	if slices.Equal(t.args, []string{preferArg}) {
		return b.preferPrivate(ctx, t)
	}
	code, invite := NewInvite(target.Invite{Kind: target.LinkAccount, Of: t.member.ID, By: t.author(), Expires: t.now.Add(linkLife)})
	note := target.Note{
		Head: t.say("link.head"),
		Text: lines(t.say("link.code", "Code", code, "Until", invite.Expires), b.howTo(t, code), t.say("link.care")),
	}
	return b.apply(ctx, t, target.Change{Invites: []target.Invite{invite}}, note)
}

// link makes the speaker's account one more of the person whom the code names.
func (b *Bot) link(ctx context.Context, t *turn, invite target.Invite) (Reply, error) {
	first, err := b.store.Member(ctx, invite.Of)
	if err != nil || first.Role == "" {
		return Reply{}, errWrongCode // the person was removed meanwhile
	}
	if reason, err := b.unlinkable(ctx, t, first.ID); reason != "" || err != nil {
		return Reply{Note: target.Note{Text: reason}}, err
	}
	t.member = first
	chat, others, err := b.meet(ctx, t)
	if err != nil {
		return Reply{}, err
	}
	account := target.Member{ID: t.msg.From, Name: cleanName(t.msg.FromName), Of: first.ID, Joined: t.now}
	change := target.Change{
		Members: []target.Member{account}, Chats: append(others, chat), Invites: []target.Invite{t.used(invite)},
		Audits: []target.Audit{t.audit(string(linking), string(account.ID))},
	}
	if change.Deliveries, err = b.tellLinked(ctx, t, &account); err != nil {
		return Reply{}, err
	}
	return b.commit(ctx, t, change, target.Note{
		Head: t.say("link.done"), Text: lines(t.say("link.office", "Office", b.duty(t, first.Role, first.Unit)), t.say("link.undo")),
		Choices: []target.Choice{t.choice("choice.prefer-here", slash(linking), preferArg)},
	})
}

// preferPrivate makes this private chat the one that the person is written to
// first, and the one before it its standby.
func (b *Bot) preferPrivate(ctx context.Context, t *turn) (Reply, error) {
	chats, err := b.chats(ctx)
	if err != nil {
		return Reply{}, err
	}
	mine := privateChats(chats, t.member.ID)
	at := slices.IndexFunc(mine, func(c target.Chat) bool { return c.Fallback == t.chat.ID })
	if !t.chat.Standby || at < 0 {
		return t.tell("link.preferred"), nil
	}
	here, before := t.chat, mine[at]
	here.Standby, here.Fallback = false, before.ID
	before.Standby, before.Fallback = true, ""
	change := target.Change{
		Chats:  []target.Chat{before, here},
		Audits: []target.Audit{t.audit("prefer-chat", string(here.ID))},
	}
	return b.commit(ctx, t, change, target.Note{Text: t.say("link.preferred")})
}

// unlinkable says why the speaker's account cannot become another one of the
// person, "" if it can.
func (b *Bot) unlinkable(ctx context.Context, t *turn, first target.MemberID) (string, error) {
	people, err := b.people(ctx)
	if err != nil {
		return "", err
	}
	accounts, err := b.accounts(ctx, t.msg.From)
	switch {
	case err != nil:
		return "", err
	case t.member.ID == first:
		return t.say("link.same"), nil
	case b.fixed(t.msg.From):
		return t.say("member.configured"), nil
	case len(accounts) > 0:
		return t.say("link.chain"), nil
	case isLastOperator(people, t.msg.From):
		return t.say("member.last-operator"), nil
	default:
		return "", nil
	}
}

// tellLinked tells the person's other chats of the new account: whoever did not
// do it can take it back.
func (b *Bot) tellLinked(ctx context.Context, t *turn, account *target.Member) ([]target.Delivery, error) {
	chats, err := b.chats(ctx)
	if err != nil {
		return nil, err
	}
	var out []target.Delivery
	for _, chat := range privateChats(chats, account.Of) {
		if chat.ID == t.msg.Chat || chat.Parked != "" || chat.Standby {
			continue
		}
		note := target.Note{
			Text:    t.say("link.added", "Messenger", messenger(account.ID), "Name", account.Name),
			Choices: []target.Choice{t.choice("choice.unlink", slash(unlinking), shortKey(string(account.ID)))},
		}
		out = append(out, t.delivery(target.DeliveryID("link/"+t.msg.ID+"/"+string(chat.ID)), chat.ID, &note))
	}
	return out, nil
}

// unlink takes a further account off a person: it is a stranger's from then on.
// "/huylienket" asks which, "/huylienket <key>" does it.
func (b *Bot) unlink(ctx context.Context, t *turn) (Reply, error) {
	accounts, err := b.accounts(ctx, t.member.ID)
	if err != nil {
		return Reply{}, err
	}
	if len(accounts) == 0 {
		return t.tell("link.none", "Command", slash(linking)), nil
	}
	at := slices.IndexFunc(accounts, func(m target.Member) bool { return slices.Equal(t.args, []string{shortKey(string(m.ID))}) })
	if at < 0 {
		note := target.Note{Text: t.say("link.which")}
		for i := range accounts {
			note.Choices = append(note.Choices, target.Choice{
				Label: strings.TrimSpace(messenger(accounts[i].ID) + " " + accounts[i].Name),
				Data:  slash(unlinking) + " " + shortKey(string(accounts[i].ID)),
			})
		}
		return Reply{Note: note}, nil
	}
	account := &accounts[at]
	chats, err := b.chats(ctx)
	if err != nil {
		return Reply{}, err
	}
	change := target.Change{
		Members: []target.Member{{ID: account.ID}},
		Chats:   unlinkedChats(privateChats(chats, t.member.ID), account.ID),
		Audits:  []target.Audit{t.audit(string(unlinking), string(account.ID))},
	}
	// Directly: it may be this very chat that is parked.
	return b.apply(ctx, t, change, target.Note{Text: t.say("link.removed", "Messenger", messenger(account.ID))})
}

// unlinkedChats are a person's chats after an account is gone. Its private chat,
// which has the account's id in every messenger, is parked; what stood in for it
// is written to directly, and what it stood in for has no standby.
func unlinkedChats(chats []target.Chat, account target.MemberID) []target.Chat {
	at := slices.IndexFunc(chats, func(c target.Chat) bool { return string(c.ID) == string(account) })
	if at < 0 {
		return nil
	}
	gone := chats[at]
	var out []target.Chat
	for _, c := range chats {
		switch gone.ID {
		case c.ID:
			c.Parked, c.Standby, c.Fallback = parkedUnlinked, false, ""
		case c.Fallback:
			c.Fallback = ""
		default:
			if gone.Fallback != c.ID {
				continue
			}
			c.Standby = false
		}
		out = append(out, c)
	}
	return out
}
