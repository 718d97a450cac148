package bot

import (
	"context"
	"errors"
	"time"

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

// agreed is how long after a reminder a bare "ok" is taken for an answer to it.
const agreed = 3 * 24 * time.Hour

// agree asks what an "ok" to a reminder means: it may be that it was read, or a
// yes to what the reminder asks for. Elsewhere it is small talk.
func (b *Bot) agree(ctx context.Context, t *turn) (Reply, error) {
	r, err := b.answeredTo(ctx, t)
	if err != nil || t.now.Sub(r.delivery.Done) > agreed || !t.may(answerReminder) {
		if err != nil && !errors.Is(err, target.ErrNotFound) && !errors.Is(err, errNotYours) {
			return Reply{}, err
		}
		return b.none(t), nil
	}
	items := make([]target.Progress, len(r.facts))
	for i, f := range r.facts {
		items[i].Indicator = b.plan.Indicator(f.Indicator)
	}
	return Reply{Note: target.Note{
		Text: t.say("answer.which", "Names", b.factNames(t, r.facts)), Choices: b.answerChoices(t, &r.delivery, items)[:4],
	}}, nil
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
