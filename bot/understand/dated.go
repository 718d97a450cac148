package understand

import "chitieu/target"

// Dated is a figure with the day that stands beside it.
type Dated struct {
	Value  Value
	Period target.Period
}

// ReadDated reads a text that tells several figures of the indicator, each with
// a day of its own: "28/6 94 tỷ, 30/6 95 tỷ". Nil for any other text.
func (r *Reader) ReadDated(text string, about *target.Indicator, in Context) []Dated {
	m := r.scan(text, in)
	var out []Dated
	var one Dated
	days, figures := 0, 0
	for i := range m.spans {
		switch s := &m.spans[i]; {
		case s.quantity != nil:
			f, ok := m.figure(about, s.quantity, s)
			if !ok || f.ask != AskNothing || f.doubtful {
				return nil
			}
			one.Value, figures = f.value, figures+1
		case s.kind == periodSpan && !s.noDay && !s.inside:
			one.Period, days = s.period, days+1
		default:
			continue
		}
		switch {
		case days > len(out)+1 || figures > len(out)+1:
			return nil // two figures of one day, or two days of one figure
		case days == figures:
			out = append(out, one)
		}
	}
	if len(out) < 2 || days != figures {
		return nil
	}
	return out
}
