package target

import (
	"strconv"
	"strings"
	"time"
)

// RuleID is a reminder rule's slug, for example "monday-digest".
type RuleID string

// RuleKind is what a reminder is about.
type RuleKind string

const (
	Digest       RuleKind = "digest"     // what lags, per audience
	ReportDue    RuleKind = "report-due" // which indicators have no figure for the period
	Crossing     RuleKind = "crossing"   // an indicator has just become lagging
	DateNear     RuleKind = "milestone"  // a judging date comes near
	Escalating   RuleKind = "escalation" // lagging and unanswered, step by step upwards
	DirectiveDue RuleKind = "directive"  // asked work that is due soon, or late
	Health       RuleKind = "health"     // the operator's daily line
)

// These kinds have no rule: what happened calls for them, not the clock.
const (
	OutageNotice   RuleKind = "outage"  // what was missed while the program was down
	PromiseChecked RuleKind = "promise" // a promise was kept or broken: for leaders
	Nudge          RuleKind = "nudge"   // a leader's "/nhac": a digest now
)

// Audience says which groups a rule writes to.
type Audience string

const (
	WholeGroups Audience = "locality" // groups bound to the whole locality
	UnitGroups  Audience = "units"    // groups bound to one unit, about that unit
	AllGroups   Audience = "all"
	Leaders     Audience = "leaders"   // every leader, privately
	Operators   Audience = "operators" // every operator, privately
)

// HolidayPolicy says what becomes of a slot on a day off.
type HolidayPolicy string

const (
	MoveSlot HolidayPolicy = "move" // to the same time on the next working day
	SkipSlot HolidayPolicy = "skip"
)

// Rule says when and to whom reminders go. The schedule is a five-field cron
// expression in Zone.
type Rule struct {
	ID       RuleID
	Kind     RuleKind
	Schedule string
	Zone     string // IANA name
	Audience Audience
	Names    map[Lang]string // what people call the rule
	Holiday  HolidayPolicy
	// Grace is how late a missed slot may still be sent.
	Grace time.Duration
	// Resend allows a second try when the outcome of a send is unknown: where a
	// duplicate does less harm than a loss.
	Resend bool
	Paused bool
	// Repeat is how long a Digest that would say the same again is kept back;
	// 0 says it again each time.
	Repeat time.Duration
	// Ahead are the days before a date on which DateNear and DirectiveDue speak.
	Ahead []int
	// After is how many days an indicator lags before an Escalating rule begins
	// its Steps.
	After int
	Steps []EscalationStep
}

// Slot is one moment at which a rule is due.
type Slot struct {
	Rule RuleID
	At   time.Time // the planned moment, after moves
}

// Key names the slot: rule and planned UTC minute.
func (s Slot) Key() string { return string(s.Rule) + "/" + s.At.UTC().Format("200601021504") }

// slotOn returns the rule's moment on the day, the day's end if its schedule
// names no single hour and minute.
func (r *Rule) slotOn(on Date, zone *time.Location) time.Time {
	if zone == nil {
		zone = time.UTC
	}
	fields := strings.Fields(r.Schedule)
	if len(fields) == 5 {
		minute, err1 := strconv.Atoi(fields[0])
		hour, err2 := strconv.Atoi(fields[1])
		if err1 == nil && err2 == nil {
			return on.In(zone).Add(time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute)
		}
	}
	return on.AddDays(1).In(zone).Add(-1)
}
