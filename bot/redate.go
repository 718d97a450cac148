package bot

import (
	"context"
	"errors"
	"fmt"

	"chitieu/bot/understand"
	"chitieu/target"
)

// redate takes a day that is said after a report, "đến 28/6 nhé", for the day of
// the figures just stored: reports with it replace them. False if the message
// says more, or nothing was stored in this talk.
func (b *Bot) redate(ctx context.Context, t *turn) (Reply, bool, error) {
	if t.commanded() || len(t.msg.Text) > maxAnswer || t.waits != nil || t.talk.topic == nil || t.talk.topic.Intent != understand.ReportValue {
		return Reply{}, false, nil
	}
	period, ok := b.reader.ReadDay(t.msg.Text, t.today)
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
		f.AsOf, f.Ahead, f.Replaces, f.Settled = on, ahead(period, t.today), stored[i].ID, []doubtKind{doubtWhose}
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
	if b.withdrawnLast(ctx, t, all) != nil {
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
