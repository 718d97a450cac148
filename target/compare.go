package target

import (
	"cmp"
	"slices"
)

// Growth is a value beside a published figure of an earlier year. It is not
// progress towards the plan, and is always shown apart from it.
type Growth struct {
	Past Past
	// SamePeriod is set when both are of the same stretch of the year ("so với
	// cùng kỳ"). Otherwise Past is a whole year's result; the value of a running
	// total is then only a part of one ("bằng 46% cả năm 2023").
	SamePeriod bool
	// Difference is the value less the past one, in the measure: for a rate
	// these are percentage points.
	Difference Amount
	// Ratio is the value in percent of the past one and Growth the same less
	// 100. Both are nil for rates, where they would be misread, and for a past
	// figure that is not positive.
	Ratio  *Amount
	Growth *Amount
}

// CompareBaseline sets the value beside the published past: half-year figures
// of earlier years when it is of mid-year, newest first, then last year's
// result. Nil if there is no value or nothing was published; a progress of a
// single unit has nothing to be compared with, since only the locality's
// figures are published.
func CompareBaseline(p *Progress) []Growth {
	ind := p.Indicator
	if p.Actual == nil || p.Unit != Locality && p.Unit != ind.Lead {
		return nil
	}
	var out []Growth
	for _, past := range ind.History {
		if past.Half && midYear(p.AsOf) {
			out = append(out, growth(p, past, true))
		}
	}
	slices.SortStableFunc(out, func(a, b Growth) int { return cmp.Compare(b.Past.Year, a.Past.Year) })
	if ind.Baseline != nil {
		_, last := yearBounds(p.AsOf.Year)
		out = append(out, growth(p, *ind.Baseline, !ind.running() || p.AsOf == last))
	}
	return out
}

func growth(p *Progress, past Past, same bool) Growth {
	g := Growth{Past: past, SamePeriod: same, Difference: p.Actual.Sub(past.Value)}
	if p.Indicator.Rate() || !past.Value.IsPositive() {
		return g
	}
	g.Ratio = percentOf(*p.Actual, past.Value)
	grown := g.Ratio.Sub(Hundred)
	g.Growth = &grown
	return g
}
