package bot

import (
	"context"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// dueDay is the day of the month by which a report of the period is with the
// Government (Nghị định 09/2019/NĐ-CP, article 13). Localities set earlier days
// for their own offices, which the plan does not hold.
const dueDay = 25

// deadline answers when data close and reports are due for a period, and when
// named indicators are judged next.
func (b *Bot) deadline(_ context.Context, t *turn) (Reply, error) {
	r := &t.reading
	period := r.Period
	if period.Kind == target.NoPeriod || period.Kind == target.Day {
		period = nextClosing(t.today)
	}
	note := target.Note{Head: t.say("deadline.head", "Period", period)}
	closing := period.Closing()
	due := target.NewDate(closing.Year, closing.Month, dueDay)
	note.Text = lines(t.say("deadline.closing", "Closing", closing), t.say("deadline.due", "Due", due))
	for _, id := range r.Indicators[:min(len(r.Indicators), 3)] {
		note.Text = lines(note.Text, b.judging(t, b.plan.Indicator(id)))
	}
	if len(r.Indicators) == 1 {
		ind := b.plan.Indicator(r.Indicators[0])
		note.Text = lines(note.Text, b.lead(t, ind))
		note.Choices = []target.Choice{
			{Label: t.say("choice.progress-of", "Name", t.short(ind)), Data: slash(understand.ProgressOne) + " " + string(ind.ID)},
		}
	}
	return Reply{Note: note}, nil
}

// judging says when an indicator is judged next.
func (b *Bot) judging(t *turn, ind *target.Indicator) string {
	next := ind.Pace.Next(b.plan.Year, t.today)
	steps := ind.Pace.Kind == target.Due || ind.Pace.Kind == target.Milestones
	switch {
	case !next.IsZero():
		return t.say("deadline.next", "Name", t.short(ind), "Next", next)
	case steps && ind.Kind != target.Level:
		return t.say("deadline.judged", "Name", t.short(ind))
	default:
		return t.say("deadline.always", "Name", t.short(ind))
	}
}

// nextClosing returns the month whose data close next.
func nextClosing(today target.Date) target.Period {
	month := target.Period{Kind: target.Month, Year: today.Year, N: int(today.Month)}
	if !today.After(month.Closing()) {
		return month
	}
	next := target.NewDate(today.Year, today.Month+1, 1)
	return target.Period{Kind: target.Month, Year: next.Year, N: int(next.Month)}
}

// closingHour returns the end of the offices' day, when what is asked for by a
// date is due; ok is false if the calendar has no hours.
func (b *Bot) closingHour(on target.Date) (time.Time, bool) {
	hours := b.plan.Calendar.HoursOn(on)
	if hours.Afternoon.End == 0 {
		return time.Time{}, false
	}
	return on.In(b.plan.Zone).Add(time.Duration(hours.Afternoon.End) * time.Minute), true
}
