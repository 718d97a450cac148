package bot

import (
	"context"
	"fmt"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// editedSoon is how soon after a message its report was stored, as far as an
// edit that brings no figure can tell.
const editedSoon = 2 * time.Minute

// edited answers a message that was changed afterwards. What it had reported
// stays stored, and nothing is stored twice: the new figure is offered as a
// correction. An edit of anything else needs no word.
func (b *Bot) edited(ctx context.Context, t *turn) (Reply, error) {
	if t.commanded() || t.msg.Text == "" {
		return Reply{Silent: true}, nil
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	t.reading = b.reader.Read(t.msg.Text, understand.Context{Today: target.DateOf(t.msg.At.In(b.plan.Zone)), Group: t.msg.Group})
	old := b.reportedBefore(t, target.Current(all))
	if old == nil {
		return Reply{Silent: true}, nil
	}
	ind := b.plan.Indicator(old.Indicator)
	f, ok := b.editedFigure(t, old)
	switch {
	case ok && f.Value.Equal(figureOf(old).Value) && f.AsOf == old.AsOf && f.Increment == (old.Increment != nil):
		return Reply{Silent: true}, nil // a word was changed, not the figure
	case !ok || t.waits != nil || !t.may(report):
		return b.commit(ctx, t, target.Change{}, target.Note{Text: t.say("edited.stays", "What", b.brief(t, old))})
	}
	options := []option{
		{Label: t.say("edited.correct", "Value", t.exact(ind, f.Value)), Figures: []figure{f}},
		{Label: t.say("edited.keep")},
	}
	note, waiting := t.question(t.say("doubt.head"), t.say("edited.ask", "What", b.brief(t, old)), options)
	return b.put(ctx, t, note, waiting)
}

// reportedBefore returns the report that the message had brought before it was
// changed: the first one of the speaker here after it was said, of the indicator
// that it names; nil if it had brought none.
func (b *Bot) reportedBefore(t *turn, current []target.Report) *target.Report {
	named := len(t.reading.Indicators) > 0
	for i := range current {
		r := &current[i]
		late := r.Said.Sub(t.msg.At.Truncate(time.Second))
		if r.By == t.author() && r.Chat == t.msg.Chat && late >= 0 && t.names(r.Indicator) && (named || late <= editedSoon) {
			return r
		}
	}
	return nil
}

// editedFigure is the figure of the changed message, as a correction of the old
// report; false if it brings none that is clear.
func (b *Bot) editedFigure(t *turn, old *target.Report) (figure, bool) {
	r := &t.reading
	if r.Intent != understand.ReportValue || r.Asks() || len(r.Values) != 1 || len(r.Units) > 1 {
		return figure{}, false
	}
	f := b.figures(t, old.Unit)[0]
	if len(r.Units) == 1 && r.Units[0] != old.Unit && r.Units[0] != b.plan.Indicator(old.Indicator).Lead {
		return figure{}, false
	}
	f.replace(old)
	f.Settled = append(f.Settled, doubtWhose)
	if r.Period.Kind == target.NoPeriod {
		f.AsOf = old.AsOf
	}
	return f, true
}

// figureOf is a stored report as a figure, to be stored anew with a change.
func figureOf(old *target.Report) figure {
	f := figure{Indicator: old.Indicator, Unit: old.Unit, Value: old.Value, Estimate: old.Estimate, AsOf: old.AsOf}
	if old.Increment != nil {
		f.Value, f.Increment = *old.Increment, true
	}
	return f
}
