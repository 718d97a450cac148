package bot

import (
	"context"
	"errors"
	"fmt"

	"chitieu/bot/understand"
	"chitieu/target"
)

// datedAfter takes a day that is said after a report, "đến 28/6 nhé", for the day of
// the figures just stored: reports with it replace them. False if the message
// says more, or nothing was stored in this talk.
func (b *Bot) datedAfter(ctx context.Context, t *turn) (Reply, bool, error) {
	if t.commanded() || len(t.msg.Text) > maxAnswer || t.waits != nil || t.talk.topic == nil || t.talk.topic.Intent != understand.ReportValue {
		return Reply{}, false, nil
	}
	period, ok := b.reader.ReadReportDay(t.msg.Text, t.today)
	if !ok {
		return Reply{}, false, nil
	}
	stored, err := b.justStored(ctx, t)
	if len(stored) == 0 || err != nil {
		return Reply{}, false, err
	}
	t.reading = understand.Reading{Text: t.msg.Text, Lang: t.words.Lang, Intent: understand.ReportValue, Period: period, Followup: true}
	for i := range stored {
		t.reading.Indicators = append(t.reading.Indicators, stored[i].Indicator)
	}
	on := period.AsOf(t.today)
	switch {
	case !t.may(report):
		return t.refuse(report), true, nil
	case period.Start().Year != b.plan.Year:
		return t.tell("report.other-year", "Year", b.plan.Year, "Period", period), true, nil
	case stored[0].AsOf == on:
		return t.tell("doubt.duplicate", "AsOf", on), true, nil
	}
	var figures []figure
	for i := range stored {
		f := figureOf(&stored[i])
		f.AsOf, f.Ahead, f.Replaces, f.Settled = on, period.IsAhead(t.today), stored[i].ID, []doubtKind{doubtWhose}
		figures = append(figures, f)
	}
	reply, err := b.record(ctx, t, figures)
	return reply, true, err
}

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
		if groupOf(r.ID) == groupOf(last.ID) && r.Chat == t.msg.Chat {
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
