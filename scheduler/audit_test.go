package scheduler

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/target"
)

// What is without an outcome a quarter of an hour after its time is told of
// once; what waits for a reason is not.
func TestAuditorFindsWhatIsLate(t *testing.T) {
	const slot, now = "2024-03-04 08:00", "2024-03-04 10:00"
	row := func(change func(*target.Delivery)) target.Delivery {
		d := target.Delivery{
			ID: "daily/202403040100/web:group", Chat: group, Rule: "daily", Kind: target.Digest,
			Slot: at(t, slot), Created: at(t, slot), NotBefore: at(t, slot),
		}
		change(&d)
		return d
	}
	tests := []struct {
		name string
		row  target.Delivery
		now  string
		want int
	}{
		{"never tried", row(func(*target.Delivery) {}), now, 1},
		{"a moment ago", row(func(*target.Delivery) {}), "2024-03-04 08:14", 0},
		{"planned late", row(func(d *target.Delivery) { d.Created = at(t, "2024-03-04 09:50") }), now, 0},
		{"tried again and again", row(func(d *target.Delivery) { d.Attempt, d.NotBefore = 9, at(t, "2024-03-04 10:08") }), now, 1},
		{"asked to wait", row(func(d *target.Delivery) { d.NotBefore = at(t, "2024-03-04 11:00") }), now, 0},
		{"asked to wait after trouble", row(func(d *target.Delivery) { d.Attempt, d.NotBefore = 2, at(t, "2024-03-04 11:00") }), now, 0},
		{"waits for office hours", row(func(d *target.Delivery) { d.Attempt, d.NotBefore = 2, at(t, "2024-03-04 13:30") }), "2024-03-04 11:45", 0},
		{"office hours have begun", row(func(d *target.Delivery) { d.NotBefore = at(t, "2024-03-04 13:30") }), "2024-03-04 13:40", 0},
		{"long ago", row(func(d *target.Delivery) { d.NotBefore = at(t, "2024-03-04 13:30") }), "2024-03-04 13:46", 1},
		{"held by a sender that is gone", row(func(d *target.Delivery) { d.State, d.Lease = target.Claimed, at(t, "2024-03-04 08:05") }), now, 1},
		{"sent", row(func(d *target.Delivery) { d.State = target.Sent }), now, 0},
		{"a reply", row(func(d *target.Delivery) { d.Rule, d.Note = "", &target.Note{Text: "x"} }), now, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store := newStore(t, group)
			commit(t, store, target.Change{Deliveries: []target.Delivery{tt.row}})
			s := open(t, planOf(t, daily()), store, &messenger{})
			for range 3 {
				if err := s.auditor.pass(t.Context(), at(t, tt.now)); err != nil {
					t.Fatal(err)
				}
			}
			if got := incidents(t, store, target.DeliveryLate); len(got) != tt.want {
				t.Errorf("incidents %q, want %d", got, tt.want)
			}
		})
	}
}

// A message that was given up is told of once, though the process restarts and
// the auditor passes many times.
func TestAuditorTellsOfTheDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := newStore(t, group, "web:other")
		refused := &target.SendError{Refused: true, Err: errBroken}
		m := &messenger{answer: func(int, target.ChatID) (bool, error) { return false, refused }}
		sleepUntil(at(t, "2024-03-04 07:00"))
		for range 8 {
			stop := start(t, open(t, planOf(t, weekly()), store, m))
			time.Sleep(time.Hour)
			stop()
		}
		got := incidents(t, store, target.DeliveryDead)
		if len(got) != 2 || !strings.HasPrefix(got[0], "weekly/202403040030/web:") || !strings.Contains(got[0], "refused") {
			t.Errorf("incidents %q, want one for each of two groups", got)
		}
		slices.Sort(got)
		if len(slices.Compact(got)) != 2 {
			t.Errorf("the same delivery twice: %q", got)
		}
	})
}
