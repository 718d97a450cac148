package storagetest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"chitieu/storage"
	"chitieu/target"
)

func testUpdateOnce(t *testing.T, s *storage.Store, kv storage.KV) {
	commit(t, s, target.Change{Update: "telegram:1", Reports: []target.Report{said(1, "grain", 5)}})
	before := content(t, kv)
	for range 2 {
		err := s.Commit(t.Context(), target.Change{Update: "telegram:1", Reports: []target.Report{said(2, "grain", 9)}})
		wantError(t, "same update", err, target.ErrSeen)
	}
	want(t, "content", content(t, kv), before)
	commit(t, s, target.Change{Update: "telegram:2", Reports: []target.Report{said(2, "grain", 9)}})
	commit(t, s, target.Change{})
	commit(t, s, target.Change{}) // no update, no repeat
}

// testReplyOnce has a redelivered update whose id the engine forgot.
func testReplyOnce(t *testing.T, s *storage.Store, kv storage.KV) {
	change := target.Change{
		Update: "telegram:1", Reports: []target.Report{said(1, "grain", 5)},
		Deliveries: []target.Delivery{{ID: "reply/telegram:1", Chat: "web:a"}},
	}
	commit(t, s, change)
	update(t, kv, func(w storage.Writer) {
		if err := w.Delete([]byte("update/telegram:1")); err != nil {
			t.Fatal(err)
		}
	})
	before := content(t, kv)
	change.Reports = []target.Report{said(2, "grain", 5)}
	wantError(t, "forgotten update", s.Commit(t.Context(), change), target.ErrSeen)
	want(t, "content", content(t, kv), before)
}

// testAllOrNothing has a change of every part fail at its last.
func testAllOrNothing(t *testing.T, s *storage.Store, kv storage.KV) {
	commit(t, s, target.Change{Reports: []target.Report{said(1, "grain", 5)}})
	before := content(t, kv)
	change := target.Change{
		Update: "web:1", Reports: []target.Report{said(2, "grain", 6), said(1, "grain", 5)},
		Dialog: &target.Dialog{Chat: "web:a", Member: "web:b", Payload: []byte("1")},
		Chats:  []target.Chat{{ID: "web:a"}}, Members: []target.Member{{ID: "web:b"}},
		Rules:      []target.RuleState{{ID: "monday"}},
		Deliveries: []target.Delivery{{ID: "reply/1", Chat: "web:a"}}, Audits: []target.Audit{{Action: "report"}},
	}
	wantError(t, "change with a stored report", s.Commit(t.Context(), change), storage.ErrReportExists)
	change.Reports = nil
	for range storage.MaxTouched {
		change.Audits = append(change.Audits, target.Audit{Action: "more"})
	}
	wantError(t, "change that is too large", s.Commit(t.Context(), change), storage.ErrTooLarge)
	want(t, "content", content(t, kv), before)
}

func testReportOnce(t *testing.T, s *storage.Store, _ storage.KV) {
	first := said(1, "grain", 5)
	commit(t, s, target.Change{Reports: []target.Report{first}})
	other := said(1, "budget-revenue", 9) // the ID is what counts
	wantError(t, "stored", s.Commit(t.Context(), target.Change{Reports: []target.Report{other}}), storage.ErrReportExists)
	twice := []target.Report{said(2, "grain", 6), said(2, "grain", 7)}
	wantError(t, "twice in a change", s.Commit(t.Context(), target.Change{Reports: twice}), storage.ErrReportExists)
	if err := s.Commit(t.Context(), target.Change{Reports: []target.Report{{Indicator: "grain"}}}); err == nil {
		t.Error("report without ID: no error")
	}
	same(t, "reports", must[[]target.Report](t)(s.Reports(t.Context())), []target.Report{first})
}

// testHistoryOrder commits with a clock that goes back between the reports.
func testHistoryOrder(t *testing.T, s *storage.Store, kv storage.KV) {
	ctx := t.Context()
	reports := []target.Report{said(5, "grain", 1), said(3, "grain", 2), said(4, "schools", 3), said(1, "grain", 4)}
	for i, r := range reports {
		commit(t, s, target.Change{Reports: []target.Report{r}})
		same(t, "as it grows", ids(must[[]target.Report](t)(s.Reports(ctx))), ids(reports[:i+1]))
	}
	same(t, "read anew", must[[]target.Report](t)(newStore(t, kv).Reports(ctx)), reports)
	same(t, "series", ids(must[[]target.Report](t)(s.Series(ctx, "grain", ""))),
		[]target.ReportID{reports[0].ID, reports[1].ID, reports[3].ID})
	same(t, "head", must[target.ReportID](t)(s.Head(ctx, "grain", "")), reports[3].ID)
	// What a caller does to its slice is its own affair.
	mine := must[[]target.Report](t)(s.Reports(ctx))
	mine[0].ID = "scribbled"
	same(t, "after scribbling", must[[]target.Report](t)(s.Reports(ctx))[0].ID, reports[0].ID)
}

