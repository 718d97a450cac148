package target

import "time"

// Calendar knows the working time of the locality's offices. It is data: the
// Prime Minister fixes Tết and swapped days each autumn.
type Calendar struct {
	Holidays []Holiday
	// Worked are weekend days worked in exchange for another day.
	Worked []Date
	// Hours are the office hours by season; the first that holds the day counts.
	Hours []Hours
}

// Holiday is a run of days off.
type Holiday struct {
	From, To Date // inclusive
	Names    map[Lang]string
}

// Hours are the office hours in a part of the year.
type Hours struct {
	From, To MonthDay // inclusive; may wrap over New Year
	// Open and Close of the two half days, minutes after midnight.
	Morning, Afternoon Span
}

// Span is a stretch of a day in minutes after midnight, end exclusive.
type Span struct{ Start, End int }

func (s Span) holds(minute int) bool { return minute >= s.Start && minute < s.End }

// Holiday returns the holiday that the date falls in, or nil.
func (c *Calendar) Holiday(on Date) *Holiday {
	for i := range c.Holidays {
		if h := &c.Holidays[i]; !on.Before(h.From) && !on.After(h.To) {
			return h
		}
	}
	return nil
}

// IsWorkingDay reports whether offices work on the date.
func (c *Calendar) IsWorkingDay(on Date) bool {
	for _, d := range c.Worked {
		if d == on {
			return true
		}
	}
	if wd := on.Weekday(); wd == time.Saturday || wd == time.Sunday {
		return false
	}
	return c.Holiday(on) == nil
}

// NextWorkingDay returns the date itself if it is a working day, else the next one.
func (c *Calendar) NextWorkingDay(on Date) Date {
	for range 366 {
		if c.IsWorkingDay(on) {
			break
		}
		on = on.AddDays(1)
	}
	return on
}

// AddWorkingDays returns the date n working days after on.
func (c *Calendar) AddWorkingDays(on Date, n int) Date {
	for ; n > 0; n-- {
		on = c.NextWorkingDay(on.AddDays(1))
	}
	return on
}

// HoursOn returns the office hours of the date, the zero Hours if none are set.
func (c *Calendar) HoursOn(on Date) Hours {
	for _, h := range c.Hours {
		from, to := h.From.In(on.Year), h.To.In(on.Year)
		inside := !on.Before(from) && !on.After(to)
		if to.Before(from) {
			inside = !on.Before(from) || !on.After(to)
		}
		if inside {
			return h
		}
	}
	return Hours{}
}

// IsOpen reports whether t, in its own zone, lies in office hours of a working
// day. A calendar without hours is open all day on working days.
func (c *Calendar) IsOpen(t time.Time) bool {
	on := DateOf(t)
	if !c.IsWorkingDay(on) {
		return false
	}
	h := c.HoursOn(on)
	if h == (Hours{}) {
		return true
	}
	minute := t.Hour()*60 + t.Minute()
	return h.Morning.holds(minute) || h.Afternoon.holds(minute)
}

// NextOpen returns t if offices are open, else the moment they open next.
func (c *Calendar) NextOpen(t time.Time) time.Time {
	for range 366 {
		if c.IsOpen(t) {
			return t
		}
		on := DateOf(t)
		if c.IsWorkingDay(on) {
			h := c.HoursOn(on)
			minute := t.Hour()*60 + t.Minute()
			for _, start := range []int{h.Morning.Start, h.Afternoon.Start} {
				if minute < start {
					return on.In(t.Location()).Add(time.Duration(start) * time.Minute)
				}
			}
		}
		t = on.AddDays(1).In(t.Location())
	}
	return t
}
