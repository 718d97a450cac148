package target

import "testing"

// judgement is a case of Evaluate: the name is the rule.
type judgement struct {
	rule    string
	ind     IndicatorID
	unit    UnitID
	on      string
	reports []Report
	status  Status
	reason  Reason
}

var judgements = []judgement{
	{"two percent of grain on 30 April is as the season is", "grain", "", "2024-04-30",
		[]Report{said("grain", "2024-04-30", "1117.06")}, OnTrack, ReasonAhead},
	{"grain a little under the curve is within the threshold", "grain", "", "2024-06-30",
		[]Report{said("grain", "2024-06-30", "31000")}, OnTrack, ReasonWithin},
	{"45 % of revenue on 30 June, where 48 are asked, is at risk", "revenue", "", "2024-06-30",
		[]Report{said("revenue", "2024-06-30", "87.1425")}, AtRisk, ReasonShort},
	{"a shortfall equal to a threshold does not cross it", "revenue", "", "2024-06-30",
		[]Report{said("revenue", "2024-06-30", "89.079")}, OnTrack, ReasonWithin},
	{"more than the second threshold short is lagging", "revenue", "", "2024-06-30",
		[]Report{said("revenue", "2024-06-30", "83.2")}, Lagging, ReasonFarShort},
	{"a total is held against its own date, not today's", "revenue", "", "2024-07-31",
		[]Report{said("revenue", "2024-06-30", "93")}, OnTrack, ReasonAhead},
	{"the target met early is achieved", "revenue", "", "2024-10-01",
		[]Report{said("revenue", "2024-09-30", "193.65")}, Achieved, ReasonMet},
	{"a strict target is not met by itself at the year's end", "grain", "", "2024-12-31",
		[]Report{said("grain", "2024-12-31", "55853")}, AtRisk, ReasonNotMetAtDue},
	{"no school in June is not due", "schools", "", "2024-06-30",
		[]Report{said("schools", "2024-06-30", "0")}, NotDue, ReasonBeforeDue},
	{"no school on 30 September is lagging", "schools", "", "2024-09-30",
		[]Report{said("schools", "2024-09-30", "0")}, Lagging, ReasonFarShort},
	{"a count still stands on the day of the question", "schools", "", "2024-09-30",
		[]Report{said("schools", "2024-06-30", "0")}, Lagging, ReasonFarShort},
	{"schools as many as asked", "schools", "", "2024-09-30",
		[]Report{said("schools", "2024-09-15", "2")}, OnTrack, ReasonAhead},
	{"98.5 does not meet more than 98.5", "villages", "", "2024-12-20",
		[]Report{said("villages", "2024-12-20", "98.5")}, Lagging, ReasonNotMetAtDue},
	{"98.69 meets more than 98.5", "villages", "", "2024-12-20",
		[]Report{said("villages", "2024-12-20", "98.69")}, Achieved, ReasonMet},
	{"a yearly rate below target before its date is not due", "villages", "", "2024-06-30",
		[]Report{said("villages", "2024-06-30", "97")}, NotDue, ReasonBeforeDue},
	{"a yearly estimate above target before its date is no decision", "villages", "", "2024-06-30",
		[]Report{estimate(said("villages", "2024-06-30", "99"))}, NotDue, ReasonBeforeDue},
	{"a yearly decision before its date counts", "villages", "", "2024-06-30",
		[]Report{said("villages", "2024-06-30", "99")}, Achieved, ReasonMet},
	{"a judging date that passed since the figure makes it outdated, not late", "villages", "", "2024-12-20",
		[]Report{said("villages", "2024-06-30", "97")}, NoData, ReasonOutdated},
	{"a milestone that passed since the figure too", "services", "", "2024-10-05",
		[]Report{said("services", "2024-09-20", "97")}, NoData, ReasonOutdated},
	{"a level under its milestone by no more than the threshold", "services", "", "2024-09-20",
		[]Report{said("services", "2024-09-20", "94")}, OnTrack, ReasonWithin},
	{"a level short by more than the threshold", "services", "", "2024-10-05",
		[]Report{said("services", "2024-10-02", "97")}, AtRisk, ReasonShort},
	{"a level short of target that does not rise is lagging", "waste", "", "2024-06-30",
		[]Report{said("waste", "2024-03-15", "94"), said("waste", "2024-06-30", "94")}, Lagging, ReasonNoImprovement},
	{"a level short of target that rises is not", "waste", "", "2024-06-30",
		[]Report{said("waste", "2024-03-15", "93"), said("waste", "2024-06-30", "94")}, OnTrack, ReasonWithin},
	{"a level is not stagnant before the days are over", "waste", "", "2024-06-30",
		[]Report{said("waste", "2024-05-15", "94"), said("waste", "2024-06-30", "94")}, OnTrack, ReasonWithin},
	{"a ceiling is not kept before the year is over", "fires", "", "2024-06-30",
		[]Report{said("fires", "2024-06-30", "3")}, OnTrack, ReasonAhead},
	{"a ceiling allows whole things: six of 5.97", "fires", "", "2024-06-30",
		[]Report{said("fires", "2024-06-30", "6")}, OnTrack, ReasonAhead},
	{"more than the ceiling allows by then is lagging", "fires", "", "2024-06-30",
		[]Report{said("fires", "2024-06-30", "7")}, Lagging, ReasonFarShort},
	{"a ceiling kept to the last day is achieved", "fires", "", "2024-12-31",
		[]Report{said("fires", "2024-12-31", "12")}, Achieved, ReasonMet},
	{"nothing reported before the first date is not due", "per-hectare", "", "2024-06-30", nil, NotDue, ReasonBeforeDue},
	{"nothing reported when something is asked is no data", "revenue", "", "2024-06-30", nil, NoData, ReasonNoReport},
	{"nothing is asked before the year", "revenue", "", "2023-12-31", nil, NotDue, ReasonBeforeDue},
	{"a figure of another year is none", "revenue", "", "2024-01-20",
		[]Report{said("revenue", "2023-12-31", "198")}, NoData, ReasonNoReport},
	{"next year's running total is not this year's", "revenue", "", "2025-02-10",
		[]Report{said("revenue", "2024-12-31", "195"), said("revenue", "2025-01-31", "20")}, Achieved, ReasonMet},
	{"a later figure than the day is not known yet", "revenue", "", "2024-06-30",
		[]Report{said("revenue", "2024-07-31", "120")}, NoData, ReasonNoReport},
	{"some units' reports are no sum", "grain", "", "2024-06-30",
		[]Report{saidBy("east", "grain", "2024-06-30", "17000")}, NoData, ReasonPartial},
	{"all units' reports are the sum", "grain", "", "2024-06-30",
		[]Report{saidBy("east", "grain", "2024-06-30", "17000"), saidBy("west", "grain", "2024-06-30", "15000")}, OnTrack, ReasonAhead},
	{"a unit is judged by its allocation", "grain", "east", "2024-06-30",
		[]Report{saidBy("east", "grain", "2024-06-30", "13000")}, Lagging, ReasonFarShort},
	{"of a unit too only whole schools are asked", "schools", "east", "2024-09-30",
		[]Report{saidBy("east", "schools", "2024-09-30", "0")}, OnTrack, ReasonAhead},
	{"a unit without a part of the target is not judged", "schools", "west", "2024-09-30", nil, NoData, ReasonNotAllocated},
	{"a rate asks the same of every unit", "waste", "east", "2024-06-30",
		[]Report{saidBy("east", "waste", "2024-06-30", "96")}, Achieved, ReasonMet},
	{"the lead agency answers for the whole", "revenue", "finance", "2024-06-30",
		[]Report{said("revenue", "2024-06-30", "93")}, OnTrack, ReasonAhead},
}

