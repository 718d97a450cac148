package bot

import (
	"context"

	"chitieu/bot/lang"
	"chitieu/target"
)

// nudgeHere makes the page the way back where a nudge was chosen in a walk.
func (t *turn) nudgeHere() {
	if len(t.way) > 0 {
		t.back = walkOf(t).data()
	}
}

// assignHere gives a directive about the indicator of a page of the walk, to the
// unit of the page or to the lead agency: only the deadline is left to ask.
// False if that is not what the message is.
func (b *Bot) assignHere(ctx context.Context, t *turn) (Reply, bool, error) {
	if !b.structured(t) || len(t.way) == 0 || len(t.reading.Indicators) != 1 {
		return Reply{}, false, nil
	}
	t.reading.Intent = assigning
	w := walkOf(t)
	t.back = w.data()
	ind := b.plan.Indicator(w.indicator)
	d := taskDraft{Unit: w.unit, Indicator: w.indicator}
	if d.Unit == target.Locality {
		d.Unit = ind.Lead
	}
	chat, err := b.unitGroup(ctx, d.Unit)
	switch {
	case err != nil:
		return Reply{}, true, err
	case chat == nil:
		return t.tell("directive.no-group", "Unit", lang.Capital(b.unit(t, d.Unit))), true, nil
	}
	to := b.in(t, chat) // they are to read it
	d.Text, d.Suggested = to.say("walk.task", "Name", to.short(ind)), true
	reply, err := b.complete(ctx, t, d)
	return reply, true, err
}

// askedWhen asks for the deadline; on a page of the walk it says of what.
func (b *Bot) askedWhen(t *turn, d *taskDraft) string {
	if d.Unread != "" {
		return lines(t.say("directive.unread-due", "Words", clip(d.Unread)), t.say("directive.when"))
	}
	if t.back == "" {
		return t.say("directive.when")
	}
	return lines(t.say("walk.task-to", "Unit", b.unit(t, d.Unit), "Text", d.Text), t.say("directive.when"))
}
