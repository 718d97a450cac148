package storagetest

import (
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// queue commits deliveries to one chat, created and due some minutes after start.
func queue(t *testing.T, s *storage.Store, due map[target.DeliveryID]int) {
	t.Helper()
	for id, minutes := range due {
		commit(t, s, target.Change{Deliveries: []target.Delivery{{
			ID: id, Chat: "web:a", Created: start, NotBefore: after(minutes), Note: &target.Note{Text: "1"},
		}}})
	}
}

func after(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }

// dueAt returns the IDs that are due.
func dueAt(t *testing.T, s *storage.Store, now time.Time, limit int) (out []target.DeliveryID) {
	t.Helper()
	for _, d := range must[[]target.Delivery](t)(s.Due(t.Context(), now, limit)) {
		out = append(out, d.ID)
	}
	return out
}

func stored(t *testing.T, s *storage.Store, id target.DeliveryID) target.Delivery {
	t.Helper()
	for _, d := range must[[]target.Delivery](t)(s.Deliveries(t.Context(), time.Time{}, start.AddDate(1, 0, 0))) {
		if d.ID == id {
			return d
		}
	}
	t.Fatalf("delivery %s is not in the log", id)
	return target.Delivery{}
}

func testDue(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	_, err := s.NextDue(ctx)
	wantError(t, "empty outbox", err, target.ErrNotFound)
	queue(t, s, map[target.DeliveryID]int{"c": 3, "a/1": 2, "b": 1, "no-time": -1e6})
	same(t, "before all", dueAt(t, s, start.Add(-1), 10), nil)
	same(t, "without NotBefore from its creation", dueAt(t, s, start, 10), []target.DeliveryID{"no-time"})
	same(t, "at the moment", dueAt(t, s, after(2), 10), []target.DeliveryID{"no-time", "b", "a/1"})
	same(t, "just before", dueAt(t, s, after(2).Add(-1), 10), []target.DeliveryID{"no-time", "b"})
	same(t, "limit", dueAt(t, s, after(9), 2), []target.DeliveryID{"no-time", "b"})
	same(t, "no limit", dueAt(t, s, after(9), 0), nil)
	same(t, "next", must[time.Time](t)(s.NextDue(ctx)), start)

	must[target.Delivery](t)(s.Lease(ctx, "no-time", start, after(5)))
	same(t, "leased is not due", dueAt(t, s, after(4), 10), []target.DeliveryID{"b", "a/1", "c"})
	got := must[[]target.Delivery](t)(s.Due(ctx, after(5), 10))
	if last := got[len(got)-1]; len(got) != 4 || last.ID != "no-time" || last.State != target.Claimed {
		t.Errorf("lease ran out: got %+v, want the claimed one last, as it is", got)
	}
	same(t, "next", must[time.Time](t)(s.NextDue(ctx)), after(1))
}

func testLease(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	queue(t, s, map[target.DeliveryID]int{"a": 0})
	_, err := s.Lease(ctx, "unknown", start, after(1))
	wantError(t, "unknown", err, target.ErrNotFound)
	first := must[target.Delivery](t)(s.Lease(ctx, "a", start, after(1)))
	same(t, "claimed", first, stored(t, s, "a"))
	if first.State != target.Claimed || first.Attempt != 1 || !first.Lease.Equal(after(1)) {
		t.Errorf("claimed: %+v", first)
	}
	_, err = s.Lease(ctx, "a", after(1).Add(-1), after(2))
	wantError(t, "held by another", err, target.ErrConflict)
	second := must[target.Delivery](t)(s.Lease(ctx, "a", after(1), after(2)))
	same(t, "second attempt", second.Attempt, 2)

	// The first sender comes back late: it may say that it sent, nothing else.
	first.State = target.Dropped
	wantError(t, "finish by a late sender", s.Finish(ctx, first), target.ErrConflict)
	wantError(t, "requeue by a late sender", s.Requeue(ctx, first), target.ErrConflict)
	first.State, first.MessageID = target.Sent, "7"
	if err := s.Finish(ctx, first); err != nil {
		t.Errorf("sent by a late sender: %v", err)
	}
	second.State = target.Unsure
	wantError(t, "finished meanwhile", s.Finish(ctx, second), target.ErrConflict)
}

func testFinish(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	queue(t, s, map[target.DeliveryID]int{"a": 0, "b": 0})
	claimed := must[target.Delivery](t)(s.Lease(ctx, "a", start, after(1)))
	if err := s.Finish(ctx, claimed); err == nil {
		t.Error("finish as claimed: no error")
	}
	claimed.State, claimed.Done, claimed.MessageID = target.Sent, start, "7"
	claimed.Note = &target.Note{Text: "as sent"}
	for range 2 {
		if err := s.Finish(ctx, claimed); err != nil {
			t.Errorf("finish: %v", err)
		}
	}
	claimed.Lease = time.Time{}
	same(t, "stored", stored(t, s, "a"), claimed)
	claimed.State = target.Dead
	wantError(t, "finish otherwise", s.Finish(ctx, claimed), target.ErrConflict)
	wantError(t, "requeue", s.Requeue(ctx, claimed), target.ErrConflict)
	_, err := s.Lease(ctx, "a", after(9), after(10))
	wantError(t, "lease", err, target.ErrConflict)
	same(t, "due", dueAt(t, s, after(9), 10), []target.DeliveryID{"b"})

	unclaimed := stored(t, s, "b")
	unclaimed.State, unclaimed.Reason = target.Missed, "older than its grace"
	if err := s.Finish(ctx, unclaimed); err != nil {
		t.Errorf("finish without a claim: %v", err)
	}
	same(t, "due", dueAt(t, s, after(9), 10), nil)
	unclaimed.ID = "unknown"
	wantError(t, "unknown", s.Finish(ctx, unclaimed), target.ErrNotFound)
}

func testRequeue(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	commit(t, s, target.Change{Deliveries: []target.Delivery{fullDelivery()}})
	full := fullDelivery()
	claimed := must[target.Delivery](t)(s.Lease(ctx, full.ID, after(1), after(2)))
	again := target.Delivery{ID: full.ID, Lease: claimed.Lease, NotBefore: after(5), Attempt: 1, Reason: "429"}
	if err := s.Requeue(ctx, again); err != nil {
		t.Fatal(err)
	}
	wanted := full
	wanted.NotBefore, wanted.Attempt, wanted.Reason = after(5), 1, "429"
	wanted.Lease, wanted.Done, wanted.MessageID = time.Time{}, time.Time{}, ""
	same(t, "stored", stored(t, s, full.ID), wanted)
	same(t, "before", dueAt(t, s, after(4), 10), nil)
	same(t, "due", dueAt(t, s, after(5), 10), []target.DeliveryID{full.ID})
}

func testLog(t *testing.T, s *storage.Store, _ storage.KV) {
	for i, id := range []target.DeliveryID{"d", "a", "c", "b"} {
		commit(t, s, target.Change{Deliveries: []target.Delivery{{ID: id, Chat: "web:a", Created: after(i)}}})
	}
	var got []target.DeliveryID
	for _, d := range must[[]target.Delivery](t)(s.Deliveries(t.Context(), after(1), after(3))) {
		got = append(got, d.ID)
	}
	same(t, "from, not to", got, []target.DeliveryID{"a", "c"})
}
