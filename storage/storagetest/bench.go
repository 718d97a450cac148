package storagetest

import (
	"fmt"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

// BenchmarkStore measures what the bot and the scheduler ask for most. open
// returns an empty KV, which the benchmark closes.
func BenchmarkStore(b *testing.B, open func(b *testing.B) storage.KV) {
	b.Run("commit a report", func(b *testing.B) { benchCommit(b, filled(b, open, 0)) })
	for _, rows := range []int{1000, 10000} {
		kv := filled(b, open, rows)
		b.Run(fmt.Sprintf("first reading of %d reports", rows), func(b *testing.B) {
			for b.Loop() {
				benchReports(b, benchStore(b, kv), rows)
			}
		})
		b.Run(fmt.Sprintf("reading %d reports again", rows), func(b *testing.B) {
			s := benchStore(b, kv)
			benchReports(b, s, rows)
			for b.Loop() {
				benchReports(b, s, rows)
			}
		})
	}
	b.Run("20 due of 1000 waiting", func(b *testing.B) { benchDue(b, filled(b, open, 0)) })
}

func benchStore(b *testing.B, kv storage.KV) *storage.Store {
	b.Helper()
	s, err := storage.New(b.Context(), kv)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// filled returns a KV with so many reports of thirty series.
func filled(b *testing.B, open func(b *testing.B) storage.KV, rows int) storage.KV {
	b.Helper()
	kv := open(b)
	b.Cleanup(func() {
		if err := kv.Close(); err != nil {
			b.Error(err)
		}
	})
	reports := make([]target.Report, rows)
	for i := range reports {
		reports[i] = benchReport(i)
	}
	if _, err := benchStore(b, kv).Import(b.Context(), reports); err != nil {
		b.Fatal(err)
	}
	return kv
}

func benchReport(i int) target.Report {
	r := fullReport()
	r.ID = target.ReportID(fmt.Sprintf("bench-%06d", i))
	r.Indicator = target.IndicatorID(fmt.Sprint("indicator-", i%30))
	r.Replaces, r.Retracts = "", ""
	return r
}

// benchCommit commits what an ordinary report in a chat does.
func benchCommit(b *testing.B, kv storage.KV) {
	s := benchStore(b, kv)
	for i := 0; b.Loop(); i++ {
		r := benchReport(i)
		r.Indicator = target.IndicatorID(fmt.Sprint("indicator-", i))
		update := fmt.Sprint("bench:", i)
		err := s.Commit(b.Context(), target.Change{
			Update: update, Heads: []target.Head{{Indicator: r.Indicator, Unit: r.Unit}}, Reports: []target.Report{r},
			Deliveries: []target.Delivery{{
				ID: target.DeliveryID("reply/" + update), Chat: r.Chat, Created: r.Said, Note: fullDelivery().Note,
			}},
			Audits: []target.Audit{{At: r.Said, Member: r.By, Chat: r.Chat, Action: "report", Detail: "indicator 120.5"}},
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

func benchReports(b *testing.B, s *storage.Store, rows int) {
	reports, err := s.Reports(b.Context())
	if err != nil || len(reports) != rows {
		b.Fatalf("%d reports, %v", len(reports), err)
	}
}

func benchDue(b *testing.B, kv storage.KV) {
	s := benchStore(b, kv)
	for i := range 1000 {
		d := fullDelivery()
		d.ID, d.Once = target.DeliveryID(fmt.Sprint("bench:", i)), ""
		d.NotBefore = start.Add(time.Duration(i) * time.Minute)
		if err := s.Commit(b.Context(), target.Change{Deliveries: []target.Delivery{d}}); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		due, err := s.Due(b.Context(), start.Add(time.Hour), 20)
		if err != nil || len(due) != 20 {
			b.Fatalf("%d due, %v", len(due), err)
		}
	}
}