func estimate(r Report) Report {
	r.Estimate = true
	return r
}

func confirmed(r Report) Report {
	r.Confirmed = true
	return r
}

func TestEvaluate(t *testing.T) {
	plan := district()
	for _, tc := range judgements {
		t.Run(tc.rule, func(t *testing.T) {
			p := Evaluate(plan, tc.reports, plan.Indicator(tc.ind), tc.unit, day(tc.on))
			if p.Status != tc.status || p.Reason != tc.reason {
				t.Errorf("%s/%s, want %s/%s", p.Status, p.Reason, tc.status, tc.reason)
			}
		})
	}
}

// Every status and every reason is somebody's experience: none may be dead.
func TestEveryStatusAndReasonIsReached(t *testing.T) {
	statuses, reasons := make(map[Status]bool), make(map[Reason]bool)
	for _, tc := range judgements {
		statuses[tc.status], reasons[tc.reason] = true, true
	}
	for _, s := range []Status{Achieved, OnTrack, AtRisk, Lagging, NotDue, NoData} {
		if !statuses[s] {
			t.Errorf("no case reaches %s", s)
		}
	}
	for _, r := range []Reason{
		ReasonMet, ReasonAhead, ReasonWithin, ReasonShort, ReasonFarShort, ReasonNotMetAtDue,
		ReasonNoImprovement, ReasonBeforeDue, ReasonNoReport, ReasonOutdated, ReasonPartial, ReasonNotAllocated,
	} {
		if !reasons[r] {
			t.Errorf("no case reaches %s", r)
		}
	}
}

