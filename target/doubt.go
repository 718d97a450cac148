package target

// DoubtKind is what is suspicious about a reported value.
type DoubtKind string

const (
	DoubtNegative  DoubtKind = "negative"     // less than nothing
	DoubtRate      DoubtKind = "outside-rate" // a rate below 0 or above 100
	DoubtFraction  DoubtKind = "fraction"     // a part of a whole thing
	DoubtFuture    DoubtKind = "future"       // as of a day that is yet to come
	DoubtYear      DoubtKind = "outside-year" // as of a day before or after the plan's year
	DoubtDuplicate DoubtKind = "duplicate"    // the latest value again, as of the same day
	DoubtUnitSlip  DoubtKind = "unit-slip"    // as if written in tỷ for triệu or the like
	DoubtFall      DoubtKind = "fall"         // a running total that went down
	DoubtJump      DoubtKind = "jump"         // ten times the figure before, a tenth of a level, or a rate far from it
	DoubtHigh      DoubtKind = "above-target" // more than three times what is asked of the year
	DoubtEarly     DoubtKind = "early"        // all that the year asks, long before it is expected
	DoubtSurge     DoubtKind = "surge"        // far more gained than ever in as many days
	DoubtAhead     DoubtKind = "ahead"        // far more than the season brings, which the one before was not
	DoubtShare     DoubtKind = "share"        // not the percentage of the plan that was said
	DoubtPart      DoubtKind = "part"         // less than a part of it
	DoubtGain      DoubtKind = "gain"         // not as much more than before as was said
)

// Doubt is a reason to ask before a value is stored. Only Refuses forbids.
type Doubt struct {
	Kind DoubtKind
	// Previous is the figure that the value was held against and AsOf its date;
	// nil and zero where there was none.
	Previous *Amount
	AsOf     Date
	// Suggested is what the value would be without the slip, for DoubtUnitSlip.
	Suggested *Amount
	// Stated is what was said beside the value and Own what it is instead, for
	// DoubtShare, DoubtPart (only Stated) and DoubtGain; Percent is set when both
	// are percentages.
	Stated, Own *Amount
	Percent     bool
}

// Refuses reports whether the value cannot be, whatever the speaker says.
func (d *Doubt) Refuses() bool { return d.Kind == DoubtRate }

var (
	jumpFactor   = NewAmount(10)
	jumpPoints   = NewAmount(30) // of a rate, which moves slowly
	highFactor   = NewAmount(3)
	seasonMargin = half.Add(NewAmount(1)) // times the season's expectation
)

// Doubts returns what is suspicious about the report r, which is not stored
// yet, against the reports in force; nil if nothing is. The value of an
// increment is the total after it, as in Report. What r replaces is not held
// against it. today is the day on which it is said.
func Doubts(plan *Plan, standing []Report, r *Report, today Date) []Doubt {
	ind := plan.Indicator(r.Indicator)
	if ind == nil || r.Retracts != "" {
		return nil
	}
	e := examination{plan: plan, ind: ind, report: r}
	e.others = e.without(standing)
	e.previous = e.before()
	e.value()
	e.date(today)
	e.course()
	return e.doubts
}

// examination collects the doubts about one report.
type examination struct {
	plan     *Plan
	ind      *Indicator
	report   *Report
	others   []Report // in force, without the report and what it replaces
	previous *Report  // the latest as of the same day or earlier, nil for none
	doubts   []Doubt
}

func (e *examination) add(kind DoubtKind) *Doubt {
	d := Doubt{Kind: kind}
	if e.previous != nil {
		v := e.previous.Value
		d.Previous, d.AsOf = &v, e.previous.AsOf
	}
	e.doubts = append(e.doubts, d)
	return &e.doubts[len(e.doubts)-1]
}

// without returns the reports without the one under examination and what it
// replaces.
func (e *examination) without(standing []Report) []Report {
	others := make([]Report, 0, len(standing))
	for _, s := range standing {
		if s.ID != e.report.ID && s.ID != e.report.Replaces {
			others = append(others, s)
		}
	}
	return others
}

