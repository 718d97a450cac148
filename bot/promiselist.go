package bot

import (
	"context"
	"fmt"
	"slices"

	"chitieu/bot/understand"
	"chitieu/target"
)

// promises lists the promises that are open; to leaders everybody's, and what
// became of those that were checked last.
func (b *Bot) promises(ctx context.Context, t *turn) (Reply, error) {
	all, err := b.store.Answers(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read answers: %w", err)
	}
	everybody := t.may(stopEscalation)
	mine := slices.DeleteFunc(all, func(a target.Answer) bool {
		ind := b.plan.Indicator(a.Indicator)
		if a.Kind != target.Promised || a.Ended || ind == nil {
			return true
		}
		return !everybody && (a.Outcome != "" || !t.answersFor(ind, a.Unit))
	})
	if len(mine) == 0 {
		return t.tell("promise.none", "Example", slash(promising)+" "+b.promiseExample(t)), nil
	}
	slices.SortStableFunc(mine, func(a, b target.Answer) int { return b.At.Compare(a.At) })
	var items []string
	for i := range mine[:min(len(mine), pageSize)] {
		items = append(items, b.promiseLine(t, &mine[i]))
	}
	rest := ""
	if n := len(mine) - len(items); n > 0 {
		rest = t.words.Count("promise.rest", n)
	}
	return Reply{Note: target.Note{Head: t.say("promise.head"), Text: lines(bullets(items), rest)}}, nil
}

// promiseLine is one promise: whose, what, by when, and its outcome.
func (b *Bot) promiseLine(t *turn, a *target.Answer) string {
	ind := b.plan.Indicator(a.Indicator)
	outcome := "open"
	if a.Outcome != "" {
		outcome = string(a.Outcome)
	}
	p := target.Progress{Indicator: ind, Unit: a.Unit}
	return t.say("promise.line", "Name", b.subject(t, &p), "Value", t.exact(ind, *a.Value),
		"Until", b.day(t, a.Until), "Outcome", t.say("promise.outcome."+outcome))
}

// promiseChecked tells leaders what became of a promise.
func (b *Bot) promiseChecked(s *scene) target.Composed {
	at := slices.IndexFunc(s.situation.Answers, func(a target.Answer) bool { return a.ID == target.AnswerID(s.d.Subject) })
	if at < 0 || s.situation.Answers[at].Outcome == "" || s.situation.Answers[at].Value == nil {
		return target.Composed{Drop: dropNothing}
	}
	a, t := &s.situation.Answers[at], s.t
	ind := b.plan.Indicator(a.Indicator)
	if ind == nil {
		return target.Composed{Drop: dropNothing}
	}
	p := target.Evaluate(b.plan, s.situation.Standing, ind, a.Unit, b.lastDay(t.today))
	owner := a.Unit
	if owner == target.Locality {
		owner = ind.Lead
	}
	now := t.say("progress.no-report", "Goal", t.goal(&p))
	if p.Actual != nil {
		now = t.value(&p)
	}
	return target.Composed{
		Cause: target.CauseDate, Facts: (&target.Finding{Items: []target.Progress{p}}).Facts(),
		Note: target.Note{
			Head: t.say("promise.checked."+string(a.Outcome), "Name", t.short(ind)),
			Text: lines(t.say("promise.was", "Unit", b.unit(t, owner), "Value", t.exact(ind, *a.Value), "Until", a.Until), now,
				t.source(&p)),
			Choices: []target.Choice{
				{Label: t.say("choice.progress-of", "Name", t.short(ind)), Data: slash(understand.ProgressOne) + " " + string(ind.ID)},
				t.choice("choice.promises", slash(promising)),
			},
		},
	}
}
