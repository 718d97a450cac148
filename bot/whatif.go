package bot

import (
	"context"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// whatIf answers what would be with another figure: the share of the plan, what
// would be missing and the status. It is worked out from the figure in force
// and stored nowhere.
func (b *Bot) whatIf(ctx context.Context, t *turn) (Reply, error) {
	r := &t.reading
	switch {
	case len(r.Indicators) == 0:
		return b.whichIndicator(t), nil
	case len(r.Indicators) > 1 || r.Supposed == nil:
		return b.progress(ctx, t)
	}
	return b.onIndicator(ctx, t, func(now *target.Progress, standing []target.Report) Reply {
		if now.Reason == target.ReasonNotAllocated {
			return b.notAllocated(t, now)
		}
		return Reply{Note: b.whatIfNote(t, standing, now, r.Supposed)}
	})
}

func (b *Bot) whatIfNote(t *turn, standing []target.Report, now *target.Progress, supposed *understand.Value) target.Note {
	ind := now.Indicator
	note := target.Note{
		Head: t.say("whatif.head", "Name", b.subject(t, now)),
		Choices: []target.Choice{
			{Label: t.say("choice.progress-of", "Name", t.short(ind)), Data: slash(understand.ProgressOne) + " " + string(ind.ID)},
		},
	}
	value, sum := supposed.Amount, ""
	if supposed.Increment {
		if now.Actual == nil {
			note.Text = t.say("whatif.nothing-to-add", "Goal", t.goal(now))
			return note
		}
		value = now.Actual.Add(supposed.Amount)
		sum = t.say("whatif.sum", "Now", t.exact(ind, *now.Actual), "AsOf", now.AsOf, "Added", t.exact(ind, supposed.Amount), "Sum", t.exact(ind, value))
	}
	would := target.Report{Indicator: ind.ID, Unit: now.Unit, Value: value, AsOf: now.On, Said: t.now.Add(time.Second)}
	for _, doubt := range target.Doubts(b.plan, standing, &would, t.today) {
		switch doubt.Kind {
		case target.DoubtNegative, target.DoubtRate, target.DoubtFraction:
			note.Text = lines(sum, t.say("whatif.impossible", "Value", t.exact(ind, value), "Why", t.say("doubt.kind."+string(doubt.Kind))))
			return note
		}
	}
	with := append(standing[:len(standing):len(standing)], would)
	then := target.Evaluate(b.plan, with, ind, now.Unit, now.On)
	if supposed.Increment {
		note.Text = sum
	} else if now.Actual != nil {
		note.Text = t.say("whatif.now", "Value", t.exact(ind, *now.Actual), "AsOf", now.AsOf)
	}
	note.Text = lines(note.Text, t.share(&then, value), t.gap(&then), t.say("whatif.status", "Status", then.Status), t.say("whatif.only"), t.source(now))
	return note
}

// share words a figure as its share of the plan, for a rate beside the plan.
func (t *turn) share(p *target.Progress, value target.Amount) string {
	if p.Indicator.Rate() || p.Percent == nil {
		return t.say("whatif.rate", "Value", t.exact(p.Indicator, value), "Goal", t.goal(p))
	}
	return t.say("whatif.share", "Value", t.exact(p.Indicator, value), "Percent", t.words.Percent(*p.Percent), "Goal", t.goal(p))
}
