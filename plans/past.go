package plans

import (
	"cmp"

	"chitieu/target"
)

// past reads last year's result and the older figures of an indicator.
func (r *reader) past(at field, f *indicatorFile, ind *target.Indicator, year int) (baseline *target.Past, history []target.Past) {
	if f.Baseline != nil {
		place := at.key("baseline")
		baseline = new(r.figure(place, f.Baseline, ind, year))
		if year > 0 && baseline.Year > 0 && (baseline.Year != year-1 || baseline.Half) {
			r.wrong(place.key("year"), "the baseline is the whole of last year, %d; other figures belong to history", year-1)
		}
	}
	for i := range f.History {
		place := at.key("history").item(i)
		p := r.figure(place, &f.History[i], ind, year)
		if i > 0 && !precedes(history[i-1], p) {
			r.wrong(place.key("year"), "is out of order: oldest first, a half before its whole year, each once")
		}
		history = append(history, p)
	}
	return baseline, history
}

// precedes reports whether a belongs before b: the half of a year ends before it.
// A year that could not be read is out of no order.
func precedes(a, b target.Past) bool {
	return a.Year == 0 || b.Year == 0 || a.Year < b.Year || a.Year == b.Year && a.Half && !b.Half
}

// figure reads one published result. Its source is required: a figure that
// nobody can look up is not shown to people.
func (r *reader) figure(at field, f *pastFile, ind *target.Indicator, year int) target.Past {
	p := target.Past{
		Half:          r.flag(at.key("half"), f.Half),
		Value:         r.amount(at.key("value"), f.Value),
		PercentOfPlan: r.optional(at.key("percent-of-plan"), f.PercentOfPlan),
		Growth:        r.optional(at.key("growth"), f.Growth),
		Source:        string(f.Source),
		Derived:       r.flag(at.key("derived"), f.Derived),
	}
	if r.required(at.key("year"), f.Year, "2022") {
		p.Year = r.whole(at.key("year"), f.Year, 1975, cmp.Or(year, 2100)-1)
	}
	if ind.Rate() {
		r.percent(at.key("value"), &p.Value)
	}
	r.required(at.key("source"), f.Source, "Báo Hà Tĩnh, 28/7/2022")
	return p
}
