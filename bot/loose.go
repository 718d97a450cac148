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
	if !t.may(report) || t.talk.topic != nil && t.talk.topic.Intent == understand.ReportValue {
		return Reply{}, false, nil
	}
	in := understand.Context{Today: t.today, Group: t.msg.Group}
	candidates, ok := b.reader.ReadLooseFigure(t.msg.Text, in)
	if !ok {
		return Reply{}, false, nil
	}
	t.reading = b.reader.Read(t.msg.Text, in)
	t.reading.Intent, t.reading.Ask = understand.ReportValue, understand.AskNoIndicator
	t.reading.Indicators, t.reading.Units, t.reading.Candidates = nil, nil, candidates
	reply, err := b.askWhich(ctx, t)
	return reply, true, err
}

// offeredAs are the options of what a figure may be of: what the speaker's unit
// leads comes first, then what was talked about.
func (b *Bot) offeredAs(t *turn, candidates []target.IndicatorID) []option {
	rank := func(id target.IndicatorID) int {
		switch {
		case t.member.Unit != target.Locality && b.plan.Indicator(id).Lead == t.member.Unit:
			return 0
		case t.talkOf(id):
			return 1
		default:
			return 2
		}
	}
	candidates = slices.Clone(candidates)
	slices.SortStableFunc(candidates, func(x, y target.IndicatorID) int { return cmp.Compare(rank(x), rank(y)) })
	var options []option
	for _, id := range candidates[:min(len(candidates), maxOffered)] {
		o := option{Label: t.short(b.plan.Indicator(id)), Text: t.msg.Text, About: id}
		if t.talkOf(id) && len(t.talk.topic.Units) == 1 && len(t.reading.Units) == 0 {
			o.Unit = t.talk.topic.Units[0]
			o.Label = lang.Capital(b.unit(t, o.Unit)) + ", " + o.Label
		}
		options = append(options, o)
	}
	return options
}

// talkOf reports whether the talk is about the indicator and no other.
func (t *turn) talkOf(id target.IndicatorID) bool {
	return t.talk.topic != nil && len(t.talk.topic.Indicators) == 1 && t.talk.topic.Indicators[0] == id
}
