package target

// value is a figure with its provenance before it is judged.
type value struct {
	amount       Amount
	asOf         Date
	report       *Report // nil when rolled up
	estimate     bool
	illustrative bool
}

// take finds the value: the unit's own report or the roll-up of the parts,
// whichever is newer; of the same day the report, since the lead agency has
// seen the parts.
func (p *Progress) take(plan *Plan, standing []Report) {
	unit := p.Unit
	if unit == p.Indicator.Lead {
		unit = Locality // the lead agency answers for the whole
	}
	v := reported(plan, standing, p.Indicator.ID, unit, p.On)
	if unit == Locality && p.Indicator.RollUp != Direct {
		if sum := p.rollUp(plan, standing); sum != nil && (v == nil || sum.asOf.After(v.asOf)) {
			v = sum
		}
	}
	if v == nil {
		return
	}
	p.Actual, p.AsOf, p.Report = &v.amount, v.asOf, v.report
	p.Estimate, p.Illustrative = v.estimate, v.illustrative
	if v.report != nil && v.report.Confirmed {
		p.Confirmed, p.Unconfirmed = true, plan.unconfirmed(standing, v.report)
	}
	p.Age = p.On.DaysSince(p.AsOf)
	p.Stale = p.Indicator.StaleAfter > 0 && inYear(plan, p.On).DaysSince(p.AsOf) > p.Indicator.StaleAfter
}

// inYear returns the day, the plan year's last day for later ones: a final
// figure does not grow old.
func inYear(plan *Plan, on Date) Date {
	if _, last := yearBounds(plan.Year); on.After(last) {
		return last
	}
	return on
}

// reported returns the newest figure of the plan's year; totals begin anew in
// each year, so an older or newer year's says nothing about this one.
func reported(plan *Plan, standing []Report, ind IndicatorID, unit UnitID, on Date) *value {
	r := Latest(standing, ind, unit, inYear(plan, on))
	if r == nil || r.AsOf.Year != plan.Year {
		return nil
	}
	return &value{amount: r.Value, asOf: r.AsOf, report: r, estimate: r.Estimate, illustrative: r.Illustrative}
}

// rollUp derives the locality's value when every part has reported: a part of
// a sum is not a sum. The value is as old as its oldest part.
func (p *Progress) rollUp(plan *Plan, standing []Report) *value {
	var sum value
	units := plan.parts(p.Indicator, p.On)
	p.Units = len(units)
	for _, u := range units {
		v := reported(plan, standing, p.Indicator.ID, u.ID, p.On)
		if v == nil {
			continue
		}
		p.Reported++
		if sum.asOf.IsZero() || v.asOf.Before(sum.asOf) {
			sum.asOf = v.asOf
		}
		sum.estimate = sum.estimate || v.estimate
		sum.illustrative = sum.illustrative || v.illustrative
		sum.amount = sum.amount.Add(p.Indicator.contribution(v.amount))
	}
	if p.Units == 0 || p.Reported < p.Units {
		return nil
	}
	if p.Indicator.RollUp != Sum {
		sum.amount = sum.amount.Div(NewAmount(int64(p.Units)))
	}
	return &sum
}

// contribution is what a part's value adds before the roll-up divides: for a
// share a whole hundred or nothing.
func (i *Indicator) contribution(v Amount) Amount {
	switch {
	case i.RollUp != Share:
		return v
	case v.LessThan(Hundred):
		return Amount{}
	default:
		return Hundred
	}
}

// parts returns the units that a roll-up waits for: those with an allocation,
// if any have one, else every commune.
func (p *Plan) parts(ind *Indicator, on Date) []*Unit {
	if len(ind.Allocation) == 0 {
		return p.Communes(on)
	}
	var out []*Unit
	for i := range p.Units {
		u := &p.Units[i]
		if _, ok := ind.Allocation[u.ID]; ok && u.Exists(on) {
			out = append(out, u)
		}
	}
	return out
}
