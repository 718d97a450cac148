package target

import "testing"

func TestWeeklyNeed(t *testing.T) {
	linear := withPace(revenue(), Pace{Kind: Linear})
	for _, tc := range []struct {
		rule     string
		ind      Indicator
		on       string
		said     [][2]string // date and value; the last is the newest
		perWeek  string      // "" for none
		achieved string
		days     int
		times    string
	}{
		{"missing over the weeks left, beside the last four", linear, "2024-11-19", [][2]string{{"2024-10-22", "140"}, {"2024-11-19", "160.05"}}, "5.6", "5.0125", 28, "1.1172069825436409"},
		{"weeks count from the figure, not from the question", linear, "2024-12-10", [][2]string{{"2024-10-22", "140"}, {"2024-11-19", "160.05"}}, "5.6", "5.0125", 28, "1.1172069825436409"},
		{"the figure nearest to four weeks before is taken", linear, "2024-11-19", [][2]string{{"2024-09-30", "100"}, {"2024-10-20", "130.05"}, {"2024-11-01", "150"}, {"2024-11-19", "160.05"}}, "5.6", "7", 30, "0.8"},
		{"two weeks are enough", linear, "2024-11-19", [][2]string{{"2024-11-05", "148.85"}, {"2024-11-19", "160.05"}}, "5.6", "5.6", 14, "1"},
		{"less than two weeks are chance", linear, "2024-11-19", [][2]string{{"2024-11-06", "148.85"}, {"2024-11-19", "160.05"}}, "5.6", "", 0, ""},
		{"a quarter ago is still of late", linear, "2024-11-19", [][2]string{{"2024-08-16", "65.05"}, {"2024-11-19", "160.05"}}, "5.6", "7", 95, "0.8"},
		{"longer ago is not", linear, "2024-11-19", [][2]string{{"2024-08-15", "65.05"}, {"2024-11-19", "160.05"}}, "5.6", "", 0, ""},
		{"nothing came in: no speed to hold against", linear, "2024-11-19", [][2]string{{"2024-10-22", "160.05"}, {"2024-11-19", "160.05"}}, "5.6", "", 0, ""},
		{"a fall is no speed either", linear, "2024-11-19", [][2]string{{"2024-10-22", "170"}, {"2024-11-19", "160.05"}}, "5.6", "", 0, ""},
		{"last year's total is not this year's", withPace(revenue(), Pace{Kind: Linear}), "2024-01-20", [][2]string{{"2023-12-25", "198"}, {"2024-01-20", "10"}}, "3.7154624277456647", "", 0, ""},
		{"a single figure says only what is needed", linear, "2024-11-19", [][2]string{{"2024-11-19", "160.05"}}, "5.6", "", 0, ""},
		{"a stale figure says nothing", linear, "2024-11-19", [][2]string{{"2024-09-01", "100"}}, "", "", 0, ""},
		{"with less than a week to go nothing is said", linear, "2024-12-25", [][2]string{{"2024-12-25", "190"}}, "", "", 0, ""},
		{"nothing is missing", linear, "2024-11-19", [][2]string{{"2024-11-19", "193.65"}}, "", "", 0, ""},
		{"what grows in steps has no weekly need", withPace(grain(), Pace{Kind: Milestones, Milestones: []Milestone{{MonthDay{6, 14}, NewAmount(30719)}}}), "2024-04-30", [][2]string{{"2024-04-30", "905"}}, "", "", 0, ""},
		{"nor has a count", schools(), "2024-10-01", [][2]string{{"2024-10-01", "1"}}, "", "", 0, ""},
		{"nor a rate", waste(), "2024-06-28", [][2]string{{"2024-06-28", "91.8"}}, "", "", 0, ""},
		{"nor a ceiling", fires(), "2024-06-28", [][2]string{{"2024-06-28", "3"}}, "", "", 0, ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			plan := district()
			var standing []Report
			for _, s := range tc.said {
				standing = append(standing, said(tc.ind.ID, s[0], s[1]))
			}
			p := Evaluate(plan, standing, &tc.ind, Locality, day(tc.on))
			effort, ok := WeeklyNeed(plan, standing, &p)
			if ok != (tc.perWeek != "") {
				t.Fatalf("needed = %t: %+v", ok, effort)
			}
			if !ok {
				return
			}
			if got := effort.PerWeek.String(); got != tc.perWeek {
				t.Errorf("per week %s, want %s", got, tc.perWeek)
			}
			if got := text(effort.Achieved); got != tc.achieved || effort.Days != tc.days || text(effort.Times) != tc.times {
				t.Errorf("achieved %s in %d days, times %s; want %s, %d, %s", got, effort.Days, text(effort.Times), tc.achieved, tc.days, tc.times)
			}
			if effort.From != p.AsOf || effort.By != day("2024-12-31") {
				t.Errorf("from %s by %s", effort.From, effort.By)
			}
		})
	}
}

