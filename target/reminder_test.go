package target

import (
	"strings"
	"testing"
	"time"
)

var (
	wholeGroup = &Chat{ID: "t:1", Group: true}
	eastGroup  = &Chat{ID: "t:2", Group: true, Unit: "east"}
	moneyGroup = &Chat{ID: "t:3", Group: true, Unit: "finance"}
)

func TestAudience(t *testing.T) {
	parked := &Chat{ID: "t:4", Group: true, Parked: "bot was kicked"}
	private := &Chat{ID: "t:5"}
	for _, tc := range []struct {
		rule     string
		audience Audience
		chat     *Chat
		hears    bool
	}{
		{"the locality's group hears what is for it", WholeGroups, wholeGroup, true},
		{"a unit's group does not", WholeGroups, eastGroup, false},
		{"a unit's group hears what is for units", UnitGroups, eastGroup, true},
		{"the locality's group does not", UnitGroups, wholeGroup, false},
		{"all is everybody", AllGroups, eastGroup, true},
		{"nobody is reminded in private", AllGroups, private, false},
		{"nothing goes to a parked chat", AllGroups, parked, false},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			rule := &Rule{Kind: ReportDue, Audience: tc.audience}
			f := (&Situation{Plan: district()}).Judge(rule, tc.chat, Date{}, day("2024-06-13"))
			if got := len(f.Items) > 0; got != tc.hears {
				t.Errorf("hears: %t", got)
			}
		})
	}
}

func TestDigest(t *testing.T) {
	rule := &Rule{Kind: Digest, Audience: AllGroups}
	reports := []Report{
		said("revenue", "2024-06-30", "83"), said("product", "2024-06-30", "4550"), said("schools", "2024-06-30", "0"),
		saidBy("east", "grain", "2024-06-30", "13000"), said("waste", "2024-06-30", "96"),
	}
	for _, tc := range []struct {
		rule string
		chat *Chat
		on   string
		want string
	}{
		{"what lags first, then what is at risk, never what is not due", wholeGroup, "2024-07-01", "revenue product"},
		{"the latest of the season joins", wholeGroup, "2024-09-30", "schools revenue product"},
		{"a unit hears of its own part", eastGroup, "2024-07-01", "grain"},
		{"a lead agency hears of what it leads", moneyGroup, "2024-07-01", "revenue product"},
		{"outside the year there is nothing to do", wholeGroup, "2025-01-06", ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			f := (&Situation{Plan: district(), Standing: reports}).Judge(rule, tc.chat, Date{}, day(tc.on))
			if got := items(f); got != tc.want {
				t.Errorf("items %q, want %q", got, tc.want)
			}
			if f.Until.IsZero() != (tc.want == "") {
				t.Errorf("an answer is asked for until %q", f.Until)
			}
		})
	}
}

func TestAnswersAreAskedForInTwoWorkingDays(t *testing.T) {
	f := (&Situation{Plan: district()}).Judge(&Rule{Kind: ReportDue, Audience: AllGroups}, wholeGroup, Date{}, day("2024-02-07"))
	if f.Until != day("2024-02-16") {
		t.Errorf("until %s: Tết ends on the 14th", f.Until)
	}
}

func TestReportDue(t *testing.T) {
	rule := &Rule{Kind: ReportDue, Audience: AllGroups}
	for _, tc := range []struct {
		rule    string
		chat    *Chat
		reports []Report
		want    string
	}{
		{"every total and level without a figure in the period", wholeGroup, nil, "product revenue grain waste services fires"},
		{"a figure of the period's first day counts", moneyGroup, []Report{
			said("product", "2024-05-15", "4000"), said("services", "2024-06-10", "96"), said("fires", "2024-06-10", "1"),
		}, "revenue"},
		{"one of the day before does not", moneyGroup, []Report{
			said("product", "2024-05-14", "4000"), said("revenue", "2024-06-10", "90"), said("services", "2024-06-10", "96"), said("fires", "2024-06-10", "1"),
		}, "product"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			f := (&Situation{Plan: district(), Standing: tc.reports}).Judge(rule, tc.chat, Date{}, day("2024-06-13"))
			if got := items(f); got != tc.want {
				t.Errorf("items %q, want %q", got, tc.want)
			}
			if f.Period.String() != "2024-06" {
				t.Errorf("period %s", f.Period)
			}
		})
	}
}

