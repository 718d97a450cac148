package scheduler

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/plans"
	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

// aYear is a year with Tết and swapped days, written down by hand from the
// government's notices, to hold the scheduler against.
type aYear struct {
	year int
	// off are the runs of days off besides weekends, worked the Saturdays worked.
	off    []string
	worked []string
	// moved are the Mondays off and where the weekly digest goes instead; "" is
	// onto another Monday's.
	moved map[string]string
}

var years = []aYear{
	{
		year: 2024, off: []string{"01-01", "02-08 02-14", "04-18", "04-27 05-01", "08-31 09-03"}, worked: []string{"05-04"},
		moved: map[string]string{"01-01": "01-02", "02-12": "02-15", "04-29": "05-02", "09-02": "09-04"},
	},
	{
		year: 2026, off: []string{"01-01 01-04", "02-14 02-22", "04-26 04-27", "04-30 05-03", "08-29 09-02"}, worked: []string{"01-10", "08-22"},
		moved: map[string]string{"02-16": "", "04-27": "04-28", "08-31": "09-03"},
	},
}

func (y aYear) isOff(day time.Time) bool {
	key := day.Format("01-02")
	for _, run := range y.off {
		from, to, found := strings.Cut(run, " ")
		if key == from || found && from <= key && key <= to {
			return true
		}
	}
	return (day.Weekday() == time.Saturday || day.Weekday() == time.Sunday) && !slices.Contains(y.worked, key)
}

// days returns the days of the year on which f holds, with an hour.
func (y aYear) days(t *testing.T, hour string, f func(time.Time) bool) []string {
	var out []string
	for day := at(t, fmt.Sprintf("%d-01-01 %s", y.year, hour)); day.Year() == y.year; day = day.AddDate(0, 0, 1) {
		if f(day) {
			out = append(out, day.Format("01-02 15:04"))
		}
	}
	return out
}

// Every kind of rule, over the two years.
func TestWholeYears(t *testing.T) {
	for _, y := range years {
		t.Run(fmt.Sprint(y.year), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				plan := yearPlan(t, y.year)
				store := yearStore(t, y.year)
				s := open(t, plan, store, &messenger{})
				s.longest = 12 * time.Hour
				sleepUntil(at(t, fmt.Sprintf("%d-01-01 00:00", y.year)))
				stop := start(t, s)
				sleepUntil(at(t, fmt.Sprintf("%d-12-31 23:59", y.year)))
				stop()
				y.hold(t, ledger(t, store))
				for _, kind := range []target.IncidentKind{target.Outage, target.DeliveryLate, target.DeliveryDead} {
					if got := incidents(t, store, kind); len(got) > 0 {
						t.Errorf("incidents %q in a year without trouble", got)
					}
				}
			})
		})
	}
}

// hold compares the year's ledger with the calendar and with what was promised.
func (y aYear) hold(t *testing.T, all []target.Delivery) {
	t.Helper()
	when := make(map[target.RuleID][]string) // of one chat each
	kinds := make(map[target.RuleKind]int)
	lateOn := make(map[string]int)
	for _, d := range all {
		done := d.Done.In(at(t, "2024-01-01 00:00").Location())
		if d.State != target.Sent || !d.Done.Equal(d.NotBefore) || y.isOff(done) {
			t.Errorf("%s is %s (%s) on %s", d.ID, d.State, d.Reason, done)
		}
		kinds[d.Kind]++
		if stamp := done.Format("01-02 15:04"); !slices.Contains(when[d.Rule], stamp) {
			when[d.Rule] = append(when[d.Rule], stamp)
		}
		if d.Once != "" {
			lateOn[done.Format("01-02 ")+string(d.Chat)]++
		}
		for _, f := range d.Facts {
			if lagging(d.Kind) && f.Indicator != "" && f.Status != target.Lagging && f.Status != target.AtRisk {
				t.Errorf("%s says that %s, which is %s, is late", d.ID, f.Indicator, f.Status)
			}
		}
	}
	for day, n := range lateOn {
		if n > 1 {
			t.Errorf("%d lagging messages on %s", n, day)
		}
	}
	for _, kind := range []target.RuleKind{target.Digest, target.Crossing, target.ReportDue, target.DateNear, target.Escalating, target.DirectiveDue, target.Health, target.PromiseChecked} {
		if kinds[kind] == 0 {
			t.Errorf("nothing of the kind %s in a year", kind)
		}
	}
	y.holdSlots(t, when)
}

