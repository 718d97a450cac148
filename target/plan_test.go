package target

import (
	"errors"
	"slices"
	"testing"
	"time"
)

func TestPlanLooksUpByID(t *testing.T) {
	plan := district()
	if i := plan.Indicator("grain"); i == nil || i.ID != "grain" {
		t.Errorf("indicator: %v", i)
	}
	if u := plan.Unit("west"); u == nil || u.ID != "west" {
		t.Errorf("unit: %v", u)
	}
	if plan.Indicator("weather") != nil || plan.Unit("north") != nil {
		t.Error("something was found that is not there")
	}
}

func TestCommunesAreThoseOfTheDay(t *testing.T) {
	ids := func(on string) (out []UnitID) {
		for _, u := range district().Communes(day(on)) {
			out = append(out, u.ID)
		}
		return out
	}
	if got := ids("2023-12-31"); !slices.Equal(got, []UnitID{"east", "west", "old"}) {
		t.Errorf("on the old one's last day: %v", got)
	}
	if got := ids("2024-01-01"); !slices.Equal(got, []UnitID{"east", "west"}) {
		t.Errorf("a day later: %v", got)
	}
	future := Unit{From: day("2025-07-01")}
	if future.Exists(day("2025-06-30")) || !future.Exists(day("2025-07-01")) {
		t.Error("a unit exists from its first day on")
	}
}

func TestLedBy(t *testing.T) {
	var got []IndicatorID
	for _, i := range district().LedBy("farming") {
		got = append(got, i.ID)
	}
	if !slices.Equal(got, []IndicatorID{"grain", "per-hectare", "waste"}) {
		t.Errorf("got %v", got)
	}
}

func TestThresholdsOfTheIndicatorWin(t *testing.T) {
	plan := district()
	if got := plan.ThresholdsOf(plan.Indicator("revenue")); got != plan.Thresholds {
		t.Errorf("revenue: %+v", got)
	}
	if got := plan.ThresholdsOf(plan.Indicator("waste")); got.NoImprovement != 90 {
		t.Errorf("waste: %+v", got)
	}
}

func TestNamesFallBackToVietnamese(t *testing.T) {
	full := Names{Vietnamese: {Full: "Thu ngân sách"}, English: {Full: "Budget revenue"}}
	short := Names{Vietnamese: {Full: "Thu ngân sách", Short: "Thu"}}
	for _, tc := range []struct{ rule, got, want string }{
		{"the full name", full.Full(English), "Budget revenue"},
		{"Vietnamese where the language has none", full.Full(Indonesian), "Thu ngân sách"},
		{"the full name for want of a short one", full.Short(English), "Budget revenue"},
		{"Vietnamese in full for want of all", full.Short(Indonesian), "Thu ngân sách"},
		{"the short name", short.Short(Vietnamese), "Thu"},
		{"the Vietnamese short name", short.Short(English), "Thu"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %q, want %q", tc.rule, tc.got, tc.want)
		}
	}
}

func TestComparisons(t *testing.T) {
	for _, tc := range []struct {
		c                   Comparison
		below, equal, above bool
	}{
		{AtLeast, false, true, true}, {MoreThan, false, false, true}, {Exactly, false, true, false}, {AtMost, true, true, false},
	} {
		ten := NewAmount(10)
		if tc.c.Met(NewAmount(9), ten) != tc.below || tc.c.Met(ten, ten) != tc.equal || tc.c.Met(NewAmount(11), ten) != tc.above {
			t.Errorf("%s is judged wrongly", tc.c)
		}
	}
}

func TestMeasureConverts(t *testing.T) {
	for _, tc := range []struct{ rule, factor, base, want string }{
		{"a power of ten exactly, to the last đồng", "1000000000", "120500000001", "120.500000001"},
		{"a fraction of a đồng too", "1000000000", "0.000000001", "0.000000000000000001"},
		{"other factors to sixteen decimals", "500", "1250", "2.5"},
		{"no factor is one", "0", "5", "5"},
	} {
		m := Measure{Factor: amount(tc.factor)}
		if got := m.Convert(amount(tc.base)); got.String() != tc.want {
			t.Errorf("%s: %s, want %s", tc.rule, got, tc.want)
		}
	}
}

func TestDeliveryStatesThatAreFinal(t *testing.T) {
	for state, final := range map[DeliveryState]bool{
		Pending: false, Claimed: false, Sent: true, Unsure: true, Dropped: true, Missed: true, Dead: true,
	} {
		if state.Final() != final {
			t.Errorf("%s is final: %t", state, !final)
		}
	}
}

func TestSendErrorSaysItsClass(t *testing.T) {
	cause := errors.New("HTTP 429")
	for want, e := range map[string]*SendError{
		"send: retry after 3s: HTTP 429":    {RetryAfter: 3 * time.Second, Err: cause},
		"send: chat gone: HTTP 429":         {Gone: true, Err: cause},
		"send: chat moved to t:9: HTTP 429": {MovedTo: "t:9", Err: cause},
		"send: refused: HTTP 429":           {Refused: true, Err: cause},
		"send: outcome unknown: HTTP 429":   {Unsure: true, Err: cause},
		"send: HTTP 429":                    {Err: cause},
	} {
		if e.Error() != want || !errors.Is(e, cause) {
			t.Errorf("%q, want %q", e.Error(), want)
		}
	}
}
