package scheduler

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"chitieu/target"
)

// TestRandomClock sets the clock anywhere, restarts at random, and holds the
// ledger against what the rules promise: a group sees a slot at most once, a
// slot that is looked at inside its grace and in office hours is sent if it is
// the newest, and no slot that was passed is without a word in the ledger.
func TestRandomClock(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		store, m := newStore(t, group, "web:other"), &messenger{}
		often := daily()
		often.ID, often.Schedule, often.Grace = "often", "15 9-16 * * *", 30*time.Minute
		plan := planOf(t, daily(), often)
		first := at(t, "2024-03-04 07:00")
		now := first
		s := open(t, plan, store, m)
		tick(t, s, now)
		table := s.book.table("daily")
		furthest := now // how far the rule has been dealt with
		for range rapid.IntRange(5, 40).Draw(rt, "looks") {
			now = now.Add(time.Duration(rapid.OneOf(
				rapid.IntRange(0, 90),           // it runs
				rapid.IntRange(-60*20, 60*20),   // it is corrected
				rapid.IntRange(-60*200, 60*200), // it is nonsense
			).Draw(rt, "minutes")) * time.Minute)
			if rapid.IntRange(0, 5).Draw(rt, "restart") == 0 {
				s = open(t, plan, store, m)
			}
			slots := table.between(furthest, now)
			before := len(m.all())
			tick(t, s, now)
			if len(slots) == 0 {
				continue
			}
			newest := slots[len(slots)-1]
			furthest = newest
			opens, ok := table.opening(newest, now)
			if due := ok && !opens.After(now); due && count(m.all()[before:], newest) != 2 {
				rt.Fatalf("slot %s was due at %s and heard %d times by two groups", newest, now, count(m.all()[before:], newest))
			}
		}
		rows := make(map[target.DeliveryID]bool)
		for _, d := range ledger(t, store) {
			if rows[d.ID] = true; d.State == target.Claimed || d.State == target.Unsure || d.State == target.Dead {
				rt.Fatalf("%s is %s (%s) though every send succeeded", d.ID, d.State, d.Reason)
			}
		}
		for _, slot := range table.between(first, furthest) {
			for _, chat := range []target.ChatID{group, "web:other"} {
				id := target.DeliveryID(target.Slot{Rule: "daily", At: slot}.Key() + "/" + string(chat))
				if !rows[id] {
					rt.Fatalf("no word of %s in the ledger", id)
				}
			}
		}
		seen := make(map[heard]int)
		for _, h := range m.all() {
			if seen[heard{chat: h.chat, text: h.text}]++; seen[heard{chat: h.chat, text: h.text}] > 1 {
				rt.Fatalf("%s heard twice in %s", h.text, h.chat)
			}
		}
	})
}

// count counts the messages of the daily rule's slot.
func count(all []heard, slot time.Time) (n int) {
	for _, h := range all {
		if h.text == "daily "+slot.UTC().Format("01-02 15:04") {
			n++
		}
	}
	return n
}
