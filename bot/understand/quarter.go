package understand

import (
	"time"

	"chitieu/target"
)

var romans = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4}

// quarter reads "quý 2", "quý II/2024", "Q2", "triwulan II" and "second quarter".
func (d *dates) quarter(i int) {
	n, end := d.quarterAt(i)
	if n == 0 {
		return
	}
	year, end := d.yearAt(end)
	d.add(i, end, target.Period{Kind: target.Quarter, Year: year, N: n}, 1)
}

func (d *dates) quarterAt(i int) (n, end int) {
	if words := d.cue(cueQuarter, i); words > 0 {
		at := i + words
		if at < len(d.tokens) && d.tokens[at].is(".") {
			at++
		}
		if at >= len(d.tokens) {
			return 0, i
		}
		if q, ok := d.whole(at, 1, 4); ok {
			return q, at + 1
		}
		if q := romans[d.tokens[at].fold]; q > 0 {
			return q, at + 1
		}
		if q, words := d.nameAt(d.lexicon.numerals.quarters, at); q > 0 {
			return q, at + words
		}
		return 0, i
	}
	q, words := 0, 0
	if d.tokens[i].entry.dates {
		q, words = d.nameAt(d.lexicon.numerals.quarters[len(d.lexicon.numerals.quarters)-1:], i)
	}
	if q == 0 {
		if n, ok := d.whole(i, 1, 4); ok && i+1 < len(d.tokens) && ordinals[d.tokens[i+1].fold] {
			q, words = n, 2
		}
	}
	if q > 0 {
		if n := d.cue(cueQuarter, i+words); n > 0 {
			return q, i + words + n
		}
	}
	return 0, i
}

// plainYear reads "năm 2023" and a bare year.
func (d *dates) plainYear(i int) {
	if n := d.cue(cueYear, i); n > 0 {
		if y, ok := d.whole(i+n, 2000, 2100); ok {
			d.add(i, i+n+1, target.Period{Kind: target.Year, Year: y}, 0.8)
		}
		return
	}
	t := &d.tokens[i]
	if y, ok := d.whole(i, 2010, 2040); ok && len(t.text) == 4 && !d.unitFollows(i+1) {
		d.add(i, i+1, target.Period{Kind: target.Year, Year: y}, 0.2)
	}
}

// relatives are the periods that are told from today, in days, months and
// quarters from it, or from the plan's year.
var relatives = []struct {
	cue   cue
	kind  target.PeriodKind
	later int
}{
	{cueToday, target.Day, 0}, {cueYesterday, target.Day, -1}, {cueBefore, target.Day, -2}, {cueTomorrow, target.Day, 1},
	{cueThisMonth, target.Month, 0}, {cueLastMonth, target.Month, -1}, {cueNextMonth, target.Month, 1},
	{cueThisQuarter, target.Quarter, 0}, {cueLastQuarter, target.Quarter, -1}, {cueNextQuarter, target.Quarter, 1},
	{cueThisYear, target.Year, 0},
}

// relative reads periods that are told from today or from the plan's year.
func (d *dates) relative(i int) {
	for _, r := range relatives {
		n := d.cue(r.cue, i)
		if n == 0 || r.cue == cueTomorrow && n == 1 && i > 0 && d.tokens[i].upper && d.tokens[i-1].kind == wordToken { // "em Mai"
			continue
		}
		s := d.add(i, i+n, d.later(r.kind, r.later), 0.3)
		s.cues.add(r.cue)
		switch yearEnd := d.cue(cueYearEnd, i) == n; {
		case yearEnd:
			s.cues.add(cueYearEnd)
		case r.cue == cueThisMonth, r.cue == cueThisQuarter, r.cue == cueThisYear:
			s.period.ToDate = !s.period.ToEnd
		}
		s.relative, s.past = true, r.cue == cueLastMonth || r.cue == cueLastQuarter
		s.noYear = s.noYear && r.cue == cueThisYear
	}
	if n := d.cue(cueHalfYear, i); n > 0 {
		end, last := i+n, 6
		second := end < len(d.tokens) && secondHalves[d.tokens[end].key]
		if second {
			end, last = end+1, 12
		}
		year, end := d.yearAt(end)
		s := d.add(i, end, target.Period{Kind: target.Month, Year: year, N: last, Total: true}, 1)
		s.inside = second // and not from January on
	}
}

// secondHalves are the words by which a half-year is the second one.
var secondHalves = map[string]bool{"cuoi": true, "sau": true, "dua": true, "kedua": true, "ii": true, "2": true}

// later returns the period of the kind that lies so many after today's.
func (d *dates) later(kind target.PeriodKind, n int) target.Period {
	switch kind {
	case target.Day:
		on := d.today.AddDays(n)
		return target.Period{Kind: kind, Year: on.Year, Date: on}
	case target.Month:
		on := target.NewDate(d.today.Year, d.today.Month+time.Month(n), 1)
		return target.Period{Kind: kind, Year: on.Year, N: int(on.Month)}
	case target.Quarter:
		first := time.Month((int(d.today.Month)-1)/3*3 + 1 + 3*n)
		on := target.NewDate(d.today.Year, first, 1)
		return target.Period{Kind: kind, Year: on.Year, N: (int(on.Month)-1)/3 + 1}
	default:
		return target.Period{Kind: target.Year, Year: d.year}
	}
}