func TestFiguresAreAskedForInTheirMonths(t *testing.T) {
	stepped := withPace(grain(), Pace{Kind: Milestones, Milestones: []Milestone{{MonthDay{time.June, 15}, NewAmount(30000)}}})
	for _, tc := range []struct {
		rule      string
		ind       Indicator
		may, june bool
	}{
		{"a total with a share for every month", revenue(), true, true},
		{"a total published by quarter", product(), false, true},
		{"a total with steps", stepped, false, true},
		{"a total without steps", fires(), true, true},
		{"a level", waste(), true, true},
		{"a count", schools(), false, false},
		{"a yearly figure", villages(), false, false},
	} {
		if may, june := tc.ind.ReportedIn(time.May), tc.ind.ReportedIn(time.June); may != tc.may || june != tc.june {
			t.Errorf("%s: May %t, June %t", tc.rule, may, june)
		}
	}
}

func TestCrossing(t *testing.T) {
	rule := &Rule{Kind: Crossing, Audience: AllGroups, Schedule: "0 8 * * 2-5"}
	at := func(r Report, said string) Report {
		r.Said = clock(t, said)
		return r
	}
	fell := said("revenue", "2024-06-14", "70")
	for _, tc := range []struct {
		rule      string
		reports   []Report
		since, on string
		want      string
	}{
		{"what lags since its figure came", []Report{said("revenue", "2024-06-18", "70")}, "2024-06-17", "2024-06-18", "revenue"},
		{"not what lagged before", []Report{said("revenue", "2024-06-14", "70")}, "2024-06-17", "2024-06-18", ""},
		{"what was said since, as of a day before", []Report{at(fell, "2024-06-17 15:00")}, "2024-06-17", "2024-06-18", "revenue"},
		{"not what was said before the last slot", []Report{at(fell, "2024-06-17 07:00")}, "2024-06-17", "2024-06-18", ""},
		{"a milestone that passes makes a count late", []Report{said("schools", "2024-06-30", "0")}, "2024-09-27", "2024-09-30", "schools"},
		{"nothing without a day to compare with", []Report{said("revenue", "2024-06-18", "70")}, "", "2024-06-18", ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			plan := district()
			plan.Zone = time.FixedZone("+07", 7*60*60)
			var since Date
			if tc.since != "" {
				since = day(tc.since)
			}
			if got := items((&Situation{Plan: plan, Standing: tc.reports}).Judge(rule, wholeGroup, since, day(tc.on))); got != tc.want {
				t.Errorf("items %q, want %q", got, tc.want)
			}
		})
	}
}

func TestSlotOfADay(t *testing.T) {
	hanoi := time.FixedZone("+07", 7*60*60)
	for schedule, want := range map[string]string{
		"30 7 * * 1":       "2024-07-01T07:30:00+07:00",
		"*/5 7 * * 1":      "2024-07-01T23:59:59.999999999+07:00",
		"0 8,16 * * 1":     "2024-07-01T23:59:59.999999999+07:00",
		"not a schedule":   "2024-07-01T23:59:59.999999999+07:00",
		"0 30 7 * * 1 too": "2024-07-01T23:59:59.999999999+07:00",
	} {
		if got := (&Rule{Schedule: schedule}).slotOn(day("2024-07-01"), hanoi).Format(time.RFC3339Nano); got != want {
			t.Errorf("%q: %s, want %s", schedule, got, want)
		}
	}
	if got := (&Rule{Schedule: "30 7 * * 1"}).slotOn(day("2024-07-01"), nil); got.Location() != time.UTC {
		t.Errorf("without a zone the slot is in %s", got.Location())
	}
}

func TestSlotKeyNamesRuleAndMinute(t *testing.T) {
	s := Slot{Rule: "monday-digest", At: clock(t, "2024-07-01 07:30")}
	if got := s.Key(); got != "monday-digest/202407010030" {
		t.Errorf("key %q", got)
	}
}

func TestWorstFirstPutsWhatHasNoShortfallLast(t *testing.T) {
	none, small, large := Progress{Status: Lagging}, Progress{Status: Lagging, Shortfall: pointer("1")}, Progress{Status: Lagging, Shortfall: pointer("2")}
	for _, tc := range []struct {
		rule string
		a, b *Progress
		want int
	}{
		{"the larger shortfall first", &large, &small, -1},
		{"the smaller after", &small, &large, 1},
		{"none after some", &none, &small, 1},
		{"some before none", &small, &none, -1},
		{"none beside none", &none, &none, 0},
		{"the worse status before all", &none, &Progress{Status: AtRisk, Shortfall: pointer("9")}, -1},
	} {
		if got := WorstFirst(tc.a, tc.b); got != tc.want {
			t.Errorf("%s: %d", tc.rule, got)
		}
	}
}

func items(f Finding) string {
	var ids []string
	for _, p := range f.Items {
		ids = append(ids, string(p.Indicator.ID))
	}
	return strings.Join(ids, " ")
}
