package understand

import (
	"testing"
	"time"

	"chitieu/plans"
)

// FuzzTypedReading: whatever is asked of the reader, units are the plan's, and
// nothing is read that was not written.
func FuzzTypedReading(f *testing.F) {
	plan, _, err := plans.Demo()
	if err != nil {
		f.Fatal(err)
	}
	r, err := New(plan)
	if err != nil {
		f.Fatal(err)
	}
	for _, text := range []string{"", "đến 20/7", "xã Kỳ Đồng tiếng anh", "toàn huyện", "60% kế hoạch", "hoàn thành kế hoạch", "to", "nghìntấn", "\xff"} {
		f.Add(text)
	}
	now := time.Date(2024, 7, 1, 9, 0, 0, 0, plan.Zone)
	f.Fuzz(func(t *testing.T, text string) {
		if unit, ok := r.ReadUnit(text, arrival); ok && unit != "" && plan.Unit(unit) == nil {
			t.Errorf("unit %q", unit)
		}
		if _, rest := r.ReadLang(text); len(rest) > 4*len(text)+4 {
			t.Errorf("%q leaves %q", text, rest)
		}
		if share, ok := r.ReadShare(text, arrival); ok && share.IsNegative() {
			t.Errorf("share %v", share)
		}
		r.ReadDay(text, now)
		r.ReadFigure(text, plan.Indicators[0].ID, Context{Today: arrival})
		r.ReadWholePlan(text, plan.Indicators[0].ID, arrival)
	})
}
