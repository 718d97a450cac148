package target

import (
	"cmp"
	"slices"
	"time"
)

// RuleID is a reminder rule's slug, for example "monday-digest".
type RuleID string

// RuleKind is what a reminder is about.
type RuleKind string

const (
	Digest    RuleKind = "digest"     // what lags, per audience
	ReportDue RuleKind = "report-due" // which indicators have no figure for the period
	Crossing  RuleKind = "crossing"   // an indicator has just become lagging
)

// Audience says which groups a rule writes to.
type Audience string

const (
	WholeGroups Audience = "locality" // groups bound to the whole locality
	UnitGroups  Audience = "units"    // groups bound to one unit, about that unit
	AllGroups   Audience = "all"
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
}

// Slot is one moment at which a rule is due.
type Slot struct {
	Rule RuleID
	At   time.Time // the planned moment, after moves
}

// Key names the slot: rule and planned UTC minute.
func (s Slot) Key() string { return string(s.Rule) + "/" + s.At.UTC().Format("200601021504") }

// Finding is what a reminder has to say to one chat. No items, nothing to say.
type Finding struct {
	Items []Progress // worst first
	// Period is the reporting period that a ReportDue asks for.
	Period Period
	// Until is when an answer is asked for.
	Until Date
}

// Judge returns what the rule has to say to the chat on the day. since is the
// day of the rule's previous slot, for Crossing; zero if there was none.
func Judge(plan *Plan, standing []Report, rule *Rule, chat *Chat, since, on Date) Finding {
	if !hears(rule.Audience, chat) {
		return Finding{}
	}
	var f Finding
	switch rule.Kind {
	case Digest:
		f.Items = pick(audienceProgress(plan, standing, chat, on), isLate)
	case Crossing:
		before := make(map[IndicatorID]Status)
		for _, p := range audienceProgress(plan, standing, chat, since) {
			before[p.Indicator.ID] = p.Status
		}
		f.Items = pick(audienceProgress(plan, standing, chat, on), func(p *Progress) bool {
			return !since.IsZero() && p.Status == Lagging && before[p.Indicator.ID] != Lagging
		})
	case ReportDue:
		f.Period = Period{Kind: Month, Year: on.Year, N: int(on.Month)}
		f.Items = pick(audienceProgress(plan, standing, chat, on), func(p *Progress) bool {
			return lacksReport(p, f.Period)
		})
	}
	if len(f.Items) > 0 {
		f.Until = plan.Calendar.AddWorkingDays(on, 2)
	}
	return f
}

// hears reports whether a rule's audience includes the chat.
func hears(a Audience, chat *Chat) bool {
	if !chat.Group || chat.Parked != "" {
		return false
	}
	return a == AllGroups || (a == UnitGroups) == (chat.Unit != Locality)
}

// audienceProgress judges what concerns the chat: everything for the whole
// locality, a unit's own work for its group.
func audienceProgress(plan *Plan, standing []Report, chat *Chat, on Date) []Progress {
	if chat.Unit == Locality {
		return EvaluateAll(plan, standing, on)
	}
	return EvaluateUnit(plan, standing, chat.Unit, on)
}

// EvaluateUnit judges the indicators that the unit leads or has a part of, in
// plan order.
func EvaluateUnit(plan *Plan, standing []Report, unit UnitID, on Date) []Progress {
	var out []Progress
	for i := range plan.Indicators {
		ind := &plan.Indicators[i]
		_, allocated := ind.Allocation[unit]
		if ind.Lead == unit || allocated || Latest(standing, ind.ID, unit, on) != nil {
			out = append(out, Evaluate(plan, standing, ind, unit, on))
		}
	}
	return out
}

// isLate reports whether a digest names the indicator. What is not yet due
// never is.
func isLate(p *Progress) bool { return p.Status == Lagging || p.Status == AtRisk }

// lacksReport reports whether the period's figure is still missing: nothing as
// of a day inside the period's data window, which closes on the 14th.
func lacksReport(p *Progress, period Period) bool {
	if p.Indicator.Kind == Yearly || p.Indicator.Kind == Count {
		return false // decided at set times; asking monthly would be noise
	}
	opens := NewDate(period.Year, time.Month(period.N)-1, 15)
	return p.Actual == nil || p.AsOf.Before(opens)
}

// pick keeps what holds, worst first; equals stay in plan order.
func pick(all []Progress, keep func(*Progress) bool) []Progress {
	var out []Progress
	for i := range all {
		if keep(&all[i]) {
			out = append(out, all[i])
		}
	}
	slices.SortStableFunc(out, func(a, b Progress) int { return WorstFirst(&a, &b) })
	return out
}

// WorstFirst orders progresses for display: lagging, at risk, no data, on
// track, not due, achieved; inside a status the larger shortfall first.
func WorstFirst(a, b *Progress) int {
	rank := map[Status]int{Lagging: 0, AtRisk: 1, NoData: 2, OnTrack: 3, NotDue: 4, Achieved: 5}
	if c := cmp.Compare(rank[a.Status], rank[b.Status]); c != 0 {
		return c
	}
	if a.Shortfall == nil || b.Shortfall == nil {
		return 0
	}
	return b.Shortfall.Cmp(*a.Shortfall)
}
