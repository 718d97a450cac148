package storage_test

import (
	"testing"
	"testing/synctest"
	"time"

	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

// TestExpiry lets time pass over what is only kept for a while.
func TestExpiry(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := t.Context()
		s, err := storage.New(ctx, memory.New())
		if err != nil {
			t.Fatal(err)
		}
		day := 24 * time.Hour
		began := time.Now().UTC()
		later := func(days int) { time.Sleep(time.Until(began.Add(time.Duration(days) * day))) }
		parked := target.Incident{At: began, Kind: target.ChatParked, Chat: "web:a"}
		if err := s.AddIncident(ctx, parked); err != nil {
			t.Fatal(err)
		}
		check(t, "counter", 1)(s.Count(ctx, "zalo/2000-01", 1))
		check(t, "handled", true)(s.Keep(ctx, "zalo:1", nil, began))
		check(t, "not handled", true)(s.Keep(ctx, "zalo:2", nil, began))
		if err := s.Handled(ctx, "zalo:1"); err != nil {
			t.Fatal(err)
		}

		later(6)
		check(t, "handled within a week", false)(s.Keep(ctx, "zalo:1", nil, began))
		later(7)
		check(t, "handled long ago", true)(s.Keep(ctx, "zalo:1", nil, began))
		check(t, "waits longer than a week", false)(s.Keep(ctx, "zalo:2", nil, began))

		later(59)
		check(t, "incident", []target.Incident{parked})(s.Incidents(ctx, time.Time{}))
		later(60)
		check(t, "incident after 60 days", []target.Incident(nil))(s.Incidents(ctx, time.Time{}))

		later(399)
		check(t, "counter", 1)(s.Count(ctx, "zalo/2000-01", 0))
		later(400)
		check(t, "counter after 400 days", 0)(s.Count(ctx, "zalo/2000-01", 0))
	})
}