func testHeads(t *testing.T, s *storage.Store, kv storage.KV) {
	first, second := said(1, "grain", 5), said(2, "grain", 8)
	none := target.Head{Indicator: "grain"}
	commit(t, s, target.Change{Heads: []target.Head{none}, Reports: []target.Report{first}})
	before := content(t, kv)
	err := s.Commit(t.Context(), target.Change{Update: "web:2", Heads: []target.Head{none}, Reports: []target.Report{second}})
	wantError(t, "head that moved", err, target.ErrConflict)
	want(t, "content", content(t, kv), before)
	moved := target.Head{Indicator: "grain", Last: first.ID}
	commit(t, s, target.Change{Update: "web:2", Heads: []target.Head{moved}, Reports: []target.Report{second}})
	same(t, "head", must[target.ReportID](t)(s.Head(t.Context(), "grain", "")), second.ID)
}

// testConcurrentHeads has everybody add to the same total at the same time.
func testConcurrentHeads(t *testing.T, s *storage.Store, _ storage.KV) {
	var won atomic.Int32
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			err := s.Commit(t.Context(), target.Change{
				Heads: []target.Head{{Indicator: "grain"}}, Reports: []target.Report{said(i, "grain", 1)},
			})
			switch {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, target.ErrConflict):
				t.Errorf("commit: %v", err)
			}
		})
	}
	wg.Wait()
	if n := len(must[[]target.Report](t)(s.Reports(t.Context()))); won.Load() != 1 || n != 1 {
		t.Errorf("%d commits went through and %d reports are stored, want one", won.Load(), n)
	}
}

func testLastReport(t *testing.T, s *storage.Store, _ storage.KV) {
	ctx := t.Context()
	_, err := s.LastReportBy(ctx, "web:lead", "web:group")
	wantError(t, "empty store", err, target.ErrNotFound)
	one, two, other := said(1, "grain", 5), said(2, "schools", 6), said(3, "grain", 7)
	other.Chat = "web:elsewhere"
	undo := said(4, "schools", 0)
	undo.Retracts = two.ID
	commit(t, s, target.Change{Reports: []target.Report{one, two, other}})
	same(t, "newest", must[target.Report](t)(s.LastReportBy(ctx, "web:lead", "web:group")).ID, two.ID)
	commit(t, s, target.Change{Reports: []target.Report{undo}})
	same(t, "after an undo", must[target.Report](t)(s.LastReportBy(ctx, "web:lead", "web:group")).ID, one.ID)
	waiting := said(5, "grain", 9)
	waiting.Waiting = true
	commit(t, s, target.Change{Reports: []target.Report{waiting}})
	same(t, "waiting for approval", must[target.Report](t)(s.LastReportBy(ctx, "web:lead", "web:group")).ID, waiting.ID)
	_, err = s.LastReportBy(ctx, "web:stranger", "web:group")
	wantError(t, "stranger", err, target.ErrNotFound)
}

func testLargeChange(t *testing.T, s *storage.Store, _ storage.KV) {
	change := target.Change{
		Update: "web:1", Dialog: &target.Dialog{Chat: "web:a", Member: "web:b", Payload: []byte("1")},
		Deliveries: []target.Delivery{{ID: "reply/web:1", Chat: "web:a", Once: "once"}},
	}
	for i := range 20 {
		indicator := target.IndicatorID(fmt.Sprint("indicator-", i))
		change.Heads = append(change.Heads, target.Head{Indicator: indicator})
		change.Reports = append(change.Reports, said(i, indicator, 1))
		change.Audits = append(change.Audits, target.Audit{Action: "report"})
	}
	commit(t, s, change)
	same(t, "reports", must[[]target.Report](t)(s.Reports(t.Context())), change.Reports)
}

func testImport(t *testing.T, s *storage.Store, _ storage.KV) {
	var all []target.Report
	for i := range 60 {
		all = append(all, said(i, target.IndicatorID(fmt.Sprint("indicator-", i%30)), int64(i)))
	}
	same(t, "first part", must[int](t)(s.Import(t.Context(), all[:40])), 40)
	same(t, "all of it", must[int](t)(s.Import(t.Context(), all)), 20)
	same(t, "again", must[int](t)(s.Import(t.Context(), all)), 0)
	same(t, "reports", must[[]target.Report](t)(s.Reports(t.Context())), all)
}
