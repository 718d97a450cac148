package storagetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// claimFor returns the claim of one slot for so many chats.
func claimFor(chats int) target.SlotClaim {
	c := target.SlotClaim{Slot: target.Slot{Rule: "monday", At: start}, Cursor: start}
	for i := range chats {
		chat := target.ChatID(fmt.Sprintf("web:%03d", i))
		c.Deliveries = append(c.Deliveries, target.Delivery{
			ID: target.DeliveryID(c.Slot.Key() + "/" + string(chat)), Chat: chat,
			Rule: "monday", Kind: target.Digest, Slot: start, Created: start,
			Once: "lagging/" + string(chat) + "/2024-07-01",
		})
	}
	return c
}

func testClaimOnce(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	claim := claimFor(3)
	same(t, "first", must[int](t)(s.ClaimSlot(ctx, claim)), 3)
	same(t, "cursor", must[time.Time](t)(s.Cursor(ctx, "monday")), start)
	// The next time there is one chat more and the planner has gone further.
	again := claimFor(4)
	again.Cursor = after(5)
	same(t, "again", must[int](t)(s.ClaimSlot(ctx, again)), 0)
	same(t, "cursor", must[time.Time](t)(s.Cursor(ctx, "monday")), after(5))
	again.Cursor = after(1)
	same(t, "late", must[int](t)(s.ClaimSlot(ctx, again)), 0)
	same(t, "cursor", must[time.Time](t)(s.Cursor(ctx, "monday")), after(5))
	same(t, "due", len(dueAt(t, s, after(9), 100)), 3)

	nothing := target.SlotClaim{Slot: target.Slot{Rule: "quiet", At: start}, Cursor: start}
	same(t, "nothing to say", must[int](t)(s.ClaimSlot(ctx, nothing)), 0)
	same(t, "cursor", must[time.Time](t)(s.Cursor(ctx, "quiet")), start)
}

func testCursor(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	_, err := s.Cursor(ctx, "monday")
	wantError(t, "never set", err, target.ErrNotFound)
	for _, minutes := range []int{1, 3, 2} {
		if err := s.SetCursor(ctx, "monday", after(minutes)); err != nil {
			t.Error(err)
		}
	}
	same(t, "cursor", must[time.Time](t)(s.Cursor(ctx, "monday")), after(3))
}

func testOnceKey(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	monday := claimFor(3)
	same(t, "first rule", must[int](t)(s.ClaimSlot(ctx, monday)), 3)
	// Another rule has something to say to one chat more on the same day.
	daily := claimFor(4)
	daily.Slot.Rule = "daily"
	for i := range daily.Deliveries {
		daily.Deliveries[i].ID = "daily/" + daily.Deliveries[i].ID
		daily.Deliveries[i].Rule = "daily"
	}
	same(t, "second rule", must[int](t)(s.ClaimSlot(ctx, daily)), 1)
	commit(t, s, target.Change{Deliveries: daily.Deliveries}) // reminders are skipped in silence
	same(t, "due", len(dueAt(t, s, after(9), 100)), 4)
}

// errPower is the power cut of stopper.
var errPower = errors.New("power cut")

// stopper is a KV that takes so many Updates and then fails each.
type stopper struct {
	storage.KV
	left int
}

func (s *stopper) Update(ctx context.Context, fn func(storage.Writer) error) error {
	if s.left == 0 {
		return errPower
	}
	s.left--
	return s.KV.Update(ctx, fn)
}

// untilDone calls a thing again and again, each time with so many transactions
// left until the power goes, until it comes to its end.
func untilDone(t *testing.T, power *stopper, left int, call func() error) (stops int) {
	t.Helper()
	for ; stops < 500; stops++ {
		power.left = left
		err := call()
		if err == nil {
			return stops
		}
		wantError(t, "stopped call", err, errPower)
	}
	t.Fatal("it never comes to its end")
	return stops
}

// testClaimStopped claims a slot for more chats than a transaction holds, stops
// after each transaction, sends what is queued meanwhile, and starts again.
func testClaimStopped(t *testing.T, _ *storage.Store, kv storage.KV) {
	const chats = 90
	for steps := 0; ; steps++ {
		claim := claimFor(chats)
		claim.Slot.At = start.AddDate(0, 0, steps)
		claim.Cursor = claim.Slot.At
		for i := range claim.Deliveries {
			d := &claim.Deliveries[i]
			d.ID = target.DeliveryID(fmt.Sprintf("%s/%s", claim.Slot.Key(), d.Chat))
			d.Once = fmt.Sprintf("once/%d/%s", steps, d.Chat)
		}
		stopped := claimAndStop(t, kv, claim, steps)
		s := newStore(t, kv)
		sent := sendAll(t, s)
		must[int](t)(s.ClaimSlot(t.Context(), claim))
		for id, n := range sendAll(t, s) {
			sent[id] += n
		}
		for _, d := range claim.Deliveries {
			if sent[d.ID] != 1 {
				t.Fatalf("stopped after %d transactions: %s sent %d times", steps, d.ID, sent[d.ID])
			}
		}
		if len(sent) != chats {
			t.Fatalf("stopped after %d transactions: %d deliveries, want %d", steps, len(sent), chats)
		}
		same(t, "cursor", must[time.Time](t)(s.Cursor(t.Context(), "monday")), claim.Cursor)
		if !stopped {
			if steps < 3 {
				t.Fatalf("the claim took %d transactions: too few to stop between", steps)
			}
			return
		}
	}
}

