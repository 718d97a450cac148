package understand

import (
	"slices"
)

// pair is a figure with an indicator that it may belong to.
type pair struct {
	value, ind int // indices
	gap        int // tokens between them
	figure     figure
}

// bringMany gives every figure to the indicator that stands nearest to it in
// the text and can have it, or to one after the other where all names come
// before all figures. An indicator without a figure is only spoken of.
func (m *message) bringMany(inds []mention, values []int) []figure {
	if m.respectively(inds, values) {
		var out []figure
		for k, v := range values {
			f, ok := m.figure(inds[k].indicator, m.spans[v].quantity, &m.spans[v])
			if !ok {
				break
			}
			out = append(out, f)
		}
		if len(out) == len(values) {
			return out
		}
	}
	taken := make([][]figure, len(inds))
	given := make([]bool, len(m.spans))
	pairs := m.pairs(inds, values)
	for _, again := range []bool{false, true} {
		for _, p := range pairs {
			if !given[p.value] && (again || taken[p.ind] == nil) {
				given[p.value] = true
				taken[p.ind] = append(taken[p.ind], p.figure)
			}
		}
	}
	var out []figure
	for k := range inds {
		if all := taken[k]; len(all) > 0 {
			out = append(out, best(all))
		}
	}
	return out
}

// respectively reports whether as many figures follow as names stand before.
func (m *message) respectively(inds []mention, values []int) bool {
	return len(inds) == len(values) && len(inds) > 1 && m.spans[values[0]].from > inds[len(inds)-1].from
}

// pairs returns what figures and indicators may belong together, nearest first.
func (m *message) pairs(inds []mention, values []int) []pair {
	out := make([]pair, 0, len(values)*len(inds))
	for _, v := range values {
		s := &m.spans[v]
		for k := range inds {
			f, ok := m.figure(inds[k].indicator, s.quantity, s)
			if !ok {
				continue
			}
			from, to := inds[k].to, s.from
			if to < from {
				from, to = s.to, inds[k].from
			}
			gap := max(to-from, 0)
			for i := from; i < to; i++ {
				if m.tokens[i].breaks() || m.tokens[i].is(",") {
					gap += commaGap
				}
			}
			if f.ask == AskPercent {
				gap += commaGap // a rate takes a percentage before a total does
			}
			out = append(out, pair{v, k, gap, f})
		}
	}
	slices.SortStableFunc(out, func(a, b pair) int { return a.gap - b.gap })
	return out
}

// best returns the figure that counts among several of one indicator.
func best(all []figure) figure {
	for _, f := range all {
		if f.ask == AskNothing && f.quantity.total {
			return f
		}
	}
	for _, f := range all {
		if f.ask == AskNothing && !f.quantity.part && !f.quantity.past {
			return f
		}
	}
	return all[0]
}

// commaGap is how much further off a comma makes a figure.
const commaGap = 4
