package bot

import (
	"context"
	"strings"

	"chitieu/target"
)

// invitation makes a code for somebody with a role and a unit: "/moi cán bộ xã
// Kỳ Khang". What is missing is asked for with choices.
func (b *Bot) invitation(ctx context.Context, t *turn) (Reply, error) {
	t.turnPage()
	if len(t.args) == 0 {
		return Reply{Note: b.askRole(t, t.say("invite.which-role"))}, nil
	}
	role, rest := b.readRole(t.args)
	switch {
	case role == "":
		return Reply{Note: b.askRole(t, t.say("invite.bad-role"))}, nil
	case !t.manages(role):
		return Reply{Note: b.askRole(t, t.say("invite.not-yours"))}, nil
	case wide(role):
		return b.makeInvite(ctx, t, role, target.Locality)
	case len(rest) == 0 && role == target.Officer:
		return Reply{Note: b.askUnit(t, t.say("invite.which-unit"), role)}, nil
	case len(rest) == 0:
		return b.makeInvite(ctx, t, role, target.Locality)
	}
	unit, ok := b.readUnit(t, rest)
	if !ok || unit == target.Locality && role == target.Officer {
		return Reply{Note: b.askUnit(t, t.say("invite.bad-unit"), role)}, nil
	}
	return b.makeInvite(ctx, t, role, unit)
}

// askRole asks for a role, with an example and the roles that the speaker may
// give.
func (b *Bot) askRole(t *turn, question string) target.Note {
	note := target.Note{Text: lines(question, t.say("invite.example", "Unit", b.unit(t, b.exampleUnit(t))))}
	for _, role := range roles {
		if t.manages(role) {
			note.Choices = append(note.Choices, target.Choice{
				Label: t.say("role." + string(role)), Data: slash(inviting) + " " + string(role),
			})
		}
	}
	return note
}

// askUnit asks for a unit, with an example and the units.
func (b *Bot) askUnit(t *turn, question string, role target.Role) target.Note {
	return target.Note{
		Text:    lines(question, t.say("invite.example", "Unit", b.unit(t, b.exampleUnit(t)))),
		Choices: b.unitsFor(t, slash(inviting)+" "+string(role)),
	}
}

// exampleUnit is a unit to make examples with: the first commune.
func (b *Bot) exampleUnit(t *turn) target.UnitID {
	if communes := b.plan.Communes(t.today); len(communes) > 0 {
		return communes[0].ID
	}
	for i := range b.plan.Units {
		return b.plan.Units[i].ID
	}
	return target.Locality
}

func (b *Bot) makeInvite(ctx context.Context, t *turn, role target.Role, unit target.UnitID) (Reply, error) {
	code, invite := NewInvite(target.Invite{
		Kind: target.InviteMember, Role: role, Unit: unit, By: t.author(), Expires: t.now.Add(inviteLife),
	})
	note := target.Note{
		Head: t.say("invite.head", "Office", b.duty(t, role, unit)),
		Text: lines(t.say("invite.code", "Code", code, "Until", invite.Expires), b.howTo(t, code), t.say("invite.keep")),
	}
	change := target.Change{
		Invites: []target.Invite{invite},
		Audits:  []target.Audit{t.audit(string(inviting), strings.TrimSpace(string(role)+" "+string(unit)))},
	}
	return b.apply(ctx, t, change, note)
}
