package understand

import (
	"slices"

	"chitieu/target"
)

// ReadLooseFigure reads a text that is a figure with its measure and nothing else:
// "95,2 tỷ", "ước 92%". It returns the indicators of that measure which the
// figure may be of; ok is false for any other text.
func (r *Reader) ReadLooseFigure(text string, in Context) (candidates []target.IndicatorID, ok bool) {
	m := r.scan(text, in)
	var figure *span
	var rest [][]token
	from := 0
	for i := range m.spans {
		s := &m.spans[i]
		switch {
		case s.quantity != nil && figure != nil:
			return nil, false
		case s.quantity != nil:
			figure = s
		case s.kind != periodSpan && !s.any(cueEstimate, cueTotal, cueIncrement):
			continue
		}
		rest, from = append(rest, m.tokens[from:s.from]), s.to
	}
	if figure == nil || figure.quantity.bare() || figure.quantity.noun {
		return nil, false // "3 trường" says of what it is
	}
	if _, ok := r.answers.onlyAround(append(rest, m.tokens[from:])...); !ok {
		return nil, false
	}
	for i := range m.plan.Indicators {
		ind := &m.plan.Indicators[i]
		if ind.Measure.Per != "" && !figure.quantity.perUnit() {
			continue // an amount by itself is none per hectare
		}
		if f, ok := m.figure(ind, figure.quantity, figure); ok && f.ask == AskNothing {
			candidates = append(candidates, ind.ID)
		}
	}
	return candidates, len(candidates) > 0
}

// perUnit reports whether the figure is said per something.
func (q *quantity) perUnit() bool {
	return slices.ContainsFunc(q.scales, func(s target.Scale) bool { return s.Per != "" })
}
