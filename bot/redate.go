package bot

import (
	"context"
	"errors"
	"fmt"

	"chitieu/bot/understand"
	"chitieu/target"
)

// justStored returns the reports of the speaker's last message that stored any,
// if it was in this chat and so late that nobody else will have gone by them.
func (b *Bot) justStored(ctx context.Context, t *turn) ([]target.Report, error) {
	last, err := b.store.LastReportBy(ctx, t.author(), t.msg.Chat)
	if errors.Is(err, target.ErrNotFound) || err == nil && t.now.Sub(last.Said).Abs() > dialogLife {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("look up last report: %w", err)
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	if len(b.withdrawnLast(ctx, t, all)) > 0 {
		return nil, nil
	}
	var out []target.Report
	for _, r := range target.Current(all) {
		if r.Chat == t.msg.Chat && (groupOf(r.ID) == groupOf(last.ID) || together(&r, target.ReportID(groupOf(last.ID)), t.author())) {
			out = append(out, r)
		}
	}
	return out, nil
}

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
		f := figureOf(&r)
		f.replace(&r)
		f.AsOf, f.Settled = day, []doubtKind{doubtWhose}
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
