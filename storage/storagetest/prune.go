package storagetest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// year is a moment a year after start: what is over before it may go.
var year = start.AddDate(1, 0, 0)

// litter commits deliveries of every state and age, with choices and Once keys,
// and returns those that may be pruned.
func litter(t *testing.T, s *storage.Store, n int) (over map[target.DeliveryID]bool) {
	t.Helper()
	over = make(map[target.DeliveryID]bool)
	random := rand.New(rand.NewPCG(1, 2)) // the same in every run
	states := []target.DeliveryState{
		target.Pending, target.Claimed, target.Sent, target.Unsure, target.Dropped, target.Missed, target.Dead,
	}
	for i := range n {
		id := target.DeliveryID(fmt.Sprintf("monday/%03d", i))
		created := year.Add(time.Duration(random.IntN(100)-80) * 24 * time.Hour)
		commit(t, s, target.Change{Deliveries: []target.Delivery{{
			ID: id, Chat: target.ChatID(fmt.Sprint("web:", i%5)), Rule: "monday", Created: created, Once: fmt.Sprint("once/", i),
		}}})
		state := states[i%len(states)]
		if state == target.Pending {
			continue
		}
		d := must[target.Delivery](t)(s.Lease(t.Context(), id, created, created.Add(time.Minute)))
		if state == target.Claimed {
			continue
		}
		d.State, d.Done = state, created.Add(time.Duration(random.IntN(48))*time.Hour)
		d.Note = &target.Note{Choices: []target.Choice{{Label: "1"}}}
		if err := s.Finish(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		over[id] = d.Done.Before(year)
	}
	return over
}

// agree commits one record of each kind that is over and one that is not, and
// returns how many are over.
func agree(t *testing.T, s *storage.Store) (over int) {
	t.Helper()
	old, day := year.AddDate(0, 0, -9), target.DateOf(year).AddDays(-9)
	commit(t, s, target.Change{
		Answers: []target.Answer{
			{ID: "ended", At: old, Ended: true}, {ID: "checked", At: old, Kind: target.Promised, Outcome: target.Broken},
			{ID: "expired", At: old, Kind: target.Snoozed, Until: day}, {ID: "unchecked", At: old, Kind: target.Promised, Until: day},
			{ID: "holds", At: old, Kind: target.Snoozed, Until: day.AddDays(20)},
		},
		Directives: []target.Directive{
			{ID: "closed", Given: old, State: target.DirectiveWithdrawn, Closed: old},
			{ID: "late", Given: old, Due: old, State: target.DirectiveOpen},
		},
		Escalations: []target.Escalation{
			{ID: "released", Ended: day, Released: true}, {ID: "holds back", Ended: day}, {ID: "running", Began: day},
			{ID: "of last year", Ended: day.AddDays(-366)},
		},
		Requests: []target.AccessRequest{{Member: "decided", At: old, Decided: old}, {Member: "waits", At: old}},
		Invites: []target.Invite{
			{Hash: "used", Used: old, Expires: year.Add(1)}, {Hash: "expired", Expires: old}, {Hash: "open", Expires: year.Add(1)},
		},
		Audits:       []target.Audit{{Action: "old", At: old}, {Action: "new", At: year}},
		Dialog:       &target.Dialog{Chat: "web:a", Member: "web:b", Payload: []byte("1"), Expires: old},
		Reports:      []target.Report{said(1, "grain", 5)},
		Preparations: []target.Preparation{{Indicator: "schools", Stage: 1, Said: start}},
	})
	return 3 + 1 + 2 + 1 + 2 + 1 + 1
}

// checkPruned holds what is left against what may be gone.
func checkPruned(t *testing.T, s *storage.Store, kv storage.KV, over map[target.DeliveryID]bool, deliveries int) {
	t.Helper()
	ctx := t.Context()
	left := must[[]target.Delivery](t)(s.Deliveries(ctx, time.Time{}, year.AddDate(1, 0, 0)))
	for _, d := range left {
		if over[d.ID] {
			t.Errorf("%s: %s at %s is left", d.ID, d.State, d.Done)
		}
	}
	gone := 0
	for _, old := range over {
		if old {
			gone++
		}
	}
	same(t, "deliveries left", len(left), deliveries-gone)
	var answers, directives, chains []string
	for _, a := range must[[]target.Answer](t)(s.Answers(ctx)) {
		answers = append(answers, string(a.ID))
	}
	for _, d := range must[[]target.Directive](t)(s.Directives(ctx)) {
		directives = append(directives, string(d.ID))
	}
	for _, e := range must[[]target.Escalation](t)(s.Escalations(ctx)) {
		chains = append(chains, string(e.ID))
	}
	same(t, "answers", answers, []string{"holds", "unchecked"})
	same(t, "directives", directives, []string{"late"})
	same(t, "chains", chains, []string{"holds back", "running"})
	same(t, "requests", len(must[[]target.AccessRequest](t)(s.Requests(ctx))), 1)
	must[target.Invite](t)(s.Invite(ctx, "open"))
	same(t, "audits", must[[]target.Audit](t)(s.Audits(ctx, 10)), []target.Audit{{Action: "new", At: year}})
	same(t, "reports", len(must[[]target.Report](t)(s.Reports(ctx))), 1)
	same(t, "preparations", len(must[[]target.Preparation](t)(s.Preparations(ctx))), 1)
	checkPointers(t, kv)
}

// checkPointers follows every index entry: it points to a delivery, and every
// delivery has its own.
func checkPointers(t *testing.T, kv storage.KV) {
	t.Helper()
	view(t, kv, func(r storage.Reader) {
		entries := make(map[string]int)
		for e, err := range r.Scan(nil, nil) {
			if err != nil {
				t.Fatal(err)
			}
			parts := regexp.MustCompile(`^(due|log|once|told|choices|delivery)/(?:.*/)?([^/]*)$`).FindStringSubmatch(string(e.Key))
			if parts == nil {
				continue
			}
			entries[parts[1]]++
			key := "delivery/" + parts[2]
			var pointer struct{ Delivery string }
			if err := json.Unmarshal(e.Value, &pointer); err != nil {
				t.Fatal(err)
			}
			if pointer.Delivery != "" {
				key = "delivery/" + regexp.MustCompile("/").ReplaceAllString(pointer.Delivery, "%2F")
			}
			if get(t, r, key) == "-" {
				t.Errorf("%s points to nothing: %s", e.Key, key)
			}
		}
		if entries["log"] != entries["delivery"] || entries["once"] != entries["delivery"] || entries["told"] == 0 || entries["choices"] == 0 {
			t.Errorf("entries: %v", entries)
		}
	})
}

func testPrune(t *testing.T, s *storage.Store, kv storage.KV) {
	over := litter(t, s, 140)
	want := agree(t, s)
	for _, old := range over {
		if old {
			want++
		}
	}
	same(t, "pruned", must[int](t)(s.Prune(t.Context(), year)), want)
	checkPruned(t, s, kv, over, 140)
	before := content(t, kv)
	same(t, "again", must[int](t)(s.Prune(t.Context(), year)), 0)
	same(t, "content", content(t, kv), before)
}

// testPruneStopped stops after each transaction and goes on with the next call.
func testPruneStopped(t *testing.T, s *storage.Store, kv storage.KV) {
	over := litter(t, s, 140)
	agree(t, s)
	power := &stopper{KV: kv, left: 1}
	s = newStore(t, power)
	stops := untilDone(t, power, 1, func() error {
		_, err := s.Prune(t.Context(), year)
		checkPointers(t, kv)
		return err
	})
	if stops < 10 {
		t.Errorf("stopped %d times: too few transactions", stops)
	}
	checkPruned(t, s, kv, over, 140)
}

func testPruneSlots(t *testing.T, s *storage.Store, kv storage.KV) {
	ctx := t.Context()
	slot := func(day int) target.SlotClaim {
		at := start.AddDate(0, 0, day)
		return target.SlotClaim{
			Slot: target.Slot{Rule: "monday", At: at}, Cursor: at,
			Deliveries: []target.Delivery{{ID: target.DeliveryID(fmt.Sprint("monday/", day)), Chat: "web:a", Rule: "monday", Created: at}},
		}
	}
	noted := slot(0) // a missed slot of a rule whose cursor stays behind it
	noted.Slot.Rule, noted.Cursor, noted.Deliveries = "noted", start.Add(-1), nil
	must[int](t)(s.ClaimSlot(ctx, noted))
	for day := range 100 {
		claim := slot(day)
		must[int](t)(s.ClaimSlot(ctx, claim))
		settle(t, s, claim.Deliveries[0].ID, day*24*60, nil)
	}
	same(t, "pruned", must[int](t)(s.Prune(ctx, start.AddDate(0, 0, 90))), 90+90)
	marks := func() (n int) {
		view(t, kv, func(r storage.Reader) {
			for range r.Scan([]byte("slot/"), nil) {
				n++
			}
		})
		return n
	}
	same(t, "marks", marks(), 10+1)
	for day := range 100 {
		same(t, "claimed again", must[int](t)(s.ClaimSlot(ctx, slot(day))), 0)
	}
	same(t, "cursor", must[time.Time](t)(s.Cursor(ctx, "monday")), slot(99).Cursor)
	same(t, "the next one", must[int](t)(s.ClaimSlot(ctx, slot(100))), 1)
}
