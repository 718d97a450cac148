package target

// IndicatorID is an indicator's slug, for example "budget-revenue".
type IndicatorID string

// Kind says how an indicator's value behaves over the year.
type Kind string

const (
	Flow   Kind = "flow"   // a running total over the year: revenue, grain
	Count  Kind = "count"  // whole things newly achieved in the year: schools
	Level  Kind = "level"  // a rate or state as it stands: waste treated
	Yearly Kind = "yearly" // decided or estimated only at set times: titles
)

// Comparison says how the value must stand to the target.
type Comparison string

const (
	AtLeast  Comparison = ">="
	MoreThan Comparison = ">" // strict: 98.5 does not meet "trên 98,5%"
	Exactly  Comparison = "="
	AtMost   Comparison = "<="
)

// Met reports whether value satisfies the comparison with target.
func (c Comparison) Met(value, target Amount) bool {
	switch c {
	case MoreThan:
		return value.GreaterThan(target)
	case Exactly:
		return value.Equal(target)
	case AtMost:
		return value.LessThanOrEqual(target)
	default:
		return value.GreaterThanOrEqual(target)
	}
}

// RollUp says how the locality's value comes from the units'.
type RollUp string

const (
	Direct RollUp = "direct" // the lead agency reports the whole
	Sum    RollUp = "sum"    // the units' values add up
	Share  RollUp = "share"  // percent of units that meet it
	Mean   RollUp = "mean"   // plain mean of the units' values
)

// Indicator is one target of the plan.
type Indicator struct {
	ID         IndicatorID
	Names      Names
	Measure    Measure
	Target     Amount
	Comparison Comparison
	Kind       Kind
	RollUp     RollUp
	Pace       Pace
	// Thresholds overrides the plan's for this indicator; nil keeps them.
	Thresholds *Thresholds
	Lead       UnitID
	With       []UnitID
	// Confirm is the desk whose word on a figure is final, for example the
	// statistics office; "" for none.
	Confirm  UnitID
	Baseline *Past  // last year's result, nil when it was not published
	History  []Past // older published figures, oldest first
	// Whole is what a reported fraction counts: 153 villages, 20 communes. Nil
	// if a fraction makes no sense or its denominator may be anything.
	Whole *Whole
	// Stock is the wider total that is easily taken for this indicator
	// (44 of 56 schools hold the title; the target counts new ones). Nil for none.
	Stock *Whole
	// Allocation is the part of the target given to units, in measure units.
	Allocation map[UnitID]Amount
	// Stages are the steps of preparation that can be shown before the
	// indicator is judged, in order.
	Stages []Names
	// StaleAfter is the number of days after which a value is marked stale.
	StaleAfter int
	// Note is a remark for the operator: what in this entry is an estimate.
	Note string
}

// Whole is the denominator of a fraction that people report.
type Whole struct {
	Count int
	Names map[Lang]string // what is counted: "thôn"
	// Singular are the names of exactly one, where a language has another word.
	Singular map[Lang]string
}

// Past is a published figure of an earlier period.
type Past struct {
	Year  int
	Half  bool // first half of the year only
	Value Amount
	// PercentOfPlan and Growth (percent on the year before) are nil when not published.
	PercentOfPlan *Amount
	Growth        *Amount
	Source        string
	Derived       bool // computed from other published figures
}

// Rate reports whether the value is a percentage in itself, so that
// differences are percentage points and a bare "%" is the value.
func (i *Indicator) Rate() bool { return i.Measure.Dimension == DimensionPercent }

// Possible reports whether the indicator can have the value at all. A rate is of
// something and lies between 0 and 100, unless the plan itself asks for more, as
// of a rate of growth.
func (i *Indicator) Possible(v Amount) bool {
	if !i.Rate() {
		return true
	}
	return (!v.IsNegative() || i.Target.IsNegative()) && (v.LessThanOrEqual(Hundred) || i.Target.GreaterThan(Hundred))
}
