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
// before all figures, or names and figures by turns. An indicator without a figure is only spoken of.
func (m *message) bringMany(inds []mention, values []int) []figure {
	if m.respectively(inds, values) || m.inTurn(inds, values) {
		if out := m.oneByOne(inds, values); out != nil {
			return out
		}
		m.crossed = &m.spans[values[0]]
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

// inTurn reports whether a figure follows each name before the next one, or
// stands before it behind the last one: a word more between a name and its own
// figure than between that and the next name makes it no other's.
func (m *message) inTurn(inds []mention, values []int) bool {
	if len(inds) != len(values) || len(inds) < 2 {
		return false
	}
	first := m.spans[values[0]].from
	named := inds[0].from < first
	for k := range inds {
		figure := &m.spans[values[k]]
		before, behind := inds[k].to, figure.from
		if !named {
			before, behind = figure.to, inds[k].from
		}
		if before > behind || k+1 < len(inds) && max(inds[k].to, figure.to) > min(inds[k+1].from, m.spans[values[k+1]].from) {
			return false
		}
	}
	return true
}

// oneByOne gives each name the figure of its own place in the order, nil where
// one cannot have it.
func (m *message) oneByOne(inds []mention, values []int) []figure {
	var out []figure
	for k, v := range values {
		f, ok := m.figure(inds[k].indicator, m.spans[v].quantity, &m.spans[v])
		if !ok {
			return nil
		}
		out = append(out, f)
	}
	return out
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
