package plans

import (
	"strings"
	"testing"

	"chitieu/target"
)

// judgement is what the embedded plan makes of reports on a date.
type judgement struct {
	name      string
	on        string
	indicator target.IndicatorID
	reports   string // "date value", one a line; "" for none
	want      target.Status
}

// TestSeasonDecides holds the paces and thresholds of the file against what an
// official of the district would say on the day.
func TestSeasonDecides(t *testing.T) {
	plan := mustDefault(t)
	for _, j := range []judgement{
		{"grain before the spring crop", "2024-04-30", "grain-output", "2024-04-30 1117.06", target.NotDue},
		{"grain when the spring crop closes", "2024-06-15", "grain-output", "2024-06-15 30719.15", target.OnTrack},
		{"two points less grain is within", "2024-06-15", "grain-output", "2024-06-15 29602.09", target.OnTrack},
		{"three points less grain is a warning", "2024-06-15", "grain-output", "2024-06-15 29043.56", target.AtRisk},
		{"six points less grain", "2024-06-15", "grain-output", "2024-06-15 27367.97", target.Lagging},
		{"grain holds between the crops", "2024-08-31", "grain-output", "2024-08-31 31000", target.OnTrack},
		{"grain without a figure since the crop closed", "2024-06-20", "grain-output", "2024-05-31 20000", target.NoData},
		{"grain exactly at the target is not above it", "2024-12-31", "grain-output", "2024-12-31 55853", target.AtRisk},
		{"grain above the target", "2024-12-20", "grain-output", "2024-12-20 55853.1", target.Achieved},

		{"half the budget at half-year", "2024-06-30", "budget-revenue", "2024-06-30 96.825", target.OnTrack},
		{"45 % of the budget at half-year", "2024-06-30", "budget-revenue", "2024-06-30 87.1425", target.AtRisk},
		{"below 45 % of the budget at half-year", "2024-06-30", "budget-revenue", "2024-06-30 87.1", target.Lagging},
		{"a high January is no promise", "2024-02-29", "budget-revenue", "2024-02-29 20", target.Lagging},

		{"total product has no figure in February", "2024-02-15", "total-product", "", target.NoData},
		{"44 % of total product at half-year", "2024-06-30", "total-product", "2024-06-30 4501.2396", target.OnTrack},
		{"below 44 % of total product at half-year", "2024-06-30", "total-product", "2024-06-30 4500", target.AtRisk},
		{"below 67 % of total product at nine months", "2024-09-30", "total-product", "2024-09-30 6800", target.Lagging},

		{"no school in June", "2024-06-30", "standard-schools", "2024-06-28 0", target.NotDue},
		{"no school at the end of September", "2024-09-30", "standard-schools", "2024-06-28 0", target.Lagging},
		{"one school at the end of September", "2024-09-30", "standard-schools", "2024-09-30 1", target.AtRisk},
		{"two schools at the end of September", "2024-09-30", "standard-schools", "2024-09-30 2", target.OnTrack},
		{"seven schools early", "2024-08-01", "standard-schools", "2024-08-01 7", target.Achieved},

		{"villages before the review", "2024-11-30", "cultural-villages", "", target.NotDue},
		{"villages not reported after the review", "2024-12-14", "cultural-villages", "", target.NoData},
		{"98.5 % of villages is not above 98.5 %", "2024-12-31", "cultural-villages", "2024-12-31 98.5", target.Lagging},
		{"150 of 153 villages", "2024-12-31", "cultural-villages", "2024-12-10 98.04", target.Lagging},
		{"151 of 153 villages", "2024-12-31", "cultural-villages", "2024-12-10 98.69", target.Achieved},

		{"waste at 95 % is not yet above it", "2024-06-30", "waste-treatment", "2024-06-28 95", target.OnTrack},
		{"waste a point under", "2024-06-30", "waste-treatment", "2024-06-28 94", target.AtRisk},
		{"waste more than three points under", "2024-06-30", "waste-treatment", "2024-06-28 91.9", target.Lagging},
		{"waste short for a quarter without improvement", "2024-06-30", "waste-treatment", "2024-03-28 94.2\n2024-06-28 94.1", target.Lagging},
		{"waste above 95 %", "2024-06-30", "waste-treatment", "2024-06-28 95.1", target.Achieved},

		{"online services near 100 % in June", "2024-06-30", "online-services", "2024-06-28 97", target.OnTrack},
		{"online services below 95 % in June", "2024-06-30", "online-services", "2024-06-28 94.9", target.Lagging},
		{"online services below 100 % in the fourth quarter", "2024-10-15", "online-services", "2024-10-14 99.3", target.Lagging},
		{"online services complete", "2024-10-15", "online-services", "2024-10-14 100", target.Achieved},

		{"communes before the classification", "2024-09-30", "strong-communes", "", target.NotDue},
		{"19 of 20 communes", "2024-12-31", "strong-communes", "2024-12-20 95", target.Lagging},
		{"20 of 20 communes", "2024-12-31", "strong-communes", "2024-12-20 100", target.Achieved},

		{"value of a season", "2024-06-30", "value-per-hectare", "2024-06-15 52", target.NotDue},
		{"value of the year", "2024-12-20", "value-per-hectare", "2024-12-10 100", target.Achieved},
		{"value of the year, short", "2024-12-20", "value-per-hectare", "2024-12-10 98", target.Lagging},
	} {
		t.Run(j.name, func(t *testing.T) {
			on, err := target.ParseDate(j.on)
			if err != nil {
				t.Fatal(err)
			}
			reports := reportsOf(t, plan, j)
			p := target.Evaluate(plan, target.Standing(reports), plan.Indicator(j.indicator), target.Locality, on)
			if p.Status != j.want {
				t.Errorf("%s (%s), want %s", p.Status, p.Reason, j.want)
			}
		})
	}
}

// reportsOf reads a judgement's reports as a file would bring them.
func reportsOf(t *testing.T, plan *target.Plan, j judgement) []target.Report {
	t.Helper()
	text := "date\tindicator\tunit\tvalue\n"
	for line := range strings.Lines(j.reports) {
		date, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		text += date + "\t" + string(j.indicator) + "\t-\t" + value + "\n"
	}
	reports, err := ParseReports(strings.NewReader(text), plan)
	if err != nil {
		t.Fatal(err)
	}
	return reports
}
