package plans

import (
	"slices"
	"strings"
	"testing"
	"time"

	"chitieu/target"
)

func mustDemo(t *testing.T) (*target.Plan, []target.Report) {
	t.Helper()
	plan, reports, err := Demo()
	if err != nil {
		t.Fatal(err)
	}
	return plan, reports
}

var demoDay = target.NewDate(2024, time.July, 1)

// TestDemoShowsEveryColour wants a picture worth looking at on the day that the
// demonstration begins.
func TestDemoShowsEveryColour(t *testing.T) {
	plan, reports := mustDemo(t)
	want := map[target.IndicatorID]target.Status{
		"total-product":     target.OnTrack,
		"value-per-hectare": target.NotDue,
		"grain-output":      target.OnTrack,
		"budget-revenue":    target.AtRisk,
		"standard-schools":  target.NotDue,
		"cultural-villages": target.NotDue,
		"waste-treatment":   target.Lagging,
		"online-services":   target.OnTrack,
		"strong-communes":   target.NotDue,
	}
	for _, p := range target.EvaluateAll(plan, target.Standing(reports), demoDay) {
		if p.Status != want[p.Indicator.ID] {
			t.Errorf("%s is %s (%s), want %s", p.Indicator.ID, p.Status, p.Reason, want[p.Indicator.ID])
		}
		if p.Stale {
			t.Errorf("%s is stale after %d days", p.Indicator.ID, p.Age)
		}
	}
}

func TestDemoReportsAreMarkedAndInOrder(t *testing.T) {
	plan, reports := mustDemo(t)
	starts := time.Date(2024, time.July, 1, 7, 25, 0, 0, plan.Zone)
	seen := make(map[target.ReportID]bool)
	for i, r := range reports {
		if !r.Illustrative || r.Source != "số liệu minh họa" || r.By != "" {
			t.Errorf("%s is not marked as invented: %+v", r.ID, r)
		}
		if seen[r.ID] || !strings.HasPrefix(string(r.ID), "demo-2024") {
			t.Errorf("id %s", r.ID)
		}
		seen[r.ID] = true
		if !r.Said.Before(starts) || r.Said.Hour() != 8 || !plan.Calendar.IsWorkingDay(target.DateOf(r.Said)) {
			t.Errorf("%s is said at %s", r.ID, r.Said)
		}
		if i > 0 && (r.Said.Before(reports[i-1].Said) || r.ID < reports[i-1].ID) {
			t.Errorf("%s comes after %s", r.ID, reports[i-1].ID)
		}
	}
}

// TestDemoCommunesFitTheDistrict adds the communes up: grain is all theirs, of
// the budget they collect a part.
func TestDemoCommunesFitTheDistrict(t *testing.T) {
	plan, reports := mustDemo(t)
	communes := plan.Communes(demoDay)
	total := func(id target.IndicatorID) (allocated, reached target.Amount) {
		for _, u := range communes {
			part, ok := plan.Indicator(id).Allocation[u.ID]
			r := target.Latest(reports, id, u.ID, demoDay)
			if !ok || r == nil {
				t.Fatalf("%s has no %s", u.ID, id)
			}
			allocated, reached = allocated.Add(part), reached.Add(r.Value)
		}
		return allocated, reached
	}
	grain := target.Latest(reports, "grain-output", target.Locality, demoDay)
	if allocated, reached := total("grain-output"); allocated.String() != "55853" || !reached.Equal(grain.Value) {
		t.Errorf("communes have %s of the grain target and brought in %s, the district %s", allocated, reached, grain.Value)
	}
	budget := target.Latest(reports, "budget-revenue", target.Locality, demoDay)
	if allocated, reached := total("budget-revenue"); !allocated.LessThan(target.NewAmount(193)) || !reached.LessThan(budget.Value) {
		t.Errorf("communes have %s of the budget target and collected %s, the district %s", allocated, reached, budget.Value)
	}
	for _, u := range communes {
		if target.Latest(reports, "waste-treatment", u.ID, demoDay) == nil {
			t.Errorf("%s has no waste figure", u.ID)
		}
	}
	for _, mountain := range []target.UnitID{"xa-ky-thuong", "xa-ky-trung"} {
		if part := plan.Indicator("grain-output").Allocation[mountain]; !part.LessThan(target.NewAmount(1000)) {
			t.Errorf("%s in the mountains has %s tonnes", mountain, part)
		}
	}
}

// TestDemoReportsRaiseNoDoubts plays the district's reports one after another: the
// bot would have taken each without asking.
func TestDemoReportsRaiseNoDoubts(t *testing.T) {
	plan, reports := mustDemo(t)
	for i := range reports {
		r := &reports[i]
		for _, d := range target.Doubts(plan, reports[:i], r, target.DateOf(r.Said)) {
			if !(d.Kind == target.DoubtFuture && r.Estimate) {
				t.Errorf("%s: %s is doubted: %s", r.ID, r.Value, d.Kind)
			}
		}
	}
}

func TestDemoMistakesAreRefused(t *testing.T) {
	for _, b := range []broken{
		{"another plan", "plan: ky-anh-2024", "plan: ky-anh-2025", "", "plan", "is not the plan that these figures belong to, ky-anh-2024"},
		{"indicator", "{indicator: total-product, as-of: 2024-03-31", "{indicator: gdp, as-of: 2024-03-31", "", "reports[0].indicator", `"gdp" is not an indicator`},
		{"unit", "xa-ky-tan: 3700", "xa-ky-tanh: 3700", "", "allocation.grain-output.xa-ky-tanh", `"xa-ky-tanh" is not the id of a unit; did you mean "xa-ky-tan"?`},
		{"part of a school", "as-of: 2024-06-25, value: 1}", "as-of: 2024-06-25, value: 1.5}", "", "reports[14].value", "1.5 is a fraction"},
		{"above 100 %", "xa-ky-chau: 98.1", "xa-ky-chau: 981", "", "reports[29].units.xa-ky-chau", "981 is more than 100 %"},
		{"twice a day", "as-of: 2024-06-25, value: 1}", "as-of: 2024-03-31, value: 1}", "", "reports[14].value", "is the second figure said for this on 2024-04-01"},
		{"no value", "as-of: 2024-06-25, value: 1}", "as-of: 2024-06-25}", "", "reports[14]", "want either a value of the whole locality or units"},
		{"no date", "as-of: 2024-06-25, value: 1}", "value: 1}", "", "reports[14].as-of", "is missing"},
	} {
		t.Run(b.name, func(t *testing.T) {
			text := string(demoReports)
			if !strings.Contains(text, b.old) {
				t.Fatalf("the data have no text %q", b.old)
			}
			line := 1 + strings.Count(text[:strings.Index(text, b.old)], "\n")
			_, err := parseDemo("demo.yaml", []byte(strings.Replace(text, b.old, b.new, 1)), mustDefault(t))
			m := firstMistake(err)
			if m == nil || m.Line != line || m.Field != b.field || !strings.Contains(m.Text, b.text) {
				t.Errorf("got %v\nwant line %d: %s: …%s", err, line, b.field, b.text)
			}
		})
	}
}

// firstMistake returns the first of joined mistakes, nil for none.
func firstMistake(err error) *Mistake {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	all := joined.Unwrap()
	i := slices.IndexFunc(all, func(err error) bool { _, ok := err.(*Mistake); return ok })
	if i < 0 {
		return nil
	}
	return all[i].(*Mistake)
}
