package target

import "time"

// Plan is a year's indicators, units and calendar for one locality.
// It is read-only once loaded and safe for concurrent use.
type Plan struct {
	ID       string // "ky-anh-2024"
	Year     int
	Locality Names // "huyện Kỳ Anh"
	Zone     *time.Location
	Source   string // where the targets were published
	// Thresholds are the defaults for all indicators.
	Thresholds Thresholds
	// Approval is set when reports by others than those who answer for a figure
	// wait for approval by the lead agency or a leader.
	Approval bool
	// Discrepancy is how far apart a reported and a confirmed figure of one day
	// may be before the gap is shown: in percent of the confirmed one, in points
	// for rates.
	Discrepancy Amount
	Indicators  []Indicator
	Units       []Unit
	// Outside are things that people ask about and the plan does not hold.
	Outside []Outside
	// Neighbours are other places whose figures must not be mixed up with
	// ours: the town, the province, other districts, their communes.
	Neighbours []Names
	Calendar   Calendar
	Rules      []Rule
}

// Outside is a topic near the plan's indicators but not among them.
type Outside struct {
	ID    string
	Names Names
}

// Indicator returns the indicator with the id, or nil.
func (p *Plan) Indicator(id IndicatorID) *Indicator {
	for i := range p.Indicators {
		if p.Indicators[i].ID == id {
			return &p.Indicators[i]
		}
	}
	return nil
}

// Unit returns the unit with the id, or nil.
func (p *Plan) Unit(id UnitID) *Unit {
	for i := range p.Units {
		if p.Units[i].ID == id {
			return &p.Units[i]
		}
	}
	return nil
}

// Communes returns the communes that exist on the date, in plan order.
func (p *Plan) Communes(on Date) []*Unit {
	var out []*Unit
	for i := range p.Units {
		if u := &p.Units[i]; u.Kind == Commune && u.Exists(on) {
			out = append(out, u)
		}
	}
	return out
}

// LedBy returns the indicators whose lead is the unit, in plan order.
func (p *Plan) LedBy(unit UnitID) []*Indicator {
	var out []*Indicator
	for i := range p.Indicators {
		if p.Indicators[i].Lead == unit {
			out = append(out, &p.Indicators[i])
		}
	}
	return out
}

// ThresholdsOf returns the indicator's thresholds, the plan's by default.
func (p *Plan) ThresholdsOf(i *Indicator) Thresholds {
	if i.Thresholds != nil {
		return *i.Thresholds
	}
	return p.Thresholds
}
