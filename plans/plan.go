package plans

import (
	"time"

	"chitieu/target"
)

// defaultZone is where every Vietnamese locality is.
const defaultZone = "Asia/Ho_Chi_Minh"

// plan gives the file's texts their meaning.
func (r *reader) plan(f *planFile) *target.Plan {
	p := &target.Plan{
		ID:       r.slug("id", f.ID),
		Locality: r.names("locality", f.Locality),
		Zone:     r.zone("zone", f.Zone),
		Source:   string(f.Source),
	}
	if r.required("year", f.Year, "2024") {
		p.Year = r.whole("year", f.Year, 2000, 2100)
	}
	if f.Thresholds == nil {
		r.wrong("thresholds", "is missing; for example {at-risk: 5, lagging: 10}")
	} else {
		p.Thresholds = r.thresholds("thresholds", f.Thresholds)
	}
	p.Approval = r.flag("approval", f.Approval)
	if f.Discrepancy != "" {
		p.Discrepancy = r.amount("discrepancy", f.Discrepancy)
		r.percent("discrepancy", &p.Discrepancy)
	}
	if len(f.Indicators) == 0 {
		r.wrong("indicators", "is missing; a plan has at least one")
	}
	for i := range f.Indicators {
		p.Indicators = append(p.Indicators, r.indicator(field("indicators").item(i), &f.Indicators[i], p.Year))
	}
	for i, o := range f.Outside {
		at := field("outside").item(i)
		p.Outside = append(p.Outside, target.Outside{ID: r.slug(at.key("id"), o.ID), Names: r.names(at.key("names"), o.Names)})
	}
	for i, n := range f.Neighbours {
		p.Neighbours = append(p.Neighbours, r.names(field("neighbours").item(i), n))
	}
	for i := range f.Units {
		p.Units = append(p.Units, r.unit(field("units").item(i), &f.Units[i]))
	}
	p.Calendar = r.calendar("calendar", &f.Calendar)
	for i := range f.Rules {
		p.Rules = append(p.Rules, r.rule(field("rules").item(i), &f.Rules[i], p.Zone))
	}
	return p
}

func (r *reader) zone(at field, s scalar) *time.Location {
	if s == "" {
		s = defaultZone
	}
	zone, err := time.LoadLocation(string(s))
	if err != nil {
		r.wrong(at, "%q is not a time zone; for example %s", s, defaultZone)
		return time.UTC
	}
	return zone
}

func (r *reader) thresholds(at field, f *thresholdsFile) target.Thresholds {
	found := len(r.mistakes)
	t := target.Thresholds{
		AtRisk:        r.amount(at.key("at-risk"), f.AtRisk),
		Lagging:       r.amount(at.key("lagging"), f.Lagging),
		NoImprovement: r.whole(at.key("no-improvement-days"), f.NoImprovement, 0, 366),
	}
	r.percent(at.key("at-risk"), &t.AtRisk)
	r.percent(at.key("lagging"), &t.Lagging)
	if len(r.mistakes) == found && t.AtRisk.GreaterThan(t.Lagging) {
		r.wrong(at.key("lagging"), "%s is below at-risk, %s: a value would be lagging before it is at risk", t.Lagging, t.AtRisk)
	}
	return t
}

// percent notes a value outside 0 to 100; nil is none.
func (r *reader) percent(at field, v *target.Amount) {
	if v != nil && (v.IsNegative() || v.GreaterThan(target.Hundred)) {
		r.wrong(at, "%s is not within 0 and 100", v)
	}
}
