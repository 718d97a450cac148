package scheduler

import (
	"context"
	"fmt"
	"slices"
	"time"

	"chitieu/target"
)

// escalate moves the rule's chains on. A step for a chat that hears, or has
// heard, of something late today is left for tomorrow: what is not stored is
// found again by the next slot.
func (v *look) escalate(d dueSlot) (chains []target.Escalation, rows []target.Delivery) {
	on := d.day()
	for _, e := range v.situation.Escalate(d.table.rule, on) {
		step := v.stepRows(&e, d, on)
		if slices.ContainsFunc(step, func(r target.Delivery) bool { return v.told[r.Once] }) {
			continue
		}
		for _, r := range step {
			v.note(r)
		}
		chains, rows = append(chains, e), append(rows, step...)
	}
	return chains, rows
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
