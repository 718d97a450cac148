package scheduler

import (
	"fmt"
	"math/bits"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"chitieu/target"
)

// Schedule is when a rule is due, before the calendar of days off has its say.
// The zero Schedule is never due; get one from ParseSchedule.
type Schedule struct {
	// spec counts in the clock's own digits, as if every day had 24 hours; zone
	// says which moments they are.
	spec *cron.SpecSchedule
	zone *time.Location
	// day narrows the days that spec names; the zero dayOfMonth takes them all.
	day dayOfMonth
}

const (
	exampleWeekly  = "30 7 * * MON"
	exampleMonthly = "30 7 18 * *"
	exampleZone    = "Asia/Ho_Chi_Minh"

	// maxExpr bounds what people may write, in bytes; the longest sensible
	// expression has about forty.
	maxExpr = 120
	// searchYears bounds the search for a moment, as cron's own does.
	searchYears = 5
	// cronStar is how cron marks a field that was not restricted.
	cronStar = 1 << 63
)

var fiveFields = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)

// ParseSchedule reads a five-field cron expression (minute, hour, day of
// month, month, day of week) in an IANA zone. Beyond cron, L as the day of the
// month is its last day, and MON#1 to MON#5 or MON#L as the day of the week is
// the first to fifth or last Monday of the month.
//
// It refuses with *target.ScheduleError what cron accepts and then does
// otherwise than people expect: both day fields restricted, dates that never
// come, shortcuts, zone prefixes. A reminder more often than hourly is no
// reminder, so the minute field must name one minute.
func ParseSchedule(expr, zone string) (Schedule, error) {
	refuse := func(f target.ScheduleFault, example, detail string, args ...any) (Schedule, error) {
		return Schedule{}, &target.ScheduleError{Expr: clip(expr), Fault: f, Detail: fmt.Sprintf(detail, args...), Example: example}
	}
	loc, err := loadZone(zone)
	if err != nil {
		return refuse(target.FaultZone, exampleZone, "unknown time zone %q", clip(zone))
	}
	fields := strings.Fields(expr)
	switch {
	case strings.Contains(expr, "TZ="):
		return refuse(target.FaultPrefix, exampleWeekly, "the zone does not belong in the expression")
	case strings.HasPrefix(strings.TrimSpace(expr), "@"):
		return refuse(target.FaultShortcut, exampleWeekly, "shortcuts such as @every depend on when the program started")
	case len(fields) == 6:
		return refuse(target.FaultFields, exampleWeekly, "six fields: seconds are not supported")
	case len(fields) != 5 || len(expr) > maxExpr:
		return refuse(target.FaultFields, exampleWeekly, "want five fields: minute, hour, day of month, month, day of week")
	}
	fields, day := cutDay(fields)
	spec, err := parseSpec(strings.Join(fields, " "))
	if err != nil {
		return refuse(target.FaultSyntax, exampleWeekly, "%v (days of the week are SUN to SAT or 0 to 6)", err)
	}
	spec.Location = time.UTC
	s := Schedule{spec, loc, day}
	switch {
	case spec.Dom&cronStar == 0 && spec.Dow&cronStar == 0:
		return refuse(target.FaultBothDays, exampleMonthly, "day of month and day of week are both set, which cron takes as either of them")
	case bits.OnesCount64(spec.Minute&^cronStar) > 1:
		return refuse(target.FaultFrequent, exampleWeekly, "more often than once an hour")
	case s.rare():
		return refuse(target.FaultNever, exampleMonthly, "no such date in five years")
	}
	return s, nil
}

// rare reports whether there is a time from which the schedule is not due for
// five years. A leap day and a fifth Monday in February come round in
// different years, so it looks from before two of them.
func (s Schedule) rare() bool {
	for _, year := range []int{2001, 2009} {
		if s.Next(time.Date(year, 1, 1, 0, 0, 0, 0, s.zone)).IsZero() {
			return true
		}
	}
	return false
}

// parseSpec contains cron's parser, which is known to panic on odd input.
func parseSpec(expr string) (spec *cron.SpecSchedule, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("cron cannot read it: %v", p)
		}
	}()
	parsed, err := fiveFields.Parse(expr)
	if err != nil {
		return nil, err
	}
	spec, ok := parsed.(*cron.SpecSchedule)
	// A lone comma leaves a field with no value at all, and Next would search
	// five years of minutes for it.
	if !ok || spec.Minute == 0 || spec.Hour == 0 || spec.Dom == 0 || spec.Month == 0 || spec.Dow == 0 {
		return nil, fmt.Errorf("a field is empty")
	}
	return spec, nil
}

// loadZone refuses "" and "Local", which mean whatever the machine is set to.
func loadZone(zone string) (*time.Location, error) {
	if zone == "" || zone == "Local" {
		return nil, fmt.Errorf("zone %q depends on the machine", zone)
	}
	return time.LoadLocation(zone)
}

// clip keeps what a stranger typed short enough for a log line.
func clip(s string) string {
	if len(s) > maxExpr {
		return s[:maxExpr] + "…"
	}
	return s
}

// Next returns the first moment after after, in the schedule's zone; zero if
// there is none within five years. A time that a change of the clocks leaves out
// comes as much later as they were put forward, one that comes twice comes once.
func (s Schedule) Next(after time.Time) time.Time {
	if s.spec == nil {
		return time.Time{}
	}
	now := digits(after.In(s.zone), time.UTC)
	last := now.Year() + searchYears
	for wall := s.spec.Next(now.Add(-maxShift)); !wall.IsZero() && wall.Year() <= last; {
		if !s.day.holds(wall) {
			wall = s.spec.Next(endOfDay(wall))
			continue
		}
		if at := digits(wall, s.zone); at.After(after) {
			return at
		}
		wall = s.spec.Next(wall)
	}
	return time.Time{}
}

// maxShift is more than clocks are ever put forward: behind a gap the time that
// fell into it is still to come.
const maxShift = 3 * time.Hour

// digits is the moment at which a clock of the zone shows what t does.
func digits(t time.Time, zone *time.Location) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), zone)
}

// endOfDay is the last moment of t's day.
func endOfDay(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day()+1, 0, 0, 0, 0, t.Location()).Add(-time.Nanosecond)
}

// NextN returns the next n moments after after, fewer if the schedule ends.
func (s Schedule) NextN(after time.Time, n int) []time.Time {
	var out []time.Time
	for range n {
		if after = s.Next(after); after.IsZero() {
			break
		}
		out = append(out, after)
	}
	return out
}
