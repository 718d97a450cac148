package scheduler

import (
	"slices"
	"strings"
	"time"
)

// dayOfMonth narrows the days of a schedule to one in a month, which cron's
// fields cannot say: they take "the first week and Mondays" as either of them.
// The zero value holds every day.
type dayOfMonth struct {
	// nth is which of the days of one weekday it is, from 1.
	nth int
	// last is set for the last day, or the last of its weekday.
	last bool
	// week is set where weekdays are counted.
	week bool
}

// cutDay takes what cron does not know out of the five fields of an expression
// and leaves days there of which the dayOfMonth holds one. What it cannot read
// stays as it is, for cron to refuse.
func cutDay(fields []string) ([]string, dayOfMonth) {
	const dom, dow = 2, 4
	plain, day := slices.Clone(fields), dayOfMonth{}
	if strings.EqualFold(fields[dom], "L") {
		plain[dom], day.last = "28-31", true
	}
	weekday, which, found := strings.Cut(fields[dow], "#")
	if !found || strings.ContainsAny(weekday, "*?,-/") {
		return plain, day
	}
	switch {
	case strings.EqualFold(which, "L"):
		day.last = true
	case len(which) == 1 && "1" <= which && which <= "5":
		day.nth = int(which[0] - '0')
	default:
		return plain, day
	}
	plain[dow], day.week = weekday, true
	return plain, day
}

// holds reports whether the day of at is the one, given that its weekday is.
func (d dayOfMonth) holds(at time.Time) bool {
	next := 1
	if d.week {
		next = 7
	}
	switch {
	case d.last:
		return at.AddDate(0, 0, next).Month() != at.Month()
	case d.nth > 0:
		return (at.Day()-1)/7+1 == d.nth
	default:
		return true
	}
}
