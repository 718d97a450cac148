package plans

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"chitieu/target"
)

// demoFile is the shape of the demonstration's data.
type demoFile struct {
	Plan       scalar                       `yaml:"plan"`
	Source     scalar                       `yaml:"source"`
	Allocation map[string]map[string]scalar `yaml:"allocation"`
	Reports    []demoReport                 `yaml:"reports"`
}

// demoReport is a figure of the whole locality, or one figure a unit.
type demoReport struct {
	Indicator scalar            `yaml:"indicator"`
	AsOf      scalar            `yaml:"as-of"`
	Said      scalar            `yaml:"said"`
	Estimate  scalar            `yaml:"estimate"`
	Value     scalar            `yaml:"value"`
	Units     map[string]scalar `yaml:"units"`
}

// Demo returns the embedded plan with an allocation to communes, and reports for
// the first half of its year in the order of saying. All of it is invented: each
// report is marked Illustrative.
func Demo() (*target.Plan, []target.Report, error) {
	plan, err := Default()
	if err != nil {
		return nil, nil, err
	}
	reports, err := parseDemo(demoName, demoReports, plan)
	if err != nil {
		return nil, nil, err
	}
	return plan, reports, nil
}

// parseDemo lays the data's allocation over the plan and returns its reports.
func parseDemo(name string, data []byte, plan *target.Plan) ([]target.Report, error) {
	d := demoReader{reader: &reader{file: name}, plan: plan}
	var f demoFile
	if !d.decode(data, &f) {
		return nil, d.err()
	}
	if string(f.Plan) != plan.ID {
		d.wrong("plan", "%q is not the plan that these figures belong to, %s", f.Plan, plan.ID)
	}
	d.required("source", f.Source, "số liệu minh họa")
	d.overlay(f.Allocation)
	for i := range f.Reports {
		d.report(field("reports").item(i), &f.Reports[i], string(f.Source))
	}
	return d.sorted(), d.err()
}

// demoReader collects the reports of one file.
type demoReader struct {
	*reader
	plan    *target.Plan
	reports []target.Report
}

func (d *demoReader) overlay(allocation map[string]map[string]scalar) {
	for _, id := range slices.Sorted(maps.Keys(allocation)) {
		at := field("allocation").key(id)
		if ind := d.indicatorOf(at, id); ind != nil {
			ind.Allocation = d.allocation(at, allocation[id], ind)
			for unit := range ind.Allocation {
				d.known(at.key(string(unit)), unit, d.plan)
			}
		}
	}
}

func (d *demoReader) indicatorOf(at field, id string) *target.Indicator {
	ind := d.plan.Indicator(target.IndicatorID(id))
	if ind == nil {
		d.wrong(at, "%q is not an indicator of plan %s", id, d.plan.ID)
	}
	return ind
}

func (d *demoReader) report(at field, f *demoReport, source string) {
	ind := d.indicatorOf(at.key("indicator"), string(f.Indicator))
	if ind == nil || !d.required(at.key("as-of"), f.AsOf, "2024-06-28") {
		return
	}
	r := target.Report{
		Indicator: ind.ID, AsOf: d.date(at.key("as-of"), f.AsOf), Estimate: d.flag(at.key("estimate"), f.Estimate),
		Illustrative: true, Source: source,
	}
	said := d.date(at.key("said"), f.Said)
	r.Said = saidOn(d.plan, cmp.Or(said, r.AsOf))
	if (f.Value == "") == (len(f.Units) == 0) {
		d.wrong(at, "want either a value of the whole locality or units with a value each")
	}
	if f.Value != "" {
		d.add(at.key("value"), r, target.Locality, f.Value, ind)
	}
	for _, unit := range slices.Sorted(maps.Keys(f.Units)) {
		place := at.key("units").key(unit)
		d.known(place, target.UnitID(unit), d.plan)
		d.add(place, r, target.UnitID(unit), f.Units[unit], ind)
	}
}

// add keeps one report. Its ID tells the day of saying, so that IDs sort by it,
// and is the same every time.
func (d *demoReader) add(at field, r target.Report, unit target.UnitID, value scalar, ind *target.Indicator) {
	r.Unit, r.Value = unit, d.amount(at, value)
	if text := impossible(r.Value, ind); text != "" {
		d.wrong(at, "%s", text)
	}
	id := "demo-" + r.Said.Format("20060102") + "-" + string(r.Indicator)
	if unit != target.Locality {
		id += "-" + string(unit)
	}
	r.ID = target.ReportID(id)
	if slices.ContainsFunc(d.reports, func(o target.Report) bool { return o.ID == r.ID }) {
		d.wrong(at, "is the second figure said for this on %s", r.Said.Format(time.DateOnly))
	}
	d.reports = append(d.reports, r)
}

func (d *demoReader) sorted() []target.Report {
	slices.SortFunc(d.reports, func(a, b target.Report) int {
		return cmp.Or(a.Said.Compare(b.Said), strings.Compare(string(a.ID), string(b.ID)))
	})
	return d.reports
}

// saidOn returns 08:00 of the day, or of the next working day.
func saidOn(plan *target.Plan, on target.Date) time.Time {
	return plan.Calendar.NextWorkingDay(on).In(plan.Zone).Add(8 * time.Hour)
}

// impossible says why the value cannot be one of the indicator, "" if it can.
func impossible(v target.Amount, ind *target.Indicator) string {
	switch {
	case v.IsNegative():
		return v.String() + " is negative"
	case ind.Rate() && v.GreaterThan(target.Hundred):
		return v.String() + " is more than 100 %, and this is a rate"
	case ind.Measure.Whole() && !v.IsInteger():
		return v.String() + " is a fraction, and this counts whole things"
	default:
		return ""
	}
}
