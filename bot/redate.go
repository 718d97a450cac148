package bot

import (
	"context"
	"fmt"

	"chitieu/bot/understand"
	"chitieu/target"
)

// otherDay offers beside a receipt to date the figures on the day on which data
// for a report of their period were closed: "quý II" may mean either day.
func (t *turn) otherDay(figures []figure, stored []target.Report) []target.Choice {
	f := &figures[0]
	closed := f.Period.Reporting()
	if closed.IsZero() || f.AsOf != f.Period.End() || stored[0].Waiting {
		return nil
	}
	return []target.Choice{{
		Label: t.say("choice.reporting-day", "AsOf", closed),
		Data:  slash(redating) + " " + groupOf(stored[0].ID) + " " + closed.String(),
	}}
}

// redate dates the figures of one message anew. Reports are history: each is
// replaced by one of the other day.
func (b *Bot) redate(ctx context.Context, t *turn) (Reply, error) {
	if len(t.args) != 2 || !isGroup(t.args[0]) {
		return t.tell("report.how"), nil
	}
	day, err := target.ParseDate(t.args[1])
	if err != nil {
		return t.tell("report.how"), nil
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return Reply{}, fmt.Errorf("read reports: %w", err)
	}
	var figures []figure
	for _, r := range target.Current(all) {
		switch {
		case groupOf(r.ID) != t.args[0]:
			continue
		case r.By != t.author() && !t.may(undoAny):
			return t.tell("undo.others"), nil
		}
		f := figure{
			Indicator: r.Indicator, Unit: r.Unit, Value: r.Value, Estimate: r.Estimate, AsOf: day,
			Replaces: r.ID, Settled: []doubtKind{doubtWhose},
		}
		if r.Increment != nil {
			f.Value, f.Increment = *r.Increment, true
		}
		figures = append(figures, f)
	}
	if len(figures) == 0 {
		return b.commit(ctx, t, target.Change{}, target.Note{Text: t.say("undo.gone")})
	}
	return b.record(ctx, t, figures)
}

// opens reports whether a figure said of the period may be the running total or
// what the period alone brought: "tháng 6", but not "6 tháng" or "riêng tháng 6".
func opens(v *understand.Value, p target.Period) bool {
	return (p.Kind == target.Month || p.Kind == target.Quarter) && !p.Total && !v.Total && !v.Increment
}
