package bot

import (
	"chitieu/target"
)

// was is what a figure takes the place of.
type was struct {
	Indicator target.IndicatorID `json:"indicator"`
	Unit      target.UnitID      `json:"unit,omitempty"`
	Value     target.Amount      `json:"value"`
	Added     *target.Amount     `json:"added,omitempty"`
	AsOf      target.Date        `json:"as_of"`
}

// replace makes the figure take the place of a report.
func (f *figure) replace(old *target.Report) {
	f.Replaces, f.Was = old.ID, &was{Indicator: old.Indicator, Unit: old.Unit, Value: old.Value, Added: old.Increment, AsOf: old.AsOf}
}

// neighbours returns the figures in force between which the figure would stand:
// the newest at its day and that of the next later day of the year, nil for
// none. What it takes the place of is none of them.
func (f *figure) neighbours(standing []target.Report) (before, after *target.Report) {
	var others []target.Report
	var next target.Date
	for _, r := range standing {
		if r.Indicator != f.Indicator || r.Unit != f.Unit || r.ID == f.Replaces {
			continue
		}
		others = append(others, r)
		if r.AsOf.After(f.AsOf) && r.AsOf.Year == f.AsOf.Year && (next.IsZero() || next.After(r.AsOf)) {
			next = r.AsOf
		}
	}
	before = target.Latest(others, f.Indicator, f.Unit, f.AsOf)
	if !next.IsZero() {
		after = target.Latest(others, f.Indicator, f.Unit, next)
	}
	return before, after
}

// readLine says what was read and would be stored: of what, how much, to which
// day, for an increment the sum, and in place of what.
func (b *Bot) readLine(t *turn, standing []target.Report, f *figure) string {
	ind := b.plan.Indicator(f.Indicator)
	value := t.exact(ind, f.Value)
	if f.Increment && !f.Value.IsNegative() {
		sum := b.reports(t, standing, []figure{*f})[0].Value
		value = t.say("doubt.sum", "Added", value, "Total", t.exact(ind, sum))
	}
	read := t.say("doubt.read", "Name", b.nameOf(t, f.Unit, ind), "Value", value, "AsOf", f.AsOf)
	if f.Was == nil {
		return read
	}
	if f.Moves != "" {
		return lineOf(read, t.say("doubt.moves", "What", b.wasBrief(t, f.Was)))
	}
	old := t.exact(ind, f.Was.Value)
	if f.Was.Added != nil {
		old = t.say("doubt.sum", "Added", t.exact(ind, *f.Was.Added), "Total", old)
	}
	return lineOf(read, t.say("doubt.instead", "Value", old, "AsOf", f.Was.AsOf))
}

// readLines is readLine of several figures.
func (b *Bot) readLines(t *turn, standing []target.Report, figures []figure) string {
	var read []string
	for i := range figures {
		read = append(read, b.readLine(t, standing, &figures[i]))
	}
	return lines(read...)
}

// wasBrief names what a figure takes the place of.
func (b *Bot) wasBrief(t *turn, w *was) string {
	return b.brief(t, &target.Report{Indicator: w.Indicator, Unit: w.Unit, Value: w.Value, AsOf: w.AsOf})
}
