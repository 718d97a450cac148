package bot

import (
	"context"
	"slices"

	"chitieu/bot/lang"
	"chitieu/target"
)

// others judges what concerns the unit besides the indicator, worst first.
func (b *Bot) others(standing []target.Report, w walk, on target.Date) []target.Progress {
	items := target.EvaluateUnit(b.plan, standing, w.unit, on)
	items = slices.DeleteFunc(items, func(p target.Progress) bool { return p.Indicator.ID == w.indicator })
	slices.SortStableFunc(items, func(a, b target.Progress) int { return target.WorstFirst(&a, &b) })
	return items
}

// walkOthers lists the unit's other indicators.
func (b *Bot) walkOthers(ctx context.Context, t *turn, w walk) (Reply, error) {
	on, err := b.judgingDay(t, w.period)
	if err != nil {
		return t.tell("progress.only-year", "Year", b.plan.Year), nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	note := b.list(t, b.others(standing, w, on), "")
	note.Head = t.say("unit.head", "Unit", lang.Capital(b.unit(t, w.unit)), "Year", b.plan.Year, "On", on)
	return Reply{Note: note}, nil
}

// walkCommunes lists the communes of the indicator, the slowest first, with a
// choice for each. Each takes two lines on a phone, so that the head and the
// choices are seen at once.
func (b *Bot) walkCommunes(ctx context.Context, t *turn, w walk) (Reply, error) {
	on, err := b.judgingDay(t, w.period)
	if err != nil {
		return t.tell("progress.only-year", "Year", b.plan.Year), nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	ind := b.plan.Indicator(w.indicator)
	ranked, unknown := b.communes(standing, ind, on)
	from := t.from(len(ranked), pageSize)
	shown := ranked[from:min(from+pageSize, len(ranked))]
	note := target.Note{Head: t.say("ranking.head", "Name", t.short(ind), "On", on)}
	var text []string
	for i := range shown {
		name := b.plan.Unit(shown[i].Unit).Names.Full(t.words.Lang)
		text = append(text, b.communeLine(t, name, &shown[i]))
		to := t.walk.about(ind.ID, shown[i].Unit).data()
		note.Choices = append(note.Choices, target.Choice{Label: t.label(name, t.figure(&shown[i])), Data: to})
	}
	if rest := len(ranked) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, ""))
	}
	missing := ""
	if len(unknown) > 0 {
		missing = t.words.Count("lagging.silent", len(unknown))
	}
	if len(text) == 0 {
		missing = t.say("lagging.no-commune")
	}
	note.Text = lines(bullets(text), missing, t.sources(shown))
	return Reply{Note: note}, nil
}

// communeLine is a commune in a line: the figure with its day, its share or what
// is asked, and the status.
func (b *Bot) communeLine(t *turn, name string, p *target.Progress) string {
	args := []any{"Name", name, "Value", t.stored(p), "AsOf", b.day(t, p.AsOf)}
	line := ""
	if p.Indicator.Rate() {
		line = t.say("remind.rate", append(args, "Goal", t.goal(p))...)
	} else {
		line = t.say("remind.total", append(args, "Percent", t.words.Percent(*p.Percent))...)
	}
	return line + "; " + t.words.Status(p.Status)
}
