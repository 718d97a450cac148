package understand

import "chitieu/target"

// Withdrawal is what a message that takes something back says of it, beside the
// indicators, units and days that its Reading names.
type Withdrawal struct {
	// Wrong is set when the message only says that something is wrong, and Part
	// is what of it, "" for the figure.
	Wrong bool
	Part  Part
	// Number is how many are meant, or which of several; 0 for neither.
	Number int
	First  bool // the first of them
	All    bool // all of them
	Others bool // somebody else's
	Slip   bool // it was taken back by mistake
	// Values are what the figure that is meant may be of each indicator, nil
	// where none is named.
	Values map[target.IndicatorID][]target.Amount
	// Keeps and KeepsOf are the indicators and units whose figures are to stay.
	Keeps   []target.IndicatorID
	KeepsOf []target.UnitID
}

// Named reports whether a value says what is meant, or what is to stay is named.
func (w *Withdrawal) Named() bool {
	return w.Values != nil || len(w.Keeps) > 0 || len(w.KeepsOf) > 0
}

// Part is a part of a report.
type Part string

// The parts of a report.
const (
	PartDay       Part = "day"
	PartIndicator Part = "indicator"
	PartUnit      Part = "unit"
	PartMeasure   Part = "measure"
)
