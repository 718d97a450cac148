package bot

import (
	"context"
	"errors"

	"chitieu/bot/lang"
	"chitieu/target"
)

// errOtherYear and errFuture say why a period cannot be answered from the plan.
var (
	errOtherYear = errors.New("period of another year")
	errFuture    = errors.New("period not begun")
)

// judgingDay returns the day on which to judge a question about a period: its
// end, or today while it is running. No period is today.
func (b *Bot) judgingDay(t *turn, period target.Period) (target.Date, error) {
	switch {
	case period.Kind == target.NoPeriod:
		return b.lastDay(t.today), nil
	case period.Start().Year != b.plan.Year:
		return target.Date{}, errOtherYear
	case period.Start().After(t.today):
		return target.Date{}, errFuture
	case period.End().After(t.today):
		return b.lastDay(t.today), nil
	default:
		return period.End(), nil
	}
}

// onDay answers a question about how things stood: say is given the day on which
// to judge, and the reports. Of a period that is to come, or of another year,
// only that is said.
func (b *Bot) onDay(ctx context.Context, t *turn, say func(on target.Date, standing []target.Report) Reply) (Reply, error) {
	on, err := b.judgingDay(t, t.reading.Period)
	switch {
	case errors.Is(err, errFuture):
		return t.notBegun(), nil
	case err != nil:
		return t.tell("progress.only-year", "Year", b.plan.Year), nil
	}
	standing, err := b.standing(ctx)
	if err != nil {
		return Reply{}, err
	}
	return say(on, standing), nil
}

// onIndicator answers a question about how one indicator stood, of a unit or of
// the whole locality, and asks which one if none was named.
func (b *Bot) onIndicator(ctx context.Context, t *turn, say func(p *target.Progress, standing []target.Report) Reply) (Reply, error) {
	if len(t.reading.Indicators) == 0 {
		return b.whichIndicator(t), nil
	}
	return b.onDay(ctx, t, func(on target.Date, standing []target.Report) Reply {
		unit := target.Locality
		if len(t.reading.Units) == 1 {
			unit = t.reading.Units[0]
		}
		p := target.Evaluate(b.plan, standing, b.plan.Indicator(t.reading.Indicators[0]), unit, on)
		return say(&p, standing)
	})
}

// lastDay keeps a day inside the plan's year: what is asked after New Year is
// asked of the year that ended.
func (b *Bot) lastDay(on target.Date) target.Date {
	if end := target.NewDate(b.plan.Year, 12, 31); on.After(end) {
		return end
	}
	return on
}

// notBegun says that the period asked for has no figures because it is to come.
func (t *turn) notBegun() Reply {
	return t.tell("progress.future", "Period", lang.Capital(t.words.Period(t.reading.Period)))
}

// outsidePeriod says that the newest figure is older than the period asked for.
func (t *turn) outsidePeriod(p *target.Progress) string {
	period := t.reading.Period
	if p.Actual == nil || period.Kind == target.NoPeriod || period.Kind == target.Day {
		return ""
	}
	if period.Kind == target.Year || !p.AsOf.Before(period.Start()) {
		return ""
	}
	return t.say("progress.none-for-period", "Period", period)
}
