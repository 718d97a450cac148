package bot

import (
	"context"
	"errors"

	"chitieu/bot/understand"
	"chitieu/target"
)

// forecast says where an indicator would stand at the end of the year, as a
// range with what it rests on, or why nothing can be said.
func (b *Bot) forecast(ctx context.Context, t *turn) (Reply, error) {
	if t.reading.All {
		return b.forecastAll(ctx, t)
	}
	if len(t.reading.Indicators) == 0 {
		return b.whichIndicator(t), nil
	}
	on, err := b.judgingDay(t, t.reading.Period)
	if errors.Is(err, errFuture) {
		on, err = b.lastDay(t.today), nil // asking ahead is what a forecast is for
	}
	if err != nil {
		return t.tell("progress.only-year", "Year", b.plan.Year), nil
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
	for i, id := range t.reading.Indicators[:min(len(t.reading.Indicators), 2)] {
		p := target.Evaluate(b.plan, standing, b.plan.Indicator(id), unit, on)
		one := b.outlook(t, &p)
		if i == 0 {
			note = one
			continue
		}
		note.Text = lines(note.Text, one.Head, one.Text)
	}
	return Reply{Note: note}, nil
}

// outlook words the forecast of one indicator.
func (b *Bot) outlook(t *turn, p *target.Progress) target.Note {
	note := target.Note{Choices: []target.Choice{
		{Label: t.say("choice.progress-of", "Name", t.short(p.Indicator)), Data: slash(understand.ProgressOne) + " " + string(p.Indicator.ID)},
		t.choice("choice.method", slash(method), string(p.Indicator.ID)),
	}}
	f := p.Forecast
	switch {
	case p.Indicator.Kind != target.Flow || p.Reason == target.ReasonNotAllocated:
		f.Refused = target.RefusedKind // with or without a figure
	case p.Actual == nil:
		f.Refused = target.RefusedNoData
	}
	if f.Refused != "" {
		note.Head = t.say("forecast.refused-head", "Name", b.subject(t, p))
		note.Text = lines(t.say("forecast.refused."+string(f.Refused)), t.value(p), t.expected(p), t.source(p))
		return note
	}
	note.Head = t.say("forecast.head", "Name", b.subject(t, p),
		"Low", t.derived(p.Indicator, f.Low), "High", t.derived(p.Indicator, f.High))
	note.Text = lines(
		t.say("forecast.verdict."+string(verdict(p)), "Goal", t.goal(p)),
		t.value(p),
		t.say("forecast.basis", "AsOf", p.Judged, "Percent", t.words.Percent(*p.ExpectedPercent)),
		t.say("forecast.caution"), t.source(p))
	return note
}

// outcome is what a range says about the target.
type outcome string

const (
	likely   outcome = "likely"   // the whole range meets it
	open     outcome = "open"     // a part does
	doubtful outcome = "doubtful" // none does
)

func verdict(p *target.Progress) outcome {
	low := p.Indicator.Comparison.Met(p.Forecast.Low, p.Target)
	high := p.Indicator.Comparison.Met(p.Forecast.High, p.Target)
	switch {
	case low && high:
		return likely
	case low || high:
		return open
	default:
		return doubtful
	}
}
