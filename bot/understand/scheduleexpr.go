package understand

import (
	"slices"
	"strconv"
	"strings"
)

// lacking reports whether a day is missing that the words speak of, or whether
// they contradict each other.
func (r *recurrence) lacking() bool {
	days, weekdays := len(r.days) > 0, len(r.weekdays) > 0
	end := r.nth != 0 || r.first || r.last
	switch {
	case r.ranged, r.nothing() && r.hour == "":
		return true
	case r.nth != 0 && !weekdays && (r.week || days), end && len(r.weekdays) > 1:
		return true
	case (r.first || r.last) && days, r.first && r.last:
		return true
	case r.hint[weekly] && !r.week && (!weekdays || days):
		return true
	case r.hint[monthly] && !end:
		return !days // days and weekdays together are refused later, with their reason
	default:
		return len(r.months) > 0 && !days && !weekdays && !end && !r.every
	}
}

// nothing reports whether no day was named.
func (r *recurrence) nothing() bool {
	return len(r.days)+len(r.months)+len(r.weekdays) == 0 && !r.first && !r.last && r.nth == 0 && !r.every
}

// expression writes what was read, the rest as in the present expression.
func (r *recurrence) expression(present []string) string {
	out := []string{"0", "8", "*", "*", "*"}
	if len(present) == len(out) {
		copy(out, present)
	}
	if r.hour != "" {
		out[0], out[1] = r.minute, r.hour
	}
	if r.nothing() {
		return strings.Join(out, " ")
	}
	order := r.nth
	switch {
	case r.first:
		order = 1
	case r.last:
		order = -1
	}
	out[2], out[3], out[4] = numberList(r.days), numberList(r.months), weekdayList(r.weekdays)
	switch {
	case order != 0 && len(r.weekdays) > 0:
		out[4] += "#" + ordinal(order)
	case order != 0:
		out[2] = ordinal(order)
	}
	return strings.Join(out, " ")
}

func ordinal(n int) string {
	if n < 0 {
		return "L"
	}
	return strconv.Itoa(n)
}

// numberList writes a field of numbers.
func numberList(numbers []int) string {
	if len(numbers) == 0 {
		return "*"
	}
	slices.Sort(numbers)
	var out []string
	for _, n := range slices.Compact(numbers) {
		out = append(out, strconv.Itoa(n))
	}
	return strings.Join(out, ",")
}

// cronDays are the names of the days in an expression, from Monday on.
var cronDays = [7]string{"MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"}

// weekdayList writes the day-of-week field.
func weekdayList(days []int) string {
	if len(days) == 0 {
		return "*"
	}
	slices.Sort(days)
	days = slices.Compact(days)
	if slices.Equal(days, []int{1, 2, 3, 4, 5}) {
		return "MON-FRI"
	}
	var out []string
	for _, d := range days {
		out = append(out, cronDays[d-1])
	}
	return strings.Join(out, ",")
}
