package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"chitieu/target"
)

// grant decides on requests to be let in: "/capquyen" shows the one that waits
// longest, "/capquyen <key> viewer", "… officer <unit>" and "… tuchoi" decide.
func (b *Bot) grant(ctx context.Context, t *turn) (Reply, error) {
	t.turnPage()
	waiting, err := b.waitingRequests(ctx)
	switch {
	case err != nil:
		return Reply{}, err
	case len(waiting) == 0 && len(t.args) == 0:
		return t.tell("access.none"), nil
	case len(t.args) == 0:
		return Reply{Note: b.requestNote(t, &waiting[0])}, nil
	}
	at := slices.IndexFunc(waiting, func(r target.AccessRequest) bool { return requestKey(&r) == t.args[0] })
	if at < 0 {
		return b.commit(ctx, t, target.Change{}, target.Note{Text: t.say("access.gone")})
	}
	request := &waiting[at]
	role, rest := b.readRole(t.args[1:])
	switch {
	case len(rest) == 1 && role == "" && rest[0] == refuseArg:
		return b.decideAccess(ctx, t, request, nil)
	case role == "":
		return Reply{Note: b.requestNote(t, request)}, nil
	case role == target.Viewer:
		return b.decideAccess(ctx, t, request, &target.Member{Role: role})
	case role == target.Officer && len(rest) == 0:
		return Reply{Note: b.askUnitFor(t, request)}, nil
	case role != target.Officer: // who comes by asking gets no more; /moi and /thanhvien do
		return Reply{Note: b.requestNote(t, request)}, nil
	}
	unit, ok := b.readUnit(t, rest)
	if !ok || unit == target.Locality {
		return Reply{Note: b.askUnitFor(t, request)}, nil
	}
	return b.decideAccess(ctx, t, request, &target.Member{Role: role, Unit: unit})
}

// waitingRequests returns what nobody decided on, without those who were let in
// by a code meanwhile.
func (b *Bot) waitingRequests(ctx context.Context) ([]target.AccessRequest, error) {
	all, err := b.store.Requests(ctx)
	if err != nil {
		return nil, fmt.Errorf("read requests: %w", err)
	}
	members, err := b.store.Members(ctx)
	if err != nil {
		return nil, fmt.Errorf("read members: %w", err)
	}
	return slices.DeleteFunc(all, func(r target.AccessRequest) bool {
		return !r.Decided.IsZero() || slices.ContainsFunc(members, func(m target.Member) bool { return m.ID == r.Member && (m.Role != "" || m.Of != "") })
	}), nil
}

// requestNote shows an operator who asks, with the possible answers.
func (b *Bot) requestNote(t *turn, r *target.AccessRequest) target.Note {
	command := slash(granting) + " " + requestKey(r)
	return target.Note{
		Head: t.say("access.head"),
		Text: lines(t.say("access.who", "Name", r.Name, "Messenger", messenger(r.Member), "At", r.At.In(b.plan.Zone)), t.say("access.care")),
		Choices: []target.Choice{
			{Label: t.say("choice.grant", "Office", t.say("role.viewer")), Data: command + " viewer"},
			{Label: t.say("choice.grant-unit", "Office", t.say("role.officer")), Data: command + " officer"},
			t.choice("choice.refuse-access", command, refuseArg),
		},
	}
}

// askUnitFor asks which unit the officer is of.
func (b *Bot) askUnitFor(t *turn, r *target.AccessRequest) target.Note {
	command := slash(granting) + " " + requestKey(r) + " officer"
	return target.Note{
		Text:    lines(t.say("access.which-unit", "Name", r.Name), t.say("access.or-type", "Command", command)),
		Choices: b.unitsFor(t, command),
	}
}

// decideAccess makes who asked a member, or refuses with as == nil, and tells
// them. Of two operators one decides.
func (b *Bot) decideAccess(ctx context.Context, t *turn, r *target.AccessRequest, as *target.Member) (Reply, error) {
	r.Decided, r.By, r.Granted = t.now, t.author(), as != nil
	change := target.Change{Requests: []target.AccessRequest{*r}}
	note := target.Note{Text: t.say("access.refused", "Name", r.Name)}
	spoke := b.spokenIn(ctx, r.Chat, r.Member, t.now) // "" when they asked long ago
	to := &turn{now: t.now, today: t.today, words: b.words.In(firstLang(spoke))}
	verdict := target.Note{Text: to.say("access.not-granted")}
	detail := string(r.Member) + " " + refuseArg
	if as != nil {
		as.ID, as.Name, as.Joined = r.Member, r.Name, t.now
		change.Members = []target.Member{*as}
		change.Chats = []target.Chat{{ID: r.Chat, Member: r.Member}}
		note.Text = t.say("access.granted", "Name", r.Name, "Office", b.duty(t, as.Role, as.Unit))
		verdict = target.Note{
			Head:    to.say("invite.joined", "Office", b.duty(to, as.Role, as.Unit)),
			Text:    lines(to.say("help.ask", "Name", to.short(b.example())), to.say("invite.more")),
			Choices: []target.Choice{to.choice("choice.help", "/trogiup")},
		}
		detail = strings.TrimSpace(fmt.Sprintf("%s %s %s", r.Member, as.Role, as.Unit))
	}
	change.Deliveries = []target.Delivery{t.delivery("access/"+target.DeliveryID(requestKey(r)), r.Chat, &verdict)}
	change.Audits = []target.Audit{t.audit(string(granting), detail)}
	reply, err := b.commit(ctx, t, change, note)
	if errors.Is(err, target.ErrConflict) {
		return t.tell("access.gone"), nil
	}
	return reply, err
}
