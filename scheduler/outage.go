package scheduler

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// outage tells the operator and each leader, once, that slots came while
// nothing ran: those written down as missed, and the newest if it is late. Slots
// that had nothing to say are nobody's loss.
//
// The notice is stored before the slots are claimed. After a stop in between
// the slots come again, and are known to be told of: by the incident, and by the
// first of them if none has been claimed.
func (p *planner) outage(ctx context.Context, v *look, due []dueSlot, claims []target.SlotClaim) error {
	gap := p.gap(v.now, due, claims)
	if gap.from.IsZero() {
		return nil
	}
	known, err := p.store.Incidents(ctx, gap.last)
	if err != nil {
		return fmt.Errorf("read incidents: %w", err)
	}
	for _, i := range known {
		if i.Kind == target.Outage && !i.At.After(v.now) {
			return nil
		}
	}
	err = p.store.Commit(ctx, p.notices(v, gap))
	if errors.Is(err, target.ErrSeen) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("tell of an outage: %w", err)
	}
	p.log.Warn("outage", "from", gap.from, "missed", gap.missed)
	return nil
}

// gap is a time in which nothing ran.
type gap struct {
	first  target.Slot
	from   time.Time // of the first slot, zero for no gap
	last   time.Time // of the last slot
	missed int       // slots that will not be sent
}

// gap finds the slots that were passed over.
func (p *planner) gap(now time.Time, due []dueSlot, claims []target.SlotClaim) gap {
	var g gap
	excused := time.Unix(0, p.excused.Load())
	for i, d := range due {
		late := d.missed != "" || now.Sub(d.at) > onTime
		if !late || len(claims[i].Deliveries) == 0 || !d.at.After(excused) {
			continue
		}
		if g.from.IsZero() {
			g.first, g.from = claims[i].Slot, d.at
		}
		g.last = d.at
		if d.missed != "" {
			g.missed++
		}
	}
	return g
}

// notices is the change that tells of the gap. It waits for office hours.
func (p *planner) notices(v *look, g gap) target.Change {
	zone := p.book.plan.Zone
	about := fmt.Sprintf("%s/%s/%d", g.from.In(zone).Format(time.RFC3339), v.now.In(zone).Format(time.RFC3339), g.missed)
	id := "outage/" + g.first.Key()
	change := target.Change{
		Update:    id,
		Incidents: []target.Incident{{At: v.now, Kind: target.Outage, Detail: about}},
	}
	for _, chat := range v.situation.LeaderChats() {
		d := target.Delivery{
			ID: target.DeliveryID(id + "/" + string(chat.ID)), Kind: target.OutageNotice, Subject: about,
			State: target.Pending, Created: v.now, NotBefore: p.book.plan.Calendar.NextOpen(v.now.In(zone)),
		}
		v.address(&d, chat.ID)
		change.Deliveries = append(change.Deliveries, d)
	}
	return change
}
