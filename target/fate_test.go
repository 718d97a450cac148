package target

import (
	"fmt"
	"testing"
)

func TestFates(t *testing.T) {
	reports := []Report{
		{ID: "plain"}, {ID: "corrected"}, {ID: "correction", Replaces: "corrected"},
		{ID: "mistake"}, {ID: "undo", Retracts: "mistake"},
		{ID: "waiting", Waiting: true},
		{ID: "slip", Waiting: true}, {ID: "its correction", Replaces: "slip", Waiting: true},
		{ID: "approved", Waiting: true}, {ID: "approval", Replaces: "approved", ApprovedBy: "leader"},
		{ID: "refused", Waiting: true}, {ID: "refusal", Retracts: "refused"},
		{ID: "reopened", Waiting: true}, {ID: "undone refusal", Retracts: "reopened"}, {ID: "undo of it", Retracts: "undone refusal"},
	}
	want := []Fate{
		Stands, Replaced, Stands,
		Retracted, Retraction,
		Waits,
		Replaced, Waits,
		Replaced, Stands,
		Retracted, Retraction,
		Waits, Retracted, Retraction,
	}
	for i, fate := range Fates(reports) {
		if fate != want[i] {
			t.Errorf("%s: %s, want %s", reports[i].ID, fate, want[i])
		}
	}
	if got := fmt.Sprint(ids(Waiting(reports))); got != "[waiting its correction reopened]" {
		t.Errorf("waiting: %s", got)
	}
}
