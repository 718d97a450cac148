package understand

import (
	"slices"

	"chitieu/target"
)

// add makes the rows of a clause. What it does not name it takes from before.
func (b *batch) add(text string, one Reading, seen subject) {
	leans := seen.indicator == "" && len(one.Indicators) == 1 || seen.unit == "" && b.carry.unit != ""
	if seen.whole {
		b.lost = ""
	} else if len(one.Units) == 0 && len(one.UnitCandidates) == 0 {
		switch {
		case b.carry.unit != "":
			one.Units = []target.UnitID{b.carry.unit}
		case b.lost != "" && one.Ask == AskNothing: // the whole's, or still the unit's
			one.Ask, one.UnitCandidates = AskUnit, []target.UnitID{b.lost}
		}
	}
	for i, id := range one.Indicators {
		row := one
		row.Text, row.Indicators, row.Values, row.Evidence = text, []target.IndicatorID{id}, nil, nil
		if i < len(one.Values) && len(one.Values) == len(one.Indicators) {
			row.Values = []Value{one.Values[i]}
		}
		b.append(row, leans)
	}
	if len(one.Indicators) == 1 {
		seen.indicator = one.Indicators[0]
	}
	b.carry.take(&seen)
}

// append adds a row; one that leans on the row before shares its doubts.
func (b *batch) append(row Reading, leans bool) {
	if row.Hesitates == "" && leans && len(b.rows) > 0 {
		before := &b.rows[len(b.rows)-1]
		row.Hesitates, row.Doubtful = before.Hesitates, before.Doubtful
	}
	if row.Hesitates == "" {
		row.Hesitates, row.Doubtful = b.warned, b.words
	}
	if row.Period.Kind == target.NoPeriod {
		row.Period = b.carry.period
	}
	b.rows, b.sentence = append(b.rows, row), append(b.sentence, b.at)
}

// take remembers what a clause names. The first day holds until a heading names
// another.
func (s *subject) take(named *subject) {
	if named.indicator != "" {
		s.indicator = named.indicator
	}
	if named.unit != "" || named.whole {
		s.unit = named.unit
	}
	if named.period.Kind != target.NoPeriod && s.period.Kind == target.NoPeriod {
		s.period = named.period
	}
}

// settleYears leaves rows in doubt whose number may be a year, unless the same
// indicator has a number beside it that cannot be one.
func (b *batch) settleYears() {
	for _, i := range b.years {
		row := &b.rows[i]
		plain := func(k int) bool {
			return k != i && !slices.Contains(b.years, k) && b.rows[k].Indicators[0] == row.Indicators[0] && len(b.rows[k].Values) > 0
		}
		alone := true
		for k := range b.rows {
			alone = alone && !plain(k)
		}
		if alone && row.Hesitates == "" {
			row.Hesitates, row.Doubtful = HesitateDay, row.Values[0].Written
		}
	}
}

// settleDays gives rows without a day the one that stands behind them in their
// sentence: "Kỳ Khang 2.150 tấn, Kỳ Phú 2.010 tấn đến 28/6".
func (b *batch) settleDays() {
	for i := range b.rows {
		for k := i; k < len(b.rows) && b.rows[i].Period.Kind == target.NoPeriod && b.sentence[k] == b.sentence[i]; k++ {
			b.rows[i].Period = b.rows[k].Period
		}
	}
}

// spread lets what governs a sentence govern all its rows.
func (b *batch) spread() {
	for i := range b.rows {
		for k := range b.rows {
			from := &b.rows[k]
			if b.sentence[i] == b.sentence[k] && b.rows[i].Hesitates == "" && from.Hesitates.governs() {
				b.rows[i].Hesitates, b.rows[i].Doubtful = from.Hesitates, from.Doubtful
			}
		}
	}
}
