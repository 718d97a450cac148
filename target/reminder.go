package target

import (
	"cmp"
	"slices"
	"time"
)

// Finding is what a reminder has to say to one chat. No items, nothing to say.
type Finding struct {
	Items []Progress // worst first
	// Period is the reporting period that a ReportDue asks for.
	Period Period
	// Until is when an answer is asked for.
	Until Date
	// Dues are the judging dates that a DateNear names.
	Dues map[IndicatorID]Date
	// Directives are due soon or late.
	Directives []Directive
	// Routine is set for what is said even when all is well.
	Routine bool
}

// Situation is everything that reminders are judged by.
type Situation struct {
	Plan         *Plan
	Standing     []Report // see Standing
	Chats        []Chat
	Members      []Member
	Answers      []Answer
	Directives   []Directive
	Escalations  []Escalation
	Preparations []Preparation
}

func (s *Situation) zone() *time.Location {
	if s.Plan.Zone == nil {
		return time.UTC
	}
	return s.Plan.Zone
}

// Judge returns what the rule has to say to the chat on the day. since is the
// day of the rule's previous slot, for what is said when something happens;
// zero if there was none. Escalations are not judged chat by chat: see Escalate.
func (s *Situation) Judge(rule *Rule, chat *Chat, since, on Date) Finding {
	if on.Year != s.Plan.Year && rule.Kind != Health {
		return Finding{} // outside its year nothing can be done for a plan
	}
	if rule.Kind == DirectiveDue {
		return Finding{Directives: s.directivesDue(rule, chat, since, on)}
	}
	if !s.hears(rule.Audience, chat) {
		return Finding{}
	}
	var f Finding
	switch rule.Kind {
	case Digest:
		f.Items = s.loud(chat, on, pick(s.progress(chat, on), isLate))
		f.Directives = s.directivesLate(chat, on)
	case Crossing:
		f.Items = s.loud(chat, on, s.crossed(rule, chat, since, on))
	case ReportDue:
		f.Period = Period{Kind: Month, Year: on.Year, N: int(on.Month)}
		f.Items = s.loud(chat, on, pick(s.progress(chat, on), func(p *Progress) bool {
			return lacksReport(p, f.Period) && !s.askedElsewhere(rule, chat, p)
		}))
	case DateNear:
		f.Items, f.Dues = s.datesNear(rule, chat, since, on)
	case Health:
		f.Routine = true
	}
	if len(f.Items) > 0 {
		f.Until = s.Plan.Calendar.AddWorkingDays(on, 2)
	}
	return f
}

// Empty reports whether there is nothing to say.
func (f *Finding) Empty() bool {
	return len(f.Items) == 0 && len(f.Directives) == 0 && !f.Routine
}

// loud leaves out what the chat has answered.
func (s *Situation) loud(chat *Chat, on Date, items []Progress) []Progress {
	return slices.DeleteFunc(items, func(p Progress) bool { return Quiet(s.Answers, chat.ID, &p, on) })
}

// askedElsewhere reports whether the rule asks the indicator's lead agency in a
// group of its own, so that the locality's group need not hear it too.
func (s *Situation) askedElsewhere(rule *Rule, chat *Chat, p *Progress) bool {
	if chat.Unit != Locality {
		return false
	}
	groups := s.GroupsOf(p.Indicator.Lead)
	return len(groups) > 0 && s.hears(rule.Audience, &groups[0])
}

// crossed returns what lags on the day and did not in the rule's slot of the
// day since, by what had been said by then; nothing without a day to compare with.
func (s *Situation) crossed(rule *Rule, chat *Chat, since, on Date) []Progress {
	if since.IsZero() {
		return nil
	}
	before := make(map[IndicatorID]Status)
	then := Situation{Plan: s.Plan, Standing: saidUntil(s.Standing, rule.slotOn(since, s.Plan.Zone))}
	for _, p := range then.progress(chat, since) {
		before[p.Indicator.ID] = p.Status
	}
	return pick(s.progress(chat, on), func(p *Progress) bool {
		return p.Status == Lagging && before[p.Indicator.ID] != Lagging
	})
}

// saidUntil returns the reports that had been said by t. What has no time of
// saying was known as of its date.
func saidUntil(standing []Report, t time.Time) []Report {
	return slices.DeleteFunc(slices.Clone(standing), func(r Report) bool { return r.Said.After(t) })
}

// progress judges what concerns the chat: everything for the whole locality, a
// unit's own work for its group.
func (s *Situation) progress(chat *Chat, on Date) []Progress {
	if chat.Unit == Locality {
		return EvaluateAll(s.Plan, s.Standing, on)
	}
	return EvaluateUnit(s.Plan, s.Standing, chat.Unit, on)
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
	if !p.Indicator.ReportedIn(time.Month(period.N)) {
		return false
	}
	opens, _ := period.Window()
	return p.Actual == nil || p.AsOf.Before(opens)
}

// ReportedIn reports whether a figure is due in the month; to ask for one in
// another would be noise. Counts and yearly figures are decided at set times, a
// running total has figures in the months for which its pace has one, and
// levels are measured every month.
func (i *Indicator) ReportedIn(m time.Month) bool {
	switch {
	case i.Kind == Yearly || i.Kind == Count || i.Pace.Kind == Due:
		return false
	case i.Kind == Flow && i.Pace.Kind == Monthly:
		return i.Pace.Monthly[m-1] != nil
	case i.Kind == Flow && i.Pace.Kind == Milestones:
		return slices.ContainsFunc(i.Pace.Milestones, func(s Milestone) bool { return s.On.Month == m })
	default:
		return true
	}
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
// track, not due, achieved; inside a status the larger shortfall first, what
// has none last.
func WorstFirst(a, b *Progress) int {
	rank := map[Status]int{Lagging: 0, AtRisk: 1, NoData: 2, OnTrack: 3, NotDue: 4, Achieved: 5}
	if c := cmp.Compare(rank[a.Status], rank[b.Status]); c != 0 {
		return c
	}
	switch {
	case a.Shortfall == nil && b.Shortfall == nil:
		return 0
	case a.Shortfall == nil:
		return 1
	case b.Shortfall == nil:
		return -1
	default:
		return b.Shortfall.Cmp(*a.Shortfall)
	}
}
