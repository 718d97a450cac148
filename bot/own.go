package bot

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/target"
)

// reportedShown is how many reports are listed: with the head and what is left
// over eight lines.
const reportedShown = 6

// reported lists what the speaker has reported, newest first.
func (b *Bot) reported(ctx context.Context, t *turn) (Reply, error) {
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	fates := target.Fates(all)
	var mine []pastReport
	for i, r := range all {
		by := r.By != "" && (r.By == t.author() || r.By == t.msg.From)
		about := len(t.reading.Indicators) == 0 || slices.Contains(t.reading.Indicators, r.Indicator)
		if by && about && fates[i] != target.Retraction && b.plan.Indicator(r.Indicator) != nil {
			mine = append(mine, pastReport{r, fates[i]})
		}
	}
	if len(mine) == 0 {
		return t.tell("reported.none"), nil
	}
	slices.SortStableFunc(mine, func(a, b pastReport) int { return b.Said.Compare(a.Said) })
	var text []string
	for i := range mine[:min(len(mine), reportedShown)] {
		r := &mine[i]
		ind := b.plan.Indicator(r.Indicator)
		name := t.short(ind)
		if r.Unit != target.Locality {
			name = lang.Capital(b.unit(t, r.Unit)) + ", " + name
		}
		value := strings.Join(append([]string{t.exact(ind, r.Value)}, t.marks(r)...), ", ")
		text = append(text, t.say("reported.line", "Said", r.Said.In(b.plan.Zone), "Name", name, "Value", value, "AsOf", r.AsOf))
	}
	note := target.Note{Head: t.words.Count("reported.head", len(mine)), Text: bullets(text)}
	return Reply{Note: note}, nil
}

// duties says what the speaker's unit has to do: open work, figures to send,
// and what lags. Who has no unit is shown the open work.
func (b *Bot) duties(ctx context.Context, t *turn) (Reply, error) {
	unit := t.ownUnit()
	if unit == target.Locality {
		return b.tasks(ctx, t)
	}
	open, err := b.openTasks(ctx, t, unit)
	if err != nil {
		return Reply{}, err
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	on := b.lastDay(t.today)
	var send, behind []string
	for _, p := range b.unitItems(standing, unit, nil, on) {
		if t.unheard(&p) && p.Status != target.NotDue {
			send = append(send, t.short(p.Indicator))
		} else if late(&p) {
			behind = append(behind, t.short(p.Indicator))
		}
	}
	note := target.Note{Head: t.say("duties.head", "Unit", lang.Capital(b.unit(t, unit)), "On", on)}
	if len(open) > 0 {
		note.Text = t.words.Count("duties.open", len(open), "Text", clip(open[0].Text), "Due", t.words.Weekday(open[0].Due.In(b.plan.Zone)))
		note.Choices = append(note.Choices, t.choice("choice.tasks", slash(tasks)))
	}
	if len(send) > 0 {
		note.Text = lines(note.Text, t.say("duties.send", "Names", strings.Join(send, ", ")))
	}
	if len(behind) > 0 {
		note.Text = lines(note.Text, t.say("duties.behind", "Names", strings.Join(behind, ", ")))
	}
	if note.Text == "" {
		note.Text = t.say("duties.nothing")
	}
	note.Text = lines(note.Text, t.say("deadline.closing", "Closing", nextClosing(t.today).Closing()))
	return Reply{Note: note}, nil
}
