package bot

import (
	"context"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// summary is the whole picture in a few lines: how many of what status, what
// lags, what to watch, and which figures are missing.
func (b *Bot) summary(ctx context.Context, t *turn) (Reply, error) {
	return b.onDay(ctx, t, func(on target.Date, standing []target.Report) Reply {
		return Reply{Note: b.summaryNote(t, standing, on)}
	})
}

func (b *Bot) summaryNote(t *turn, standing []target.Report, on target.Date) target.Note {
	items := target.EvaluateAll(b.plan, standing, on)
	if len(t.reading.Units) == 1 {
		items = b.unitItems(standing, t.reading.Units[0], nil, on)
	}
	slices.SortStableFunc(items, func(a, b target.Progress) int { return target.WorstFirst(&a, &b) })
	note := target.Note{
		Head: t.say("summary.head", "Locality", b.plan.Locality.Full(t.words.Lang), "Year", b.plan.Year, "On", on),
		Text: t.tally(items),
	}
	for _, s := range statuses {
		note.Text = lines(note.Text, t.group(items, s))
	}
	note.Text = lines(note.Text, t.sources(items))
	b.setOut(t, stepSummary, stepUnitSummary)
	lists, all := byte(stepLagging), t.walk.on(step{kind: stepAll}).data()
	if t.walk.last().ofUnit() {
		lists, all = stepUnitLagging, slash(understand.ProgressAll)
	}
	note.Choices = append(b.walkToLate(t, items),
		t.choice("choice.lagging", t.walk.on(step{kind: lists}).data()),
		t.choice("choice.all", all),
		t.choice("choice.leads", slash(understand.WhoIsResponsible)),
	)
	return note
}

// group words the indicators of one status in a line, with figures where there
// are some.
func (t *turn) group(items []target.Progress, s target.Status) string {
	var names []string
	for i := range items {
		p := &items[i]
		if p.Status != s {
			continue
		}
		name := t.short(p.Indicator)
		switch {
		case p.Actual == nil:
		case p.Indicator.Rate() || p.Percent == nil:
			name = t.say("summary.rate", "Name", name, "Value", t.stored(p), "AsOf", p.AsOf)
		default:
			name = t.say("summary.share", "Name", name, "Percent", t.words.Percent(*p.Percent), "AsOf", p.AsOf)
		}
		names = append(names, name)
	}
	if len(names) == 0 {
		return ""
	}
	return t.say("summary.group", "Status", lang.Capital(t.words.Status(s)), "Names", strings.Join(names, "; "))
}
