package bot

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// looseFigure asks of what a figure is that comes by itself, "95,2 tỷ": only
// indicators of its measure are offered. Where a report is under way the figure
// belongs to it.
func (b *Bot) looseFigure(ctx context.Context, t *turn) (Reply, bool, error) {
	if t.commanded() || len(t.msg.Text) > maxAnswer || !strings.ContainsAny(t.msg.Text, "0123456789") {
		return Reply{}, false, nil
	}
	if !t.may(report) || t.talk.wants || b.reader.Corrects(t.msg.Text) {
		return Reply{}, false, nil
	}
	if err := b.knowCommune(ctx, t); err != nil {
		return Reply{}, false, err
	}
	in := understand.Context{Today: t.today, Group: t.msg.Group}
	candidates, bare, ok := b.reader.ReadLooseFigure(t.msg.Text, in)
	if bare {
		candidates = b.likelyOf(t)
	}
	if !ok || len(candidates) == 0 {
		return Reply{}, false, nil
	}
	t.reading = b.reader.Read(t.msg.Text, in)
	t.reading.Intent, t.reading.Ask = understand.ReportValue, understand.AskNoIndicator
	t.reading.Indicators, t.reading.Units, t.reading.Candidates = nil, nil, candidates
	reply, err := b.askWhich(ctx, t)
	return reply, true, err
}

// likelyOf are the indicators of which a number without a measure is likely:
// what the talk is about and what the speaker's unit leads or reports.
func (b *Bot) likelyOf(t *turn) []target.IndicatorID {
	if t.talk.topic == nil {
		return nil
	}
	out := slices.Clone(t.talk.topic.Indicators)
	for i := range b.plan.Indicators {
		ind := &b.plan.Indicators[i]
		if t.member.Unit != target.Locality && ind.Lead == t.member.Unit && !slices.Contains(out, ind.ID) {
			out = append(out, ind.ID)
		}
	}
	if len(out) == 0 {
		return t.communal
	}
	return out
}

// offeredAs are the options of what a figure may be of: what the speaker's unit
// leads comes first, then what was talked about.
func (b *Bot) offeredAs(ctx context.Context, t *turn, candidates []target.IndicatorID) ([]option, error) {
	rank := func(id target.IndicatorID) int {
		switch {
		case t.talkOf(id) && t.talk.receipt != "":
			return 0 // it is likely to be put right
		case t.member.Unit != target.Locality && b.plan.Indicator(id).Lead == t.member.Unit, slices.Contains(t.communal, id):
			return 1
		case t.talkOf(id):
			return 1
		default:
			return 2
		}
	}
	candidates = slices.Clone(candidates)
	slices.SortStableFunc(candidates, func(x, y target.IndicatorID) int { return cmp.Compare(rank(x), rank(y)) })
	var options []option
	standing, err := b.standing(ctx)
	if err != nil {
		return nil, err
	}
	for _, id := range candidates[:min(len(candidates), maxOffered)] {
		o := option{Label: b.nameOf(t, b.unitOf(t, id), b.plan.Indicator(id)), Text: t.msg.Text, About: id}
		if t.talkOf(id) && len(t.talk.topic.Units) == 1 && len(t.reading.Units) == 0 {
			o.Unit = t.talk.topic.Units[0]
			o.Label = lang.Capital(b.unit(t, o.Unit)) + ", " + o.Label
		}
		if sum := b.sumOf(t, standing, id, cmp.Or(o.Unit, b.unitOf(t, id))); sum != "" {
			o.Label += ": " + sum
		}
		options = append(options, o)
	}
	return options, nil
}

// sumOf words what an increment would make of the total of the indicator; "" where
// the message tells none, or there is nothing to add it to.
func (b *Bot) sumOf(t *turn, standing []target.Report, id target.IndicatorID, unit target.UnitID) string {
	in := b.context(t)
	in.Topic, in.About = nil, id
	r := b.reader.Read(t.msg.Text, in)
	if len(r.Values) != 1 || !r.Values[0].Increment || r.Values[0].Amount.IsNegative() {
		return ""
	}
	f := figure{Indicator: id, Unit: unit, Value: r.Values[0].Amount, Increment: true, AsOf: r.Period.AsOf(t.today)}
	before, _ := f.neighbours(standing)
	if before == nil {
		return ""
	}
	ind := b.plan.Indicator(id)
	sum := b.reports(t, standing, []figure{f})[0].Value
	return t.say("ask.sum", "Old", t.exact(ind, before.Value), "Added", t.exact(ind, f.Value), "Total", t.exact(ind, sum))
}

// talkOf reports whether the talk is about the indicator and no other.
func (t *turn) talkOf(id target.IndicatorID) bool {
	return t.talk.topic != nil && len(t.talk.topic.Indicators) == 1 && t.talk.topic.Indicators[0] == id
}
