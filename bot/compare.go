package bot

import (
	"context"
	"errors"

	"chitieu/bot/understand"
	"chitieu/target"
)

// compare holds indicators against last year. Plan and growth are different
// things and both are said, each with its name: a plan may be met by a fall.
func (b *Bot) compare(ctx context.Context, t *turn) (Reply, error) {
	if t.reading.All {
		return b.compareAll(ctx, t)
	}
	if len(t.reading.Indicators) == 0 {
		return b.whichIndicator(t), nil
	}
	on, err := b.judgingDay(t, t.reading.Period)
	switch {
	case errors.Is(err, errFuture):
		return t.notBegun(), nil
	case err != nil:
		on = b.lastDay(t.today) // "so với năm 2023": the year is the base
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	unit := target.Locality
	if len(t.reading.Units) == 1 {
		unit = t.reading.Units[0]
	}
	var note target.Note
	for _, id := range t.reading.Indicators[:min(len(t.reading.Indicators), 2)] {
		p := target.Evaluate(b.plan, standing, b.plan.Indicator(id), unit, on)
		note.Text = lines(note.Text, b.againstLastYear(t, &p))
	}
	note.Head = t.say("compare.head", "Year", b.plan.Year-1)
	note.Choices = []target.Choice{
		t.choice("choice.history", slash(understand.History), string(t.reading.Indicators[0])),
		t.choice("choice.forecast", slash(understand.ForecastIntent), string(t.reading.Indicators[0])),
	}
	return Reply{Note: note}, nil
}

// againstLastYear words one indicator: the figure, the same period of last year
// if it was published, and the whole of last year.
func (b *Bot) againstLastYear(t *turn, p *target.Progress) string {
	ind := p.Indicator
	value := b.subject(t, p) + ": " + t.say("compare.no-figure")
	if p.Actual != nil {
		value = b.subject(t, p) + ". " + t.value(p)
	}
	if p.Unit != target.Locality && p.Unit != ind.Lead {
		return lines(value, t.say("compare.no-unit", "Year", b.plan.Year-1), t.source(p))
	}
	growths, lastYear := target.CompareBaseline(p), b.plan.Year-1
	return lines(t.outsidePeriod(p), value, t.samePeriod(p, growths, lastYear), t.wholeYear(p, growths, lastYear), t.source(p))
}

// samePeriod compares with the newest that was published of the same stretch of
// an earlier year, and says so when that is not last year's.
func (t *turn) samePeriod(p *target.Progress, growths []target.Growth, lastYear int) string {
	text := ""
	known := false
	if len(growths) > 0 && growths[0].Past.Half {
		g := growths[0] // newest first
		known = g.Past.Year == lastYear
		text = t.say("compare.same-period", "Year", g.Past.Year,
			"Value", t.amount(p.Indicator, g.Past.Value), "Change", t.grown(p.Indicator, &g), "Source", g.Past.Source)
	}
	if p.Indicator.Kind == target.Flow && !known {
		text = lines(t.say("compare.no-same-period", "Year", lastYear), text)
	}
	return text
}

// wholeYear compares with the result of last year: the target as growth; the
// running total, while the year runs, as a share and never as growth.
func (t *turn) wholeYear(p *target.Progress, growths []target.Growth, lastYear int) string {
	ind := p.Indicator
	past := ind.Baseline
	if past == nil {
		return t.say("compare.no-baseline", "Year", lastYear)
	}
	base := t.say("compare.baseline", "Year", past.Year, "Value", t.amount(ind, past.Value), "Source", past.Source)
	now := ""
	for i := range growths {
		g := &growths[i]
		switch {
		case g.Past.Half:
		case g.SamePeriod:
			now = t.say("compare.now", "Change", t.grown(ind, g), "Year", past.Year)
		case g.Ratio != nil:
			now = t.say("compare.share", "Percent", t.words.Percent(*g.Ratio), "Year", past.Year)
		}
	}
	goal := t.say("compare.goal", "Goal", t.goal(p), "Year", past.Year, "Change", t.change(ind, p.Target.Sub(past.Value), past.Value))
	return lines(base, now, goal)
}

// grown words a growth.
func (t *turn) grown(ind *target.Indicator, g *target.Growth) string {
	return t.change(ind, g.Difference, g.Past.Value)
}

// change words a difference to an earlier value: in percent, for rates in
// percentage points.
func (t *turn) change(ind *target.Indicator, difference, before target.Amount) string {
	if difference.IsZero() {
		return t.say("compare.same")
	}
	by := t.distance(ind, difference)
	if !ind.Rate() && before.IsPositive() {
		by = target.FormatPercent(difference.Abs().Mul(target.Hundred).Div(before), t.words.Lang)
	}
	if difference.IsNegative() {
		return t.say("compare.less", "By", by)
	}
	return t.say("compare.more", "By", by)
}
