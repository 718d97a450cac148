package main

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// TestRetention: what is over for longer than data.keep_days goes by itself, and
// figures stay.
func TestRetention(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newOffice(t)
		f.o.KeepFor = minKeepDays * 24 * time.Hour
		store, err := storage.New(t.Context(), f.o.KV)
		if err != nil {
			t.Fatal(err)
		}
		old, young := f.o.Now().AddDate(0, 0, -minKeepDays-1), f.o.Now().AddDate(0, 0, -minKeepDays+2)
		err = store.Commit(t.Context(), target.Change{
			Audits: []target.Audit{{At: old, Member: "telegram:7", Action: "language", Detail: "old"}, {At: young, Member: "telegram:7", Action: "language", Detail: "young"}},
			Deliveries: []target.Delivery{
				{ID: "reply/old", Chat: "telegram:7", Note: &target.Note{Text: "x"}, State: target.Sent, Created: old},
				{ID: "reply/young", Chat: "telegram:7", Note: &target.Note{Text: "x"}, State: target.Sent, Created: young},
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		f.run(3*time.Minute, nil)
		audits, err := store.Audits(t.Context(), 100)
		if err != nil {
			t.Fatal(err)
		}
		var kept []string
		for _, a := range audits {
			kept = append(kept, a.Detail)
		}
		if text := strings.Join(kept, " "); strings.Contains(text, "old") || !strings.Contains(text, "young") {
			t.Errorf("the audit trail holds %q", text)
		}
		rows, err := store.Deliveries(t.Context(), time.Time{}, f.o.Now().Add(time.Second))
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for i := range rows {
			ids = append(ids, string(rows[i].ID))
		}
		if text := strings.Join(ids, " "); strings.Contains(text, "reply/old") || !strings.Contains(text, "reply/young") {
			t.Errorf("the outbox holds %q", text)
		}
		if reports, err := store.Reports(t.Context()); err != nil || len(reports) != len(f.o.Reports) {
			t.Errorf("%d reports, want %d (%v)", len(reports), len(f.o.Reports), err)
		}
	})
}
