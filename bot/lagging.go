package bot

import (
	"context"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// lagging lists what is behind: indicators of the whole locality, of a unit, or
// the communes behind on one indicator.
func (b *Bot) lagging(ctx context.Context, t *turn) (Reply, error) {
	return b.onDay(ctx, t, func(on target.Date, standing []target.Report) Reply { return b.laggingOn(t, standing, on) })
}

func (b *Bot) laggingOn(t *turn, standing []target.Report, on target.Date) Reply {
	r := &t.reading
	switch {
	case len(r.Indicators) == 1 && len(r.Units) == 0:
		return b.laggingCommunes(t, standing, b.plan.Indicator(r.Indicators[0]), on)
	case len(r.Indicators) > 1 && len(r.Units) == 0:
		return b.worstOf(t, standing, on)
	}
	unit := target.Locality
	items := target.EvaluateAll(b.plan, standing, on)
	if len(r.Units) > 0 {
		unit = r.Units[0]
		items = b.unitItems(standing, unit, r.Indicators, on)
	}
	if len(r.Indicators) == 0 {
		b.setOut(t, stepLagging, stepUnitLagging)
	}
	return Reply{Note: b.laggingNote(t, items, unit, on)}
}

// laggingNote names what lags, then what has no figure for the period, then
// what is not judged yet.
func (b *Bot) laggingNote(t *turn, items []target.Progress, unit target.UnitID, on target.Date) target.Note {
	slices.SortStableFunc(items, func(a, b target.Progress) int { return target.WorstFirst(&a, &b) })
	var late []target.Progress
	var missing []string
	waiting := 0
	for i := range items {
		switch p := &items[i]; {
		case p.Status == target.Lagging || p.Status == target.AtRisk:
			late = append(late, *p)
		case p.Status == target.NoData || t.outsidePeriod(p) != "":
			missing = append(missing, t.short(p.Indicator))
		case p.Status == target.NotDue:
			waiting++
		}
	}
	var below []string
	if len(late) > 0 {
		below = append(below, b.leads(t, late))
	} else {
		below = append(below, t.say("lagging.none"))
	}
	switch period := t.reading.Period; {
	case len(missing) > 0:
		below = append(below, t.say("lagging.missing", "Names", strings.Join(missing, ", ")))
	case period.Kind == target.Month || period.Kind == target.Quarter:
		below = append(below, t.say("lagging.complete", "Period", period))
	case waiting > 0:
		below = append(below, t.words.Count("lagging.not-due", waiting))
	}
	note := b.list(t, late, data(understand.LaggingList, t.reading), below...)
	note.Head = t.say("lagging.head", "Year", b.plan.Year, "On", on)
	if unit != target.Locality {
		note.Head = t.say("lagging.unit-head", "Unit", lang.Capital(b.unit(t, unit)), "On", on)
	}
	return note
}

// leads names the lead agencies of the late indicators, each once.
func (b *Bot) leads(t *turn, late []target.Progress) string {
	var names []string
	for i := range late {
		if name := b.unit(t, late[i].Indicator.Lead); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return t.say("progress.lead", "Lead", strings.Join(names, "; "))
}

// worstOf compares a few named indicators, the one furthest behind first.
func (b *Bot) worstOf(t *turn, standing []target.Report, on target.Date) Reply {
	items := b.unitItems(standing, target.Locality, t.reading.Indicators, on)
	slices.SortStableFunc(items, func(a, b target.Progress) int { return target.WorstFirst(&a, &b) })
	note := b.list(t, items, data(understand.LaggingList, t.reading))
	note.Head = t.say("lagging.compared", "On", on)
	return Reply{Note: note}
}

// laggingCommunes lists the communes that are behind on one indicator, and how
// many have not reported. What no commune reports is said so.
func (b *Bot) laggingCommunes(t *turn, standing []target.Report, ind *target.Indicator, on target.Date) Reply {
	var late, reported []target.Progress
	communes := b.plan.Communes(on)
	for _, u := range communes {
		p := target.Evaluate(b.plan, standing, ind, u.ID, on)
		if p.Actual == nil {
			continue
		}
		reported = append(reported, p)
		if p.Status == target.Lagging || p.Status == target.AtRisk {
			late = append(late, p)
		}
	}
	note := target.Note{Head: t.say("lagging.communes-head", "Name", t.short(ind), "On", on)}
	note.Choices = []target.Choice{b.wholeChoice(t, ind)}
	if len(reported) == 0 {
		note.Text = t.say("lagging.no-commune")
		return Reply{Note: note}
	}
	slices.SortStableFunc(late, func(a, b target.Progress) int { return target.WorstFirst(&a, &b) })
	from := min(t.page*pageSize, len(late))
	shown := late[from:min(from+pageSize, len(late))]
	var text []string
	for i := range shown {
		text = append(text, t.statusItem(lang.Capital(b.unit(t, shown[i].Unit)), &shown[i]))
	}
	if len(late) == 0 {
		text = append(text, t.say("lagging.none-of", "Reported", len(reported)))
	}
	silent := ""
	if n := len(communes) - len(reported); n > 0 {
		silent = t.words.Count("lagging.silent", n)
	}
	if rest := len(late) - from - len(shown); rest > 0 {
		note.Choices = append(note.Choices, t.more(rest, data(understand.LaggingList, t.reading)))
	}
	note.Text = lines(bullets(text), silent, t.sources(reported))
	return Reply{Note: note}
}
