package understand

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ReadSchedule turns words for recurring dates, in any of the languages, into a
// five-field cron expression: "thứ hai hằng tuần 7h30" is "30 7 * * MON". Two
// extensions say what plain cron cannot: L, the last day of a month, and MON#1
// to MON#4 and MON#L, the n-th and last Monday of one. What the words leave out,
// the hour or the days, is that of the present expression. An expression is
// returned as it is; whether it is a good one is not judged here.
//
// Nothing is guessed: expr is "" for what is not understood, and unread is the
// word at which reading stopped, "" where no word is wrong but a day is missing
// or two contradict each other.
func ReadSchedule(text, present string) (expr, unread string) {
	text = strings.TrimSpace(compose(text))
	if isExpression(text) {
		return text, ""
	}
	r := recurrence{all: pieces(text)}
	if len(r.all) == maxPieces {
		return "", ""
	}
	for r.at < len(r.all) {
		if from := r.at; !r.step() {
			return "", text[r.all[from].from:r.all[from].to]
		}
	}
	if r.lacking() {
		return "", ""
	}
	return r.expression(strings.Fields(present)), ""
}

var (
	cronField = regexp.MustCompile(`^([0-9*?]|MON|TUE|WED|THU|FRI|SAT|SUN|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|[LW#,/-])+$`)
	cronFirst = regexp.MustCompile(`^[0-9*][0-9*/,-]*$`)
)

// isExpression reports whether the text is an expression and not words, one
// that will be refused included.
func isExpression(text string) bool {
	if strings.HasPrefix(text, "@") || strings.Contains(text, "TZ=") {
		return true
	}
	fields := strings.Fields(text)
	if len(fields) < 4 || len(fields) > 7 {
		return false
	}
	return cronFirst.MatchString(fields[0]) && cronFirst.MatchString(fields[1]) &&
		!slices.ContainsFunc(fields, func(f string) bool { return !cronField.MatchString(strings.ToUpper(f)) })
}

// recurrence is a schedule while its words are read.
type recurrence struct {
	all []piece
	at  int

	minute, hour           string // "" where not said
	days, months, weekdays []int
	first, last            bool // day of the month, or of its weekdays
	nth                    int
	week                   bool // nth counts weeks
	every                  bool // each day
	hint                   map[part]bool
	list                   part // what a bare number goes on with
	ranged                 bool // and whether from the last one on
}

// step reads the next words; false if they say nothing about times.
func (r *recurrence) step() bool {
	if r.cycle() {
		return true
	}
	if minute, taken, ok := clockAt(r.all, r.at); ok && minute < 24*60 && r.hour == "" {
		r.hour, r.minute = strconv.Itoa(minute/60), strconv.Itoa(minute%60)
		r.at += taken
		r.list = 0
		return true
	}
	w, taken := phraseAt(recurrenceWords, r.all, r.at)
	if taken == 0 {
		return r.number()
	}
	r.at += taken
	return r.say(w)
}

// say takes a phrase in.
func (r *recurrence) say(w recurrenceWord) bool {
	switch w.part {
	case filler, everyHow, joiner:
	case upTo:
		r.ranged = true
	case weekly, monthly:
		r.note(w.part)
	case quarterly:
		r.months, r.list = []int{1, 4, 7, 10}, 0
		r.note(monthly)
	case daily:
		r.every = true
	case workdays:
		r.weekdays = []int{1, 2, 3, 4, 5}
	case weekdayIs:
		return r.add(weekdayIs, &r.weekdays, w.n, 7)
	case weekdayMark:
		return r.counted(weekdayMark)
	case dayMark:
		r.list = dayMark
	case monthMark:
		if !r.counted(monthMark) {
			r.note(monthly)
		}
	case monthIs:
		return r.add(monthIs, &r.months, w.n, 12)
	case quarterFirst:
		r.months, r.first = []int{1, 4, 7, 10}, true
	case quarterLast:
		r.months, r.last = []int{3, 6, 9, 12}, true
	case monthFirst:
		r.first = true
	case monthLast:
		r.last = true
	case nth, nthWeek:
		r.nth, r.week = w.n, w.part == nthWeek
	}
	return true
}

func (r *recurrence) note(p part) {
	if r.hint == nil {
		r.hint = make(map[part]bool)
	}
	r.hint[p] = true
}

// counted reports whether a number follows that the mark is of.
func (r *recurrence) counted(mark part) bool {
	if r.at >= len(r.all) || r.all[r.at].n < 0 {
		return false
	}
	// "tháng 8h": the number is an hour.
	if _, taken, ok := clockAt(r.all, r.at); ok && taken > 0 {
		return false
	}
	r.list = mark
	return true
}

// number reads a bare number as what the list before it is of.
func (r *recurrence) number() bool {
	n := r.all[r.at].n
	if n < 0 {
		return false
	}
	r.at++
	ok := false
	switch {
	case r.ordinalEnding():
		r.at++
		ok = r.add(dayMark, &r.days, n, 31)
	case r.list == weekdayMark:
		ok = n >= 2 && r.add(weekdayMark, &r.weekdays, n-1, 7)
	case r.list == monthMark:
		ok = r.add(monthMark, &r.months, n, 12)
	case r.list == dayMark || r.monthFollows():
		ok = r.add(dayMark, &r.days, n, 31)
	}
	if !ok {
		r.at--
	}
	return ok
}

func (r *recurrence) ordinalEnding() bool {
	return r.at < len(r.all) && r.all[r.at].glued && slices.Contains([]string{"st", "nd", "rd", "th"}, r.all[r.at].text)
}

func (r *recurrence) monthFollows() bool {
	w, _ := phraseAt(recurrenceWords, r.all, r.at)
	return w.part == monthIs
}

// add puts n, or everything up to it, into a list.
func (r *recurrence) add(list part, to *[]int, n, limit int) bool {
	if n < 1 || n > limit {
		return false
	}
	if r.ranged {
		r.ranged = false
		if len(*to) == 0 {
			return false
		}
		for i := (*to)[len(*to)-1] + 1; i < n; i++ {
			*to = append(*to, i)
		}
	}
	*to = append(*to, n)
	r.list = list
	return true
}

// cycle reads "mỗi 30 phút", "every 2 hours", "hàng giờ".
func (r *recurrence) cycle() bool {
	w, taken := phraseAt(recurrenceWords, r.all, r.at)
	if w.part != everyHow {
		return false
	}
	at, n := r.at+taken, 1
	if at < len(r.all) && r.all[at].n > 0 {
		n = r.all[at].n
		at++
	}
	if at >= len(r.all) {
		return false
	}
	switch r.all[at].text {
	case "phut", "menit", "minute", "minutes":
		r.minute, r.hour = "*/"+strconv.Itoa(n), "*"
	case "gio", "h", "jam", "hour", "hours":
		if n == 1 && at+1 < len(r.all) && r.all[at+1].n >= 0 {
			return false // "setiap jam 7" is a time of day
		}
		r.minute, r.hour = "0", "*"
		if n > 1 {
			r.hour = "*/" + strconv.Itoa(n)
		}
	default:
		return false
	}
	r.at, r.every = at+1, true
	return true
}
