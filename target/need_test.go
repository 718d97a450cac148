package target

import "testing"

func TestNeeded(t *testing.T) {
	moreFires := fires()
	moreFires.ID, moreFires.Comparison = "more-fires", MoreThan
	linear := withPace(revenue(), Pace{Kind: Linear})
	for _, tc := range []struct {
		rule    string
		ind     Indicator
		asOf    string
		on      string
		value   string
		missing string // "" for nothing needed
		more    bool
		by      string
		days    int
		perDay  string
	}{
		{"a total has until the year's end", linear, "2024-12-01", "2024-12-01", "163.65", "30", false, "2024-12-31", 30, "1"},
		{"days count from the question", linear, "2024-12-01", "2024-12-11", "163.65", "30", false, "2024-12-31", 20, "1.5"},
		{"milestones end with the last", schools(), "2024-12-04", "2024-12-04", "5", "2", false, "2024-12-14", 10, "0.2"},
		{"due dates end with the last", perHectare(), "2024-12-04", "2024-12-04", "95", "5", false, "2024-12-14", 10, "0.5"},
		{"a strict target asks for more than the gap", villages(), "2024-12-13", "2024-12-13", "98", "0.5", true, "2024-12-14", 1, "0.5"},
		{"exactly a strict target is not enough", villages(), "2024-12-13", "2024-12-13", "98.5", "0", true, "2024-12-14", 1, "0"},
		{"of whole things one more is needed", moreFires, "2024-12-30", "2024-12-30", "12", "1", false, "2024-12-31", 1, "1"},
		{"no day is left", schools(), "2024-12-14", "2024-12-20", "5", "2", false, "2024-12-14", 0, ""},
		{"nothing is missing", revenue(), "2024-12-01", "2024-12-01", "193.65", "", false, "", 0, ""},
		{"a ceiling asks for nothing", fires(), "2024-12-01", "2024-12-01", "13", "", false, "", 0, ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			plan := district()
			p := Evaluate(plan, []Report{said(tc.ind.ID, tc.asOf, tc.value)}, &tc.ind, Locality, day(tc.on))
			need, ok := Needed(plan, &p)
			if ok != (tc.missing != "") {
				t.Fatalf("needed = %t: %+v", ok, need)
			}
			if !ok {
				return
			}
			perDay := ""
			if need.PerDay != nil {
				perDay = need.PerDay.String()
			}
			if need.Missing.String() != tc.missing || need.More != tc.more || need.By != day(tc.by) ||
				need.Days != tc.days || perDay != tc.perDay {
				t.Errorf("got %+v per day %s, want %+v", need, perDay, tc)
			}
		})
	}
}

func TestNothingIsKnownToBeNeededWithoutAFigure(t *testing.T) {
	plan := district()
	p := Evaluate(plan, nil, plan.Indicator("revenue"), Locality, day("2024-06-30"))
	if need, ok := Needed(plan, &p); ok {
		t.Errorf("needed %+v", need)
	}
}
