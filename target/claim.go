package target

import "slices"

// Claims is what was said beside a figure and can be checked against it. What
// has no base to be checked against is kept as it was said and hinders nothing.
type Claims struct {
	// Shares are the percentages of the plan that it is said to be, each with as
	// many decimals as were written. Plans of several levels stand side by side
	// ("46% dự toán tỉnh giao, 44% dự toán huyện giao"): one has to fit.
	Shares []Amount `json:"shares,omitempty"`
	// Parts are of the figure ("trong đó"), in its measure.
	Parts []Amount `json:"parts,omitempty"`
	// Gains are how much more it is said to be than an earlier figure.
	Gains []Gain `json:"gains,omitempty"`
}

// Gain is how much more a figure is said to be than an earlier one; negative
// for less.
type Gain struct {
	Amount Amount `json:"amount"`
	// Percent is set when Amount is percent of the earlier figure, for a rate
	// too; else it is in the measure, for a rate percentage points.
	Percent bool     `json:"percent,omitempty"`
	Over    GainOver `json:"over"`
	// From and To are the first and last day of what OverPeriod speaks of.
	From Date `json:"from,omitzero"`
	To   Date `json:"to,omitzero"`
}

// GainOver is the earlier figure that a gain is over.
type GainOver string

const (
	OverLast       GainOver = "last"        // the figure reported before
	OverSamePeriod GainOver = "same-period" // the same day of last year
	OverPeriod     GainOver = "period"      // one of those of a month, a week or a day that is named
)

// Contradictions returns what the claims say of the report r that is not so,
// against the reports in force; nil if nothing is.
func Contradictions(plan *Plan, standing []Report, r *Report, claims Claims) []Doubt {
	ind := plan.Indicator(r.Indicator)
	if ind == nil || r.Retracts != "" {
		return nil
	}
	e := examination{plan: plan, ind: ind, report: r}
	e.others = e.without(standing)
	e.previous = e.before()
	e.share(claims.Shares)
	e.parts(claims.Parts)
	for _, g := range claims.Gains {
		e.gain(g)
	}
	return e.doubts
}

// share doubts a figure that is none of the percentages that it is said to be.
// Where less is better a percentage may be meant either way.
func (e *examination) share(stated []Amount) {
	part, ok := e.part()
	if !ok || len(stated) == 0 || e.ind.Comparison == AtMost {
		return
	}
	own := *percentOf(e.report.Value, part)
	for _, s := range stated {
		if saidOf(s, own) {
			return
		}
	}
	d := e.add(DoubtShare)
	d.Stated, d.Own = &stated[0], &own
}

// parts doubts a figure that is less than a part of it, or than all that are told.
func (e *examination) parts(parts []Amount) {
	if e.ind.Rate() {
		return
	}
	var sum Amount
	for _, p := range parts {
		sum = sum.Add(p)
	}
	if sum.GreaterThan(e.report.Value) {
		e.add(DoubtPart).Stated = &sum
	}
}

// gain doubts a figure that is not as much more than the earlier one as it is
// said to be. Several figures may be the earlier one: one has to fit.
func (e *examination) gain(g Gain) {
	if e.ind.Rate() && g.Percent {
		return // points may be meant
	}
	bases := e.bases(g)
	for i := range bases {
		own, ok := e.gained(g, bases[i].Value)
		if !ok || saidOf(g.Amount, own) {
			return
		}
	}
	if len(bases) == 0 {
		return
	}
	own, _ := e.gained(g, bases[0].Value)
	e.doubts = append(e.doubts, Doubt{
		Kind: DoubtGain, Previous: &bases[0].Value, AsOf: bases[0].AsOf, Stated: &g.Amount, Own: &own, Percent: g.Percent,
	})
}

// gained returns how much more than the base the figure is, as g counts it.
func (e *examination) gained(g Gain, base Amount) (own Amount, ok bool) {
	own = e.report.Value.Sub(base)
	if !g.Percent {
		return own, true
	}
	share := percentOf(own, base)
	if share == nil || !base.IsPositive() {
		return Amount{}, false
	}
	return *share, true
}

// bases returns the figures that a gain may be over, those of which the day is
// known only: a reported one of the same day, and what was published of the
// same part of the year.
func (e *examination) bases(g Gain) []Report {
	switch {
	case g.Over == OverPeriod:
		return e.within(g.From, g.To)
	case g.Over == OverLast && e.previous == nil:
		return nil
	case g.Over == OverLast:
		return []Report{*e.previous}
	}
	on := e.report.AsOf
	day := NewDate(on.Year-1, on.Month, on.Day)
	var out []Report
	if r := Latest(e.others, e.ind.ID, e.report.Unit, day); r != nil && r.AsOf == day {
		out = append(out, *r)
	}
	if e.report.Unit != Locality {
		return out
	}
	_, last := yearBounds(on.Year)
	for _, p := range e.ind.History {
		if p.Year == day.Year && p.Half && midYear(on) {
			out = append(out, Report{Value: p.Value, AsOf: day})
		}
	}
	if b := e.ind.Baseline; b != nil && b.Year == day.Year && on == last {
		out = append(out, Report{Value: b.Value, AsOf: day})
	}
	return out
}

// within returns the figures in force of the days, the latest first, but for
// those of the report's own day and after it.
func (e *examination) within(from, to Date) []Report {
	var out []Report
	for _, r := range e.others {
		if r.Indicator == e.ind.ID && r.Unit == e.report.Unit && !r.AsOf.Before(from) && !r.AsOf.After(to) && r.AsOf.Before(e.report.AsOf) {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b Report) int { return b.AsOf.DaysSince(a.AsOf) })
	return out
}

// saidOf reports whether the number said is the exact one with the decimals in
// which it was said: rounded or cut off.
func saidOf(said, exact Amount) bool {
	step := NewAmount(1).Shift(min(said.Exponent(), 0))
	off := exact.Sub(said)
	if said.IsNegative() {
		off = off.Neg()
	}
	return off.GreaterThanOrEqual(step.Mul(half).Neg()) && off.LessThan(step)
}
