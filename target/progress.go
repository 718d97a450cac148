package target

// Status is the judgement on an indicator on a date.
type Status string

const (
	Achieved Status = "achieved" // the comparison with the target is met
	OnTrack  Status = "on-track" // as much as the season asks, or nearly
	AtRisk   Status = "at-risk"  // short by more than the first threshold
	Lagging  Status = "lagging"  // short by more than the second
	NotDue   Status = "not-due"  // nothing is asked yet: never called late
	NoData   Status = "no-data"  // no figure, or none since it fell due
)

// Reason is why a status was given; words and figures are in Progress.
type Reason string

const (
	ReasonMet           Reason = "met"            // the target itself is met
	ReasonAhead         Reason = "ahead"          // at or above the expectation
	ReasonWithin        Reason = "within"         // short, but inside the threshold
	ReasonShort         Reason = "short"          // short by more than AtRisk
	ReasonFarShort      Reason = "far-short"      // short by more than Lagging
	ReasonNotMetAtDue   Reason = "not-met-at-due" // judged, and the target is not met
	ReasonNoImprovement Reason = "no-improvement" // a level short of target that does not rise
	ReasonBeforeDue     Reason = "before-due"     // the first judging date is ahead
	ReasonNoReport      Reason = "no-report"      // nothing was reported
	ReasonOutdated      Reason = "outdated"       // fell due since the last figure
	ReasonPartial       Reason = "partial"        // not all units have reported
	ReasonNotAllocated  Reason = "not-allocated"  // the unit has no part of this target
)

// Progress is how far an indicator is for a unit on a date, and why it is
// judged so. Amounts are in the indicator's measure; nil is unknown.
type Progress struct {
	Indicator *Indicator
	Unit      UnitID
	On        Date
	Target    Amount // the unit's allocation, or the whole target
	Actual    *Amount
	AsOf      Date    // of Actual
	Report    *Report // where Actual comes from; nil when rolled up
	Percent   *Amount // Actual in percent of Target
	// Expected is what the season asked on Judged: the value's own date, for
	// counts the date of the question. Nil while nothing is asked.
	Expected        *Amount
	ExpectedPercent *Amount // Expected in percent of Target
	Judged          Date
	Next            Date    // the next judging date, zero if none
	Shortfall       *Amount // points below the expectation; negative is ahead
	Gap             *Amount // Target - Actual: what is missing, negative is over
	Status          Status
	Reason          Reason
	Stale           bool // the value is older than the indicator's StaleAfter
	Age             int  // days from AsOf to On
	Estimate        bool
	Illustrative    bool
	Confirmed       bool // by the desk that confirms the indicator
	// Unconfirmed is what was reported for the same day and differs from the
	// confirmed value by more than the plan's Discrepancy; nil for nothing.
	Unconfirmed *Report
	// Reported of Units have a value, for rolled-up indicators.
	Reported, Units int
	Forecast        Forecast
}

// Evaluate judges the indicator for the unit on the day. standing are the
// reports in force (see Standing); later ones than the day are ignored.
func Evaluate(plan *Plan, standing []Report, ind *Indicator, unit UnitID, on Date) Progress {
	p := Progress{Indicator: ind, Unit: unit, On: on, Judged: on, Next: ind.Pace.Next(plan.Year, on)}
	var allocated bool
	p.Target, allocated = targetOf(ind, unit)
	p.take(plan, standing)
	switch {
	case !allocated:
		p.Status, p.Reason = NoData, ReasonNotAllocated
		p.Forecast.Refused = RefusedNoData
		return p
	case p.Actual == nil:
		p.withoutValue(plan)
	default:
		p.measure(plan)
		p.judge(plan, standing)
	}
	p.Forecast = forecast(plan, &p)
	return p
}

// EvaluateAll judges every indicator for the whole locality, in plan order.
func EvaluateAll(plan *Plan, standing []Report, on Date) []Progress {
	out := make([]Progress, 0, len(plan.Indicators))
	for i := range plan.Indicators {
		out = append(out, Evaluate(plan, standing, &plan.Indicators[i], Locality, on))
	}
	return out
}

// targetOf returns what is asked of the unit: its allocation of a total or a
// count; a rate asks the same of everybody.
func targetOf(ind *Indicator, unit UnitID) (Amount, bool) {
	if unit == Locality || ind.Rate() || unit == ind.Lead {
		return ind.Target, true
	}
	a, ok := ind.Allocation[unit]
	return a, ok
}

// withoutValue judges an indicator that has no figure.
func (p *Progress) withoutValue(plan *Plan) {
	want, due := p.expected(plan, p.On)
	if !due {
		p.Status, p.Reason = NotDue, ReasonBeforeDue
		return
	}
	p.setExpected(want)
	p.Status, p.Reason = NoData, ReasonNoReport
	if p.Reported > 0 {
		p.Reason = ReasonPartial
	}
}

func (p *Progress) expected(plan *Plan, on Date) (Amount, bool) {
	return p.Indicator.Expected(p.Target, plan.Year, on)
}

func (p *Progress) setExpected(want Amount) {
	p.Expected = &want
	p.ExpectedPercent = percentOf(want, p.Target)
}

// measure fills what follows from the value alone.
func (p *Progress) measure(plan *Plan) {
	gap := p.Target.Sub(*p.Actual)
	p.Gap = &gap
	p.Percent = percentOf(*p.Actual, p.Target)
	// A value is held against what was asked on its own date. A count moves
	// only by decisions that the lead agency knows of, so it still stands today.
	p.Judged = p.AsOf
	if p.Indicator.Kind == Count {
		p.Judged = p.On
	}
	if want, due := p.expected(plan, p.Judged); due {
		p.setExpected(want)
		short := want.Sub(*p.Actual)
		if p.Indicator.Comparison == AtMost {
			short = short.Neg()
		}
		if !p.Indicator.Rate() {
			if s := percentOf(short, p.Target); s != nil {
				short = *s
			}
		}
		p.Shortfall = &short
	}
}

// percentOf returns 100 × part / whole, nil for a zero whole.
func percentOf(part, whole Amount) *Amount {
	if whole.IsZero() {
		return nil
	}
	v := part.Mul(Hundred).Div(whole)
	return &v
}