// text writes an amount that may be unknown.
func text(a *Amount) string {
	if a == nil {
		return ""
	}
	return a.String()
}

// TestWeeklyNeedOfAUnit: a unit is held against its own figures only.
func TestWeeklyNeedOfAUnit(t *testing.T) {
	plan := district()
	ind := grain()
	ind.Pace = Pace{Kind: Linear}
	standing := []Report{
		said("grain", "2024-10-22", "9"), saidBy("west", "grain", "2024-10-22", "8"),
		saidBy("east", "grain", "2024-10-22", "24000"), saidBy("east", "grain", "2024-11-19", "26000"),
	}
	p := Evaluate(plan, standing, &ind, "east", day("2024-11-19"))
	effort, ok := WeeklyNeed(plan, standing, &p)
	if !ok || text(effort.Achieved) != "500" || effort.PerWeek.Round(2).String() != "666.67" { // 4000 t in 6 weeks
		t.Errorf("effort %+v, achieved %s", effort, text(effort.Achieved))
	}
}

func TestNextStep(t *testing.T) {
	harvests := withPace(grain(), Pace{Kind: Milestones, Milestones: []Milestone{
		{MonthDay{6, 14}, amount("30719.15")}, {MonthDay{9, 20}, amount("54177.41")}, {MonthDay{12, 31}, amount("55853")},
	}})
	for _, tc := range []struct {
		rule, on, value string
		ind             Indicator
		unit            UnitID
		next            string // "" for none
		asked, missing  string
	}{
		{"before the harvest the first milestone counts", "2024-04-30", "905", harvests, Locality, "2024-06-14", "30719.15", "29814.15"},
		{"after it the next one", "2024-07-01", "30835", harvests, Locality, "2024-09-20", "54177.41", "23342.41"},
		{"on the day of a milestone the one after it", "2024-06-14", "30000", harvests, Locality, "2024-09-20", "54177.41", "24177.41"},
		{"the last asks for the plan itself", "2024-10-01", "54200", harvests, Locality, "", "", ""},
		{"what is met already is not asked", "2024-07-01", "54300", harvests, Locality, "", "", ""},
		{"whole things are asked whole", "2024-07-01", "1", schools(), Locality, "2024-09-30", "2", "1"},
		{"a unit is asked for its part", "2024-07-01", "0", schools(), "east", "2024-10-31", "", ""},
		{"a continuous pace has no steps", "2024-07-01", "80", revenue(), Locality, "", "", ""},
		{"a level does not grow", "2024-07-01", "96", services(), Locality, "", "", ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			plan := district()
			p := Evaluate(plan, []Report{saidBy(tc.unit, tc.ind.ID, tc.on, tc.value)}, &tc.ind, tc.unit, day(tc.on))
			step, ok := NextStep(plan, &p)
			if ok != (tc.asked != "") {
				t.Fatalf("step = %t: %+v", ok, step)
			}
			if ok && (step.On != day(tc.next) || step.Asked.String() != tc.asked || step.Missing.String() != tc.missing) {
				t.Errorf("step %+v, want %s on %s, missing %s", step, tc.asked, tc.next, tc.missing)
			}
		})
	}
}
