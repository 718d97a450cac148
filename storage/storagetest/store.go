package storagetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"chitieu/storage"
	"chitieu/target"
)

// start is the moment at which the suite's stories begin.
var start = time.Date(2024, 7, 1, 0, 25, 0, 123456789, time.UTC)

// TestStore checks the domain's store on an engine. open returns an empty KV,
// which the suite closes.
func TestStore(t *testing.T, open func(t *testing.T) storage.KV) {
	tests := []struct {
		name string
		run  func(*testing.T, *storage.Store, storage.KV)
	}{
		{"schema of a newer program is refused", testSchema},
		{"change comes back as it went in", testRoundTrip},
		{"update is applied once", testUpdateOnce},
		{"reply in the outbox means applied", testReplyOnce},
		{"change is all or nothing", testAllOrNothing},
		{"report is stored once", testReportOnce},
		{"history is in the order of commits", testHistoryOrder},
		{"head guards a computed figure", testHeads},
		{"of two increments on one head one wins", testConcurrentHeads},
		{"undo finds what stands", testLastReport},
		{"twenty reports fit in a change", testLargeChange},
		{"import goes on where it stopped", testImport},
		{"dialog expires and ends", testDialog},
		{"settings are replaced", testSettings},
		{"audits are newest first", testAudits},
		{"chat moves with what waits for it", testMoveChat},
		{"move goes on where it stopped", testMoveStopped},
		{"chat is parked", testParkChat},
		{"due holds what may be sent", testDue},
		{"lease is held by one", testLease},
		{"finish is final", testFinish},
		{"requeue keeps what the delivery is", testRequeue},
		{"requeue never takes a resend back", testRequeueResent},
		{"log is by creation", testLog},
		{"last told is of rule and chat", testLastTold},
		{"last sent has choices", testLastSent},
		{"diverted delivery stands in for its chat", testDivert},
		{"slot is claimed once", testClaimOnce},
		{"cursor never moves back", testCursor},
		{"once key is held by one delivery", testOnceKey},
		{"slot for many chats survives a stop after each step", testClaimStopped},
		{"claim moves chains and promises on", testClaimChains},
		{"invite is used once", testInviteOnce},
		{"request is decided once", testRequestOnce},
		{"directive keeps its ID", testDirectiveOnce},
		{"incident of an hour is one", testIncidents},
		{"counter adds up", testCount},
		{"inbound message is fresh once", testInbox},
		{"inbound messages are bounded", testInboxLimits},
		{"inbound message is fresh to one", testInboxRace},
		{"personal data is of all accounts", testPersonal},
		{"forgotten person leaves figures only", testForget},
		{"forgetting goes on where it stopped", testForgetStopped},
		{"nobody is forgotten by mistake", testForgetNobody},
		{"prune keeps what is unfinished", testPrune},
		{"prune goes on where it stopped", testPruneStopped},
		{"pruned slot stays claimed", testPruneSlots},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			kv := opened(t, open)
			test.run(t, newStore(t, kv), kv)
		})
	}
}

