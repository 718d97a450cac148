package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"chitieu/target"
)

const (
	// auditEvery is how often the ledger is looked through.
	auditEvery = 15 * time.Minute
	// auditAfter is how long after its time a reminder without an outcome is
	// trouble that a person should know of.
	auditAfter = 15 * time.Minute
	// auditBack is how old a delivery may be: older than any grace.
	auditBack = 15 * 24 * time.Hour
)

// auditor looks for what planner and courier did not bring to an end, whatever
// the reason, and for what was given up. It is the second pair of eyes: it
// trusts nothing but the ledger.
type auditor struct {
	store Store
	book  *rulebook
	log   *slog.Logger
	next  time.Time
}

// due reports whether it is time for a pass; a clock set back makes it so.
func (a *auditor) due(now time.Time) bool {
	return !now.Before(a.next) || a.next.Sub(now) > auditEvery
}

// pass adds an incident for each delivery in trouble that has none yet. It
// reads the ledger day by day, so as not to hold two weeks of it at once.
func (a *auditor) pass(ctx context.Context, now time.Time) error {
	a.next = now.Add(auditEvery)
	oldest := now.Add(-auditBack)
	known, err := a.known(ctx, oldest)
	if err != nil {
		return err
	}
	for day := oldest; !day.After(now); day = day.Add(24 * time.Hour) {
		rows, err := a.store.Deliveries(ctx, day, day.Add(24*time.Hour))
		if err != nil {
			return fmt.Errorf("read ledger: %w", err)
		}
		for i := range rows {
			if err := a.check(ctx, known, &rows[i], now); err != nil {
				return err
			}
		}
	}
	return nil
}

// finding names an incident: one kind of trouble with one delivery.
type finding struct {
	kind target.IncidentKind
	id   string
}

func (a *auditor) known(ctx context.Context, since time.Time) (map[finding]bool, error) {
	incidents, err := a.store.Incidents(ctx, since)
	if err != nil {
		return nil, fmt.Errorf("read incidents: %w", err)
	}
	known := make(map[finding]bool)
	for _, i := range incidents {
		id, _, _ := strings.Cut(i.Detail, " ")
		known[finding{i.Kind, id}] = true
	}
	return known, nil
}

func (a *auditor) check(ctx context.Context, known map[finding]bool, d *target.Delivery, now time.Time) error {
	f := finding{id: string(d.ID)}
	switch {
	case d.State == target.Dead:
		f.kind = target.DeliveryDead
	case a.late(d, now):
		f.kind = target.DeliveryLate
	default:
		return nil
	}
	if known[f] {
		return nil
	}
	a.log.Error("delivery in trouble", "kind", f.kind, "delivery", d.ID, "state", d.State, "attempts", d.Attempt, "reason", d.Reason)
	err := a.store.AddIncident(ctx, target.Incident{
		At: now, Kind: f.kind, Chat: d.Chat, Detail: fmt.Sprintf("%s %s after %d attempts: %s", f.id, d.State, d.Attempt, d.Reason),
	})
	if err != nil {
		return fmt.Errorf("add incident: %w", err)
	}
	return nil
}

// late reports whether a reminder is without an outcome long after it could
// have gone, and not because of office hours or a messenger that asked to wait.
func (a *auditor) late(d *target.Delivery, now time.Time) bool {
	if d.Rule == "" || d.State.Final() {
		return false
	}
	from := d.Slot
	if d.Created.After(from) {
		from = d.Created
	}
	// A wait that costs no attempt was asked for; so was one that is longer than
	// any pause between attempts.
	if d.Attempt == 0 && d.NotBefore.After(from) {
		from = d.NotBefore
	}
	asked := d.State == target.Pending && d.NotBefore.Sub(now) > lastRetry*9/8
	return now.Sub(from) > auditAfter && !asked && !a.book.waits(d, now)
}
