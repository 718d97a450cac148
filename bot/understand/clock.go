package understand

import "strings"

// clock reads "7h30", "7 giờ", "14:00", "jam 7", "7 am".
func (d *dates) clock(i int) {
	if n := d.cue(cueClock, i); n > 0 && len(d.tokens[i].fold) > 1 {
		if _, ok := d.whole(i+n, 0, 24); ok { // "jam 7"
			d.addClock(i, i+n+1)
		}
	}
	if _, ok := d.whole(i, 0, 24); !ok || i+1 >= len(d.tokens) {
		return
	}
	next := &d.tokens[i+1]
	n := d.cue(cueClock, i+1)
	switch {
	case next.is(":") && next.glued:
		if _, ok := d.whole(i+2, 0, 59); ok && d.tokens[i+2].glued && len(d.tokens[i+2].text) == 2 {
			d.addClock(i, i+3)
		}
	case n > 0 && (next.glued || strings.HasPrefix(next.fold, "gio") || len(next.fold) > 1):
		end := i + 1 + n
		if _, ok := d.whole(end, 0, 59); ok && end < len(d.tokens) && d.tokens[end].glued {
			end++
		}
		d.addClock(i, end)
	}
}

// weekdayLetter reports whether "t6" is Friday: where habits and times of day
// are spoken of, and thứ is what t stands for.
func (d *dates) weekdayLetter(i int) bool {
	if len(d.tokens[i].text) != 1 {
		return false
	}
	if d.habit() {
		return true
	}
	return d.ended(cueWeekly, i) || d.cue(cueWeekly, i+2) > 0
}

// habit reports whether the text speaks of something done every week. It looks
// once.
func (d *dates) habit() bool {
	if !d.looked {
		d.looked, d.habitual = true, d.speaksOfHabit()
	}
	return d.habitual
}

func (d *dates) speaksOfHabit() bool {
	for i := range d.tokens {
		if d.every(i) && (i == 0 || d.tokens[i-1].key != "mot") {
			return i+1 < len(d.tokens) && (d.tokens[i+1].key == "tuan" || d.tokens[i+1].key == "minggu")
		}
	}
	return false
}
