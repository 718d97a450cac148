package scheduler

import (
	"fmt"
	"testing"

	"chitieu/storage"
	"chitieu/storage/badger"
	"chitieu/storage/memory"
	"chitieu/target"
)

// BenchmarkTick plans and sends a slot for 1,000 groups.
func BenchmarkTick(b *testing.B) {
	engines := map[string]func(b *testing.B) storage.KV{
		"memory": func(*testing.B) storage.KV { return memory.New() },
		"badger": func(b *testing.B) storage.KV {
			kv, err := badger.Open(badger.Options{Dir: b.TempDir()})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { _ = kv.Close() })
			return kv
		},
	}
	var groups []target.ChatID
	for i := range 1000 {
		groups = append(groups, target.ChatID(fmt.Sprintf("web:%04d", i)))
	}
	for name, open := range engines {
		b.Run(name+"/slot", func(b *testing.B) { benchmarkSlot(b, open(b), groups) })
		b.Run(name+"/idle", func(b *testing.B) { benchmarkIdle(b, open(b), groups) })
	}
}

func benchmarkSlot(b *testing.B, kv storage.KV, groups []target.ChatID) {
	store, m := seed(b, kv, groups...), &messenger{}
	rule := daily()
	rule.Holiday = target.MoveSlot
	s := open(b, planOf(b, rule), store, m)
	now := at(b, "2024-01-02 09:00")
	tick(b, s, now)
	slots := 0
	for b.Loop() {
		if now = s.book.tables[0].next(now); now.Year() > 2024 {
			b.Fatal("more slots than the plan's year has")
		}
		tick(b, s, now)
		slots++
	}
	if n := len(m.all()); n != slots*len(groups) {
		b.Errorf("%d messages for %d slots", n, slots)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(slots*len(groups)), "µs/message")
}

// benchmarkIdle looks and finds nothing, as twice a minute all year.
func benchmarkIdle(b *testing.B, kv storage.KV, groups []target.ChatID) {
	s := open(b, planOf(b, weekly(), daily(), evening()), seed(b, kv, groups...), &messenger{})
	now := at(b, "2024-03-04 09:00")
	tick(b, s, now)
	for b.Loop() {
		tick(b, s, now)
	}
}
