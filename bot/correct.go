package bot

import (
	"context"
	"fmt"

	"chitieu/target"
)

// correct makes figures that put the speaker's own last report right replace
// it: "nhầm, 95,2" is not news, and 95,8 was never so. The report must be of the
// same indicator, and so fresh that nobody else will have gone by it; a total
// does not put an increment right. What the message leaves out, the unit and
// the date, stays as it was.
func (b *Bot) correct(ctx context.Context, t *turn, figures []figure) error {
	if !b.reader.Corrects(t.msg.Text) || len(figures) != 1 {
		return nil
	}
	all, err := b.store.Reports(ctx)
	if err != nil {
		return fmt.Errorf("read reports: %w", err)
	}
	f := &figures[0]
	old := b.lastOf(t, target.Current(all), f.Indicator)
	if old == nil || f.Increment != (old.Increment != nil) || len(t.reading.Units) > 0 && f.Unit != old.Unit {
		return nil
	}
	f.Taken = f.Taken && f.Unit == old.Unit
	f.replace(old)
	f.Unit = old.Unit
	f.Settled = append(f.Settled, doubtWhose)
	if t.reading.Period.Kind == target.NoPeriod {
		f.AsOf = old.AsOf
	}
	return nil
}

// lastOf returns the speaker's newest report of the indicator in this chat, nil
// if it is none of this talk.
func (b *Bot) lastOf(t *turn, current []target.Report, indicator target.IndicatorID) *target.Report {
	var last *target.Report
	for i := range current {
		if r := &current[i]; r.By == t.author() && r.Chat == t.msg.Chat && r.Indicator == indicator {
			last = r
		}
	}
	if last == nil || t.now.Sub(last.Said).Abs() > dialogLife {
		return nil
	}
	return last
}
