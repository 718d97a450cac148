package bot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"chitieu/target"
)

// An expression in words, so that whoever changes a rule sees what they have
// said. The words are such that they can be typed to get the same expression.

// recurring words a five-field expression: "thứ Hai hằng tuần lúc 07:30". What
// has no simple words is quoted.
func (t *turn) recurring(expr string) string {
	fields := strings.Fields(expr)
	if len(fields) != 5 {
		return t.say("schedule.raw", "Expr", expr)
	}
	clocks, days := t.clocks(fields[0], fields[1]), t.days(fields[2], fields[3], fields[4])
	if clocks == "" || days == "" {
		return t.say("schedule.raw", "Expr", expr)
	}
	return t.say("schedule.at", "Days", days, "Clock", clocks)
}

// maxClocks is how many times of a day are listed.
const maxClocks = 4

// clocks lists the times of day, "" for too many.
func (t *turn) clocks(minutes, hours string) string {
	at, ok := fieldValues(minutes, 0, 59, nil)
	in, ok2 := fieldValues(hours, 0, 23, nil)
	if !ok || !ok2 || len(at) == 0 || len(in) == 0 || len(at)*len(in) > maxClocks {
		return ""
	}
	var out []string
	for _, h := range in {
		for _, m := range at {
			out = append(out, fmt.Sprintf("%02d:%02d", h, m))
		}
	}
	return t.words.List(out)
}

// The last day or weekday of a month in an expression.
const lastDay = "L"

// The first and the last months of the quarters.
var (
	quarterStarts = []int{1, 4, 7, 10}
	quarterEnds   = []int{3, 6, 9, 12}
)

// days words the three day fields, "" for what has no simple words.
func (t *turn) days(dom, month, dow string) string {
	months, ok := fieldValues(month, 1, 12, monthNames)
	weekday, which, counted := strings.Cut(dow, "#")
	weekdays, ok2 := fieldValues(weekday, 0, 7, weekdayNames)
	switch {
	case !ok || !ok2:
		return ""
	case counted && dom == "*" && len(months) == 0 && len(weekdays) == 1:
		return t.nthWeekday(which, weekdays[0])
	case counted:
		return ""
	case len(weekdays) > 0 && dom == "*" && len(months) == 0:
		return t.weekdays(weekdays)
	case len(weekdays) > 0:
		return ""
	case strings.EqualFold(dom, lastDay):
		return t.lastDays(months)
	}
	days, ok := fieldValues(dom, 1, 31, nil)
	switch {
	case !ok:
		return ""
	case len(days) == 0 && len(months) == 0:
		return t.say("schedule.daily")
	case len(days) == 0:
		return ""
	case len(months) == 0:
		return t.say("schedule.monthly", "Days", t.numbers(days))
	case slices.Equal(days, []int{1}) && slices.Equal(months, quarterStarts):
		return t.say("schedule.quarter-first")
	default:
		return t.say("schedule.in-months", "Days", t.numbers(days), "Months", t.months(months))
	}
}

func (t *turn) lastDays(months []int) string {
	switch {
	case len(months) == 0:
		return t.say("schedule.month-last")
	case slices.Equal(months, quarterEnds):
		return t.say("schedule.quarter-last")
	default:
		return t.say("schedule.last-in-months", "Months", t.months(months))
	}
}

// weekdays words days of the week, 0 and 7 being Sunday.
func (t *turn) weekdays(days []int) string {
	if slices.Equal(days, []int{1, 2, 3, 4, 5}) {
		return t.say("schedule.working")
	}
	var names []string
	for _, d := range days {
		names = append(names, t.weekday(d))
	}
	return t.say("schedule.weekly", "Days", t.words.List(names))
}

func (t *turn) weekday(d int) string { return t.say("date.weekday.d" + strconv.Itoa(d%7)) }

func (t *turn) nthWeekday(which string, day int) string {
	if strings.EqualFold(which, lastDay) {
		return t.say("schedule.nth.last", "Day", t.weekday(day))
	}
	if n, err := strconv.Atoi(which); err != nil || n < 1 || n > 5 {
		return ""
	}
	return t.say("schedule.nth.n"+which, "Day", t.weekday(day))
}

func (t *turn) numbers(all []int) string {
	var out []string
	for _, n := range all {
		out = append(out, strconv.Itoa(n))
	}
	return t.words.List(out)
}

func (t *turn) months(all []int) string {
	var out []string
	for _, n := range all {
		out = append(out, t.say("date.month.m"+strconv.Itoa(n)))
	}
	return t.words.List(out)
}

// Names in expressions, from the field's lowest number on.
var (
	weekdayNames = []string{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"}
	monthNames   = []string{"", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"}
)

// fieldValues lists what a field holds in order, nothing for "*"; ok is false
// for what cannot be read.
func fieldValues(field string, low, high int, names []string) (values []int, ok bool) {
	if field == "*" || field == "?" {
		return nil, true
	}
	for part := range strings.SplitSeq(field, ",") {
		span, step, stepped := strings.Cut(part, "/")
		from, to, ranged := strings.Cut(span, "-")
		first, last := low, high
		if span != "*" {
			first = fieldValue(from, names)
			if last = first; ranged {
				last = fieldValue(to, names)
			} else if stepped {
				last = high
			}
		}
		by := 1
		if stepped {
			by = fieldValue(step, nil)
		}
		if first < low || last > high || first > last || by < 1 {
			return nil, false
		}
		for v := first; v <= last; v += by {
			values = append(values, v)
		}
	}
	slices.Sort(values)
	return slices.Compact(values), true
}

// fieldValue reads a number or name, -1 for neither.
func fieldValue(s string, names []string) int {
	if i := slices.Index(names, strings.ToUpper(s)); i >= 0 && s != "" {
		return i
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return -1
	}
	return n
}

// scheduleFault words why a schedule is refused, with one that is accepted.
func (t *turn) scheduleFault(err *target.ScheduleError, rule *target.Rule) string {
	return t.say("schedule.fault."+string(err.Fault), "Rule", string(rule.ID))
}