// holdSlots compares the slots of some rules with the calendar, counted by hand.
func (y aYear) holdSlots(t *testing.T, when map[target.RuleID][]string) {
	t.Helper()
	var mondays, monthEnds []string
	for _, m := range y.days(t, "07:30", func(day time.Time) bool { return day.Weekday() == time.Monday }) {
		to, moved := y.moved[m[:5]]
		if moved && to != "" {
			m = to + " 07:30"
		}
		if !moved || to != "" {
			mondays = append(mondays, m)
		}
	}
	// That of the year before may have moved into this one, that of this year out.
	for month := time.Month(0); month <= time.December; month++ {
		day := time.Date(y.year, month+1, 0, 8, 0, 0, 0, at(t, "2024-01-01 00:00").Location())
		for y.isOff(day) {
			day = day.AddDate(0, 0, 1)
		}
		if day.Year() == y.year {
			monthEnds = append(monthEnds, day.Format("01-02 15:04"))
		}
	}
	weekday := func(day time.Time) bool {
		return !y.isOff(day) && day.Weekday() != time.Saturday
	}
	for rule, want := range map[target.RuleID][]string{
		"weekly": mondays, "health": y.days(t, "16:30", weekday), "month-end": monthEnds,
	} {
		if !slices.Equal(when[rule], want) {
			t.Errorf("%s was heard at\n%v, want\n%v", rule, when[rule], want)
		}
	}
}

// yearPlan has a rule of every kind and the calendar of the district.
func yearPlan(t *testing.T, year int) *target.Plan {
	t.Helper()
	rule := func(id target.RuleID, kind target.RuleKind, schedule string, to target.Audience, off target.HolidayPolicy) target.Rule {
		return target.Rule{ID: id, Kind: kind, Schedule: schedule, Zone: saigon, Audience: to, Holiday: off, Grace: 8 * time.Hour, Ahead: []int{14, 3}}
	}
	chain := escalating()
	chain.Schedule = "30 8 * * TUE-FRI"
	plan := planOf(t,
		rule("weekly", target.Digest, "30 7 * * MON", target.WholeGroups, target.MoveSlot),
		rule("units", target.Digest, "45 7 * * MON#1", target.UnitGroups, target.MoveSlot),
		rule("crossing", target.Crossing, "0 8 * * TUE-FRI", target.WholeGroups, target.SkipSlot),
		rule("report", target.ReportDue, "0 8 13 * *", target.AllGroups, target.MoveSlot),
		rule("dates", target.DateNear, "0 14 * * *", target.AllGroups, target.SkipSlot),
		chain,
		rule("directives", target.DirectiveDue, "0 9 * * MON-FRI", target.AllGroups, target.SkipSlot),
		rule("month-end", target.Health, "0 8 L * *", target.Operators, target.MoveSlot),
		rule("health", target.Health, "30 16 * * MON-FRI", target.Operators, target.SkipSlot),
	)
	district, _, err := plans.Demo()
	if err != nil {
		t.Fatal(err)
	}
	plan.Year, plan.Calendar = year, district.Calendar
	plan.Indicators = append(plan.Indicators, target.Indicator{
		ID: "flow", Measure: plan.Indicators[0].Measure, Target: target.NewAmount(100), Comparison: target.AtLeast,
		Kind: target.Flow, RollUp: target.Direct, Pace: target.Pace{Kind: target.Linear}, Lead: "education",
	})
	return plan
}

// yearStore has the people, a directive, a promise, and a year of figures.
func yearStore(t *testing.T, year int) *storage.Store {
	t.Helper()
	store, err := storage.New(t.Context(), memory.New())
	if err != nil {
		t.Fatal(err)
	}
	day := func(m time.Month, d int) target.Date { return target.NewDate(year, m, d) }
	zone := at(t, "2024-01-01 00:00").Location()
	commit(t, store, target.Change{Chats: []target.Chat{{ID: group, Group: true}}})
	withPeople(t, store)
	var c target.Change
	for id, figures := range map[target.IndicatorID]map[time.Month]int64{
		"late": {1: 0}, "later": {1: 0, 3: 25, 6: 30, 9: 70}, "not-due": {1: 0}, "flow": {1: 0, 2: 10, 7: 60},
	} {
		for month, value := range figures {
			c.Reports = append(c.Reports, target.Report{
				ID: target.ReportID(fmt.Sprint(id, month)), Indicator: id, Value: target.NewAmount(value),
				AsOf: day(month, 1), Said: day(month, 1).In(zone),
			})
		}
	}
	amount := target.NewAmount(40)
	c.Answers = []target.Answer{{
		ID: "promise", Kind: target.Promised, Chat: group, Indicator: "later", Value: &amount, Until: day(4, 10), At: day(3, 20).In(zone),
	}}
	c.Directives = []target.Directive{{
		ID: "gv-1", Unit: "education", Chat: unitGroup, From: leader, Text: "x", State: target.DirectiveOpen,
		Given: day(5, 10).In(zone), Due: day(5, 29).In(zone).Add(17 * time.Hour),
	}}
	commit(t, store, c)
	return store
}
