package storagetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// supergroup fills a store with all that is to come for a group, in more rows
// than one transaction takes, and with some history.
func supergroup(t *testing.T, s *storage.Store) {
	t.Helper()
	for i := range 70 {
		day := start.AddDate(0, 0, i)
		commit(t, s, target.Change{
			Deliveries: []target.Delivery{{ID: target.DeliveryID(fmt.Sprint("reply/", i)), Chat: "telegram:-1", Created: day}},
			Answers:    []target.Answer{{ID: target.AnswerID(fmt.Sprint(i)), Chat: "telegram:-1", At: day}},
		})
	}
	remind(t, s, "telegram:-1", "told", "diverted")
	settle(t, s, "told", 0, func(d *target.Delivery) {
		d.Note = &target.Note{Choices: []target.Choice{{Label: "Đã rõ", Data: "/ro"}}}
	})
	if err := s.Divert(t.Context(), "diverted", "zalo:g1"); err != nil {
		t.Fatal(err)
	}
	commit(t, s, target.Change{
		Chats: []target.Chat{
			{ID: "telegram:-1", Title: "Nhóm", Group: true, Unit: "xa-ky-thu", Fallback: "zalo:g1"},
			{ID: "web:a", Fallback: "telegram:-1"}, {ID: "zalo:g1", Standby: true},
		},
		Directives: []target.Directive{{ID: "gv-1", Chat: "telegram:-1"}, {ID: "gv-2", From: "telegram:-1"}},
		Escalations: []target.Escalation{{ID: "chain", Steps: []target.ChainStep{
			{To: target.ToUnit, Chats: []target.ChatID{"telegram:-1"}},
			{To: target.ToLead, Chats: []target.ChatID{"web:a", "telegram:-1"}},
		}}},
		Invites:  []target.Invite{{Hash: "standby", Kind: target.StandbyChat, Chat: "telegram:-1"}},
		Requests: []target.AccessRequest{{Member: "web:b", Chat: "telegram:-1"}},
		Reports:  []target.Report{{ID: "history", Indicator: "grain", Chat: "telegram:-1"}},
	})
}

// testMoveStopped stops a move after each of its transactions and calls it again.
func testMoveStopped(t *testing.T, s *storage.Store, kv storage.KV) {
	ctx := t.Context()
	supergroup(t, s)
	held := must[target.Delivery](t)(s.Lease(ctx, "reply/1", start.AddDate(0, 0, 1), start.AddDate(0, 0, 2)))
	power := &stopper{KV: kv, left: 1}
	s = newStore(t, power)
	stops := untilDone(t, power, 1, func() error { return s.MoveChat(ctx, "telegram:-1", "telegram:-1001") })
	if stops < 5 {
		t.Errorf("stopped %d times: the move is in too few transactions", stops)
	}
	power.left = 1000
	before := content(t, kv)
	if err := s.MoveChat(ctx, "telegram:-1", "telegram:-1001"); err != nil {
		t.Fatal(err)
	}
	want(t, "moved again", content(t, kv), before)
	// The sender that was told to move still holds the delivery with its old chat.
	if err := s.Requeue(ctx, held); err != nil {
		t.Error(err)
	}
	checkMoved(t, s, kv)
}

// checkMoved looks for the old chat: only history may hold it.
func checkMoved(t *testing.T, s *storage.Store, kv storage.KV) {
	t.Helper()
	ctx := t.Context()
	view(t, kv, func(r storage.Reader) {
		for e, err := range r.Scan(nil, nil) {
			if err != nil {
				t.Fatal(err)
			}
			history := strings.HasPrefix(string(e.Key), "report/") || string(e.Key) == "delivery/told"
			if strings.Contains(string(e.Key)+string(e.Value), `telegram:-1"`) != history {
				t.Errorf("%s: %s", e.Key, e.Value)
			}
		}
	})
	same(t, "chats", must[[]target.Chat](t)(s.Chats(ctx)), []target.Chat{
		{ID: "telegram:-1001", Title: "Nhóm", Group: true, Unit: "xa-ky-thu", Fallback: "zalo:g1"},
		{ID: "web:a", Fallback: "telegram:-1001"}, {ID: "zalo:g1", Standby: true},
	})
	same(t, "diverted", stored(t, s, "diverted").For, "telegram:-1001")
	same(t, "told", must[target.Delivery](t)(s.LastTold(ctx, "monday", "telegram:-1001")).ID, "told")
	same(t, "choices", must[target.Delivery](t)(s.LastSent(ctx, "telegram:-1001")).ID, "told")
	_, err := s.LastTold(ctx, "monday", "telegram:-1")
	wantError(t, "told the old one", err, target.ErrNotFound)
	same(t, "answers", len(must[[]target.Answer](t)(s.Answers(ctx))), 70)
	same(t, "due", len(must[[]target.Delivery](t)(s.Due(ctx, start.AddDate(1, 0, 0), 100))), 71)
	same(t, "steps", must[[]target.Escalation](t)(s.Escalations(ctx))[0].Steps[1].Chats,
		[]target.ChatID{"web:a", "telegram:-1001"})
	same(t, "finished stays in history", stored(t, s, "told").Chat, "telegram:-1")
	_, err = s.Dialog(ctx, "telegram:-1001", "web:b", time.Time{})
	wantError(t, "dialog", err, target.ErrNotFound)
}
