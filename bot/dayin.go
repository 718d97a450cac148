package bot

import (
	"slices"
	"strings"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// untilWords stand before the day of an answer.
var untilWords = phrases("đến hết", "đến ngày", "tới ngày", "đến", "tới", "trước ngày", "trước", "den het", "den ngay", "den", "toi", "truoc",
	"sampai tanggal", "sampai", "hingga", "sebelum", "until", "till", "to", "by", "before", "for", "selama")

// dayIn returns the day by which the message says that something will be: a
// choice's date, a deadline in words, or a date as the reader knows them. A
// month or a quarter is its last day.
func (b *Bot) dayIn(t *turn) (target.Date, bool) {
	if p := t.reading.Period; p.Kind == target.Day && t.ref != "" {
		return p.Date, true
	}
	text := b.untilText(t)
	if day, ok := b.dayOf(t, text); ok && day != t.today {
		return day, true
	} else if ok { // on a Monday, "until Monday" is the next one
		return b.dayFrom(t.today.AddDays(1).In(b.plan.Zone).Add(-time.Minute), text)
	}
	if day, _, found := strings.Cut(text, " "); found && strings.ContainsAny(day, "0123456789") {
		return target.Date{}, false // "32 tháng 7" is not the month
	}
	if p := t.reading.Period; p.Kind != target.NoPeriod {
		return p.End(), true
	}
	// The reader looks for dates in what is about the plan.
	about := b.example().Names.Short(target.Vietnamese)
	p := b.reader.Read("tiến độ "+about+" đến "+text, understand.Context{Today: t.today, Group: t.msg.Group}).Period
	return p.End(), p.Kind != target.NoPeriod
}

// untilText is what a message says of the day, besides that it is an answer.
func (b *Bot) untilText(t *turn) string {
	text := t.msg.Text
	if t.commanded() {
		_, text, _ = strings.Cut(text, " ")
	}
	for _, cue := range answerCues {
		if cue.intent == snoozing {
			text = without(text, cue.phrases)
		}
	}
	return without(strings.Trim(text, " .?,"), untilWords)
}

// saysWhen reports whether a message without a day that could be read tries to
// say one.
func (b *Bot) saysWhen(t *turn) bool {
	return t.ref == "" && strings.ContainsAny(b.untilText(t), "0123456789")
}

// dayOf reads a deadline: all of a text, or the end of it.
func (b *Bot) dayOf(t *turn, text string) (target.Date, bool) { return b.dayFrom(t.now, text) }

// dayFrom reads it as said at a moment.
func (b *Bot) dayFrom(now time.Time, text string) (target.Date, bool) {
	text = without(strings.Trim(text, " .?,"), untilWords)
	for _, written := range []string{text, "trong " + text} {
		if due, ok := understand.ReadDue(written, now, &b.plan.Calendar); ok {
			return target.DateOf(due.In(b.plan.Zone)), true
		}
	}
	if _, due, ok := understand.SplitDue(text, now, &b.plan.Calendar); ok {
		return target.DateOf(due.In(b.plan.Zone)), true
	}
	// "hoãn nhắc thu ngân sách đến 20/7": what stands behind the last such word.
	fields := strings.Fields(text)
	for i, field := range slices.Backward(fields) {
		if slices.Contains(untilWords, strings.ToLower(field)) {
			due, ok := understand.ReadDue(strings.Join(fields[i+1:], " "), now, &b.plan.Calendar)
			return target.DateOf(due.In(b.plan.Zone)), ok
		}
	}
	return target.Date{}, false
}
