package bot

import (
	"context"
	"slices"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// ranking lists the communes of one indicator, the slowest first, and names the
// best: the list is read to find where help is needed.
func (b *Bot) ranking(ctx context.Context, t *turn) (Reply, error) {
	r := &t.reading
	switch {
	case r.OfIndicators:
		return b.rankIndicators(ctx, t)
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
		Head:    t.rankingHead(ind, on),
		Choices: []target.Choice{b.wholeChoice(t, ind)},
	}
	if len(ranked) == 0 {
		note.Text = t.say("lagging.no-commune")
		return note
	}
	shown, place := b.ranked(t, ranked)
	from := t.page * pageSize
	var text []string
	for i := range shown {
		name := t.say("ranking.place", "Rank", place(i), "Name", lang.Capital(b.unit(t, shown[i].Unit)))
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
	if rest := len(ranked) - from - len(shown); rest > 0 && t.reading.Order != understand.OrderHighest {
		note.Choices = append(note.Choices, t.more(rest, data(ranking, t.reading)))
	}
	// Eight lines: where both do not fit beside the source, who is missing counts.
	if missing != "" || t.reading.Order == understand.OrderHighest {
		best = ""
	}
	note.Text = lines(bullets(text), best, missing, t.sources(shown))
	return note
}

// rankingHead says from which end the list goes.
func (t *turn) rankingHead(ind *target.Indicator, on target.Date) string {
	if t.reading.Order == understand.OrderHighest {
		return t.say("ranking.head-best", "Name", t.short(ind), "On", on)
	}
	return t.say("ranking.head", "Name", t.short(ind), "On", on)
}

// ranked returns the part of a ranking that is shown: a page from the lowest, or
// as many from the end that is asked for. place is the rank of each.
func (b *Bot) ranked(t *turn, all []target.Progress) (shown []target.Progress, place func(int) int) {
	size := pageSize
	if n := t.reading.Count; n > 0 {
		size = min(n, pageSize)
	}
	if t.reading.Order == understand.OrderHighest {
		best := slices.Clone(all)
		slices.Reverse(best)
		return best[:min(size, len(best))], func(i int) int { return i + 1 }
	}
	from := min(t.page*pageSize, len(all))
	return all[from:min(from+size, len(all))], func(i int) int { return len(all) - from - i }
}

// rankIndicators lists the indicators by their share of the plan. A share says
// little of a rate or of what is not due, so each comes with its status.
func (b *Bot) rankIndicators(ctx context.Context, t *turn) (Reply, error) {
	return b.onDay(ctx, t, func(on target.Date, standing []target.Report) Reply {
		items := slices.DeleteFunc(target.EvaluateAll(b.plan, standing, on), func(p target.Progress) bool { return p.Actual == nil || p.Percent == nil })
		slices.SortStableFunc(items, func(a, b target.Progress) int { return a.Percent.Cmp(*b.Percent) })
		shown, _ := b.ranked(t, items)
		var text []string
		for i := range shown {
			text = append(text, t.statusItem(t.short(shown[i].Indicator), &shown[i]))
		}
		head := t.say("ranking.indicators", "On", on)
		if t.reading.Order == understand.OrderHighest {
			head = t.say("ranking.indicators-best", "On", on)
		}
		return Reply{Note: target.Note{
			Head: head, Text: lines(bullets(text), t.sources(shown)),
			Choices: []target.Choice{t.choice("choice.all", slash(understand.ProgressAll))},
		}}
	})
}
