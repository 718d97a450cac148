package bot

import (
	"context"

	"chitieu/target"
)

// removeMember takes somebody's role away, with that of all their accounts. It
// holds from the next message on. What they reported stays.
func (b *Bot) removeMember(ctx context.Context, t *turn, m *target.Member, agreed bool) (Reply, error) {
	command := slash(staff) + " " + shortKey(string(m.ID))
	if !agreed {
		return Reply{Note: target.Note{
			Text: t.say("member.remove-ask", "Name", b.memberName(t, m), "Office", b.duty(t, m.Role, m.Unit)),
			Choices: []target.Choice{
				t.choice("choice.remove", command, removeArg, yesArg), t.choice("choice.keep-member", command),
			},
		}}, nil
	}
	chats, err := b.chats(ctx)
	if err != nil {
		return Reply{}, err
	}
	accounts, err := b.accounts(ctx, m.ID)
	if err != nil {
		return Reply{}, err
	}
	change := target.Change{
		Members: []target.Member{{ID: m.ID}},
		Audits:  []target.Audit{t.audit("remove-member", changeDetail(m))},
	}
	for i := range accounts {
		change.Members = append(change.Members, target.Member{ID: accounts[i].ID})
	}
	own := privateChats(chats, m.ID)
	change.Deliveries = b.tellMember(t, m, own, func(to *turn) target.Note { return target.Note{Text: to.say("member.you-left")} })
	for _, c := range own {
		c.Parked = parkedRemoved
		change.Chats = append(change.Chats, c)
	}
	note := target.Note{
		Text:    t.say("member.removed", "Name", b.memberName(t, m)),
		Choices: []target.Choice{t.choice("choice.members", slash(staff))},
	}
	return b.commit(ctx, t, change, note)
}

// changeMember gives somebody another role and unit, which the words name.
func (b *Bot) changeMember(ctx context.Context, t *turn, people []target.Member, m *target.Member, words []string, agreed bool) (Reply, error) {
	command := slash(staff) + " " + shortKey(string(m.ID))
	role, rest := b.readRole(words)
	switch {
	case role == "":
		return b.card(ctx, t, m)
	case !t.manages(role):
		return t.tell("member.not-yours"), nil
	case role == target.Officer && len(rest) == 0:
		return Reply{Note: target.Note{
			Text:    lines(t.say("access.which-unit", "Name", b.memberName(t, m)), t.say("access.or-type", "Command", command+" "+string(role))),
			Choices: b.unitsFor(t, command+" "+string(role)),
		}}, nil
	}
	changed := *m
	changed.Role, changed.Unit = role, target.Locality
	if !wide(role) && len(rest) > 0 {
		unit, ok := b.readUnit(t, rest)
		if !ok || unit == target.Locality && role == target.Officer {
			return Reply{Note: target.Note{
				Text:    t.say("invite.bad-unit"),
				Choices: b.unitsFor(t, command+" "+string(role)),
			}}, nil
		}
		changed.Unit = unit
	}
	office := b.duty(t, changed.Role, changed.Unit)
	if !agreed {
		return Reply{Note: target.Note{
			Text: t.say("member.change-ask", "Name", b.memberName(t, m), "Was", b.duty(t, m.Role, m.Unit), "Office", office),
			Choices: []target.Choice{
				t.choice("choice.change", command, string(changed.Role), string(changed.Unit), yesArg), t.choice("choice.keep-member", command),
			},
		}}, nil
	}
	chats, err := b.chats(ctx)
	if err != nil {
		return Reply{}, err
	}
	change := target.Change{Members: []target.Member{changed}, Audits: []target.Audit{t.audit("change-member", changeDetail(&changed))}}
	change.Deliveries = b.tellMember(t, m, privateChats(chats, m.ID), func(to *turn) target.Note {
		return target.Note{
			Text:    lines(to.say("member.you-are", "Office", b.duty(to, changed.Role, changed.Unit)), to.say("invite.more")),
			Choices: []target.Choice{to.choice("choice.help", "/trogiup")},
		}
	})
	note := target.Note{
		Text:    t.say("member.changed", "Name", b.memberName(t, m), "Office", office),
		Choices: []target.Choice{t.choice("choice.members", slash(staff))},
	}
	return b.commit(ctx, t, change, note)
}

// tellMember queues what somebody else decided about the person, in their own
// language, for where they are written to. Who decides on themselves is answered
// anyway. The row goes out even though the chat is parked with it.
func (b *Bot) tellMember(t *turn, m *target.Member, chats []target.Chat, what func(to *turn) target.Note) []target.Delivery {
	if m.ID == t.member.ID {
		return nil
	}
	var out []target.Delivery
	for _, chat := range chats {
		if chat.Parked != "" || chat.Standby {
			continue
		}
		to := &turn{now: t.now, today: t.today, member: *m, chat: chat, words: b.words.In(firstLang(m.Lang, chat.Lang))}
		note := what(to)
		out = append(out, t.delivery(target.DeliveryID("member/"+t.msg.ID+"/"+string(chat.ID)), chat.ID, &note))
	}
	return out
}
