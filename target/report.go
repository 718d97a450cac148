package target

import "time"

// ReportID identifies a stored report. IDs sort by the time of saying.
type ReportID string

// Report is the value of an indicator for a unit as of a date. Reports are
// history: one is replaced or retracted by a later one, never changed.
type Report struct {
	ID        ReportID
	Indicator IndicatorID
	Unit      UnitID // Locality for the whole
	// Value is the running total (or the state) as of AsOf. For an increment it
	// is the total after it: the increment itself stands in Increment.
	Value     Amount
	Increment *Amount
	AsOf      Date
	Estimate  bool // "ước": not final
	// Illustrative marks invented demonstration data; it is shown with every figure.
	Illustrative bool
	Said         time.Time // when it was said
	By           MemberID  // who said it; "" for imported data
	ByName       string    // as the messenger showed it then
	Chat         ChatID    // where
	Source       string    // "báo cáo qua chat", "tệp nhập"…
	Evidence     []string  // references of photos and files
	// Replaces is the report that this one corrects; Retracts the one that it
	// takes back (then Value means nothing). Both "" for a plain report.
	Replaces ReportID
	Retracts ReportID
}

// Standing returns the reports that are in force: without retractions, without
// what was retracted or replaced. reports are in the order in which they were
// said, and that order is kept. A retraction of a correction brings the
// corrected report back; a correction of a correction does not. A report can
// only end what was said before it.
func Standing(reports []Report) []Report {
	e := endings{later: map[ReportID]bool{}, retracted: map[ReportID]bool{}, replaced: map[ReportID]bool{}}
	// Later words win over earlier ones, so walk from the end.
	for i := len(reports) - 1; i >= 0; i-- {
		e.hear(&reports[i])
	}
	out := make([]Report, 0, len(reports))
	for _, r := range reports {
		if !e.retracted[r.ID] && !e.replaced[r.ID] && r.Retracts == "" {
			out = append(out, r)
		}
	}
	return out
}

// endings collects what later reports have ended.
type endings struct{ later, retracted, replaced map[ReportID]bool }

// hear takes in what r ends. A retracted report ends nothing any more; one that
// was replaced still does, since its correction stands in its place.
func (e *endings) hear(r *Report) {
	e.later[r.ID] = true
	if e.retracted[r.ID] && !e.replaced[r.ID] {
		return
	}
	if r.Retracts != "" && !e.later[r.Retracts] {
		e.retracted[r.Retracts] = true
	}
	if r.Replaces != "" && !e.later[r.Replaces] {
		e.replaced[r.Replaces] = true
	}
}

// Latest returns the standing report of the indicator and unit with the newest
// AsOf not after the date (of equals the one said last), or nil. It looks at
// any year; Evaluate keeps to the plan's.
func Latest(standing []Report, indicator IndicatorID, unit UnitID, on Date) *Report {
	var best *Report
	for i := range standing {
		r := &standing[i]
		if r.Indicator != indicator || r.Unit != unit || r.AsOf.After(on) {
			continue
		}
		if best == nil || !r.AsOf.Before(best.AsOf) {
			best = r
		}
	}
	return best
}
