package main

import (
	"context"
	"log/slog"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

const (
	// maxIncidents is how many may wait to be stored: what comes in such numbers
	// is one trouble.
	maxIncidents = 64
	// incidentTime bounds the storing of one.
	incidentTime = 5 * time.Second
)

// incidents stores what messengers tell of their troubles, so that they need
// not wait for it.
type incidents struct {
	store   *storage.Store
	log     *slog.Logger
	waiting chan target.Incident
}

func newIncidents(store *storage.Store, log *slog.Logger) *incidents {
	return &incidents{store: store, log: log, waiting: make(chan target.Incident, maxIncidents)}
}

// tell never blocks.
func (i *incidents) tell(incident target.Incident) {
	select {
	case i.waiting <- incident:
	default:
		i.log.Error("incident not stored: too many", "kind", incident.Kind, "chat", incident.Chat)
	}
}

// run stores incidents until ctx ends, and those that wait by then.
func (i *incidents) run(ctx context.Context) error {
	for {
		select {
		case incident := <-i.waiting:
			i.keep(ctx, incident)
		case <-ctx.Done():
			for len(i.waiting) > 0 {
				i.keep(ctx, <-i.waiting)
			}
			return nil
		}
	}
}

func (i *incidents) keep(ctx context.Context, incident target.Incident) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), incidentTime)
	defer cancel()
	if err := i.store.AddIncident(ctx, incident); err != nil {
		i.log.Error("incident not stored", "kind", incident.Kind, "chat", incident.Chat, "error", err)
	}
}
