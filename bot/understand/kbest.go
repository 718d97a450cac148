package understand

import (
	"cmp"
	"iter"
	"math"
	"slices"
)

// How many segmentations of a text are kept beside the best, and how much less
// they may explain of it: to be offered where the best made nothing of it, and
// to make a clear reading doubtful.
const (
	otherSegmentations = 4
	segmentMargin      = 0.45
	equalMargin        = 0.12
	longestReread      = 60 // tokens: longer texts are several sentences
)

// tinyWeight is more than adding weights up in another order makes of a sum.
const tinyWeight = 1e-9

// path is the best way, or one of the next best, to explain the tokens up to
// one place: the span that ends there, or -1 where a token is left out, behind
// the path before it.
type path struct {
	sum          float64
	span, before int32
}

// others returns the segmentations next to the best whose weights are within
// the margin, best first. The spans must be sorted by where they end.
func others(spans []span, n int, margin float64) [][]span {
	const most = otherSegmentations + 1
	paths, ranked := make([]path, 1, 2*(n+1)), make([]int32, n+2) // those of one place lie together, where ranked says
	paths[0].span, ranked[1] = -1, 1
	at := 0
	least := margin + tinyWeight // a path that is further behind the best comes to nothing: what follows is open to both
	var all []path
	for end := 1; end <= n; end++ {
		all = all[:0]
		for k := ranked[end-1]; k < ranked[end]; k++ {
			all = append(all, path{paths[k].sum, -1, k})
		}
		for ; at < len(spans) && spans[at].to == end; at++ {
			for k := ranked[spans[at].from]; k < ranked[spans[at].from+1]; k++ {
				all = append(all, path{paths[k].sum + spans[at].weight, int32(at), k})
			}
		}
		slices.SortStableFunc(all, func(a, b path) int { return cmp.Compare(b.sum, a.sum) })
		for _, p := range all[:min(len(all), most)] {
			if p.sum >= all[0].sum-least {
				paths = append(paths, p)
			}
		}
		ranked[end+1] = int32(len(paths))
	}
	var out [][]span
	best := ranked[n]
	for k := best + 1; k < ranked[n+1]; k++ {
		if paths[k].sum >= paths[best].sum-margin {
			out = append(out, trace(spans, paths, k))
		}
	}
	return out
}

// byEnd sorts spans by where they end, those that end together as choose ranks
// them.
func byEnd(spans []span) {
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.to, b.to), compareSpans(&a, &b)) })
}

// rivalled reports whether another segmentation explains the text about as well
// as the best: what others would find, for less.
func (c *chooser) rivalled(spans []span, n int, margin float64) bool {
	c.ending.link(spans, n, func(s *span) int { return s.to })
	c.two = sized(c.two, n+1)
	ends := c.two
	ends[0] = bestTwo{second: math.Inf(-1)}
	for end := 1; end <= n; end++ {
		best := ends[end-1]
		for k := range c.ending.at(end) {
			from, w := &ends[spans[k].from], spans[k].weight
			if first := from.first + w; first > best.first {
				best = bestTwo{first, max(best.first, from.second+w)}
			} else {
				best.second = max(best.second, first)
			}
		}
		ends[end] = best
	}
	return ends[n].second >= ends[n].first-margin
}

// bestTwo are the weights of the two best ways to explain the tokens up to one
// place.
type bestTwo struct{ first, second float64 }

// trace returns the spans of a path in the order of the text. Figures are
// copies: what each one is depends on the company it is in.
func trace(spans []span, paths []path, last int32) []span {
	n := 0
	for k := last; k > 0; k = paths[k].before {
		if paths[k].span >= 0 {
			n++
		}
	}
	out := make([]span, n)
	for k := last; k > 0; k = paths[k].before {
		if paths[k].span >= 0 {
			n--
			out[n] = spans[paths[k].span]
			if q := out[n].quantity; q != nil {
				out[n].quantity = q.fresh()
			}
		}
	}
	return out
}

// fresh returns the quantity as it was found, without what its company made of it.
func (q *quantity) fresh() *quantity {
	out := *q
	out.role, out.increment = valueRole, false
	if out.ahead {
		out.ahead = false
		if out.noun {
			out.unit, out.noun = "", false
		}
	}
	return &out
}

// alternatives yields the message with other segmentations within the margin.
func (r *Reader) alternatives(m *message, margin float64) iter.Seq[*message] {
	return func(yield func(*message) bool) {
		if len(m.tokens) > longestReread || !m.scratch.chooser.rivalled(m.lattice, len(m.tokens), margin) {
			return
		}
		byEnd(m.lattice)
		for _, spans := range others(m.lattice, len(m.tokens), margin) {
			if !yield(r.segmented(m, spans)) {
				return
			}
		}
	}
}

// segmented returns the message with other spans, until it is asked again.
func (r *Reader) segmented(m *message, spans []span) *message {
	other := &m.scratch.other
	over, brackets := other.over, other.brackets
	*other = *m
	other.spans, other.evidence, other.over, other.brackets = r.settle(m.tokens, spans), nil, over, brackets
	other.count()
	other.assignRoles()
	return other
}