func newStore(t *testing.T, kv storage.KV) *storage.Store {
	t.Helper()
	s, err := storage.New(t.Context(), kv)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func commit(t *testing.T, s *storage.Store, c target.Change) {
	t.Helper()
	if err := s.Commit(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

// must returns the value of a call that may not fail.
func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// same compares values of the domain; amounts by value, nil and empty alike.
func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// said returns the n-th report of a series, said n seconds after start.
func said(n int, indicator target.IndicatorID, value int64) target.Report {
	at := start.Add(time.Duration(n) * time.Second)
	return target.Report{
		ID: target.ReportID(fmt.Sprintf("test-%06d", n)), Indicator: indicator, Value: target.NewAmount(value),
		AsOf: target.DateOf(at), Said: at, By: "web:lead", Chat: "web:group",
	}
}

// ids returns the IDs of reports.
func ids(reports []target.Report) (out []target.ReportID) {
	for _, r := range reports {
		out = append(out, r.ID)
	}
	return out
}

// testSchema writes the mark of a later layout and opens the store again.
func testSchema(t *testing.T, _ *storage.Store, kv storage.KV) {
	newStore(t, kv) // what this program wrote it opens
	set(t, kv, "meta/schema", `{"v":1,"schema":2}`)
	if _, err := storage.New(t.Context(), kv); err == nil {
		t.Error("schema 2: no error")
	}
	set(t, kv, "meta/schema", `{"v":2,"schemas":["2"]}`)
	if _, err := storage.New(t.Context(), kv); err == nil {
		t.Error("schema record of version 2: no error")
	}
	update(t, kv, func(w storage.Writer) {
		if err := w.Delete([]byte("meta/schema")); err != nil {
			t.Fatal(err)
		}
	})
	set(t, kv, "somebody", "else's")
	if _, err := storage.New(t.Context(), kv); err == nil {
		t.Error("another program's database: no error")
	}
}

// fullReport has every field set.
func fullReport() target.Report {
	increment := target.NewAmount(32).Shift(-1)
	return target.Report{
		ID: "full-1", Indicator: "budget-revenue", Unit: "xa-ky-thu",
		Value: target.NewAmount(1205).Shift(-1), Increment: &increment, Onto: "c", Without: "d", AsOf: target.NewDate(2024, 6, 30),
		Estimate: true, Illustrative: true, Said: start, By: "telegram:7", ByName: "Cán bộ", Chat: "telegram:-100/2",
		Source: "báo cáo qua chat", Evidence: []string{"photo:1", "photo:2"}, Replaces: "a", Retracts: "b",
		Waiting: true, ApprovedBy: "telegram:8", Confirmed: true,
	}
}

// fullDelivery has every field of a new delivery set.
func fullDelivery() target.Delivery {
	return target.Delivery{
		ID: "reply/telegram:1", Chat: "telegram:-100/2", Rule: "monday", Kind: target.Digest, Slot: start,
		For: "zalo:g1", Since: target.NewDate(2024, 6, 24), Once: "lagging/telegram:-100/2/2024-07-01", Resend: true,
		Subject: "gv-7", Step: 2, Cause: target.CauseStep, Facts: []target.Fact{fullFact(), {Indicator: "grain"}},
		Note: &target.Note{
			Head: "Đã ghi nhận", Text: "120,5 tỷ đồng", Deferrable: true,
			Choices: []target.Choice{{Label: "Hoàn tác", Data: "/huy"}, {Label: "Xem", Data: "/tiendo"}},
		},
		State: target.Pending, Attempt: 2, Resent: true, Created: start, NotBefore: start.Add(time.Minute),
		Lease: start.Add(time.Hour), Done: start.Add(2 * time.Hour), MessageID: "9", Reason: "test",
	}
}

func testSettings(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	for _, title := range []string{"Nhóm cũ", "Nhóm mới"} {
		commit(t, s, target.Change{
			Chats:   []target.Chat{{ID: "web:b", Title: title}, {ID: "web:a", Title: title}},
			Members: []target.Member{{ID: "web:officer", Name: title, Role: target.Viewer}},
			Rules:   []target.RuleState{{ID: "monday", Paused: title == "Nhóm cũ"}},
		})
	}
	same(t, "chats in order of ID", must[[]target.Chat](t)(s.Chats(ctx)),
		[]target.Chat{{ID: "web:a", Title: "Nhóm mới"}, {ID: "web:b", Title: "Nhóm mới"}})
	same(t, "member", must[target.Member](t)(s.Member(ctx, "web:officer")).Name, "Nhóm mới")
	same(t, "rule", must[map[target.RuleID]target.RuleState](t)(s.RuleStates(ctx))["monday"].Paused, false)
}

func testAudits(t *testing.T, s *storage.Store, _ storage.KV) {
	// The clock goes back: the trail is in the order of commits all the same.
	for i, action := range []string{"a", "b", "c"} {
		commit(t, s, target.Change{Audits: []target.Audit{
			{Action: action + "1", At: start.Add(-time.Duration(i) * time.Hour)}, {Action: action + "2"},
		}})
	}
	trail := func(limit int) (all string) {
		for _, a := range must[[]target.Audit](t)(s.Audits(t.Context(), limit)) {
			all += a.Action + " "
		}
		return all
	}
	same(t, "all", trail(100), "c2 c1 b2 b1 a2 a1 ")
	same(t, "some", trail(3), "c2 c1 b2 ")
	same(t, "none", trail(0), "")
}

func testDialog(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	ask := target.Dialog{Chat: "web:a", Member: "web:b", Payload: []byte("1"), Expires: start.Add(time.Minute)}
	commit(t, s, target.Change{Dialog: &ask})
	same(t, "open", must[target.Dialog](t)(s.Dialog(ctx, "web:a", "web:b", start)), ask)
	missing := func(what string, chat target.ChatID, member target.MemberID, now time.Time) {
		t.Helper()
		_, err := s.Dialog(ctx, chat, member, now)
		wantError(t, what, err, target.ErrNotFound)
	}
	missing("expired to the nanosecond", "web:a", "web:b", ask.Expires)
	missing("other member", "web:a", "web:c", start)
	missing("other chat", "web:b", "web:a", start)
	commit(t, s, target.Change{})
	must[target.Dialog](t)(s.Dialog(ctx, "web:a", "web:b", start)) // a change without one leaves it
	commit(t, s, target.Change{Dialog: &target.Dialog{Chat: "web:a", Member: "web:b"}})
	missing("ended", "web:a", "web:b", start)
}

func testParkChat(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	commit(t, s, target.Change{Chats: []target.Chat{{ID: "web:a", Title: "Nhóm", Group: true}}})
	for _, id := range []target.ChatID{"web:a", "web:unknown"} {
		if err := s.ParkChat(ctx, id, "kicked"); err != nil {
			t.Error(err)
		}
	}
	same(t, "chats", must[[]target.Chat](t)(s.Chats(ctx)), []target.Chat{
		{ID: "web:a", Title: "Nhóm", Group: true, Parked: "kicked"}, {ID: "web:unknown", Parked: "kicked"},
	})
}

func testMoveChat(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	commit(t, s, target.Change{
		Chats: []target.Chat{{ID: "telegram:-1", Title: "Nhóm", Group: true, Unit: "xa-ky-thu"}, {ID: "web:a"}},
		Deliveries: []target.Delivery{
			{ID: "reply/1", Chat: "telegram:-1"}, {ID: "reply/2", Chat: "telegram:-1"},
			{ID: "reply/3", Chat: "telegram:-1"}, {ID: "reply/4", Chat: "web:a"},
		},
	})
	held := must[target.Delivery](t)(s.Lease(ctx, "reply/1", start, start.Add(time.Minute)))
	done := must[target.Delivery](t)(s.Lease(ctx, "reply/2", start, start.Add(time.Minute)))
	done.State = target.Sent
	if err := s.Finish(ctx, done); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.MoveChat(ctx, "telegram:-1", "telegram:-1001"); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "chats", must[[]target.Chat](t)(s.Chats(ctx)),
		[]target.Chat{{ID: "telegram:-1001", Title: "Nhóm", Group: true, Unit: "xa-ky-thu"}, {ID: "web:a"}})
	for id, now := range map[target.ChatID]target.ChatID{"telegram:-1": "telegram:-1001", "telegram:-1001": "telegram:-1001", "web:a": "web:a"} {
		same(t, "where is "+string(id), must[target.ChatID](t)(s.WhereIs(ctx, id)), now)
	}
	// The sender that was told to move still holds the delivery with its old chat.
	if err := s.Requeue(ctx, held); err != nil {
		t.Error(err)
	}
	where := make(map[target.DeliveryID]target.ChatID)
	for _, d := range must[[]target.Delivery](t)(s.Deliveries(ctx, time.Time{}, start)) {
		where[d.ID] = d.Chat
	}
	same(t, "deliveries", where, map[target.DeliveryID]target.ChatID{
		"reply/1": "telegram:-1001", "reply/2": "telegram:-1", "reply/3": "telegram:-1001", "reply/4": "web:a",
	})
}
