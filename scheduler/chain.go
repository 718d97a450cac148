package scheduler

import (
	"context"
	"fmt"
	"slices"
	"time"

	"chitieu/target"
)

// patience is for how many days a step waits for a day on which its chats have
// heard of nothing late.
const patience = 4

// escalate moves the rule's chains on. A step for a chat that hears, or has
// heard, of something late today is left for tomorrow: what is not stored is
// found again by the next slot. Where a digest speaks every day there is no such
// day; then the step is taken without a word to the chats that have heard of
// the indicator, so that the chain gets to the next addressee.
func (v *look) escalate(d dueSlot) (chains []target.Escalation, rows []target.Delivery) {
	on := d.day()
	for _, e := range v.situation.Escalate(d.table.rule, on) {
		step, wait := v.stepRows(&e, d, on), false
		loud := slices.DeleteFunc(slices.Clone(step), func(r target.Delivery) bool {
			facts, told := v.told[r.Once]
			wait = wait || told && !tells(facts, e.Indicator)
			return told
		})
		if wait || len(loud) < len(step) && !v.overdue(d.table.rule, &e, on) {
			continue
		}
		for _, r := range loud {
			v.note(r)
		}
		chains, rows = append(chains, e), append(rows, loud...)
	}
	return chains, rows
}

// overdue reports whether the chain could have taken its step before.
func (v *look) overdue(rule *target.Rule, e *target.Escalation, on target.Date) bool {
	return slices.ContainsFunc(v.situation.Escalate(rule, on.AddDays(-patience)), func(then target.Escalation) bool {
		return then.Indicator == e.Indicator && then.Unit == e.Unit && then.Done >= e.Done
	})
}

func tells(facts []target.Fact, indicator target.IndicatorID) bool {
	return slices.ContainsFunc(facts, func(f target.Fact) bool { return f.Indicator == indicator })
}

// stepRows returns the deliveries of the step that the chain has just taken.
func (v *look) stepRows(e *target.Escalation, d dueSlot, on target.Date) []target.Delivery {
	if e.Done == 0 || e.Done == v.stepsBefore(e.ID) {
		return nil
	}
	about := target.Finding{}
	if ind := v.situation.Plan.Indicator(e.Indicator); ind != nil {
		about.Items = []target.Progress{target.Evaluate(v.situation.Plan, v.situation.Standing, ind, e.Unit, on)}
	}
	var rows []target.Delivery
	for _, chat := range e.Steps[e.Done-1].Chats {
		row := d.row(v, chat)
		// The chain's own ID would be another one if the claim is cut short and
		// made again after midnight.
		row.ID = target.DeliveryID(fmt.Sprintf("%s/%s/%s", row.ID, e.Indicator, e.Unit))
		row.Subject, row.Step, row.Cause = string(e.ID), e.Done, target.CauseStep
		row.Facts, row.Once = about.Facts(), onceKey(chat, on)
		rows = append(rows, row)
	}
	return rows
}

// stepsBefore is how many steps the chain had taken.
func (v *look) stepsBefore(id target.EscalationID) int {
	for i := range v.situation.Escalations {
		if e := &v.situation.Escalations[i]; e.ID == id {
			return e.Done
		}
	}
	return 0
}

// promises returns those whose outcome is known now, and a row for each leader.
func (v *look) promises(d dueSlot) (checked []target.Answer, rows []target.Delivery) {
	checked = v.situation.CheckPromises(d.day())
	leaders := v.situation.LeaderChats()
	for _, a := range checked {
		for _, chat := range leaders {
			row := target.Delivery{
				ID:   target.DeliveryID(fmt.Sprintf("promise/%s/%s", a.ID, chat.ID)),
				Kind: target.PromiseChecked, Slot: d.at, Subject: string(a.ID), Cause: target.CauseDate,
				State: target.Pending, Created: v.now, NotBefore: d.opens,
			}
			v.address(&row, chat.ID)
			rows = append(rows, row)
		}
	}
	return checked, rows
}

// recall looks up which chats have had a lagging message lately.
func (p *planner) recall(ctx context.Context, v *look) error {
	if v.recalled {
		return nil
	}
	// What holds a key of today was created inside a rule's grace.
	grace := 24 * time.Hour
	for _, t := range p.book.tables {
		grace = max(grace, t.grace())
	}
	recent, err := p.store.Deliveries(ctx, v.now.Add(-grace), time.Time{})
	if err != nil {
		return fmt.Errorf("read recent deliveries: %w", err)
	}
	for _, d := range recent {
		v.note(d)
	}
	v.recalled = true
	return nil
}
