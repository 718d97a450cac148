package understand

import (
	"slices"
	"time"

	"chitieu/target"
)

// weekday reads "thứ 2", "t6" where habits are spoken of, and weekday names. A
// weekday that is told to be past is a day: "thứ sáu tuần trước".
func (d *dates) weekday(i int) {
	day, end := d.weekdayAt(i)
	if end == i {
		if n := d.cue(cueWeekday, i); n > 0 {
			d.addClock(i, i+n)
		}
		return
	}
	if on, from, to := d.pastWeekday(day, i, end); to > end || from < i {
		s := d.add(from, to, target.Period{Kind: target.Day, Year: on.Year, Date: on}, 0.6)
		s.noYear = false
		return
	}
	t := &d.tokens[i]
	if d.cue(cueWeekday, i) == 0 && !t.marked() && !d.weekdayLetter(i) && (len(t.text) == 1 || !d.weekly && !d.dayFollows(i, end)) {
		return
	}
	d.addClock(i, end)
	last := d.weekdayBefore(day)
	d.out[len(d.out)-1].period = target.Period{Kind: target.Day, Year: last.Year, Date: last}
}

// beforeDay are the words, by key, that a weekday follows.
var beforeDay = map[string]bool{
	"truoc": true, "vao": true, "sang": true, "chieu": true, "trua": true, "toi": true, "den": true, "han": true, "cuoi": true, "het": true,
}

// dayFollows reports whether "thu 6", written without marks, is a Friday and no
// figure of revenue: a word that a day follows stands before it, or nothing else
// is said.
func (d *dates) dayFollows(i, end int) bool {
	if i == 0 {
		return end == len(d.tokens)
	}
	return beforeDay[d.tokens[i-1].key]
}

// weekdayAt returns the weekday that the tokens at i name, by name or by number.
func (d *dates) weekdayAt(i int) (day time.Weekday, end int) {
	if n := d.cue(cueWeekday, i); n > 0 {
		name := d.tokens[i].key
		for _, t := range d.tokens[i+1 : i+n] {
			name += " " + t.key
		}
		for at, names := range weekdayNames {
			if slices.Contains(names, name) {
				return time.Weekday((at + 1) % 7), i + n
			}
		}
	}
	if n := d.cue(cueWeekdayMark, i); n > 0 {
		if number, ok := d.whole(i+n, 2, 8); ok && !d.unitFollows(i+n+1) {
			return time.Weekday((number - 1) % 7), i + n + 1
		}
	}
	return 0, i
}

// pastWeekday returns the day of a weekday at [from, to) whose week is told
// around it; the bounds are wider then.
func (d *dates) pastWeekday(day time.Weekday, from, to int) (on target.Date, start, end int) {
	of := mondayOf(d.today).AddDays((int(day) + 6) % 7)
	switch {
	case d.cue(cuePastWeek, to) > 0:
		return of.AddDays(-7), from, to + d.cue(cuePastWeek, to)
	case d.cue(cueThisWeek, to) > 0:
		return of, from, to + d.cue(cueThisWeek, to)
	case d.cue(cueJustPast, to) > 0:
		return d.weekdayBefore(day), from, to + d.cue(cueJustPast, to)
	case from > 0 && (d.tokens[from-1].key == "last" || d.tokens[from-1].key == "past"):
		return d.weekdayBefore(day), from - 1, to
	}
	return of, from, to
}

// weekdayBefore returns the last such day before today.
func (d *dates) weekdayBefore(day time.Weekday) target.Date {
	back := (int(d.today.Weekday())-int(day)+6)%7 + 1
	return d.today.AddDays(-back)
}

// daysAgo reads "3 ngày trước", "2 days ago".
func (d *dates) daysAgo(i int) {
	n, end, ok := d.count(i)
	if !ok || end+1 >= len(d.tokens) || !dayNouns[d.tokens[end].key] {
		return
	}
	at := end + 1
	if d.tokens[at].key == "yang" && at+1 < len(d.tokens) {
		at++
	}
	if daysBack[d.tokens[at].key] {
		on := d.today.AddDays(-n)
		d.add(i, at+1, target.Period{Kind: target.Day, Year: on.Year, Date: on}, 0.6).noYear = false
	}
}

// dayNouns and daysBack are the words of a day that is told from today.
var (
	dayNouns = map[string]bool{"ngay": true, "hom": true, "bua": true, "day": true, "days": true, "hari": true}
	daysBack = map[string]bool{"truoc": true, "ago": true, "lalu": true}
)
