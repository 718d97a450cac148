package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"chitieu/bot/understand"
	"chitieu/target"
)

// enter takes a one-time code: "/nhan CODE", or Telegram's "/start CODE". After
// too many wrong codes that is said, and then nothing is answered for an hour,
// not even to a right one.
func (b *Bot) enter(ctx context.Context, t *turn) (Reply, error) {
	if b.misses.tired(t.msg.From, t.now) {
		return Reply{Silent: true}, nil
	}
	code := strings.Join(t.args, "")
	if code == "" {
		return t.tell("invite.how"), nil
	}
	invite, err := b.redeemable(ctx, t, code)
	var reply Reply
	if err == nil {
		reply, err = b.redeem(ctx, t, invite)
	}
	switch {
	case !errors.Is(err, errWrongCode) && !errors.Is(err, target.ErrConflict): // used meanwhile
		return reply, err
	case !invite.Used.IsZero() && invite.UsedBy == t.msg.From:
		// Through the store, because a message that is delivered again comes here too.
		return b.commit(ctx, t, target.Change{}, target.Note{Text: t.say("invite.done")})
	default:
		b.misses.count(t.msg.From, t.now)
		note := target.Note{Text: t.say("invite.wrong")}
		if b.misses.tired(t.msg.From, t.now) {
			note.Text = t.say("invite.tired")
		}
		return b.commit(ctx, t, target.Change{}, note)
	}
}

// plainCode finds a code that somebody sent as it stands, or behind the name of
// the command without its slash: who was invited does not know commands yet.
func plainCode(text string) (code string, ok bool) {
	if len(text) > maxPlainCode {
		return "", false
	}
	words := strings.Fields(text)
	if len(words) > 1 {
		if intent, _, ok := lookup(understand.Fold(words[0])); ok && intent == entering {
			words = words[1:]
		}
	}
	code = strings.ReplaceAll(strings.ToUpper(strings.Join(words, "")), "-", "")
	return code, len(code) == codeLength && strings.Trim(code, codeLetters) == ""
}

// maxPlainCode is how long a text with nothing but a code may be, in bytes.
const maxPlainCode = 40

// redeem does what the code is for. target.ErrConflict means that it was used
// meanwhile.
func (b *Bot) redeem(ctx context.Context, t *turn, invite target.Invite) (Reply, error) {
	switch invite.Kind {
	case target.ClaimOperator:
		invite.Role, invite.Unit = target.Operator, target.Locality
		return b.join(ctx, t, invite)
	case target.InviteMember:
		// An invitation is worth what its maker may do now.
		by, err := b.store.Member(ctx, invite.By)
		if err != nil && !errors.Is(err, target.ErrNotFound) {
			return Reply{}, fmt.Errorf("look up member: %w", err)
		}
		if inviter := (&turn{member: by}); !inviter.manages(invite.Role) {
			return Reply{}, errWrongCode
		}
		return b.join(ctx, t, invite)
	case target.LinkAccount:
		return b.link(ctx, t, invite)
	default:
		return t.tell("invite.for-groups", "Command", slash(belonging)+" "+standbyArg), nil
	}
}

// join makes the speaker a member with the role and unit of the invite, or gives
// a member another one.
func (b *Bot) join(ctx context.Context, t *turn, invite target.Invite) (Reply, error) {
	member := target.Member{ID: t.author(), Name: cleanName(t.msg.FromName), Lang: t.member.Lang, Joined: t.now}
	if t.member.Role != "" {
		member.Name, member.Joined = t.member.Name, t.member.Joined
		if member.Joined.IsZero() {
			member.Joined = t.now
		}
	}
	people, err := b.people(ctx)
	switch {
	case err != nil:
		return Reply{}, err
	case b.fixed(member.ID):
		return t.tell("member.configured"), nil
	case invite.Role != target.Operator && isLastOperator(people, member.ID):
		return t.tell("member.last-operator"), nil
	}
	member.Role, member.Unit = invite.Role, invite.Unit
	t.member = member
	chat, others, err := b.meet(ctx, t)
	if err != nil {
		return Reply{}, err
	}
	waiting, err := b.openRequests(ctx, t) // who asked before there was an operator
	if err != nil {
		return Reply{}, err
	}
	note := target.Note{
		Head:    t.say("invite.joined", "Office", b.duty(t, member.Role, member.Unit)),
		Text:    lines(t.say("help.ask", "Name", t.short(b.example())), t.say("invite.more")),
		Choices: append([]target.Choice{t.choice("choice.help", "/trogiup"), t.choice("choice.language", slash(language))}, waiting...),
	}
	change := target.Change{
		Members: []target.Member{member}, Chats: append(others, chat), Invites: []target.Invite{t.used(invite)},
		Audits: []target.Audit{t.audit("join", strings.TrimSpace(string(member.Role)+" "+string(member.Unit)))},
	}
	reply, err := b.commit(ctx, t, change, note)
	if err == nil && invite.Kind == target.ClaimOperator {
		b.claim = target.Invite{} // the store forgets used codes some day, this must not
	}
	return reply, err
}

// maxName is how much of a messenger's name of somebody is kept, in characters.
const maxName = 40

// cleanName is a name as it may stand in a message to others: people choose
// theirs in the messenger.
func cleanName(name string) string {
	runes := []rune(strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, name)), " "))
	return string(runes[:min(len(runes), maxName)])
}