func TestEvaluateFigures(t *testing.T) {
	plan := district()
	p := Evaluate(plan, []Report{said("revenue", "2024-06-30", "87.1425")}, plan.Indicator("revenue"), Locality, day("2024-08-20"))
	for _, tc := range []struct {
		name string
		got  *Amount
		want string
	}{
		{"percent of plan", p.Percent, "45"},
		{"expected on its own date", p.Expected, "92.952"},
		{"expected percent", p.ExpectedPercent, "48"},
		{"shortfall in points of the plan", p.Shortfall, "3"},
		{"gap in the measure", p.Gap, "106.5075"},
	} {
		if tc.got == nil || !tc.got.Equal(amount(tc.want)) {
			t.Errorf("%s = %v, want %s", tc.name, tc.got, tc.want)
		}
	}
	if p.Age != 51 || !p.Stale {
		t.Errorf("age %d, stale %t: want 51 days, stale after 45", p.Age, p.Stale)
	}
	if p.AsOf != day("2024-06-30") || p.Judged != p.AsOf {
		t.Errorf("as of %s, judged on %s", p.AsOf, p.Judged)
	}
}

func TestRatesFallShortInPoints(t *testing.T) {
	plan := district()
	p := Evaluate(plan, []Report{said("services", "2024-10-02", "97")}, plan.Indicator("services"), Locality, day("2024-10-05"))
	if p.Shortfall == nil || !p.Shortfall.Equal(NewAmount(3)) {
		t.Errorf("shortfall = %v, want 3 points", p.Shortfall)
	}
}

func TestStrictLevelThatDoesNotImproveUnderACeiling(t *testing.T) {
	plan := district()
	ind := *plan.Indicator("waste")
	ind.Comparison, ind.Target = AtMost, NewAmount(90)
	ind.Pace.Milestones = []Milestone{{MonthDay{1, 1}, NewAmount(90)}}
	for last, want := range map[string]Reason{"92": ReasonNoImprovement, "91": ReasonWithin} {
		reports := []Report{said("waste", "2024-03-15", "92"), said("waste", "2024-06-30", last)}
		if p := Evaluate(plan, reports, &ind, Locality, day("2024-06-30")); p.Reason != want {
			t.Errorf("from 92 to %s, at most 90: %s, want %s", last, p.Reason, want)
		}
	}
}

func TestZeroTargetHasNoPercent(t *testing.T) {
	plan := district()
	ind := *plan.Indicator("fires")
	ind.Target = Amount{}
	p := Evaluate(plan, []Report{said("fires", "2024-06-30", "1")}, &ind, Locality, day("2024-06-30"))
	if p.Percent != nil || p.ExpectedPercent != nil {
		t.Errorf("percent %v, expected %v of nothing", p.Percent, p.ExpectedPercent)
	}
	if !p.Shortfall.Equal(NewAmount(1)) {
		t.Errorf("shortfall %s, want the fire itself", p.Shortfall)
	}
}

func TestEvaluateAllKeepsPlanOrder(t *testing.T) {
	plan := district()
	for i, p := range EvaluateAll(plan, nil, day("2024-06-30")) {
		if p.Indicator != &plan.Indicators[i] {
			t.Errorf("position %d holds %s", i, p.Indicator.ID)
		}
	}
}

func TestFinalFigureDoesNotGrowOld(t *testing.T) {
	plan := district()
	p := Evaluate(plan, []Report{said("revenue", "2024-12-31", "150")}, plan.Indicator("revenue"), Locality, day("2025-03-31"))
	if p.Stale || p.Age != 90 {
		t.Errorf("stale %t, age %d", p.Stale, p.Age)
	}
	if p.Status != Lagging {
		t.Errorf("status %s", p.Status)
	}
}
