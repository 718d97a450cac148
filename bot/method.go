package bot

import (
	"context"

	"chitieu/bot/understand"
	"chitieu/target"
)

// method explains how the status of an indicator was reached: which value, what
// was expected and on which curve, the thresholds, and the reason.
func (b *Bot) method(ctx context.Context, t *turn) (Reply, error) {
	return b.onIndicator(ctx, t, func(p *target.Progress, _ []target.Report) Reply {
		return Reply{Note: b.methodNote(t, p)}
	})
}

func (b *Bot) methodNote(t *turn, p *target.Progress) target.Note {
	limits := b.plan.ThresholdsOf(p.Indicator)
	return target.Note{
		Head: b.title(t, p),
		Text: lines(t.say("reason."+string(p.Reason)), t.value(p), t.expected(p),
			t.say("pace."+string(p.Indicator.Pace.Kind)), b.limits(t, p, limits), t.source(p)),
		Choices: []target.Choice{
			{Label: t.say("choice.progress-of", "Name", t.short(p.Indicator)), Data: slash(understand.ProgressOne) + " " + string(p.Indicator.ID)},
		},
	}
}

// limits says how far below the expectation counts as at risk and as lagging,
// and how far below it the value is.
func (b *Bot) limits(t *turn, p *target.Progress, limits target.Thresholds) string {
	if p.Indicator.Pace.Kind == target.Due {
		return t.say("method.due", "Goal", t.goal(p))
	}
	text := t.say("method.limits", "AtRisk", t.words.Points(limits.AtRisk), "Lagging", t.words.Points(limits.Lagging))
	if p.Shortfall == nil {
		return text
	}
	if p.Shortfall.IsPositive() {
		return lines(text, t.say("method.short", "Points", t.words.Points(*p.Shortfall)))
	}
	return lines(text, t.say("method.not-short"))
}
