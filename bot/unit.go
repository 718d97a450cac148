package bot

import (
	"slices"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// unitProgress answers how the named units stand: with one indicator in full
// and with the rank among the communes, else as a list.
func (b *Bot) unitProgress(t *turn, standing []target.Report, on target.Date) Reply {
	units, indicators := t.reading.Units, t.reading.Indicators
	if len(units) == 1 && len(indicators) == 1 {
		return b.unitOne(t, standing, units[0], b.plan.Indicator(indicators[0]), on)
	}
	var items []target.Progress
	for _, id := range units {
		items = append(items, b.unitItems(standing, id, indicators, on)...)
	}
	name := b.unit(t, units[0])
	if len(items) == 0 {
		return t.tell("unit.nothing", "Unit", lang.Capital(name))
	}
	if len(units) > 1 {
		return b.unitsSideBySide(t, items)
	}
	slices.SortStableFunc(items, func(a, b target.Progress) int { return target.WorstFirst(&a, &b) })
	note := b.list(t, items, data(understand.ProgressOne, t.reading))
	note.Head = t.say("unit.head", "Unit", lang.Capital(name), "Year", b.plan.Year, "On", on)
	return Reply{Note: note}
}

// unitItems judges the named indicators for a unit, or all that concern it.
func (b *Bot) unitItems(standing []target.Report, unit target.UnitID, indicators []target.IndicatorID, on target.Date) []target.Progress {
	if len(indicators) == 0 {
		return target.EvaluateUnit(b.plan, standing, unit, on)
	}
	var out []target.Progress
	for _, id := range indicators {
		out = append(out, target.Evaluate(b.plan, standing, b.plan.Indicator(id), unit, on))
	}
	return out
}

// unitsSideBySide lists several units, a line for each of their indicators.
func (b *Bot) unitsSideBySide(t *turn, items []target.Progress) Reply {
	var text []string
	for i := range items {
		p := &items[i]
		name := lang.Capital(b.unit(t, p.Unit)) + ", " + t.short(p.Indicator)
		text = append(text, t.statusItem(name, p))
	}
	text = text[:min(len(text), pageSize)]
	return Reply{Note: target.Note{
		Head: t.say("overview.head", "Year", b.plan.Year, "On", items[0].On),
		Text: lines(bullets(text), t.sources(items)),
	}}
}

// unitOne answers about one indicator of one unit.
func (b *Bot) unitOne(t *turn, standing []target.Report, unit target.UnitID, ind *target.Indicator, on target.Date) Reply {
	p := target.Evaluate(b.plan, standing, ind, unit, on)
	if p.Reason == target.ReasonNotAllocated && p.Actual == nil {
		return b.notAllocated(t, &p)
	}
	note := b.one(t, standing, &p)
	note.Choices = []target.Choice{
		b.wholeChoice(t, ind),
		t.choice("choice.history", slash(understand.History), string(ind.ID), string(unit)),
	}
	if u := b.plan.Unit(unit); u != nil && u.Kind == target.Commune {
		note.Choices = append(note.Choices, t.choice("choice.ranking", slash(ranking), string(ind.ID)))
	}
	note.Text = lines(note.Text, b.rank(t, standing, &p))
	return Reply{Note: note}
}

// notAllocated says that the unit has no part of the indicator.
func (b *Bot) notAllocated(t *turn, p *target.Progress) Reply {
	reply := t.tell("unit.not-allocated", "Unit", lang.Capital(b.unit(t, p.Unit)), "Name", t.short(p.Indicator))
	reply.Choices = []target.Choice{b.wholeChoice(t, p.Indicator)}
	return reply
}

// wholeChoice leads from a unit to the whole locality.
func (b *Bot) wholeChoice(t *turn, ind *target.Indicator) target.Choice {
	return target.Choice{
		Label: lang.Capital(b.plan.Locality.Full(t.words.Lang)),
		Data:  slash(understand.ProgressOne) + " " + string(ind.ID),
	}
}

// rank says where the unit stands among the communes that have reported.
func (b *Bot) rank(t *turn, standing []target.Report, p *target.Progress) string {
	if u := b.plan.Unit(p.Unit); u == nil || u.Kind != target.Commune || p.Percent == nil {
		return ""
	}
	rank, of := 1, 0
	for _, u := range b.plan.Communes(p.On) {
		other := target.Evaluate(b.plan, standing, p.Indicator, u.ID, p.On)
		if other.Percent == nil {
			continue
		}
		of++
		if other.Percent.GreaterThan(*p.Percent) {
			rank++
		}
	}
	if of < 2 {
		return ""
	}
	if p.Indicator.Rate() {
		return t.say("unit.rank-rate", "Rank", rank, "Of", of)
	}
	return t.say("unit.rank", "Rank", rank, "Of", of)
}
