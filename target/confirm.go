package target

// unconfirmed returns the report that would hold instead of a confirmed one of
// the same day if nobody had confirmed, and differs by more than the plan's
// discrepancy; nil if there is none.
func (p *Plan) unconfirmed(standing []Report, confirmed *Report) *Report {
	var best *Report
	for i := range standing {
		r := &standing[i]
		same := r.Indicator == confirmed.Indicator && r.Unit == confirmed.Unit && r.AsOf == confirmed.AsOf
		if same && !r.Confirmed && (best == nil || !best.outweighs(r)) {
			best = r
		}
	}
	if best == nil || !p.differ(best.Value, confirmed) {
		return nil
	}
	return best
}

// differ reports whether a value is further from the confirmed one than the
// plan lets pass: in points for a rate, else in percent of the confirmed one.
func (p *Plan) differ(value Amount, confirmed *Report) bool {
	gap := value.Sub(confirmed.Value).Abs()
	if ind := p.Indicator(confirmed.Indicator); ind != nil && ind.Rate() {
		return gap.GreaterThan(p.Discrepancy)
	}
	return gap.Mul(Hundred).GreaterThan(p.Discrepancy.Mul(confirmed.Value.Abs()))
}
