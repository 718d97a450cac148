package target

// How far from the target a reading may be. They only decide between readings
// of one text: a single reading is returned whatever it is, and Doubts asks.
var (
	mostPlausible  = NewAmount(10) // times the target
	leastPlausible = tens(-4)      // times the target
	mostUsual      = NewAmount(2)  // times the target
	leastUsual     = tens(-2)      // times the target
)

// choose settles between readings. What is out of all proportion to the target
// is dropped; then the language's own reading is taken if it is of a usual
// size, or the only one left. Else both are plausible and the writer must say.
func (p *amountParser) choose(readings []Amount) (Amount, error) {
	readings = distinct(readings)
	first := readings[0]
	if len(readings) == 1 {
		return first, nil
	}
	var left []Amount
	for _, r := range readings {
		if p.plausible(r) {
			left = append(left, r)
		}
	}
	switch {
	case len(left) == 1:
		return left[0], nil
	case len(left) == 0:
		return Amount{}, p.fail(AmountAmbiguous, readings...)
	case left[0].Equal(first) && p.within(first, leastUsual, mostUsual):
		return first, nil
	default:
		return Amount{}, p.fail(AmountAmbiguous, left...)
	}
}

func (p *amountParser) plausible(a Amount) bool {
	if p.ind.Measure.Whole() && !a.IsInteger() {
		return false
	}
	return p.ind.Target.IsZero() || p.within(a, leastPlausible, mostPlausible)
}

// within reports whether a lies between two multiples of the target.
func (p *amountParser) within(a, least, most Amount) bool {
	size, whole := a.Abs(), p.ind.Target.Abs()
	return !size.LessThan(whole.Mul(least)) && !size.GreaterThan(whole.Mul(most))
}

// distinct keeps the first of equal amounts.
func distinct(all []Amount) []Amount {
	var out []Amount
	for _, a := range all {
		if !holds(out, a) {
			out = append(out, a)
		}
	}
	return out
}

func holds(all []Amount, a Amount) bool {
	for _, b := range all {
		if a.Equal(b) {
			return true
		}
	}
	return false
}
