package scheduler

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"chitieu/target"
)

// claimOf returns what the slot has, or would have had, to say: a row for each
// chat, and the chains and promises that it moves on.
func (p *planner) claimOf(ctx context.Context, v *look, d dueSlot) (target.SlotClaim, error) {
	claim := target.SlotClaim{Slot: target.Slot{Rule: d.table.rule.ID, At: d.at}, Cursor: d.cursor}
	if d.table.rule.Kind != target.Escalating {
		rows, err := p.rows(ctx, v, d)
		claim.Deliveries = rows
		return claim, err
	}
	if d.missed != "" {
		return claim, nil // a chain goes on where it stands, with the next slot
	}
	if err := p.recall(ctx, v); err != nil {
		return claim, err
	}
	claim.Escalations, claim.Deliveries = v.escalate(d)
	var told []target.Delivery
	claim.Answers, told = v.promises(d)
	claim.Deliveries = append(claim.Deliveries, told...)
	return claim, nil
}

// rows judges the slot for each chat.
func (p *planner) rows(ctx context.Context, v *look, d dueSlot) ([]target.Delivery, error) {
	on, rule := d.day(), d.table.rule
	var rows []target.Delivery
	for i := range v.situation.Chats {
		chat := &v.situation.Chats[i]
		finding := v.situation.Judge(rule, chat, d.since, on)
		if finding.Empty() {
			continue
		}
		last, err := p.lastTold(ctx, rule.ID, chat.ID)
		if err != nil {
			return nil, err
		}
		row := d.row(v, chat.ID)
		row.Facts = finding.Facts()
		var say bool
		if row.Cause, say = rule.Weigh(row.Facts, last, d.moment()); !say {
			continue
		}
		if lagging(rule.Kind) && d.missed == "" {
			row.Once = onceKey(chat.ID, on)
		}
		v.note(row)
		rows = append(rows, row)
	}
	return rows, nil
}

// lastTold returns what the rule told the chat last, nil if nothing.
func (p *planner) lastTold(ctx context.Context, rule target.RuleID, chat target.ChatID) (*target.Delivery, error) {
	last, err := p.store.LastTold(ctx, rule, chat)
	if errors.Is(err, target.ErrNotFound) {
		return nil, nil
	}
	return &last, err
}

// moment is when the slot speaks, or would have spoken.
func (d dueSlot) moment() time.Time {
	if d.missed != "" {
		return d.at
	}
	return d.opens
}

// day is the day of that, on which the slot is judged.
func (d dueSlot) day() target.Date { return target.DateOf(d.moment().In(d.table.zone)) }

// row is the slot's delivery for a chat.
func (d dueSlot) row(v *look, chat target.ChatID) target.Delivery {
	rule := d.table.rule
	row := target.Delivery{
		ID:   target.DeliveryID(target.Slot{Rule: rule.ID, At: d.at}.Key() + "/" + string(chat)),
		Rule: rule.ID, Kind: rule.Kind, Slot: d.at, Since: d.since,
		Resend: rule.Resend, State: target.Pending, Created: v.now, NotBefore: d.opens,
	}
	v.address(&row, chat)
	if d.missed != "" {
		row.State, row.Reason, row.Done = target.Missed, d.missed, v.now
	}
	return row
}

// note remembers that the delivery's chat hears of something late.
func (v *look) note(d target.Delivery) {
	if d.Once != "" {
		v.told[d.Once] = append(v.told[d.Once], d.Facts...)
	}
}

// lagging reports whether the kind names indicators that are late: a group
// hears at most one such message a day.
func lagging(k target.RuleKind) bool { return k == target.Digest || k == target.Crossing }

// onceKey is held by the one lagging message of a group and day.
func onceKey(chat target.ChatID, on target.Date) string { return fmt.Sprintf("late/%s/%s", chat, on) }

// isDayKey reports whether a once key is that of a day's lagging message. Others
// put rows into the outbox too, with keys of their own.
func isDayKey(key string) bool { return strings.HasPrefix(key, "late/") }

// isOnceOf reports whether a once key is of the day. Its chat may have moved.
func isOnceOf(key string, on target.Date) bool { return strings.HasSuffix(key, "/"+on.String()) }

// ownChat is whose message the delivery is.
func ownChat(d *target.Delivery) target.ChatID { return cmp.Or(d.For, d.Chat) }
