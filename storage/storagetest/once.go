package storagetest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// race commits changes at the same time and returns how many were taken; the
// others must have found that things have changed.
func race(t *testing.T, s *storage.Store, change func(i int) target.Change) int {
	t.Helper()
	var taken atomic.Int32
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			switch err := s.Commit(t.Context(), change(i)); {
			case err == nil:
				taken.Add(1)
			case !errors.Is(err, target.ErrConflict):
				t.Errorf("commit: %v", err)
			}
		})
	}
	wg.Wait()
	return int(taken.Load())
}

func testInviteOnce(t *testing.T, s *storage.Store, _ storage.KV) {
	open := target.Invite{Hash: "a1", Kind: target.InviteMember, Role: target.Officer, Expires: after(60)}
	commit(t, s, target.Change{Invites: []target.Invite{open}})
	n := race(t, s, func(i int) target.Change {
		used := open
		used.Used, used.UsedBy = after(i), target.MemberID(fmt.Sprint("web:", i))
		return target.Change{Invites: []target.Invite{used}, Members: []target.Member{{ID: used.UsedBy, Role: used.Role}}}
	})
	same(t, "taken", n, 1)
	same(t, "members", len(must[[]target.Member](t)(s.Members(t.Context()))), 1)
	wantError(t, "made open again", s.Commit(t.Context(), target.Change{Invites: []target.Invite{open}}), target.ErrConflict)
}

func testRequestOnce(t *testing.T, s *storage.Store, _ storage.KV) {
	ask := target.AccessRequest{Member: "zalo:9", Chat: "zalo:9", At: start}
	commit(t, s, target.Change{Requests: []target.AccessRequest{ask}})
	n := race(t, s, func(i int) target.Change {
		decided := ask
		decided.Decided, decided.By, decided.Granted = after(i), target.MemberID(fmt.Sprint("web:", i)), i%2 == 0
		return target.Change{Requests: []target.AccessRequest{decided}}
	})
	same(t, "decisions", n, 1)
	ask.At = after(60)
	commit(t, s, target.Change{Requests: []target.AccessRequest{ask}}) // asks again
	same(t, "requests", must[[]target.AccessRequest](t)(s.Requests(t.Context())), []target.AccessRequest{ask})
}

func testDirectiveOnce(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	n := race(t, s, func(i int) target.Change {
		return target.Change{Directives: []target.Directive{{
			ID: "gv-7", Given: after(i), By: target.MemberID(fmt.Sprint("web:", i)), State: target.DirectiveOpen,
		}}}
	})
	same(t, "given", n, 1)
	given := must[target.Directive](t)(s.Directive(ctx, "gv-7"))
	given.State, given.Answer = target.DirectiveAnswered, "5/7 trường"
	commit(t, s, target.Change{Directives: []target.Directive{given}})
	same(t, "answered", must[[]target.Directive](t)(s.Directives(ctx)), []target.Directive{given})
}

func testIncidents(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	hour := start.Truncate(time.Hour)
	at := func(minutes int, kind target.IncidentKind, chat target.ChatID) target.Incident {
		return target.Incident{At: hour.Add(time.Duration(minutes) * time.Minute), Kind: kind, Chat: chat, Detail: fmt.Sprint(minutes)}
	}
	all := []target.Incident{
		at(0, target.Outage, ""), at(1, target.ChatParked, "web:a"), at(2, target.ChatParked, "web:b"),
		at(60, target.ChatParked, "web:a"),
	}
	repeated := at(59, target.ChatParked, "web:a")
	commit(t, s, target.Change{Incidents: []target.Incident{all[3], repeated, all[0]}})
	for _, i := range all { // the second is of an hour that has one
		if err := s.AddIncident(ctx, i); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "all", must[[]target.Incident](t)(s.Incidents(ctx, time.Time{})),
		[]target.Incident{all[0], all[2], repeated, all[3]})
	must[int](t)(s.ClaimSlot(ctx, target.SlotClaim{
		Slot: target.Slot{Rule: "health", At: start}, Cursor: start, Incidents: []target.Incident{at(61, target.Outage, "")},
	}))
	same(t, "since, that moment included", must[[]target.Incident](t)(s.Incidents(ctx, repeated.At)),
		[]target.Incident{repeated, all[3], at(61, target.Outage, "")})
}

func testCount(t *testing.T, s *storage.Store, kv storage.KV) {
	ctx := t.Context()
	same(t, "unknown", must[int](t)(s.Count(ctx, "zalo/2024-07", 0)), 0)
	want(t, "reading stores nothing", content(t, kv), `meta/schema={"v":1,"schema":1}`)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if _, err := s.Count(ctx, "zalo/2024-07", 2); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	same(t, "added at the same time", must[int](t)(s.Count(ctx, "zalo/2024-07", 1)), 17)
	same(t, "another month", must[int](t)(s.Count(ctx, "zalo/2024-08", 1)), 1)
	same(t, "taken back after a restart", must[int](t)(newStore(t, kv).Count(ctx, "zalo/2024-07", -1)), 16)
}
