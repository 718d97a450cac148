package target

import "testing"

func TestForecast(t *testing.T) {
	stepped := withPace(grain(), Pace{Kind: Milestones, Milestones: []Milestone{
		{MonthDay{6, 15}, amount("30719.15")}, {MonthDay{9, 20}, amount("54177.41")},
	}})
	for _, tc := range []struct {
		rule      string
		ind       Indicator
		asOf, on  string
		value     string
		low, high string
		refused   ForecastRefusal
	}{
		{"the value over the season's share, two points either way", revenue(), "2024-06-30", "2024-06-30", "96", "192", "208.7", ""},
		{"the shape of earlier half-years widens it", product(), "2024-06-30", "2024-06-30", "4700", "8360.13", "10444.44", ""},
		{"what is in hand cannot be lost", revenue(), "2024-12-30", "2024-12-30", "190", "190", "194.52", ""},
		{"at the year's end the value is the result", revenue(), "2024-12-31", "2024-12-31", "190", "190", "190", ""},
		{"linear goes by days", withPace(revenue(), Pace{Kind: Linear}), "2024-07-01", "2024-07-01", "100", "192.31", "208.33", ""},
		{"soon after a milestone its share holds", stepped, "2024-06-30", "2024-06-30", "30719.15", "53893.25", "57960.66", ""},
		{"long after it nobody knows", stepped, "2024-08-01", "2024-08-01", "30719.15", "", "", RefusedEarly},
		{"before the first milestone nobody knows", stepped, "2024-05-31", "2024-05-31", "20000", "", "", RefusedEarly},
		{"less than a fifth of the year is too little", revenue(), "2024-02-29", "2024-02-29", "30", "", "", RefusedEarly},
		{"a figure too old", revenue(), "2024-06-30", "2024-08-20", "96", "", "", RefusedStale},
		{"a figure that a milestone has passed", stepped, "2024-09-19", "2024-09-20", "40000", "", "", RefusedStale},
		{"counts are decided by people", schools(), "2024-10-01", "2024-10-01", "2", "", "", RefusedKind},
		{"due dates have no season", withPace(revenue(), Pace{Kind: Due, Due: []MonthDay{{6, 1}}}), "2024-06-30", "2024-06-30", "96", "", "", RefusedKind},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			tc.ind.RollUp = Direct
			f := Evaluate(district(), []Report{said(tc.ind.ID, tc.asOf, tc.value)}, &tc.ind, Locality, day(tc.on)).Forecast
			if f.Refused != tc.refused {
				t.Fatalf("refused %q, want %q", f.Refused, tc.refused)
			}
			if tc.refused == "" && (f.Low.String() != tc.low || f.High.String() != tc.high) {
				t.Errorf("%s to %s, want %s to %s", f.Low, f.High, tc.low, tc.high)
			}
		})
	}
}

func TestForecastWithoutValueIsRefused(t *testing.T) {
	plan := district()
	for _, p := range EvaluateAll(plan, nil, day("2024-06-30")) {
		if p.Forecast.Refused != RefusedNoData {
			t.Errorf("%s: refused %q", p.Indicator.ID, p.Forecast.Refused)
		}
	}
}

// A threshold as wide as the curve must not divide by nothing.
func TestForecastWithAWideThresholdIsRefused(t *testing.T) {
	ind := revenue()
	ind.Thresholds = &Thresholds{AtRisk: NewAmount(48), Lagging: NewAmount(60)}
	f := Evaluate(district(), []Report{said("revenue", "2024-06-30", "96")}, &ind, Locality, day("2024-06-30")).Forecast
	if f.Refused != RefusedEarly {
		t.Errorf("refused %q, %s to %s", f.Refused, f.Low, f.High)
	}
}
