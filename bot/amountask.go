package bot

import (
	"context"
	"slices"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// askAmountSaid asks about a figure that was said in a way that cannot be
// stored as it stands: rough or in a range, as a fall, in other money, or so
// that only a part of it could be read.
func (b *Bot) askAmountSaid(ctx context.Context, t *turn) (Reply, bool, error) {
	r := &t.reading
	key, options := "", []option(nil)
	switch {
	case r.Hesitates == understand.HesitateCurrency:
		key = "currency"
	case r.Hesitates == understand.HesitateUnread && len(r.Values) == 0:
		key = "unread"
	case r.Hesitates == understand.HesitateRange:
		key, options = "rough", b.roughOptions(t)
	case r.Hesitates == understand.HesitateFall:
		return b.askFall(ctx, t)
	default:
		return Reply{}, false, nil
	}
	name, measure := "", ""
	if len(r.Indicators) > 0 {
		ind := b.plan.Indicator(r.Indicators[0])
		name, measure = lang.Capital(b.nameOf(t, b.unitOf(t, ind.ID), ind)), ind.Measure.Name(t.words.Lang)
	}
	head, text := t.say("doubt.head"), t.say("amount.asked."+key, "Name", name, "Words", r.Doubtful, "Measure", measure)
	if len(options) == 0 {
		return Reply{Note: target.Note{Head: head, Text: text}}, true, nil
	}
	note, waiting := t.question(head, text, append(options, t.dropOption()))
	reply, err := b.put(ctx, t, note, waiting)
	return reply, true, err
}

// roughOptions offers to store a rough figure as an estimate, or one of the
// ends of a range.
func (b *Bot) roughOptions(t *turn) []option {
	r := &t.reading
	if len(r.Units) > 1 || len(r.Indicators) == 0 || len(r.Indicators) > maxRows {
		return nil
	}
	values := r.Values
	defer func() { r.Values = values }()
	ind := b.plan.Indicator(r.Indicators[0])
	var options []option
	switch {
	case len(values) == len(r.Indicators) && r.Ask == understand.AskNothing:
		r.Values = slices.Clone(values)
		for i := range r.Values {
			r.Values[i].Estimate = true
		}
		label := t.say("choice.estimates")
		if len(values) == 1 {
			label = t.say("choice.estimate", "Value", t.exact(ind, values[0].Amount))
		}
		options = append(options, option{Label: label, Figures: b.figures(t, t.saidUnit())})
	case len(r.Indicators) == 1:
		for _, v := range r.AmountCandidates {
			r.Values = []understand.Value{v}
			options = append(options, option{Label: t.exact(ind, v.Amount), Figures: b.figures(t, t.saidUnit())})
		}
	}
	return options
}

// askFall shows what a figure that fell would be before it is stored.
func (b *Bot) askFall(ctx context.Context, t *turn) (Reply, bool, error) {
	r := &t.reading
	if len(r.Values) != 1 || len(r.Indicators) != 1 || len(r.Units) > 1 || r.Ask != understand.AskNothing && !oneReading(r) {
		return t.fallen("unclear", ""), true, nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, true, err
	}
	figures := b.figures(t, t.saidUnit())
	b.place(figures)
	f := &figures[0]
	ind := b.plan.Indicator(f.Indicator)
	last := target.Latest(standing, f.Indicator, f.Unit, f.AsOf)
	if last == nil || last.AsOf.Year != b.plan.Year {
		return t.fallen("no-base", b.nameOf(t, f.Unit, ind)), true, nil
	}
	if f.Increment {
		f.Value, f.Increment = last.Value.Add(f.Value), false
	}
	f.Settled, f.Open = append(f.Settled, doubtKind(target.DoubtFall)), false
	text := t.say("amount.fall", "Name", b.nameOf(t, f.Unit, ind), "Words", r.Doubtful, "Value", t.exact(ind, last.Value), "AsOf", last.AsOf)
	label := t.say("choice.fall", "Value", t.exact(ind, f.Value), "AsOf", f.AsOf)
	note, waiting := t.question(t.say("doubt.head"), text, []option{{Label: label, Figures: figures}, t.dropOption()})
	reply, err := b.put(ctx, t, note, waiting)
	return reply, true, err
}

// fallen asks for the figure itself where a fall cannot be computed.
func (t *turn) fallen(why, name string) Reply {
	return Reply{Note: target.Note{Head: t.say("doubt.head"), Text: t.say("amount.no-fall."+why, "Name", name, "Words", t.reading.Doubtful)}}
}

// saidOver says of figures that were reported as "hơn" that they are stored as
// what was reached; "" if none was.
func (b *Bot) saidOver(t *turn, figures []figure) string {
	var over []string
	for _, f := range figures {
		if f.Over {
			over = append(over, t.exact(b.plan.Indicator(f.Indicator), f.Value))
		}
	}
	if len(over) == 0 {
		return ""
	}
	return t.say("amount.over", "Value", t.words.List(over))
}
