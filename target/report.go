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
	// Onto is the report whose total the increment was added to, "" for none or
	// where it is not known.
	Onto ReportID
	// Without is a report whose part was taken out of the total, "" for none.
	Without  ReportID
	AsOf     Date
	Estimate bool // "ước": not final
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
	// Waiting is set when somebody reported whose figures the lead agency or a
	// leader must approve: it does not count. ApprovedBy is set on the report
	// that approves one: it Replaces the waiting one and holds its figure, by the
	// person who reported it. A retraction of a waiting one refuses it.
	Waiting    bool
	ApprovedBy MemberID
	// Confirmed is set when the desk that confirms the indicator said it.
	Confirmed bool
}

// Latest returns the standing report of the indicator and unit with the newest
// AsOf not after the date, or nil. Of several of that day a confirmed one comes
// first, then a final one before an estimate, then the one said last. It looks
// at any year; Evaluate keeps to the plan's.
func Latest(standing []Report, indicator IndicatorID, unit UnitID, on Date) *Report {
	var best *Report
	for i := range standing {
		r := &standing[i]
		if r.Indicator != indicator || r.Unit != unit || r.AsOf.After(on) {
			continue
		}
		if best == nil || !best.outweighs(r) {
			best = r
		}
	}
	return best
}

// outweighs reports whether r goes on to hold though later was said after it.
func (r *Report) outweighs(later *Report) bool {
	switch {
	case r.AsOf != later.AsOf:
		return later.AsOf.Before(r.AsOf)
	case r.Confirmed != later.Confirmed:
		return r.Confirmed
	default:
		return !r.Estimate && later.Estimate
	}
}
