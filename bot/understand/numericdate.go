package understand

import (
	"strconv"
	"strings"
	"time"

	"chitieu/target"
)

// numericDate reads "20/6", "20/6/2024", "20-6", "20.6.2024" and "2024-06-20".
func (d *dates) numericDate(i int) {
	if d.dotted(i) || i+2 >= len(d.tokens) || !d.tokens[i+1].is("/") && !d.tokens[i+1].is("-") {
		return
	}
	if y, ok := d.whole(i, 1990, 2100); ok && i+4 < len(d.tokens) && d.tokens[i+3].is("-") {
		m, okMonth := d.whole(i+2, 1, 12)
		day, okDay := d.whole(i+4, 1, 31)
		if p, valid := d.date(y, m, day); okMonth && okDay && valid {
			d.add(i, i+5, p, 2)
		}
		return
	}
	day, okDay := d.whole(i, 1, mostDay)
	month, okMonth := d.whole(i+2, 1, 12)
	if !okDay {
		return
	}
	if year, ok := d.whole(i+2, 2000, 2100); ok && day <= 12 && d.tokens[i+1].is("/") { // "6/2024"
		d.add(i, i+3, target.Period{Kind: target.Month, Year: year, N: day}, 1)
		return
	}
	if !okMonth {
		return
	}
	year, end, full := d.yearAfter(i + 3)
	p, valid := d.date(year, month, day)
	switch {
	case !full && (!d.isDate(i, day, month) || d.tokens[i+1].is("-") && !d.dateCue(i)):
	case valid:
		s := d.add(i, end, p, 2)
		s.noYear = s.noYear && !full
	default:
		d.addMissing(i, end, year, month)
	}
}

// yearAfter reads "/2024" or "/24" at i.
func (d *dates) yearAfter(i int) (year, end int, full bool) {
	if i+1 < len(d.tokens) && (d.tokens[i].is("/") || d.tokens[i].is("-")) {
		if y, ok := d.whole(i+1, 2000, 2100); ok {
			return y, i + 2, true
		}
		if y, ok := d.whole(i+1, 20, 40); ok {
			return 2000 + y, i + 2, true
		}
	}
	return d.year, i, false
}

// dotted reads "20.6" and "20.6.2024", which are dates only after a date word
// or with a year.
func (d *dates) dotted(i int) bool {
	if d.tokens[i].kind != numberToken || !strings.Contains(d.tokens[i].text, ".") {
		return false
	}
	parts := strings.Split(d.tokens[i].text, ".")
	if len(parts) > 3 {
		return false
	}
	var n [3]int
	for k, part := range parts {
		n[k], _ = strconv.Atoi(part)
	}
	if len(parts) == 2 {
		n[2] = d.year
	}
	p, valid := d.date(n[2], n[1], n[0])
	if len(parts[1]) > 2 || n[2] < 2000 || len(parts) == 2 && (!d.dateCue(i) || d.unitFollows(i+1)) {
		return false
	}
	switch {
	case valid:
		d.add(i, i+1, p, 2)
	case n[0] > mostDay || n[1] < 1 || n[1] > 12:
		return false
	default:
		d.addMissing(i, i+1, n[2], n[1])
	}
	return true
}

// unitFollows reports whether a unit or percent sign stands at i.
func (d *dates) unitFollows(i int) bool {
	if i >= len(d.tokens) {
		return false
	}
	t := &d.tokens[i]
	return t.is("%") || t.kind == wordToken && (target.LookupScale(t.fold) != nil || d.lexicon.numerals.units[t.key] != nil)
}

// dateCue reports whether a word that announces a date stands before the token.
func (d *dates) dateCue(i int) bool {
	return d.ended(cueUntil, i) || i > 0 && d.tokens[i-1].is(":") && d.ended(cueUntil, i-1)
}

// rated reports whether the name of an indicator ends before the token of which
// fractions are said.
func (d *dates) rated(i int) bool {
	for k := range d.to.at(i) {
		if s := &d.found[k]; s.kind == indicatorSpan {
			if ind := d.plan.Indicator(target.IndicatorID(s.id)); ind != nil && (ind.Rate() || ind.Measure.Whole()) {
				return true
			}
		}
	}
	return false
}

// isDate decides whether "a/b" is a day or a fraction.
func (d *dates) isDate(i, day, month int) bool {
	text := d.tokens[i+2].text
	switch {
	case d.dateCue(i), strings.HasPrefix(text, "0"), strings.HasPrefix(d.tokens[i].text, "0"), i > 0 && d.tokens[i-1].is("("):
		return true
	case d.unitFollows(i + 3):
		return false
	case target.NewDate(d.year, time.Month(month), day) == d.today && !d.rated(i):
		return true
	case day > month:
		return true
	case i+3 < len(d.tokens) && d.tokens[i+3].kind == numberToken:
		return true
	case d.counted[text], d.rated(i), i > 0 && d.rated(i-1), target.NewDate(d.year, time.Month(month), day).After(d.today):
		return false
	default:
		return d.measure
	}
}
