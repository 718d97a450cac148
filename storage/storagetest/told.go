package storagetest

import (
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// settle claims a delivery and finishes it as said, some minutes after start.
func settle(t *testing.T, s *storage.Store, id target.DeliveryID, minutes int, as func(*target.Delivery)) {
	t.Helper()
	d := must[target.Delivery](t)(s.Lease(t.Context(), id, after(minutes), after(minutes+1)))
	d.State, d.Done = target.Sent, after(minutes)
	if as != nil {
		as(&d)
	}
	if err := s.Finish(t.Context(), d); err != nil {
		t.Fatal(err)
	}
}

// remind commits reminders of the rule "monday" for a chat.
func remind(t *testing.T, s *storage.Store, chat target.ChatID, ids ...target.DeliveryID) {
	t.Helper()
	for _, id := range ids {
		commit(t, s, target.Change{Deliveries: []target.Delivery{{
			ID: id, Chat: chat, Rule: "monday", Kind: target.Digest, Created: start,
			Cause: target.CauseFirst, Facts: []target.Fact{{Indicator: "grain", Status: target.AtRisk}},
		}}})
	}
}

func testLastTold(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	_, err := s.LastTold(ctx, "monday", "web:a")
	wantError(t, "never told", err, target.ErrNotFound)
	remind(t, s, "web:a", "1", "2", "3", "4")
	settle(t, s, "1", 0, func(d *target.Delivery) {
		d.Cause, d.Facts, d.Resent = target.CauseChanged, []target.Fact{fullFact()}, true
	})
	told := must[target.Delivery](t)(s.LastTold(ctx, "monday", "web:a"))
	same(t, "cause", told.Cause, target.CauseChanged)
	same(t, "what was really said", told.Facts, []target.Fact{fullFact()})
	same(t, "resent", told.Resent, true)

	settle(t, s, "2", 2, func(d *target.Delivery) { d.State = target.Dropped })
	same(t, "dropped was not told", must[target.Delivery](t)(s.LastTold(ctx, "monday", "web:a")).ID, "1")
	settle(t, s, "3", 4, func(d *target.Delivery) { d.State = target.Unsure })
	same(t, "unsure may have been", must[target.Delivery](t)(s.LastTold(ctx, "monday", "web:a")).ID, "3")
	settle(t, s, "4", 6, func(d *target.Delivery) { d.Done = after(1) })
	same(t, "finished late", must[target.Delivery](t)(s.LastTold(ctx, "monday", "web:a")).ID, "3")

	for _, other := range []struct {
		rule target.RuleID
		chat target.ChatID
	}{{"daily", "web:a"}, {"monday", "web:b"}, {"monday/web:a", ""}} {
		_, err = s.LastTold(ctx, other.rule, other.chat)
		wantError(t, "another rule or chat", err, target.ErrNotFound)
	}
}

func testLastSent(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	choices := &target.Note{Text: "1. …", Choices: []target.Choice{{Label: "Đã rõ", Data: "/ro 1"}}}
	remind(t, s, "web:a", "1", "2", "3", "4")
	_, err := s.LastSent(ctx, "web:a")
	wantError(t, "nothing sent", err, target.ErrNotFound)
	settle(t, s, "1", 0, func(d *target.Delivery) { d.Note = choices })
	settle(t, s, "2", 2, func(d *target.Delivery) { d.Note = &target.Note{Text: "without"} })
	settle(t, s, "3", 4, func(d *target.Delivery) { d.Note, d.State = choices, target.Unsure })
	sent := must[target.Delivery](t)(s.LastSent(ctx, "web:a"))
	same(t, "newest with choices that was sent", sent.ID, "1")
	same(t, "choices", sent.Note, choices)
	settle(t, s, "4", 6, func(d *target.Delivery) { d.Note = choices })
	same(t, "newer", must[target.Delivery](t)(s.LastSent(ctx, "web:a")).ID, "4")
}

func testDivert(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	remind(t, s, "telegram:-1", "1")
	claimed := must[target.Delivery](t)(s.Lease(ctx, "1", start, after(5)))
	divert := func(to target.ChatID) {
		t.Helper()
		if err := s.Divert(ctx, "1", to); err != nil {
			t.Fatal(err)
		}
	}
	divert("zalo:g1")
	wanted := claimed
	wanted.Chat, wanted.For, wanted.State, wanted.Attempt, wanted.Lease = "zalo:g1", "telegram:-1", target.Pending, 0, time.Time{}
	same(t, "diverted", stored(t, s, "1"), wanted)
	same(t, "due at once", dueAt(t, s, start, 10), []target.DeliveryID{"1"})
	divert("zalo:g2")
	same(t, "diverted again it is still for the first", stored(t, s, "1").For, "telegram:-1")
	divert("telegram:-1")
	same(t, "back at home it stands in for nobody", stored(t, s, "1").For, "")
	divert("zalo:g1")
	settle(t, s, "1", 6, func(d *target.Delivery) {
		d.Note = &target.Note{Choices: []target.Choice{{Label: "Đã rõ", Data: "/ro"}}}
	})
	same(t, "its own chat was told", must[target.Delivery](t)(s.LastTold(ctx, "monday", "telegram:-1")).ID, "1")
	same(t, "the other one answers", must[target.Delivery](t)(s.LastSent(ctx, "zalo:g1")).ID, "1")
	_, err := s.LastTold(ctx, "monday", "zalo:g1")
	wantError(t, "the other one was not told", err, target.ErrNotFound)
	wantError(t, "final", s.Divert(ctx, "1", "zalo:g2"), target.ErrConflict)
	wantError(t, "unknown", s.Divert(ctx, "2", "zalo:g2"), target.ErrNotFound)
}

// testRequeueResent has a resend that is put off again: it stays the second.
func testRequeueResent(t *testing.T, s *storage.Store, _ storage.KV) {
	remind(t, s, "web:a", "1")
	for _, resent := range []bool{true, false} {
		d := must[target.Delivery](t)(s.Lease(t.Context(), "1", start, after(1)))
		d.Resent = resent
		if err := s.Requeue(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		same(t, "resent", stored(t, s, "1").Resent, true)
	}
}
