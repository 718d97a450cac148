package bot

import (
	"context"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/target"
)

// memberPage is how many people are listed at once, a line and a choice each.
const memberPage = 6

// members lists who may do what, or shows and changes one of them:
//
//	/thanhvien [p1]                  a page of the list
//	/thanhvien <key>                 one person
//	/thanhvien <key> xoa             asks before the removal
//	/thanhvien <key> <role> [unit]   asks before the change
//	… dongy                          does it
func (b *Bot) members(ctx context.Context, t *turn) (Reply, error) {
	t.turnPage()
	people, err := b.people(ctx)
	if err != nil {
		return Reply{}, err
	}
	if len(t.args) == 0 {
		return b.listMembers(ctx, t, people)
	}
	at := slices.IndexFunc(people, func(m target.Member) bool { return shortKey(string(m.ID)) == t.args[0] })
	if at < 0 {
		return b.commit(ctx, t, target.Change{}, target.Note{Text: t.say("member.gone")})
	}
	who, change := &people[at], t.args[1:]
	if len(change) == 0 {
		return b.card(ctx, t, who)
	}
	if reason := b.keeps(t, people, who); reason != "" {
		return Reply{Note: target.Note{Text: reason}}, nil
	}
	agreed := change[len(change)-1] == yesArg
	if agreed {
		change = change[:len(change)-1]
	}
	if len(change) == 1 && change[0] == removeArg {
		return b.removeMember(ctx, t, who, agreed)
	}
	return b.changeMember(ctx, t, people, who, change, agreed)
}

// listMembers shows a page of the people, by role and unit.
func (b *Bot) listMembers(ctx context.Context, t *turn, people []target.Member) (Reply, error) {
	from := min(t.page*memberPage, len(people))
	shown := people[from:min(from+memberPage, len(people))]
	note := target.Note{Head: t.words.Count("member.head", len(people))}
	var text []string
	for i := range shown {
		m := &shown[i]
		text = append(text, b.memberName(t, m)+": "+b.duty(t, m.Role, m.Unit))
		note.Choices = append(note.Choices, target.Choice{Label: b.memberName(t, m), Data: slash(staff) + " " + shortKey(string(m.ID))})
	}
	note.Text = bullets(text)
	if rest := len(people) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, slash(staff)))
	}
	note.Choices = append(note.Choices, t.choice("choice.invite", slash(inviting)))
	waiting, err := b.openRequests(ctx, t)
	note.Choices = append(note.Choices, waiting...)
	return Reply{Note: note}, err
}

// openRequests offers the requests for access that wait to who may decide on
// them; nothing where there is none.
func (b *Bot) openRequests(ctx context.Context, t *turn) ([]target.Choice, error) {
	if !t.may(grantAccess) {
		return nil, nil
	}
	waiting, err := b.waitingRequests(ctx)
	if err != nil || len(waiting) == 0 {
		return nil, err
	}
	return []target.Choice{{Label: t.words.Count("choice.requests", len(waiting)), Data: slash(granting)}}, nil
}

// memberName is what somebody is called in a list; whose messenger shows no
// name is called by the account.
func (b *Bot) memberName(t *turn, m *target.Member) string {
	if m.Name == "" {
		return string(m.ID)
	}
	return m.Name
}

// card shows one person with what may be changed.
func (b *Bot) card(ctx context.Context, t *turn, m *target.Member) (Reply, error) {
	accounts, err := b.accounts(ctx, m.ID)
	if err != nil {
		return Reply{}, err
	}
	names := []string{messenger(m.ID)}
	for i := range accounts {
		names = append(names, messenger(accounts[i].ID))
	}
	note := target.Note{
		Head: b.memberName(t, m),
		Text: lines(lang.Capital(b.duty(t, m.Role, m.Unit))+".", t.say("member.accounts", "Messengers", t.words.List(names))),
	}
	if !m.Joined.IsZero() {
		note.Text = lines(note.Text, t.say("member.joined", "On", target.DateOf(m.Joined.In(b.plan.Zone))))
	}
	command := slash(staff) + " " + shortKey(string(m.ID))
	switch {
	case b.fixed(m.ID):
		note.Text = lines(note.Text, t.say("member.configured"))
	case t.manages(m.Role):
		for _, role := range roles {
			if t.manages(role) && (role != m.Role || role == target.Officer) {
				note.Choices = append(note.Choices, target.Choice{
					Label: t.say("member.make", "Office", t.say("role."+string(role))), Data: command + " " + string(role),
				})
			}
		}
		note.Choices = append(note.Choices, t.choice("choice.remove", command, removeArg))
	}
	note.Choices = append(note.Choices, t.choice("choice.members", slash(staff)))
	return Reply{Note: note}, nil
}

// keeps says why the speaker may not change the person at all, "" if they may.
func (b *Bot) keeps(t *turn, people []target.Member, m *target.Member) string {
	switch {
	case !t.manages(m.Role):
		return t.say("member.not-yours")
	case b.fixed(m.ID):
		return t.say("member.configured")
	case isLastOperator(people, m.ID):
		return t.say("member.last-operator")
	default:
		return ""
	}
}

// accounts returns the further accounts of a person.
func (b *Bot) accounts(ctx context.Context, id target.MemberID) ([]target.Member, error) {
	all, err := b.store.Members(ctx)
	return slices.DeleteFunc(all, func(m target.Member) bool { return m.Of != id }), err
}

// changeDetail is a change of a person in the audit trail.
func changeDetail(m *target.Member) string {
	return strings.TrimSpace(string(m.ID) + " " + string(m.Role) + " " + string(m.Unit))
}
