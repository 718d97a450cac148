package target

import "strings"

// factors returns how many measure units one of the written unit may be,
// likeliest first. numbers are what stands before it, for the error.
func (p *amountParser) factors(unit string, numbers []Amount) ([]Amount, error) {
	m := &p.ind.Measure
	rest, named := cutNoun(unit, m.Names)
	if !named && p.ind.Whole != nil && m.Whole() {
		rest, named = cutNoun(unit, p.ind.Whole.Names)
	}
	if rest == "" {
		return []Amount{NewAmount(1)}, nil
	}
	var out []Amount
	percent := false
	for _, s := range LookupScale(rest) {
		percent = percent || s.Dimension == DimensionPercent
		if f, ok := factorOf(m, s, named); ok {
			out = append(out, f)
		}
	}
	switch {
	case len(out) > 0:
		return out, nil
	case percent:
		return nil, p.fail(AmountPercent, numbers...)
	default:
		return nil, &AmountError{Key: AmountUnit, Text: p.text, Unit: unit}
	}
}

// factorOf returns how many of the measure's units the scale is. named is set
// when the measure's own name stands behind it: "nghìn tấn", "triệu hộ".
func factorOf(m *Measure, s Scale, named bool) (Amount, bool) {
	switch {
	case m.Dimension == DimensionPercent:
		return NewAmount(1), s.Dimension == DimensionPercent
	case named:
		return s.Factor, s.Multiplies
	case s.Dimension == m.Dimension:
		return m.Convert(s.Factor), s.Per == "" || s.Per == m.Per
	case s.Dimension != "":
		return Amount{}, false
	case m.Dimension == DimensionMoney:
		return m.Convert(s.Factor), true // "500 nghìn" are đồng
	default:
		return s.Factor, true // "56 nghìn" of whatever is measured
	}
}

// cutNoun takes one of the names from the unit's end. named is whether one was
// there; without a unit nothing is left and nothing was named.
func cutNoun(unit string, names map[Lang]string) (rest string, named bool) {
	for _, lang := range Langs {
		noun := fold(names[lang])
		if noun == "" {
			continue
		}
		if unit == noun {
			return "", true
		}
		if before, ok := strings.CutSuffix(unit, " "+noun); ok {
			return before, true
		}
	}
	return unit, false
}

// fraction reads "151/153 thôn" or "5/7".
func (p *amountParser) fraction(w written) ([]Amount, error) {
	part, err := p.numbers(w.number)
	if err != nil || w.half {
		return nil, p.fail(AmountMalformed)
	}
	whole, err := p.numbers(w.denominator)
	if err != nil {
		return nil, err
	}
	if p.ind.Rate() {
		return p.share(part[0], whole[0], w.unit)
	}
	return p.partOfTarget(part, whole, w.unit)
}

// share turns a fraction of the whole into a percentage with two decimals; with
// more where rounding would carry it over the target that it misses.
func (p *amountParser) share(part, whole Amount, unit string) ([]Amount, error) {
	if unit != "" && (p.ind.Whole == nil || !isNoun(unit, p.ind.Whole.Names)) {
		return nil, &AmountError{Key: AmountUnit, Text: p.text, Unit: unit}
	}
	if p.ind.Whole != nil {
		if want := NewAmount(int64(p.ind.Whole.Count)); !whole.Equal(want) || part.GreaterThan(whole) {
			return nil, &AmountError{Key: AmountWhole, Text: p.text, Want: &want}
		}
	}
	if !whole.IsPositive() || part.IsNegative() || part.GreaterThan(whole) || !part.IsInteger() || !whole.IsInteger() {
		return nil, p.fail(AmountWhole)
	}
	exact := part.Mul(Hundred).Div(whole)
	rounded := exact.Round(percentDecimals)
	if c := p.ind.Comparison; c.Met(rounded, p.ind.Target) != c.Met(exact, p.ind.Target) {
		return []Amount{exact}, nil
	}
	return []Amount{rounded}, nil
}

func isNoun(unit string, names map[Lang]string) bool {
	rest, named := cutNoun(unit, names)
	return named && rest == ""
}

// partOfTarget reads "5/7": so much of what is asked. The denominator must be
// the target or a unit's part of it, so that a stock is not taken for it.
func (p *amountParser) partOfTarget(part, whole []Amount, unit string) ([]Amount, error) {
	factors, err := p.factors(unit, part)
	if err != nil {
		return nil, err
	}
	for _, w := range whole {
		switch {
		case p.isAsked(w.Mul(factors[0])):
			return []Amount{part[0].Mul(factors[0])}, nil
		case p.ind.Stock != nil && w.Equal(NewAmount(int64(p.ind.Stock.Count))):
			return nil, p.fail(AmountStock, part[0])
		}
	}
	want := p.ind.Target
	return nil, &AmountError{Key: AmountWhole, Text: p.text, Want: &want}
}

// isAsked reports whether a is the target or a unit's allocation of it.
func (p *amountParser) isAsked(a Amount) bool {
	for _, part := range p.ind.Allocation {
		if part.Equal(a) {
			return true
		}
	}
	return a.Equal(p.ind.Target) ||
		p.ind.Whole != nil && a.Equal(NewAmount(int64(p.ind.Whole.Count)))
}
