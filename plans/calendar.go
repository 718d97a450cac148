package plans

import (
	"fmt"
	"slices"
	"time"

	"chitieu/target"
)

func (r *reader) calendar(at field, f *calendarFile) target.Calendar {
	var c target.Calendar
	for i := range f.Holidays {
		c.Holidays = append(c.Holidays, r.holiday(at.key("holidays").item(i), &f.Holidays[i], c.Holidays))
	}
	for i, s := range f.Worked {
		c.Worked = append(c.Worked, r.workedDay(at.key("worked").item(i), s, &c))
	}
	for i := range f.Hours {
		c.Hours = append(c.Hours, r.hours(at.key("hours").item(i), &f.Hours[i]))
	}
	return c
}

// maxHoliday is more days than any Tết: a longer run is a slip in a year or month.
const maxHoliday = 31

func (r *reader) holiday(at field, f *holidayFile, before []target.Holiday) target.Holiday {
	h := target.Holiday{
		From:  r.date(at.key("from"), f.From),
		To:    r.date(at.key("to"), f.To),
		Names: r.words(at.key("names"), f.Names),
	}
	r.required(at.key("from"), f.From, "2024-09-02")
	r.required(at.key("to"), f.To, "2024-09-03")
	if h.From.IsZero() || h.To.IsZero() {
		return h
	}
	switch days := h.To.DaysSince(h.From); {
	case days < 0:
		r.wrong(at.key("to"), "%s is before from, %s", h.To, h.From)
	case days >= maxHoliday:
		r.wrong(at.key("to"), "%s is more than %d days after %s", h.To, maxHoliday, h.From)
	}
	for _, o := range before {
		if !h.From.After(o.To) && !h.To.Before(o.From) {
			r.wrong(at.key("from"), "%s to %s overlaps %s, %s to %s", h.From, h.To, o.Names[target.Vietnamese], o.From, o.To)
		}
	}
	return h
}

func (r *reader) workedDay(at field, s scalar, c *target.Calendar) target.Date {
	d := r.date(at, s)
	if d.IsZero() {
		return d
	}
	if wd := d.Weekday(); wd != time.Saturday && wd != time.Sunday {
		r.wrong(at, "%s is a %s; only weekend days are worked in exchange", d, wd)
	}
	if h := c.Holiday(d); h != nil {
		r.wrong(at, "%s lies in %s, %s to %s", d, h.Names[target.Vietnamese], h.From, h.To)
	}
	if slices.Contains(c.Worked, d) {
		r.wrong(at, "%s is in this list already", d)
	}
	return d
}

func (r *reader) hours(at field, f *hoursFile) target.Hours {
	h := target.Hours{
		From:      r.monthDay(at.key("from"), f.From),
		To:        r.monthDay(at.key("to"), f.To),
		Morning:   r.span(at.key("morning"), f.Morning),
		Afternoon: r.span(at.key("afternoon"), f.Afternoon),
	}
	if h.Afternoon.End > 0 && h.Afternoon.Start < h.Morning.End {
		r.wrong(at.key("afternoon"), "%s begins before the morning ends, %s", f.Afternoon, f.Morning)
	}
	return h
}

// span reads "07:30-11:30".
func (r *reader) span(at field, s scalar) target.Span {
	if !r.required(at, s, "07:30-11:30") {
		return target.Span{}
	}
	var h1, m1, h2, m2 int
	n, err := fmt.Sscanf(string(s), "%2d:%2d-%2d:%2d", &h1, &m1, &h2, &m2)
	span := target.Span{Start: h1*60 + m1, End: h2*60 + m2}
	well := err == nil && n == 4 && len(s) == len("07:30-11:30") && h1 >= 0 && h2 <= 24 && m1 >= 0 && m1 < 60 && m2 >= 0 && m2 < 60
	if !well || span.Start >= span.End || span.End > 24*60 {
		r.wrong(at, "%q is not a part of a day; write two times, for example 07:30-11:30", s)
		return target.Span{}
	}
	return span
}
