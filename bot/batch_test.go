package bot_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chitieu/target"
)

// communes of the demonstration's plan, in its order.
func communes(s *stage) []target.Unit {
	return slices.DeleteFunc(slices.Clone(s.plan.Units), func(u target.Unit) bool { return u.Kind != target.Commune })
}

// TestTheLargestBatchIsOneTransaction: as many figures as a message may bring,
// all of which wait for approval by several agencies, are stored and taken back
// at once.
func TestTheLargestBatchIsOneTransaction(t *testing.T) {
	s := newStage(t, nil)
	var groups []target.Chat
	for _, id := range []target.IndicatorID{"waste-treatment", "online-services"} {
		groups = append(groups, target.Chat{ID: target.ChatID("test:lead-of-" + id), Group: true, Unit: s.plan.Indicator(id).Lead})
	}
	if err := s.store.Commit(t.Context(), target.Change{Chats: groups}); err != nil {
		t.Fatal(err)
	}
	text := "Xã\tRác thải (%)\tDịch vụ công trực tuyến (%)"
	rows := 0
	for _, u := range communes(s) {
		if u.ID == "xa-ky-khang" {
			continue
		}
		line := fmt.Sprintf("\n%s\t9%d", u.Names.Full(target.Vietnamese), rows%9)
		if rows++; rows <= 9 {
			line += "\t97"
			rows++
		}
		text += line
	}
	if rows != 24 {
		t.Fatalf("%d rows", rows)
	}
	if reply := s.say("commune", text); len(s.added()) > 0 || !strings.Contains(reply.Head, "24/24") {
		t.Fatalf("no receipt: %+v", reply)
	}
	if s.say("commune", "1"); len(s.added()) != rows || !s.added()[0].Waiting {
		t.Fatalf("%d stored of %d", len(s.added()), rows)
	}
	if reply := s.say("commune", "hủy"); reply.Head != "Đã hủy" || len(s.added()) != 2*rows {
		t.Errorf("%d of %d taken back: %+v", len(s.added())-rows, rows, reply)
	}
}

// TestStoredAsTheTableHasIt: what is stored of a random table is the number in
// the row of its unit.
func TestStoredAsTheTableHasIt(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 0))
		s := newStage(t, nil)
		sep := []string{"\t", " | ", ";", ": "}[seed%4]
		lines := []string{"Rác thải đến 28/6:"}
		want := make(map[target.UnitID]string)
		for _, u := range communes(s) {
			if r.IntN(2) == 0 {
				v := 700 + r.IntN(300)
				lines = append(lines, fmt.Sprintf("%s%s%d,%d", u.Names.Full(target.Vietnamese), sep, v/10, v%10))
				want[u.ID] = fmt.Sprintf("%d.%d", v/10, v%10)
			}
		}
		s.say("leader", strings.Join(lines, "\n"))
		if len(want) > 1 && len(s.added()) > 0 {
			t.Fatalf("stored before the answer")
		}
		s.say("leader", "1")
		for _, r := range s.added() {
			if r.Indicator != "waste-treatment" || r.AsOf != target.NewDate(2024, 6, 28) || !r.Value.Equal(amountOf(want[r.Unit])) {
				t.Fatalf("stored %s %s %s of %s, written %s", r.Indicator, r.Unit, r.Value, r.AsOf, want[r.Unit])
			}
		}
	}
}
