package bot

import (
	"context"
	"time"

	"chitieu/target"
)

// snooze keeps a reminder quiet until a day, which it asks for if the message
// names none.
func (b *Bot) snooze(ctx context.Context, t *turn) (Reply, error) {
	r, err := b.answeredTo(ctx, t)
	if err != nil {
		return b.refuseAnswer(t, err)
	}
	until, ok := b.dayIn(t)
	example := b.day(t, b.snoozeDay(t.today.AddDays(7)))
	if !ok {
		question := t.say("snooze.ask", "Example", example)
		if b.saysWhen(t) {
			question = t.say("snooze.unread", "Example", example)
		}
		return b.offered(t, r, question, b.snoozes(t, r)), nil
	}
	switch end := b.yearEnd(); {
	case !until.After(t.today):
		return t.tell("snooze.past", "Day", until, "Example", example), nil
	case until.After(end):
		return t.tell("snooze.beyond", "Day", until, "End", end, "Example", example), nil
	}
	given := t.answers(r, target.Snoozed, until)
	return b.keep(ctx, t, r, given, target.Note{
		Text: t.say("answer.snooze", "Names", b.factNames(t, r.facts), "Until", until),
	})
}

// yearEnd is the last day that the plan asks anything of.
func (b *Bot) yearEnd() target.Date { return target.NewDate(b.plan.Year, time.December, 31) }

// snoozeDay keeps a day inside the plan's year.
func (b *Bot) snoozeDay(on target.Date) target.Date {
	if end := b.yearEnd(); on.After(end) {
		return end
	}
	return on
}

// snoozes are the choices of how long: three days, a week, or until the
// reporting period closes.
func (b *Bot) snoozes(t *turn, r *reminded) []target.Choice {
	ref := refOf(&r.delivery)
	data := func(until target.Date) string { return slash(snoozing) + " " + ref + " " + until.String() }
	days, week := b.snoozeDay(t.today.AddDays(3)), b.snoozeDay(t.today.AddDays(7))
	period := b.snoozeDay(nextClosing(t.today.AddDays(1)).Closing())
	return []target.Choice{
		{Label: t.say("snooze.days", "Until", b.day(t, days)), Data: data(days)},
		{Label: t.say("snooze.week", "Until", b.day(t, week)), Data: data(week)},
		{Label: t.say("snooze.period", "Until", b.day(t, period)), Data: data(period)},
	}
}
