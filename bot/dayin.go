package bot

import (
	"strings"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// dayIn returns the day by which the message says that something will be: a
// choice's date, a deadline in words, or a date as the reader knows them. A
// month or a quarter is its last day.
func (b *Bot) dayIn(t *turn) (target.Date, bool) {
	if p := t.reading.Period; p.Kind == target.Day && t.ref != "" {
		return p.Date, true
	}
	text := b.untilText(t)
	if day, ok := b.reader.ReadDay(text, t.now); ok && day != t.today {
		return day, true
	} else if ok { // on a Monday, "until Monday" is the next one
		return b.reader.ReadDay(text, t.today.AddDays(1).In(b.plan.Zone).Add(-time.Minute))
	}
	if day, _, found := strings.Cut(text, " "); found && strings.ContainsAny(day, "0123456789") {
		return target.Date{}, false // "32 tháng 7" is not the month
	}
	if p := t.reading.Period; p.Kind != target.NoPeriod {
		return p.End(), true
	}
	p := b.reader.ReadPeriod(text, t.today)
	return p.End(), p.Kind != target.NoPeriod
}

// untilText is what a message says of the day, besides that it is an answer.
func (b *Bot) untilText(t *turn) string {
	return b.reader.Behind(understand.HintUntil, strings.Trim(t.argument(), " .?,"))
}

// saysWhen reports whether a message without a day that could be read tries to
// say one.
func (b *Bot) saysWhen(t *turn) bool {
	return t.ref == "" && strings.ContainsAny(b.untilText(t), "0123456789")
}
