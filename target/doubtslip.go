package target

// slipSteps are how many zeros apart written units are: tỷ, triệu, nghìn, đồng.
var slipSteps = []int32{3, 6, 9}

// slip returns what the value would be in the unit that was probably meant,
// nil if there is no sign of a slip. Only measures that are written in several
// units can slip.
func (e *examination) slip() *Amount {
	v := e.report.Value
	if e.ind.Rate() || e.ind.Measure.Whole() || !v.IsPositive() {
		return nil
	}
	if part, ok := e.part(); ok && v.GreaterThan(part.Mul(mostPlausible)) {
		return tooLarge(v, part)
	}
	if usual := e.usual(); usual != nil && v.LessThan(usual.Mul(leastUsual)) {
		return tooSmall(v, *usual)
	}
	return nil
}

// tooLarge takes zeros off until the value fits the year's target.
func tooLarge(v, part Amount) *Amount {
	for _, step := range slipSteps {
		if s := v.Shift(-step); s.LessThanOrEqual(part.Mul(mostUsual)) && s.GreaterThan(part.Mul(leastUsual)) {
			return &s
		}
	}
	return nil
}

// tooSmall puts zeros on until the value is about the usual one.
func tooSmall(v, usual Amount) *Amount {
	for _, step := range slipSteps {
		if s := v.Shift(step); s.LessThanOrEqual(usual.Mul(highFactor)) && s.Mul(highFactor).GreaterThanOrEqual(usual) {
			return &s
		}
	}
	return nil
}

// usual returns a figure that the value should be about: the one before, else
// the season's; for a state its target. Nil if there is none.
func (e *examination) usual() *Amount {
	if e.previous != nil && e.previous.Value.IsPositive() {
		return &e.previous.Value
	}
	if asked := e.asked(); asked != nil || e.ind.running() {
		return asked
	}
	if part, ok := e.part(); ok {
		return &part
	}
	return nil
}
