package scheduler

import (
	"flag"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chitieu/storage"
	"chitieu/target"
)

// TestRandomClock lives through two years in which the clock is set anywhere,
// the process stops for weeks and restarts at random, and holds the ledger
// against what the rules promise: nobody hears a slot twice, a slot that is
// looked at inside its grace and in office hours is sent if it is the newest,
// and what was passed over is written down.
func TestRandomClock(t *testing.T) {
	// Two years a run: a quarter of the usual runs, unless more are asked for.
	if runs := flag.Lookup("rapid.checks"); runs.Value.String() == runs.DefValue {
		if err := runs.Value.Set("25"); err != nil {
			t.Fatal(err)
		}
		defer runs.Value.Set(runs.DefValue)
	}
	rapid.Check(t, func(rt *rapid.T) {
		store, m := operators(t), &messenger{}
		plan := planOf(t, line("daily", "0 8 * * *", 4*time.Hour), line("weekly", "30 7 * * MON", 48*time.Hour))
		first, last := at(t, "2024-03-04 07:00"), at(t, "2026-03-04 07:00")
		named := func(o *Options) {
			o.Composer = words(func(d target.Delivery, _ time.Time) (target.Note, string, error) {
				return target.Note{Text: target.Slot{Rule: d.Rule, At: d.Slot}.Key()}, "", nil
			})
		}
		s := open(t, plan, store, m, named)
		tick(t, s, first)
		models := []*clockModel{{rule: "daily", furthest: first}, {rule: "weekly", furthest: first}}
		for now := first; now.Before(last); {
			now = now.Add(time.Duration(rapid.OneOf(
				rapid.IntRange(0, 90),              // it runs
				rapid.IntRange(60*24*20, 60*24*60), // it was down
				rapid.IntRange(-60*20, 60*20),      // the clock is corrected
				rapid.IntRange(-60*200, 60*200),    // the clock is nonsense
			).Draw(rt, "minutes")) * time.Minute)
			if rapid.IntRange(0, 5).Draw(rt, "restart") == 0 {
				s = open(t, plan, store, m, named)
			}
			before := len(m.all())
			tick(t, s, now)
			for _, model := range models {
				model.look(rt, s, now, m.all()[before:])
			}
		}
		holdRandomClock(rt, store, models, m.all())
	})
}

// line is a rule that always has something to say, whatever the year.
func line(id target.RuleID, schedule string, grace time.Duration) target.Rule {
	return target.Rule{
		ID: id, Kind: target.Health, Schedule: schedule, Zone: saigon,
		Audience: target.Operators, Holiday: target.SkipSlot, Grace: grace,
	}
}

var bothOperators = []target.ChatID{"web:a", "web:b"}

func operators(t testing.TB) *storage.Store {
	store := newStore(t)
	for _, id := range bothOperators {
		person := target.MemberID("person-" + id)
		commit(t, store, target.Change{
			Members: []target.Member{{ID: person, Role: target.Operator}},
			Chats:   []target.Chat{{ID: id, Member: person}},
		})
	}
	return store
}

// clockModel is how far a rule should have been dealt with.
type clockModel struct {
	rule     target.RuleID
	furthest time.Time
	// written are slots that must stand in the ledger.
	written []time.Time
}

// look holds what was heard at a look against what was due.
func (c *clockModel) look(rt *rapid.T, s *Scheduler, now time.Time, heard []heard) {
	table := s.book.table(c.rule)
	slots := table.between(c.furthest, now)
	if len(slots) == 0 {
		return
	}
	newest := slots[len(slots)-1]
	c.furthest = newest
	c.written = append(c.written, slots[max(0, len(slots)-1-maxMissed):]...)
	// By the calendar and the rule alone, not by the code that is tested.
	late := now.Sub(newest)
	due := late <= 5*time.Minute || late <= table.rule.Grace && table.calendar.IsOpen(now)
	if n := count(heard, c.rule, newest); due && n != len(bothOperators) {
		rt.Fatalf("slot %s of %s was due at %s and heard %d times by two people", newest, c.rule, now, n)
	}
}

// holdRandomClock looks at the whole ledger in the end.
func holdRandomClock(rt *rapid.T, store *storage.Store, models []*clockModel, all []heard) {
	rows := make(map[target.DeliveryID]bool)
	deliveries, err := store.Deliveries(rt.Context(), time.Time{}, time.Time{})
	if err != nil {
		rt.Fatal(err)
	}
	for _, d := range deliveries {
		if rows[d.ID] = true; d.State == target.Claimed || d.State == target.Unsure || d.State == target.Dead {
			rt.Fatalf("%s is %s (%s) though every send succeeded", d.ID, d.State, d.Reason)
		}
	}
	for _, c := range models {
		for _, slot := range c.written {
			for _, chat := range bothOperators {
				if id := target.DeliveryID(target.Slot{Rule: c.rule, At: slot}.Key() + "/" + string(chat)); !rows[id] {
					rt.Fatalf("no word of %s in the ledger", id)
				}
			}
		}
	}
	seen := make(map[heard]bool)
	for _, h := range all {
		h.at = time.Time{}
		if seen[h] {
			rt.Fatalf("%s heard twice in %s", h.text, h.chat)
		}
		seen[h] = true
	}
}

// count counts the messages of a rule's slot.
func count(all []heard, rule target.RuleID, slot time.Time) int {
	text := target.Slot{Rule: rule, At: slot}.Key()
	return len(slices.DeleteFunc(slices.Clone(all), func(h heard) bool { return h.text != text }))
}