// before returns the report that r is held against. A running total begins
// anew each year.
func (e *examination) before() *Report {
	found := Latest(e.others, e.ind.ID, e.report.Unit, e.report.AsOf)
	if found != nil && e.ind.running() && found.AsOf.Year != e.report.AsOf.Year {
		return nil
	}
	return found
}

// running reports whether values add up over the year.
func (i *Indicator) running() bool { return i.Kind == Flow || i.Kind == Count }

// value asks about what the value alone cannot be.
func (e *examination) value() {
	v := e.report.Value
	switch {
	case !e.ind.Possible(v):
		e.add(DoubtRate)
	case v.IsNegative():
		e.add(DoubtNegative)
	}
	if e.ind.Measure.Whole() && !v.IsInteger() {
		e.add(DoubtFraction)
	}
}

// date asks about when the value is said to be of.
func (e *examination) date(today Date) {
	if e.report.AsOf.After(today) {
		e.add(DoubtFuture)
	}
	if e.report.AsOf.Year != e.plan.Year {
		e.add(DoubtYear)
	}
}

// course asks about the way from the figure before to this one. A slip of the
// unit explains a fall or a jump, so only the slip is then asked about.
func (e *examination) course() {
	if e.repeats() {
		e.add(DoubtDuplicate)
		return
	}
	if slip := e.slip(); slip != nil {
		e.add(DoubtUnitSlip).Suggested = slip
		return
	}
	switch {
	case e.falls():
		e.add(DoubtFall)
	case e.jumps():
		e.add(DoubtJump)
	case e.high():
		e.add(DoubtHigh)
	case e.early():
		e.add(DoubtEarly)
	case e.surges():
		e.add(DoubtSurge)
	case e.runsAhead():
		e.add(DoubtAhead)
	}
}

// repeats reports whether the same was said before of the same day. An estimate
// that becomes final and a figure that is confirmed are news.
func (e *examination) repeats() bool {
	p, r := e.previous, e.report
	if p == nil || p.AsOf != r.AsOf || p.Estimate != r.Estimate || e.settles() {
		return false
	}
	if r.Increment != nil {
		return p.Increment != nil && p.Increment.Equal(*r.Increment)
	}
	return p.Value.Equal(r.Value)
}

func (e *examination) falls() bool {
	return e.previous != nil && e.ind.running() && e.report.Value.LessThan(e.previous.Value) && !e.settles()
}

// settles reports whether the report is the better word on the day that the
// previous one is of: it may well be less, and both are kept.
func (e *examination) settles() bool {
	p, r := e.previous, e.report
	return p != nil && p.AsOf == r.AsOf && r.outweighs(p)
}

// jumps reports whether the value is of another size than the one before and
// the season does not explain it: a harvest multiplies grain in a month.
func (e *examination) jumps() bool {
	if e.previous == nil || !e.previous.Value.IsPositive() {
		return false
	}
	v, before := e.report.Value, e.previous.Value
	if e.ind.Kind == Level && v.Mul(jumpFactor).LessThanOrEqual(before) {
		return true
	}
	if e.ind.Kind == Level && e.ind.Rate() && v.Sub(before).Abs().GreaterThan(jumpPoints) {
		return true
	}
	if v.LessThan(before.Mul(jumpFactor)) {
		return false
	}
	asked := e.asked()
	return asked == nil || v.GreaterThan(asked.Mul(seasonMargin))
}

// high reports whether a value that is no rate is out of proportion to what is asked of the
// year, unless the one before was already.
func (e *examination) high() bool {
	part, ok := e.part()
	if !ok || e.ind.Rate() {
		return false
	}
	limit := part.Mul(highFactor)
	return e.report.Value.GreaterThan(limit) && (e.previous == nil || e.previous.Value.LessThanOrEqual(limit))
}

// part returns what the year asks of the report's unit; ok is false if nothing.
func (e *examination) part() (Amount, bool) {
	part, ok := targetOf(e.ind, e.report.Unit)
	return part, ok && part.IsPositive()
}

// asked returns what the season asks on the report's day, nil if nothing.
func (e *examination) asked() *Amount {
	part, ok := e.part()
	if !ok {
		return nil
	}
	if a, due := e.ind.Expected(part, e.plan.Year, e.report.AsOf); due && a.IsPositive() {
		return &a
	}
	return nil
}
