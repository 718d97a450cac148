package bot

import (
	"context"

	"chitieu/target"
)

// acknowledge keeps that a reminder was read. It expires, and does not cover
// what gets worse.
func (b *Bot) acknowledge(ctx context.Context, t *turn) (Reply, error) {
	r, err := b.answeredTo(ctx, t)
	if err != nil {
		return b.refuseAnswer(t, err)
	}
	until := t.today.AddDays(target.AckDays)
	given := t.answers(r, target.Acknowledged, until)
	return b.keep(ctx, t, r, given, target.Note{
		Text: t.say("answer.ack", "Names", b.factNames(t, r.facts), "Until", until),
	})
}

// factNames names what an answer is about.
func (b *Bot) factNames(t *turn, facts []target.Fact) string {
	var names []string
	for _, f := range facts {
		names = append(names, t.short(b.plan.Indicator(f.Indicator)))
	}
	if len(names) > namesShown {
		return t.words.Count("answer.names", len(names))
	}
	return t.words.List(names)
}

// namesShown is how many indicators an answer names before it counts them.
const namesShown = 3
