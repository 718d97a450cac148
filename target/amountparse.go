package target

import "github.com/shopspring/decimal"

// maxAmountText bounds a written amount in bytes, marks included.
const maxAmountText = 120

// ParseAmount reads a whole written amount of the indicator, as in a file or on
// the command line, into the indicator's measure. ind must not be nil.
//
//	120,5 tỷ · 193.650 triệu · 9,3 nghìn tỷ · 56 nghìn tấn · 558.530 tạ
//	2 tỷ 350 triệu · 2 tỷ rưỡi · 120 tỷ 500 · 120ty5
//	151/153 thôn (a rate) · 5/7 (a count) · 98,5 % · 95.2
//
// A number without a unit is in the indicator's measure. Where a number has two
// readings the unit and the indicator's target decide (see AmountAmbiguous). A
// rate's fraction becomes a percentage with two decimals and must be of Whole,
// if that is set; any other fraction must be of the target. A leading plus is
// refused: an increment is not a running total.
//
// Every error is an *AmountError.
func ParseAmount(text string, lang Lang, ind *Indicator) (Amount, error) {
	if len(text) > maxAmountText {
		return Amount{}, &AmountError{Key: AmountTooLong}
	}
	p := amountParser{text: text, lang: lang, ind: ind}
	parts, ok := splitWritten(fold(text))
	if !ok {
		return Amount{}, p.fail(AmountMalformed)
	}
	readings, err := p.readings(parts)
	if err != nil {
		return Amount{}, err
	}
	return p.choose(readings)
}

// amountParser reads one text for one indicator.
type amountParser struct {
	text string
	lang Lang
	ind  *Indicator
}

func (p *amountParser) fail(key string, readings ...Amount) error {
	return &AmountError{Key: key, Text: p.text, Readings: readings}
}

// readings returns what the parts may mean together, likeliest first.
func (p *amountParser) readings(parts []written) ([]Amount, error) {
	switch {
	case len(parts) > 1:
		return p.compound(parts)
	case parts[0].denominator != "":
		return p.fraction(parts[0])
	default:
		return p.single(parts[0])
	}
}

// numbers reads a number without its unit.
func (p *amountParser) numbers(s string) ([]Amount, error) {
	all, err := ParseNumber(s, p.lang)
	if err != nil {
		return nil, p.fail(AmountMalformed)
	}
	return all, nil
}

// single reads one number with its unit.
func (p *amountParser) single(w written) ([]Amount, error) {
	numbers, err := p.numbers(w.number)
	if err != nil {
		return nil, err
	}
	if w.half {
		numbers = addHalf(numbers)
	}
	factors, err := p.factors(w.unit, numbers)
	if err != nil {
		return nil, err
	}
	var out []Amount
	for _, n := range numbers {
		for _, f := range factors {
			out = append(out, n.Mul(f))
		}
	}
	if len(out) == 0 {
		return nil, p.fail(AmountMalformed)
	}
	return out, nil
}

var half = decimal.New(5, -1)

// addHalf adds the "rưỡi" of "2 tỷ rưỡi"; it has no place behind decimals.
func addHalf(numbers []Amount) []Amount {
	var out []Amount
	for _, n := range numbers {
		if n.IsInteger() && !n.IsNegative() {
			out = append(out, n.Add(half))
		}
	}
	return out
}

// compound adds up parts in falling units: "2 tỷ 350 triệu", "120 tỷ 500".
func (p *amountParser) compound(parts []written) ([]Amount, error) {
	var sum, above Amount
	last := len(parts) - 1
	for i, w := range parts[:last] {
		n, factor, ok := p.wholePart(w)
		if !ok || i > 0 && !n.Mul(factor).LessThan(above) {
			return nil, p.fail(AmountMalformed)
		}
		sum, above = sum.Add(n.Mul(factor)), factor
	}
	tails, err := p.tail(parts[last], above)
	if err != nil {
		return nil, err
	}
	var out []Amount
	for _, t := range tails {
		if t.LessThan(above) && !t.IsNegative() {
			out = append(out, sum.Add(t))
		}
	}
	switch out = distinct(out); len(out) {
	case 0:
		return nil, p.fail(AmountMalformed)
	case 1:
		return out, nil
	default: // too close together for the size to tell
		return nil, p.fail(AmountAmbiguous, out...)
	}
}

// wholePart reads a part that others follow: whole, and with a unit.
func (p *amountParser) wholePart(w written) (n, factor Amount, ok bool) {
	if w.unit == "" || w.denominator != "" || w.half {
		return n, factor, false
	}
	numbers, err := p.numbers(w.number)
	if err != nil {
		return n, factor, false
	}
	factors, err := p.factors(w.unit, numbers)
	if err != nil {
		return n, factor, false
	}
	for _, n = range numbers {
		if n.IsInteger() && !n.IsNegative() {
			return n, factors[0], true
		}
	}
	return n, factor, false
}

// tail reads the last part of a compound. Without a unit its digits go on
// where the part above left off: "120 tỷ 5" and "120 tỷ 500" are 120.5 tỷ, and
// two digits may be meant either way.
func (p *amountParser) tail(w written, above Amount) ([]Amount, error) {
	if w.unit != "" && w.denominator == "" {
		return p.single(w)
	}
	numbers, err := p.numbers(w.number)
	if err != nil || w.denominator != "" || p.ind.Rate() || len(numbers) > 1 || !numbers[0].IsInteger() {
		return nil, p.fail(AmountMalformed)
	}
	next := numbers[0].Mul(above)
	switch len(w.number) {
	case 1:
		return p.wholeOnly(next.Shift(-1))
	case 2:
		return p.wholeOnly(next.Shift(-2), next.Shift(-3))
	case 3:
		return p.wholeOnly(next.Shift(-3))
	default:
		return nil, p.fail(AmountMalformed)
	}
}

// wholeOnly drops fractions where the measure counts whole things.
func (p *amountParser) wholeOnly(all ...Amount) ([]Amount, error) {
	var out []Amount
	for _, a := range all {
		if a.IsInteger() || !p.ind.Measure.Whole() {
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		return nil, p.fail(AmountMalformed)
	}
	return out, nil
}
