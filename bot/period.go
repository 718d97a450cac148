package bot

import (
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
