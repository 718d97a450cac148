package target

import "testing"

func TestCompareBaseline(t *testing.T) {
	plan := district()
	for _, tc := range []struct {
		rule  string
		ind   IndicatorID
		asOf  string
		value string
		want  []string // year, same period, difference, ratio, growth
	}{
		{"at mid-year earlier half-years come first, newest first", "product", "2024-06-30", "4604.13", []string{
			"2022 same 417.65 109.98 9.98", "2020 same 1684.33 157.69 57.69", "2023 part -4246.13 52.02 -47.98",
		}},
		{"the closing day is mid-year too", "product", "2024-06-14", "4186.48", []string{
			"2022 same 0 100 0", "2020 same 1266.68 143.38 43.38", "2023 part -4663.78 47.3 -52.7",
		}},
		{"at other times only last year's result", "product", "2024-09-30", "8850.26", []string{"2023 part 0 100 0"}},
		{"at the year's end totals are of the same period", "revenue", "2024-12-31", "193.65", []string{"2023 same -4.35 97.8 -2.2"}},
		{"rates differ in points and have no ratio", "waste", "2024-06-30", "95.2", []string{"2023 same 1.7 - -"}},
		{"nothing published, nothing compared", "schools", "2024-10-30", "3", nil},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			p := Evaluate(plan, []Report{said(tc.ind, tc.asOf, tc.value)}, plan.Indicator(tc.ind), Locality, day(tc.asOf))
			got := CompareBaseline(&p)
			if len(got) != len(tc.want) {
				t.Fatalf("%d comparisons, want %d", len(got), len(tc.want))
			}
			for i, g := range got {
				if s := describe(g); s != tc.want[i] {
					t.Errorf("%d: %s, want %s", i, s, tc.want[i])
				}
			}
		})
	}
}

func describe(g Growth) string {
	period := "part"
	if g.SamePeriod {
		period = "same"
	}
	return NewAmount(int64(g.Past.Year)).String() + " " + period + " " + g.Difference.String() + " " +
		rounded(g.Ratio) + " " + rounded(g.Growth)
}

func rounded(a *Amount) string {
	if a == nil {
		return "-"
	}
	return a.Round(2).String()
}

func TestCompareBaselineNeedsTheLocalitysValue(t *testing.T) {
	plan := district()
	for _, unit := range []UnitID{Locality, "east"} {
		var reports []Report
		if unit != Locality {
			reports = append(reports, saidBy(unit, "waste", "2024-06-30", "94"))
		}
		p := Evaluate(plan, reports, plan.Indicator("waste"), unit, day("2024-06-30"))
		if got := CompareBaseline(&p); got != nil {
			t.Errorf("unit %q: %v", unit, got)
		}
	}
}

func TestNothingIsARatioOfNothing(t *testing.T) {
	plan := district()
	ind := plan.Indicator("fires")
	ind.Baseline = &Past{Year: 2023}
	p := Evaluate(plan, []Report{said("fires", "2024-06-30", "3")}, ind, Locality, day("2024-06-30"))
	if g := CompareBaseline(&p); len(g) != 1 || g[0].Ratio != nil || !g[0].Difference.Equal(NewAmount(3)) {
		t.Errorf("got %v", g)
	}
}
