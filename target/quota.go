package target

// Quota is the target of a rate in the whole things that it is a rate of: of
// 153 villages at least 151, so that at most two may miss.
type Quota struct {
	Whole int // how many there are
	Least int // the fewest that meet the target
	Slack int // the most that may miss it: Whole - Least
	// Have is how many there are now, when the value is a fraction of Whole;
	// nil when it is unknown or of something else.
	Have *int
}

// QuotaOf returns the target of a rate in whole things. ok is false for what is
// no rate or has no Whole, for a ceiling, for an exact rate but all of them,
// and for what all of them would not meet.
func QuotaOf(p *Progress) (quota Quota, ok bool) {
	ind := p.Indicator
	if !ind.Rate() || ind.Whole == nil || ind.Comparison == AtMost {
		return Quota{}, false
	}
	whole := NewAmount(int64(ind.Whole.Count))
	exact := p.Target.Mul(whole).Div(Hundred)
	least := exact.Ceil()
	if ind.Comparison == MoreThan {
		least = exact.Floor().Add(NewAmount(1))
	}
	if least.GreaterThan(whole) || ind.Comparison == Exactly && !exact.Equal(whole) {
		return Quota{}, false
	}
	quota = Quota{Whole: ind.Whole.Count, Least: int(least.IntPart())}
	quota.Slack = quota.Whole - quota.Least
	if p.Actual != nil {
		quota.Have = countOf(*p.Actual, whole)
	}
	return quota, true
}

// countOf returns how many of the whole a rate is, nil if it is no fraction of
// it: reported fractions keep two decimals.
func countOf(rate, whole Amount) *int {
	n := rate.Mul(whole).Div(Hundred).Round(0)
	if !n.Mul(Hundred).Div(whole).Round(percentDecimals).Equal(rate.Round(percentDecimals)) {
		return nil
	}
	have := int(n.IntPart())
	return &have
}

// Things writes a number of what is counted: "2 thôn", "1 village".
func (w *Whole) Things(n int, lang Lang) string {
	m := Measure{Names: w.Names, Singular: w.Singular}
	return m.Format(NewAmount(int64(n)), lang)
}
