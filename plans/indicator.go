package plans

import (
	"chitieu/target"
)

func (r *reader) indicator(at field, f *indicatorFile, year int) target.Indicator {
	ind := target.Indicator{
		ID:         target.IndicatorID(r.slug(at.key("id"), f.ID)),
		Names:      r.names(at.key("names"), f.Names),
		Measure:    r.measure(at.key("measure"), &f.Measure),
		Target:     r.positive(at.key("target"), f.Target),
		Comparison: choice(r, at.key("comparison"), f.Comparison, "", target.AtLeast, target.MoreThan, target.Exactly, target.AtMost),
		Kind:       choice(r, at.key("kind"), f.Kind, "", target.Flow, target.Count, target.Level, target.Yearly),
		RollUp:     choice(r, at.key("roll-up"), f.RollUp, target.Direct, target.Direct, target.Sum, target.Share, target.Mean),
		Lead:       target.UnitID(f.Lead),
		With:       unitIDs(f.With),
		Confirm:    target.UnitID(f.Confirm),
		Whole:      r.denominator(at.key("whole"), f.Whole),
		Stock:      r.denominator(at.key("stock"), f.Stock),
		StaleAfter: r.whole(at.key("stale-after-days"), f.StaleAfter, 0, 3660),
		Note:       string(f.Note),
	}
	r.targetValue(at.key("target"), &ind)
	r.required(at.key("lead"), f.Lead, "phong-tai-chinh-ke-hoach")
	ind.Pace = r.pace(at.key("pace"), &f.Pace, &ind)
	if f.Thresholds != nil {
		ind.Thresholds = new(r.thresholds(at.key("thresholds"), f.Thresholds))
	}
	ind.Baseline, ind.History = r.past(at, f, &ind, year)
	r.likely(at, &ind)
	for i, s := range f.Stages {
		ind.Stages = append(ind.Stages, r.stage(at.key("stages").item(i), s))
	}
	ind.Allocation = r.allocation(at.key("allocation"), f.Allocation, &ind)
	return ind
}

func (r *reader) measure(at field, f *measureFile) target.Measure {
	return target.Measure{
		Dimension: choice(r, at.key("dimension"), f.Dimension, "", target.DimensionMoney, target.DimensionMass,
			target.DimensionArea, target.DimensionLength, target.DimensionCount, target.DimensionPercent),
		Per:      string(f.Per),
		Factor:   r.positive(at.key("factor"), f.Factor),
		Decimals: int32(r.whole(at.key("decimals"), f.Decimals, 0, 6)),
		Names:    r.words(at.key("names"), f.Names),
		Singular: r.singular(at.key("singular"), f.Singular),
	}
}

// targetValue notes a target that its measure cannot have.
func (r *reader) targetValue(at field, ind *target.Indicator) {
	switch {
	case ind.Rate() && ind.Target.GreaterThan(target.Hundred):
		r.wrong(at, "%s is not within 0 and 100, and the measure is percent", ind.Target)
	case ind.Measure.Whole() && !ind.Target.IsInteger():
		r.wrong(at, "%s is not a whole number, and the measure counts whole things", ind.Target)
	}
}

// farOff is how many times last year's result a target cannot be.
var farOff = target.NewAmount(200)

// likely notes a target that a slip of the pen has made: one with a dot for
// thousands, or the pace of a running total for a state.
func (r *reader) likely(at field, ind *target.Indicator) {
	if b := ind.Baseline; b != nil && ind.Target.IsPositive() && b.Value.GreaterThan(ind.Target.Mul(farOff)) {
		r.wrong(at.key("target"), "%s is a small part of last year's %s; thousands are written without a dot: %s",
			ind.Target, b.Value, ind.Target.Mul(target.NewAmount(1000)))
	}
	if ind.Kind == target.Level && ind.Pace.Kind == target.Linear {
		r.wrong(at.key("pace").key("kind"), "a level does not grow with the days of the year; write milestones with what is expected on which day, or due with the days on which it is judged")
	}
}

func (r *reader) denominator(at field, f *wholeFile) *target.Whole {
	if f == nil {
		return nil
	}
	return &target.Whole{
		Count:    r.whole(at.key("count"), f.Count, 1, 1_000_000),
		Names:    r.words(at.key("names"), f.Names),
		Singular: r.singular(at.key("singular"), f.Singular),
	}
}

func (r *reader) stage(at field, f wordsFile) target.Names {
	names := make(target.Names, len(f))
	for lang, word := range r.words(at, f) {
		names[lang] = target.Name{Full: word}
	}
	return names
}

func (r *reader) allocation(at field, f map[string]scalar, ind *target.Indicator) map[target.UnitID]target.Amount {
	if len(f) == 0 {
		return nil
	}
	if ind.Rate() {
		r.wrong(at, "a rate asks the same of every unit: leave the allocation out")
	}
	parts := make(map[target.UnitID]target.Amount, len(f))
	for unit, s := range f {
		part := r.amount(at.key(unit), s)
		if part.IsNegative() || ind.Measure.Whole() && !part.IsInteger() {
			r.wrong(at.key(unit), "%s is not a part of %s %s", part, ind.Target, ind.Measure.Names[target.Vietnamese])
		}
		parts[target.UnitID(unit)] = part
	}
	return parts
}

func unitIDs(texts []scalar) []target.UnitID {
	var ids []target.UnitID
	for _, s := range texts {
		ids = append(ids, target.UnitID(s))
	}
	return ids
}
