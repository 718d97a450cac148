package target

import (
	"slices"
	"strings"
)

// Escalate returns the chains of the rule that begin, take a step or end on the
// day, as they are afterwards. Where Done went up, Steps[Done-1] is to be said.
//
// A chain begins for an indicator that has lagged for the rule's After days
// while nobody answered. Each group is asked for its unit's part; the whole is
// asked of the lead agency's group.
func (s *Situation) Escalate(rule *Rule, on Date) []Escalation {
	if rule.Kind != Escalating || on.Year != s.Plan.Year {
		return nil
	}
	var moved []Escalation
	for _, e := range s.Escalations {
		if e.Rule == rule.ID && s.move(&e, on) {
			moved = append(moved, e)
		}
	}
	for _, work := range s.lagging(rule, on) {
		if e, ok := s.begin(rule, work, on); ok {
			moved = append(moved, e)
		}
	}
	return moved
}

// work is an indicator of a unit.
type work struct {
	ind  *Indicator
	unit UnitID
}

// lagging lists what lags on the day and lagged, by what was known then, the
// rule's After days before, in plan order.
func (s *Situation) lagging(rule *Rule, on Date) []work {
	var out []work
	before := on.AddDays(-rule.After)
	known := saidUntil(s.Standing, before.AddDays(1).In(s.zone()))
	for i := range s.Plan.Indicators {
		ind := &s.Plan.Indicators[i]
		for _, unit := range s.asked(ind) {
			w := work{ind, unit}
			if s.lags(s.Standing, w, on) && s.lags(known, w, before) {
				out = append(out, w)
			}
		}
	}
	return out
}

// asked returns whose part of the indicator can be escalated: the whole, and
// the units that have a part and a group.
func (s *Situation) asked(ind *Indicator) []UnitID {
	units := []UnitID{Locality}
	for i := range s.Chats {
		unit := s.Chats[i].Unit
		if _, allocated := ind.Allocation[unit]; allocated && unit != ind.Lead && !slices.Contains(units, unit) && len(s.GroupsOf(unit)) > 0 {
			units = append(units, unit)
		}
	}
	slices.Sort(units)
	return units
}

func (s *Situation) lags(standing []Report, w work, on Date) bool {
	p := Evaluate(s.Plan, standing, w.ind, w.unit, on)
	return p.Status == Lagging
}

// begin makes the chain, its steps fixed. It does not if somebody answered, if
// there was one for this spell of lagging, or if there is nobody to write to.
func (s *Situation) begin(rule *Rule, w work, on Date) (Escalation, bool) {
	if s.answered(w, on) || s.escalated(w) {
		return Escalation{}, false
	}
	e := Escalation{
		ID:   EscalationID(strings.Join([]string{string(rule.ID), string(w.ind.ID), string(w.unit), on.String()}, "/")),
		Rule: rule.ID, Indicator: w.ind.ID, Unit: w.unit, Began: on,
	}
	for _, step := range rule.Steps {
		chats := s.addressees(step.To, w)
		repeated := slices.ContainsFunc(e.Steps, func(c ChainStep) bool { return slices.Equal(c.Chats, chats) })
		if len(chats) == 0 || repeated || len(e.Steps) == MaxEscalation {
			continue
		}
		day := s.Plan.Calendar.NextWorkingDay(on.AddDays(step.After))
		e.Steps = append(e.Steps, ChainStep{On: day, To: step.To, Chats: chats})
	}
	if len(e.Steps) == 0 {
		return Escalation{}, false
	}
	e.step(on)
	return e, true
}

// addressees are the chats of a step. The unit that answers for the whole is
// the lead agency.
func (s *Situation) addressees(to Addressee, w work) []ChatID {
	var chats []Chat
	switch {
	case to == ToLeader:
		chats = s.LeaderChats()
	case to == ToLead || w.unit == Locality:
		chats = s.GroupsOf(w.ind.Lead)
	default:
		chats = s.GroupsOf(w.unit)
	}
	var ids []ChatID
	for _, c := range chats {
		ids = append(ids, c.ID)
	}
	return ids
}

// answered reports whether an answer to a reminder of the work holds.
func (s *Situation) answered(w work, on Date) bool {
	return slices.ContainsFunc(s.Answers, func(a Answer) bool { return a.about(w) && a.Holds(on) })
}

func (a *Answer) about(w work) bool {
	return a.Indicator == w.ind.ID && w.ind.answering(a.Unit) == w.unit
}

// answering returns whose part a unit speaks for: the lead agency for the whole.
func (i *Indicator) answering(unit UnitID) UnitID {
	if unit == i.Lead {
		return Locality
	}
	return unit
}

func (s *Situation) escalated(w work) bool {
	return slices.ContainsFunc(s.Escalations, func(e Escalation) bool {
		return e.Indicator == w.ind.ID && e.Unit == w.unit && !e.Released
	})
}

// move ends the chain or takes its next step, and reports whether it did. An
// ended chain is released when its indicator lags no more.
func (s *Situation) move(e *Escalation, on Date) bool {
	w := work{s.Plan.Indicator(e.Indicator), e.Unit}
	gone := w.ind == nil || !s.lags(s.Standing, w, on)
	switch {
	case !e.Running():
		released := gone && !e.Released
		e.Released = e.Released || gone
		return released
	case gone:
		e.Stopped, e.Ended, e.Released = StoppedByProgress, on, true
	case s.reportedSince(w, e.Began):
		e.Stopped, e.Ended = StoppedByReport, on
	case s.promisedSince(w, e.Began):
		e.Stopped, e.Ended = StoppedByPromise, on
	default:
		return e.step(on)
	}
	return true
}

// step takes the step that has come, if one has. The last one ends the chain.
func (e *Escalation) step(on Date) bool {
	if e.Done == len(e.Steps) || e.Steps[e.Done].On.After(on) {
		return false
	}
	e.Done++
	if e.Done == len(e.Steps) {
		e.Ended = on
	}
	return true
}

func (s *Situation) reportedSince(w work, began Date) bool {
	from := began.In(s.zone())
	return slices.ContainsFunc(s.Standing, func(r Report) bool {
		return r.Indicator == w.ind.ID && w.ind.answering(r.Unit) == w.unit && !r.Said.Before(from)
	})
}

func (s *Situation) promisedSince(w work, began Date) bool {
	from := began.In(s.zone())
	return slices.ContainsFunc(s.Answers, func(a Answer) bool {
		return a.about(w) && a.Kind == Promised && !a.At.Before(from)
	})
}
