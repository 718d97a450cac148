package understand

import (
	"strings"
	"time"

	"chitieu/target"
)

// ReadDue reads a text that is a deadline and nothing else: "17h thứ sáu",
// "ngày 20/7", "cuối tuần", "trong 3 ngày", "besok pukul 10", "Friday 5 pm". A
// day without an hour ends when the offices close; an hour without a day is
// today's. A weekday is the next that is not over. now must be in the plan's
// zone. ok is false for anything else, and where day and weekday contradict.
func ReadDue(text string, now time.Time, calendar *target.Calendar) (due time.Time, ok bool) {
	return readDue(pieces(compose(text)), now, calendar)
}

// SplitDue finds the deadline at the end of a request, which a word such as
// "trước" begins, and returns what comes before it. ok is false when there is
// none; rest is the whole text then.
func SplitDue(text string, now time.Time, calendar *target.Calendar) (rest string, due time.Time, ok bool) {
	text = strings.TrimRight(compose(text), " .;\n")
	all := pieces(text)
	if len(all) == maxPieces { // its end was not read
		return text, time.Time{}, false
	}
	for i := range all {
		keep, taken := phraseAt(deadlineMarks, all, i)
		if taken == 0 {
			continue
		}
		from := i + taken
		if keep {
			from = i
		}
		if due, ok = readDue(all[from:], now, calendar); ok {
			return strings.TrimRight(text[:all[i].from], " ,;:-("), due, true
		}
	}
	return text, time.Time{}, false
}

// dueReading is a deadline while its words are read.
type dueReading struct {
	all      []piece
	at       int
	now      time.Time
	today    target.Date
	calendar *target.Calendar

	minute     int // of the day, -1 where not said
	on         target.Date
	named      bool // on was said
	weekday    int
	week       dueKind // of the weekday: this or next
	end        dueKind // which end of the day
	moment     time.Time
	day, month int
	year       int
}

func readDue(all []piece, now time.Time, calendar *target.Calendar) (time.Time, bool) {
	d := dueReading{all: all, now: now, today: target.DateOf(now), calendar: calendar, minute: -1}
	if len(all) == 0 || len(all) == maxPieces {
		return time.Time{}, false
	}
	for d.at < len(d.all) {
		if !d.step() {
			return time.Time{}, false
		}
	}
	return d.resolve()
}

// step reads the next words; false if they belong to no deadline.
func (d *dueReading) step() bool {
	if d.span() || d.date() {
		return true
	}
	if minute, taken, ok := clockAt(d.all, d.at); ok && d.minute < 0 {
		d.minute = minute
		d.at += taken
		return true
	}
	w, taken := phraseAt(dueWords, d.all, d.at)
	if taken == 0 {
		return d.number()
	}
	d.at += taken
	return d.say(w)
}

func (d *dueReading) say(w dueDay) bool {
	switch w.kind {
	case dueIn:
		return d.name(d.today.AddDays(w.n))
	case dueWeekday:
		if d.weekday != 0 {
			return false
		}
		d.weekday = w.n
	case dueClosing, dueNoon, dueMorning, dueAfternoon:
		if d.end != 0 {
			return false
		}
		d.end = w.kind
	case dueWeekEnd:
		return d.name(d.weekEnd(d.today))
	case dueMonthEnd:
		return d.name(target.NewDate(d.today.Year, d.today.Month+1, 0))
	case dueNextWeek, dueThisWeek:
		d.week = w.kind
	case dueMonth:
		if d.month != 0 {
			return false
		}
		d.month = w.n
	case dueMonthMark:
		if d.at >= len(d.all) || d.all[d.at].n < 1 || d.all[d.at].n > 12 || d.month != 0 {
			return false
		}
		d.month = d.all[d.at].n
		d.at++
	case dueDayMark:
		return d.at < len(d.all) // "3 ngày" is no date
	case dueFiller, dueWithin:
	}
	return true
}

// name settles the day; false if another one was said.
func (d *dueReading) name(on target.Date) bool {
	if d.named && d.on != on {
		return false
	}
	d.on, d.named = on, true
	return true
}

// number reads "thứ 6", the day of "20 tháng 7" and the year behind it.
func (d *dueReading) number() bool {
	p := &d.all[d.at]
	switch {
	case (p.text == "thu" || p.text == "t") && d.at+1 < len(d.all) && d.all[d.at+1].n >= 2 && d.all[d.at+1].n <= 7 && d.weekday == 0:
		d.weekday = d.all[d.at+1].n - 1
		d.at += 2
	case p.n >= 1 && p.n <= 31 && d.day == 0:
		d.day = p.n
		d.at++
		if d.at < len(d.all) && d.all[d.at].glued && strings.Contains("st nd rd th", d.all[d.at].text) && len(d.all[d.at].text) == 2 {
			d.at++
		}
	case p.n >= 2000 && p.n <= 2999 && d.day != 0 && d.year == 0:
		d.year = p.n
		d.at++
	default:
		return false
	}
	return true
}

// date reads "20/7", "20-7-2024", "20.7.2024".
func (d *dueReading) date() bool {
	all, at := d.all, d.at
	if at+2 >= len(all) || all[at].n < 1 || all[at].n > 31 || !all[at+1].glued || !all[at+2].glued {
		return false
	}
	sign, month := all[at+1].text, all[at+2].n
	if sign != "/" && sign != "-" && (sign != "." || !dateGoesOn(all, at+3)) || month < 1 || month > 12 || d.day != 0 {
		return false
	}
	d.day, d.month = all[at].n, month
	d.at += 3
	if dateGoesOn(all, d.at) {
		d.year = all[d.at+1].n
		if d.year < 100 {
			d.year += 2000
		}
		d.at += 2
	}
	return true
}

// span reads "trong 3 ngày", "2 giờ nữa", "within two weeks".
func (d *dueReading) span() bool {
	at := d.at
	w, taken := phraseAt(dueWords, d.all, at)
	within := w.kind == dueWithin
	if within {
		at += taken
	}
	if at+1 >= len(d.all) {
		return false
	}
	n, spelt := d.all[at].n, numberWords[d.all[at].text]
	if n < 0 {
		n = spelt
	}
	days, ok := dueSpans[d.all[at+1].text]
	if !ok || n < 1 || n > 366 {
		return false
	}
	at += 2
	ago := false
	if at < len(d.all) && dueAgo[d.all[at].text] {
		ago = true
		at++
	}
	if !within && !ago || d.named || !d.moment.IsZero() {
		return false
	}
	d.at = at
	if days == 0 {
		d.moment = d.now.Add(time.Duration(n) * time.Hour).Truncate(time.Minute)
		return true
	}
	return d.name(d.today.AddDays(n * days))
}
