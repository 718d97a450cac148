package bot_test

import (
	"fmt"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/storage"
	"chitieu/storage/badger"
	"chitieu/storage/memory"
	"chitieu/target"
)

// yearOfReports is how many reports the store holds: a year of nine indicators
// from the lead agencies and twenty communes.
const yearOfReports = 1000

// BenchmarkAnswer answers one question of a kind, from the text to the words,
// on a store with a year's reports. Below each store, "floor" only reads the
// reports: no answer can be faster without keeping them in memory.
func BenchmarkAnswer(b *testing.B) {
	for _, engine := range []struct {
		name string
		open func(*testing.B) storage.KV
	}{
		{"memory", func(*testing.B) storage.KV { return memory.New() }},
		{"badger", func(b *testing.B) storage.KV {
			kv, err := badger.Open(badger.Options{Dir: b.TempDir()})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = kv.Close() })
			return kv
		}},
	} {
		b.Run(engine.name, func(b *testing.B) { benchmarkAnswers(b, engine.open(b)) })
	}
}

func benchmarkAnswers(b *testing.B, kv storage.KV) {
	store, answer := benchmarkBot(b, kv)
	b.Run("floor", func(b *testing.B) {
		for b.Loop() {
			if all, err := store.Reports(b.Context()); err != nil || len(all) != yearOfReports {
				b.Fatal(len(all), err)
			}
		}
	})
	for _, q := range []struct{ name, text string }{
		{"one", "thu ngân sách đến đâu rồi"},
		{"commune", "san luong luong thuc xa ky khang"},
		{"all", "tổng hợp các chỉ tiêu"},
		{"ranking", "xếp hạng các xã thu ngân sách"},
		{"slowest", "xã nào chậm nhất"},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				if reply := answer(b, q.text); reply.Head == "" {
					b.Fatalf("no answer: %+v", reply)
				}
			}
		})
	}
}

// benchmarkBot makes a bot on a store with a year's reports, and how to ask it.
func benchmarkBot(b *testing.B, kv storage.KV) (*storage.Store, func(*testing.B, string) bot.Reply) {
	demo, err := demonstration()
	if err != nil {
		b.Fatal(err)
	}
	store, err := storage.New(b.Context(), kv)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := store.Import(b.Context(), reportsOfAYear(demo.plan)); err != nil {
		b.Fatal(err)
	}
	if err := store.Commit(b.Context(), target.Change{Members: cast}); err != nil {
		b.Fatal(err)
	}
	now := time.Date(2024, time.December, 30, 9, 0, 0, 0, demo.plan.Zone)
	talker, err := bot.New(bot.Options{Plan: demo.plan, Store: store, PerMinute: -1, Now: func() time.Time { return now }})
	if err != nil {
		b.Fatal(err)
	}
	return store, func(b *testing.B, text string) bot.Reply {
		reply, err := talker.Handle(b.Context(), bot.Message{Chat: "test:viewer", From: "test:viewer", Text: text, Addressed: true})
		if err != nil {
			b.Fatal(err)
		}
		return reply
	}
}

// reportsOfAYear spreads reports over the indicators, units and days of the
// year: each total grows by the day, so that none is odd.
func reportsOfAYear(plan *target.Plan) []target.Report {
	units := []target.UnitID{target.Locality}
	for _, u := range plan.Communes(target.NewDate(plan.Year, time.December, 31)) {
		units = append(units, u.ID)
	}
	first := target.NewDate(plan.Year, time.January, 1)
	var out []target.Report
	for i := range yearOfReports {
		ind := &plan.Indicators[i%len(plan.Indicators)]
		day := first.AddDays(i * 365 / yearOfReports)
		out = append(out, target.Report{
			ID: target.ReportID(fmt.Sprintf("bench-%04d", i)), Indicator: ind.ID, Unit: units[i/len(plan.Indicators)%len(units)],
			Value: ind.Target.Mul(target.NewAmount(int64(i))).Div(target.NewAmount(2 * yearOfReports)).Floor(),
			AsOf:  day, Said: day.In(plan.Zone).Add(8 * time.Hour), Source: "tệp nhập",
		})
	}
	return out
}
