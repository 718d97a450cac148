package target

import "testing"

func TestConfirmed(t *testing.T) {
	plan := district()
	plan.Discrepancy = NewAmount(2)
	for _, tc := range []struct {
		rule    string
		ind     IndicatorID
		reports []Report
		value   string
		shown   string // what was reported and differs, "" for nothing
	}{
		{"a report that nobody confirmed", "revenue", []Report{said("revenue", "2024-06-30", "95")}, "95", ""},
		{"the confirmed value holds", "revenue",
			[]Report{confirmed(said("revenue", "2024-06-30", "90")), said("revenue", "2024-06-30", "95")}, "90", "95"},
		{"a gap as large as the discrepancy is let pass", "revenue",
			[]Report{said("revenue", "2024-06-30", "91.8"), confirmed(said("revenue", "2024-06-30", "90"))}, "90", ""},
		{"a hair more is not, above or below", "revenue",
			[]Report{said("revenue", "2024-06-30", "88.1999"), confirmed(said("revenue", "2024-06-30", "90"))}, "90", "88.1999"},
		{"of several the one that would hold", "revenue",
			[]Report{said("revenue", "2024-06-30", "95"), said("revenue", "2024-06-30", "99"), confirmed(said("revenue", "2024-06-30", "90"))}, "90", "99"},
		{"what is of another day is no discrepancy", "revenue",
			[]Report{said("revenue", "2024-05-31", "70"), confirmed(said("revenue", "2024-06-30", "90"))}, "90", ""},
		{"a newer report is not confirmed", "revenue",
			[]Report{confirmed(said("revenue", "2024-05-31", "70")), said("revenue", "2024-06-30", "95")}, "95", ""},
		{"a rate in points: 1.9 % of 94 are 1.8", "waste",
			[]Report{said("waste", "2024-06-30", "96"), confirmed(said("waste", "2024-06-30", "94"))}, "94", ""},
		{"a rate more than two points away", "waste",
			[]Report{said("waste", "2024-06-30", "96.1"), confirmed(said("waste", "2024-06-30", "94"))}, "94", "96.1"},
		{"anything differs from nothing", "revenue",
			[]Report{said("revenue", "2024-06-30", "1"), confirmed(said("revenue", "2024-06-30", "0"))}, "0", "1"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			p := Evaluate(plan, tc.reports, plan.Indicator(tc.ind), Locality, day("2024-06-30"))
			shown := ""
			if p.Unconfirmed != nil {
				shown = p.Unconfirmed.Value.String()
			}
			if !p.Actual.Equal(amount(tc.value)) || shown != tc.shown || p.Confirmed != p.Report.Confirmed {
				t.Errorf("%s beside %q (confirmed %t), want %s beside %q", p.Actual, shown, p.Confirmed, tc.value, tc.shown)
			}
		})
	}
}
