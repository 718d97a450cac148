package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"chitieu/bot/lang"
	"chitieu/target"
)

// personal shows a member what is stored about them, and deletes it: "/dulieu",
// "/dulieu xoa" asks, "/dulieu xoa dongy" does it. That everybody may see and
// delete theirs is asked by Luật 91/2025/QH15 on personal data.
func (b *Bot) personal(ctx context.Context, t *turn) (Reply, error) {
	switch {
	case slices.Equal(t.args, []string{removeArg}):
		return Reply{Note: target.Note{
			Text:    lines(t.say("personal.ask"), t.say("personal.stays")),
			Choices: []target.Choice{t.choice("choice.forget", slash(personal), removeArg, yesArg), t.choice("choice.keep-data", slash(personal))},
		}}, nil
	case slices.Equal(t.args, []string{removeArg, yesArg}):
		return b.forget(ctx, t)
	}
	data, err := b.store.Personal(ctx, t.member.ID)
	if err != nil && !errors.Is(err, target.ErrNotFound) { // nothing, where only the configuration names them
		return Reply{}, fmt.Errorf("read personal data: %w", err)
	}
	accounts := []string{messenger(t.member.ID)}
	for i := range data.Accounts {
		accounts = append(accounts, messenger(data.Accounts[i].ID))
	}
	office := lang.Capital(b.duty(t, t.member.Role, t.member.Unit))
	return Reply{Note: target.Note{
		Head: t.say("personal.head"),
		Text: lines(
			t.say("personal.who", "Name", b.memberName(t, &t.member), "Office", office),
			t.say("personal.accounts", "Messengers", t.words.List(accounts), "Chats", len(data.Chats)),
			t.say("personal.counts", "Reports", data.Reports, "Audits", data.Audits, "Answers", data.Answers),
			b.retention(t), t.say("personal.how-long"),
		),
		Choices: []target.Choice{t.choice("choice.forget", slash(personal), removeArg)},
	}}, nil
}

// retention says when what is over is deleted by itself, "" if it is not.
func (b *Bot) retention(t *turn) string {
	if b.keepFor <= 0 {
		return ""
	}
	return t.say("personal.retention", "Days", int(b.keepFor.Hours()/24))
}

// forget deletes everything personal about the speaker. The answer goes out
// directly, because an outbox row would be kept again.
func (b *Bot) forget(ctx context.Context, t *turn) (Reply, error) {
	people, err := b.people(ctx)
	if err != nil {
		return Reply{}, err
	}
	if isLastOperator(people, t.member.ID) {
		return t.tell("member.last-operator"), nil
	}
	text := t.say("personal.gone")
	if b.fixed(t.member.ID) {
		text = lines(text, t.say("member.configured"))
	}
	change := target.Change{
		Forget: []target.MemberID{t.member.ID},
		Audits: []target.Audit{{At: t.now, Action: "forget"}}, // of whom is what is forgotten
	}
	return b.apply(ctx, t, change, target.Note{Text: lines(text, t.say("personal.stays"))})
}
