package bot

import (
	"context"

	"chitieu/bot/lang"
	"chitieu/target"
)

// ranking lists the communes of one indicator, the slowest first, and names the
// best: the list is read to find where help is needed.
func (b *Bot) ranking(ctx context.Context, t *turn) (Reply, error) {
	r := &t.reading
	switch {
	case len(r.Indicators) == 0:
		return b.whichIndicator(t), nil
	case len(r.Units) > 0: // a follow-up about one of them
		return b.progress(ctx, t)
	}
	on, err := b.judgingDay(t, r.Period)
	if err != nil {
		return t.tell("progress.only-year", "Year", b.plan.Year), nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	ind := b.plan.Indicator(r.Indicators[0])
	if ranked, _ := b.communes(standing, ind, on); len(ranked) == 0 && r.Order == "" {
		return b.progress(ctx, t) // "các xã vững mạnh": communes are what is counted
	}
	return Reply{Note: b.rankingNote(t, standing, ind, on)}, nil
}

// rankingNote is a page of the ranking.
func (b *Bot) rankingNote(t *turn, standing []target.Report, ind *target.Indicator, on target.Date) target.Note {
	ranked, unknown := b.communes(standing, ind, on)
	note := target.Note{
		Head:    t.say("ranking.head", "Name", t.short(ind), "On", on),
		Choices: []target.Choice{b.wholeChoice(t, ind)},
	}
	if len(ranked) == 0 {
		note.Text = t.say("lagging.no-commune")
		return note
	}
	from := min(t.page*pageSize, len(ranked))
	shown := ranked[from:min(from+pageSize, len(ranked))]
	var text []string
	for i := range shown {
		name := t.say("ranking.place", "Rank", len(ranked)-from-i, "Name", lang.Capital(b.unit(t, shown[i].Unit)))
		text = append(text, t.statusItem(name, &shown[i]))
	}
	best := ""
	if last := &ranked[len(ranked)-1]; len(ranked) > len(shown) {
		best = t.say("ranking.best", "Name", t.shareOf(lang.Capital(b.unit(t, last.Unit)), last))
	}
	missing := ""
	if len(unknown) > 0 {
		missing = t.words.Count("lagging.silent", len(unknown))
	}
	if rest := len(ranked) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, data(ranking, t.reading)))
	}
	// Eight lines: where both do not fit beside the source, who is missing counts.
	if missing != "" {
		best = ""
	}
	note.Text = lines(bullets(text), best, missing, t.sources(shown))
	return note
}
