package understand

import (
	"cmp"
	"slices"
)

// gather appends the cues that begin at one token once they are all there: those
// before f, where f begins at another one.
func (m *matcher) gather(out []span, f *found) []span {
	if len(m.cues) > 0 && m.cues[0].from != f.from {
		out = m.gathered(out)
	}
	m.cues = append(m.cues, *f)
	return out
}

// gathered appends the last of them.
func (m *matcher) gathered(out []span) []span {
	out, m.cues = gatherCues(out, m.cues), m.cues[:0]
	return out
}

// closeCost is how much worse a phrase may fit than the best of its stretch to
// count beside it: "do" in a text with marks is not "đỏ".
const closeCost = 0.2

// gatherCues appends one span for each stretch, with the cues that fit it best.
// All begin at one token.
func gatherCues(out []span, cues []found) []span {
	slices.SortFunc(cues, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(a.cost, b.cost))
	})
	for len(cues) > 0 {
		best := &cues[0]
		s := span{from: best.from, to: best.to, kind: cueSpan}
		for len(cues) > 0 && cues[0].to == s.to {
			if cues[0].cost <= best.cost+closeCost {
				s.cues.add(cues[0].cue)
			}
			cues = cues[1:]
		}
		s.weight = weightOf(cueSpan, &s.cues, s.to-s.from, best.cost)
		out = append(out, s)
	}
	return out
}
