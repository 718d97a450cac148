package telegram

import (
	"testing"
	"time"
)

func TestWindow(t *testing.T) {
	w := newWindow()
	for _, id := range []int{900, 901, 17} { // after a quiet week 17 may follow 901
		if !w.add(id) {
			t.Fatalf("%d is not new", id)
		}
	}
	w.done(901)
	if offset, any := w.unconfirmed(); any || offset != 0 {
		t.Errorf("a gap was confirmed with offset %d", offset)
	}
	w.done(900)
	if offset, all := w.settle(t.Context(), time.Millisecond); all || offset != 902 {
		t.Errorf("offset %d, all %v, want 902, false", offset, all)
	}
	if w.add(900) {
		t.Error("900 is new although its confirmation has not arrived")
	}
	w.confirmed(902)
	w.done(17)
	if offset, all := w.settle(t.Context(), time.Second); !all || offset != 18 {
		t.Errorf("offset %d, all %v, want 18, true", offset, all)
	}
	w.confirmed(18)
	if offset, any := w.unconfirmed(); any || offset != 18 {
		t.Errorf("all are confirmed, but offset %d, any %v", offset, any)
	}
	if !w.hasLeft(17) || !w.add(17) {
		t.Error("an update delivered again after its confirmation is skipped")
	}
}
