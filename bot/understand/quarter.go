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
	if words := d.cues[cueQuarter][i]; words > 0 {
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
	q, words := d.nameAt(d.lexicon.numerals.quarters[len(d.lexicon.numerals.quarters)-1:], i)
	if q == 0 {
		if n, ok := d.whole(i, 1, 4); ok && i+1 < len(d.tokens) && ordinals[d.tokens[i+1].fold] {
			q, words = n, 2
		}
	}
	if q > 0 {
		if n := d.cues[cueQuarter][i+words]; n > 0 {
			return q, i + words + n
		}
	}
	return 0, i
}

// plainYear reads "năm 2023" and a bare year.
func (d *dates) plainYear(i int) {
	if n := d.cues[cueYear][i]; n > 0 {
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

// relative reads periods that are told from today or from the plan's year.
func (d *dates) relative(i int) {
	today := d.today
	day := func(n int) target.Period {
		on := today.AddDays(n)
		return target.Period{Kind: target.Day, Year: on.Year, Date: on}
	}
	month := func(n int) target.Period {
		on := target.NewDate(today.Year, today.Month+time.Month(n), 1)
		return target.Period{Kind: target.Month, Year: on.Year, N: int(on.Month)}
	}
	quarter := func(n int) target.Period {
		first := time.Month((int(today.Month)-1)/3*3 + 1 + 3*n)
		on := target.NewDate(today.Year, first, 1)
		return target.Period{Kind: target.Quarter, Year: on.Year, N: (int(on.Month)-1)/3 + 1}
	}
	for _, r := range []struct {
		cue    string
		period target.Period
	}{
		{cueToday, day(0)}, {cueYesterday, day(-1)}, {cueBefore, day(-2)}, {cueTomorrow, day(1)},
		{cueThisMonth, month(0)}, {cueLastMonth, month(-1)}, {cueNextMonth, month(1)},
		{cueThisQuarter, quarter(0)}, {cueLastQuarter, quarter(-1)}, {cueNextQuarter, quarter(1)},
		{cueThisYear, target.Period{Kind: target.Year, Year: d.year}},
	} {
		if n := d.cues[r.cue][i]; n > 0 {
			s := d.add(i, i+n, r.period, 0.3)
			s.cues = []string{r.cue}
			switch yearEnd := d.cues[cueYearEnd][i] == n; {
			case yearEnd:
				s.cues = append(s.cues, cueYearEnd)
			case r.cue == cueThisMonth, r.cue == cueThisQuarter, r.cue == cueThisYear:
				s.period.ToDate = !s.period.ToEnd
			}
			s.relative, s.past = true, r.cue == cueLastMonth || r.cue == cueLastQuarter
			s.noYear = s.noYear && r.cue == cueThisYear
		}
	}
	if n := d.cues[cueHalfYear][i]; n > 0 {
		year, end := d.yearAt(i + n)
		d.add(i, end, target.Period{Kind: target.Month, Year: year, N: 6, Total: true}, 1)
	}
}
