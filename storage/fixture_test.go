package storage_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/shopspring/decimal"

	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

// loadFixture returns a KV with the lines "key TAB value" of a file: what a
// program of that version left on disk. The files are never written again; a
// later version gets a folder of its own.
func loadFixture(t *testing.T, path string) storage.KV {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	kv := memory.New()
	err = kv.Update(t.Context(), func(w storage.Writer) error {
		for line := range strings.Lines(string(b)) {
			key, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
			if !ok {
				t.Fatalf("%s: line without a tab: %q", path, line)
			}
			if err := w.Set([]byte(key), []byte(value)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return kv
}

// check compares what a read returns.
func check[T any](t *testing.T, what string, want T) func(T, error) {
	return func(got T, err error) {
		t.Helper()
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); err != nil || diff != "" {
			t.Errorf("%s: error %v (-want +got):\n%s", what, err, diff)
		}
	}
}

func TestLoadVersion1(t *testing.T) {
	ctx := t.Context()
	s, err := storage.New(ctx, loadFixture(t, "testdata/v1/database.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	said := time.Date(2024, 7, 1, 0, 25, 0, 500_000_000, time.UTC)
	increment := decimal.RequireFromString("12.25")
	reports := []target.Report{
		{
			ID: "20240701T002500.500000000Z-0a1b2c3d4e5f", Indicator: "budget-revenue", Unit: "phong-tai-chinh",
			Value: decimal.RequireFromString("120.5"), Increment: &increment, AsOf: target.NewDate(2024, 6, 30),
			Estimate: true, Illustrative: true, Said: said, By: "telegram:7", ByName: "Officer", Chat: "telegram:-100/2",
			Source: "báo cáo qua chat", Evidence: []string{"photo:1"}, Replaces: "older",
		},
		{
			ID: "20240701T002600.000000000Z-0a1b2c3d4e60", Indicator: "budget-revenue", Unit: "phong-tai-chinh",
			AsOf: target.NewDate(2024, 7, 1), Said: said.Add(59500 * time.Millisecond), By: "telegram:7",
			Retracts: "20240701T002500.500000000Z-0a1b2c3d4e5f",
		},
	}
	check(t, "reports", reports)(s.Reports(ctx))
	check(t, "series", reports)(s.Series(ctx, "budget-revenue", "phong-tai-chinh"))
	check(t, "head", reports[1].ID)(s.Head(ctx, "budget-revenue", "phong-tai-chinh"))
	check(t, "dialog", target.Dialog{
		Chat: "telegram:-100/2", Member: "telegram:7", Payload: []byte(`{"ask":"unit"}`), Expires: said.Add(5 * time.Minute),
	})(s.Dialog(ctx, "telegram:-100/2", "telegram:7", said))
	check(t, "chats", []target.Chat{
		{ID: "telegram:-100/2", Title: "Nhóm cán bộ", Group: true, Unit: "phong-tai-chinh", Lang: "vi", Parked: "bot was kicked"},
	})(s.Chats(ctx))
	check(t, "members", []target.Member{
		{ID: "telegram:7", Name: "Officer", Role: target.Officer, Unit: "phong-tai-chinh", Lang: "id"},
	})(s.Members(ctx))
	check(t, "rules", map[target.RuleID]target.RuleState{
		"monday-digest": {ID: "monday-digest", Paused: true, By: "telegram:7", At: said},
	})(s.RuleStates(ctx))
	check(t, "audits", []target.Audit{
		{At: said, Member: "telegram:7", Chat: "telegram:-100/2", Action: "report", Detail: "budget-revenue 120.5"},
	})(s.Audits(ctx, 10))
	check(t, "cursor", said)(s.Cursor(ctx, "monday-digest"))
	checkVersion1Outbox(t, s, said)
}

// checkVersion1Outbox reads the deliveries and what guards them.
func checkVersion1Outbox(t *testing.T, s *storage.Store, said time.Time) {
	ctx := t.Context()
	slot := target.Slot{Rule: "monday-digest", At: time.Date(2024, 7, 1, 0, 30, 0, 0, time.UTC)}
	reminder := target.Delivery{
		ID: "monday-digest/202407010030/telegram:-100/2", Chat: "telegram:-100/2",
		Rule: slot.Rule, Kind: target.Digest, Slot: slot.At, Since: target.NewDate(2024, 6, 24),
		Once: "lagging/telegram:-100/2/2024-07-01", Resend: true,
		State: target.Claimed, Attempt: 1, Created: slot.At, NotBefore: slot.At, Lease: slot.At.Add(time.Minute),
	}
	reply := target.Delivery{
		ID: "reply/telegram:1", Chat: "telegram:-100/2",
		Note: &target.Note{
			Head: "Đã ghi nhận", Text: "120,5 tỷ đồng", Choices: []target.Choice{{Label: "Hoàn tác", Data: "/huy"}},
		},
		State: target.Sent, Attempt: 2, Created: said, Done: said.Add(time.Second), MessageID: "9", Reason: "second try",
	}
	check(t, "deliveries", []target.Delivery{reply, reminder})(s.Deliveries(ctx, said, said.Add(time.Hour)))
	check(t, "due", []target.Delivery{reminder})(s.Due(ctx, reminder.Lease, 10))
	check(t, "slot claimed before", 0)(s.ClaimSlot(ctx, target.SlotClaim{
		Slot: slot, Deliveries: []target.Delivery{{ID: "other", Chat: "telegram:8", Rule: slot.Rule}},
	}))
	check(t, "once key held", 0)(s.ClaimSlot(ctx, target.SlotClaim{
		Slot:       target.Slot{Rule: "daily", At: slot.At},
		Deliveries: []target.Delivery{{ID: "other", Chat: "telegram:8", Rule: "daily", Once: reminder.Once}},
	}))
	if err := s.Commit(ctx, target.Change{Update: "telegram:1"}); err == nil {
		t.Error("an update that was applied is applied again")
	}
}
