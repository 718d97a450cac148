package bot

import (
	"context"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// askFigure asks back what a report leaves open: which indicator, which unit,
// which of two readings of a number. The answer is waited for in the store,
// because what it confirms will be recorded.
func (b *Bot) askFigure(ctx context.Context, t *turn) (Reply, bool, error) {
	r := &t.reading
	switch r.Ask {
	case understand.AskIndicator, understand.AskNoIndicator:
		reply, err := b.askWhich(ctx, t)
		return reply, true, err
	case understand.AskUnit:
		reply, err := b.askWhose(ctx, t)
		return reply, true, err
	case understand.AskAmount:
		if oneReading(r) {
			break // its doubt says what is wrong with it
		}
		reply, err := b.askAmount(ctx, t)
		return reply, true, err
	}
	if text := b.missing(t); text != "" {
		return Reply{Note: target.Note{Text: text}}, true, nil
	}
	return Reply{}, false, nil
}

// oneReading reports whether the figures can be read in one way only, and the
// reader asks because one of them cannot be right.
func oneReading(r *understand.Reading) bool {
	return len(r.AmountCandidates) < 2 && len(r.Indicators) > 0 && len(r.Values) == len(r.Indicators)
}

// missing words what the writer has to send before anything can be recorded;
// "" if nothing is missing.
func (b *Bot) missing(t *turn) string {
	r := &t.reading
	if len(r.Indicators) == 0 {
		return t.say("report.how")
	}
	ind := b.plan.Indicator(r.Indicators[0])
	switch {
	case r.Ask == understand.AskPercent:
		return t.say("report.percent", "Name", t.short(ind), "Measure", ind.Measure.Name(t.words.Lang))
	case r.Ask == understand.AskStock && ind.Stock != nil:
		return t.say("report.stock", "Name", t.short(ind), "Things", ind.Stock.Names[t.words.Lang])
	case r.Ask == understand.AskStock:
		return t.say("report.stock", "Name", t.short(ind), "Things", ind.Measure.Name(t.words.Lang))
	case len(r.Values) != len(r.Indicators):
		return t.say("report.no-value", "Name", t.short(ind), "Measure", ind.Measure.Name(t.words.Lang))
	default:
		return ""
	}
}

// dropOption ends a question without storing anything.
func (t *turn) dropOption() option { return option{Label: t.say("choice.drop")} }

// askWhich asks which indicator the figure is of.
func (b *Bot) askWhich(ctx context.Context, t *turn) (Reply, error) {
	candidates := t.reading.Candidates
	if len(candidates) == 0 {
		for i := range b.plan.Indicators {
			candidates = append(candidates, b.plan.Indicators[i].ID)
		}
	}
	options, err := b.offeredAs(ctx, t, candidates)
	if err != nil {
		return Reply{}, err
	}
	note, waiting := t.question("", t.say("ask.figure-indicator"), append(options, t.dropOption()))
	return b.put(ctx, t, note, waiting)
}

// askWhose asks which unit the figure is of. The question is about figures that
// are otherwise complete.
func (b *Bot) askWhose(ctx context.Context, t *turn) (Reply, error) {
	if text := b.missing(t); text != "" {
		return Reply{Note: target.Note{Text: text}}, nil
	}
	asked := b.figures(t, target.Locality)
	var options []option
	if len(t.reading.UnitCandidates) == 0 { // nobody knows the name: whose else can it be
		options = b.ownOrWhole(t)
	}
	for _, id := range t.reading.UnitCandidates[:min(len(t.reading.UnitCandidates), maxOffered)] {
		options = append(options, option{Label: lang.Capital(b.unit(t, id)), Figures: b.figures(t, id)})
	}
	note, waiting := t.question("", t.say("ask.unit"), append(options, t.dropOption()))
	waiting.Figures, waiting.Lacks = asked, lacksUnit
	return b.put(ctx, t, note, waiting)
}

// askAmount asks which of the readings of a number is meant.
func (b *Bot) askAmount(ctx context.Context, t *turn) (Reply, error) {
	r := &t.reading
	if len(r.Indicators) != 1 || len(r.AmountCandidates) == 0 {
		return t.tell("report.one-by-one"), nil
	}
	ind := b.plan.Indicator(r.Indicators[0])
	candidates := r.AmountCandidates
	options := b.datedOptions(t, ind)
	if len(options) > 0 {
		candidates = nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	for _, v := range candidates[:min(len(candidates), maxOffered)] {
		r.Values = []understand.Value{v}
		o := option{Label: t.exact(ind, v.Amount), Figures: b.figures(t, t.saidUnit())}
		if v.Increment {
			o.Label = t.say("doubt.sum", "Added", o.Label, "Total", t.exact(ind, b.reports(t, standing, o.Figures)[0].Value))
		}
		options = append(options, o)
	}
	note, waiting := t.question("", t.say("ask.amount", "Name", t.short(ind)), append(options, t.dropOption()))
	return b.put(ctx, t, note, waiting)
}

// datedOptions offers figures that were each told with a day: one of them, or all.
func (b *Bot) datedOptions(t *turn, ind *target.Indicator) []option {
	r := &t.reading
	said := r.Period
	defer func() { r.Period = said }()
	var options []option
	var all []figure
	for _, d := range b.reader.ReadDated(r.Text, ind, b.context(t)) {
		r.Values, r.Period = []understand.Value{d.Value}, d.Period
		figures := b.figures(t, t.saidUnit())
		label := t.say("choice.fall", "Value", t.exact(ind, d.Value.Amount), "AsOf", figures[0].AsOf)
		options, all = append(options, option{Label: label, Figures: figures}), append(all, figures...)
	}
	if len(options) > 0 {
		options = append(options, option{Label: t.words.Count("choice.all-dated", len(all)), Figures: all})
	}
	return options
}

// ownOrWhole offers the figures as the speaker's commune's or the whole's.
func (b *Bot) ownOrWhole(t *turn) []option {
	var options []option
	if own := b.ownCommune(t); own != nil {
		options = append(options, option{Label: lang.Capital(b.unit(t, own.ID)), Figures: b.figures(t, own.ID)})
	}
	t.reading.Whole = true
	return append(options, option{Label: lang.Capital(b.unit(t, target.Locality)), Figures: b.figures(t, target.Locality)})
}