// claimAndStop claims with a store that loses power after so many transactions,
// and checks that the cursor has not moved if it did.
func claimAndStop(t *testing.T, kv storage.KV, claim target.SlotClaim, steps int) (stopped bool) {
	t.Helper()
	power := &stopper{KV: kv, left: 1} // New takes one
	s := newStore(t, power)
	power.left = steps
	_, err := s.ClaimSlot(t.Context(), claim)
	if err == nil {
		return false
	}
	wantError(t, "claim", err, errPower)
	at, err := s.Cursor(t.Context(), "monday")
	if err == nil && !at.Before(claim.Cursor) {
		t.Errorf("stopped after %d transactions: the cursor has moved", steps)
	}
	return true
}

// sendAll sends what is due, as a sender does, and returns how often each.
func sendAll(t *testing.T, s *storage.Store) map[target.DeliveryID]int {
	t.Helper()
	sent := make(map[target.DeliveryID]int)
	for _, d := range must[[]target.Delivery](t)(s.Due(t.Context(), after(0), 1000)) {
		d = must[target.Delivery](t)(s.Lease(t.Context(), d.ID, start, after(1)))
		sent[d.ID]++
		d.State, d.Done = target.Sent, start
		if err := s.Finish(t.Context(), d); err != nil {
			t.Error(err)
		}
	}
	return sent
}

// testClaimChains claims a slot that moves more chains on than one transaction
// holds, stops after each transaction and claims what is left, as a scheduler
// would after a restart. Then it claims with chains that were read too early.
func testClaimChains(t *testing.T, _ *storage.Store, kv storage.KV) {
	ctx := t.Context()
	power := &stopper{KV: kv, left: 1}
	s := newStore(t, power)
	created, left := 0, 0
	stops := untilDone(t, power, 0, func() error {
		power.left, left = left, left+1
		claim := claimFor(20)
		for i := range 150 {
			id := target.EscalationID(fmt.Sprintf("chain-%03d", i))
			claim.Escalations = append(claim.Escalations, target.Escalation{ID: id, Done: 1})
			claim.Answers = append(claim.Answers, target.Answer{ID: target.AnswerID(id), Kind: target.Promised, Outcome: target.Kept})
		}
		n, err := s.ClaimSlot(ctx, claim)
		created += n
		return err
	})
	same(t, "created", created, 20)
	same(t, "chains", len(must[[]target.Escalation](t)(s.Escalations(ctx))), 150)
	same(t, "answers", len(must[[]target.Answer](t)(s.Answers(ctx))), 150)
	if stops < 3 {
		t.Errorf("stopped %d times: the claim is in too few transactions", stops)
	}
	claimEarlier(t, newStore(t, kv))
}

// claimEarlier has a leader stop a chain and a chat take an answer back between
// the scheduler's reading and its claim.
func claimEarlier(t *testing.T, s *storage.Store) {
	t.Helper()
	running := target.Escalation{ID: "chain", Began: target.NewDate(2024, 7, 1), Done: 1}
	stopped := running
	stopped.Stopped, stopped.Ended = target.StoppedByLeader, target.NewDate(2024, 7, 2)
	promise := target.Answer{ID: "promise", Kind: target.Promised, At: start}
	replaced := promise
	replaced.Ended = true
	commit(t, s, target.Change{Escalations: []target.Escalation{stopped}, Answers: []target.Answer{replaced}})
	running.Done, promise.Outcome = 2, target.Broken
	claim := target.SlotClaim{
		Slot: target.Slot{Rule: "chain", At: start}, Escalations: []target.Escalation{running}, Answers: []target.Answer{promise},
	}
	must[int](t)(s.ClaimSlot(t.Context(), claim))
	last := func() target.Escalation {
		all := must[[]target.Escalation](t)(s.Escalations(t.Context()))
		return all[len(all)-1]
	}
	same(t, "stopped chain", last(), stopped)
	answers := must[[]target.Answer](t)(s.Answers(t.Context()))
	same(t, "replaced answer", answers[len(answers)-1], replaced)
	stopped.Released = true
	claim.Slot.At, claim.Escalations = after(1), []target.Escalation{stopped}
	must[int](t)(s.ClaimSlot(t.Context(), claim))
	same(t, "released chain", last(), stopped)
}
