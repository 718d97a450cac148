package understand

import (
	"time"

	"chitieu/target"
)

// weekEnd is the last working day of the week that the day is in, Sunday's
// eve if there is none.
func (d *dueReading) weekEnd(of target.Date) target.Date {
	sunday := of.AddDays((7 - int(of.Weekday())) % 7)
	for on := sunday; !on.Before(of); on = on.AddDays(-1) {
		if d.calendar.IsWorkingDay(on) {
			return on
		}
	}
	return sunday
}

// resolve puts the parts together.
func (d *dueReading) resolve() (time.Time, bool) {
	if !d.moment.IsZero() {
		return d.moment, !d.named && d.minute < 0 && d.day == 0 && d.weekday == 0
	}
	if !d.dayOfMonth() {
		return time.Time{}, false
	}
	if d.weekday != 0 {
		return d.onWeekday()
	}
	if d.week == dueNextWeek && !d.named {
		d.on, d.named = d.weekEnd(d.today.AddDays(7-(int(d.today.Weekday())+6)%7)), true
	}
	if !d.named {
		if d.minute < 0 && d.end == 0 {
			return time.Time{}, false
		}
		d.on = d.today
	}
	return d.clock(d.on), true
}

// dayOfMonth settles "20", "20/7" and "20/7/2024"; a day alone is the next one.
func (d *dueReading) dayOfMonth() bool {
	if d.day == 0 {
		return d.month == 0
	}
	year, month := d.year, time.Month(d.month)
	if year == 0 {
		year = d.today.Year
	}
	if month == 0 {
		month = d.today.Month
		if d.day < d.today.Day {
			month++
		}
	}
	on := target.NewDate(year, month, d.day)
	return on.Day == d.day && d.name(on)
}

// onWeekday settles a day of the week. With a date it must be of that date.
func (d *dueReading) onWeekday() (time.Time, bool) {
	if d.named {
		return d.clock(d.on), int(d.on.Weekday()) == d.weekday%7
	}
	monday := d.today.AddDays(-(int(d.today.Weekday()) + 6) % 7)
	on := monday.AddDays(d.weekday - 1)
	switch {
	case d.week == dueNextWeek:
		on = on.AddDays(7)
	case d.week != dueThisWeek && !d.clock(on).After(d.now):
		on = on.AddDays(7)
	}
	return d.clock(on), true
}

// closes is when offices close where the calendar does not say.
const closes = 17 * 60

// clock puts the time of day to the day.
func (d *dueReading) clock(on target.Date) time.Time {
	minute := d.minute
	hours := d.calendar.HoursOn(on)
	switch {
	case minute >= 0:
		if (d.end == dueAfternoon || d.end == dueNoon && minute < 6*60) && minute < 12*60 {
			minute += 12 * 60
		}
	case (d.end == dueNoon || d.end == dueMorning) && hours.Morning.End > 0:
		minute = hours.Morning.End
	case d.end == dueNoon || d.end == dueMorning:
		minute = 12 * 60
	case hours.Afternoon.End > 0:
		minute = hours.Afternoon.End
	default:
		minute = closes
	}
	return time.Date(on.Year, on.Month, on.Day, 0, minute, 0, 0, d.now.Location())
}
