package target

import "fmt"

// ScheduleFault is what is wrong with a schedule, as a key for whoever words it.
type ScheduleFault string

// What cron would misread without saying so, and what it cannot read at all.
const (
	FaultFields   ScheduleFault = "fields"    // not exactly five fields
	FaultSyntax   ScheduleFault = "syntax"    // a field that cron cannot read
	FaultShortcut ScheduleFault = "shortcut"  // "@every 24h" counts from the start of the process
	FaultPrefix   ScheduleFault = "prefix"    // "CRON_TZ=", "TZ=": the zone has a field of its own
	FaultZone     ScheduleFault = "zone"      // not an IANA zone
	FaultBothDays ScheduleFault = "both-days" // cron takes either day, nobody means that
	FaultNever    ScheduleFault = "never"     // a date that does not exist
	FaultFrequent ScheduleFault = "frequent"  // more often than once an hour
)

// ScheduleError says why a schedule is refused and what would be accepted.
type ScheduleError struct {
	Expr    string
	Fault   ScheduleFault
	Detail  string // in English, for the log and the operator
	Example string // an expression, or a zone for FaultZone, that is accepted
}

func (e *ScheduleError) Error() string {
	return fmt.Sprintf("schedule %q: %s; for example %q", e.Expr, e.Detail, e.Example)
}
