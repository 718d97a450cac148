package plans

import (
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"chitieu/target"
)

// columns are the header of a file of reports.
var columns = []string{"date", "indicator", "unit", "value"}

// wholeLocality stands in the unit column for no unit.
const wholeLocality = "-"

// importSource is where these reports say that they come from.
const importSource = "tệp nhập"

// ParseReports reads reports from tab-separated text of at most 4 MiB:
//
//	date	indicator	unit	value
//	2024-05-31	budget-revenue	-	72,34 tỷ
//	2024-06-14	budget-revenue	Kỳ Thư	+0.35
//
// A unit is given by its ID or a name, with or without marks and "xã"; "-" is the
// whole locality. A value is read by target.ParseAmount in Vietnamese; with a plus
// before it, it is added to the running total of the dates before. Lines may stand
// in any order; the reports come back by date, each as said at 08:00 of its date,
// with an ID that is the same whenever the same line is read.
//
// The error joins a *Mistake for every line that is wrong.
func ParseReports(src io.Reader, plan *target.Plan) ([]target.Report, error) {
	data, err := readBounded(src)
	if err != nil {
		return nil, fmt.Errorf("read reports: %w", err)
	}
	t := table{reader: &reader{lines: make(map[field]int)}, plan: plan, units: newUnitIndex(plan)}
	text := strings.TrimPrefix(string(data), "\ufeff") // spreadsheets write it
	for line := range strings.Lines(text) {
		t.number++
		if line = strings.TrimRight(line, "\r\n"); strings.TrimSpace(line) != "" {
			t.line(line)
		}
	}
	if !t.headed && len(t.mistakes) == 0 {
		t.mistake("", "want a header: %s, with a tab between", strings.Join(columns, ", "))
	}
	reports := t.reports()
	if err := t.err(); err != nil {
		return nil, err
	}
	return reports, nil
}

// table reads a file of reports.
type table struct {
	*reader
	plan   *target.Plan
	units  *unitIndex
	number int // of the line being read
	headed bool
	rows   []row
}

// row is one line that was understood.
type row struct {
	line      int
	date      target.Date
	indicator *target.Indicator
	unit      target.UnitID
	amount    target.Amount
	increment bool
	id        target.ReportID
}

func (t *table) mistake(column, format string, args ...any) {
	t.mistakes = append(t.mistakes, &Mistake{Line: max(t.number, 1), Field: column, Text: fmt.Sprintf(format, args...)})
}

func (t *table) line(text string) {
	cells := strings.Split(strings.TrimRight(text, "\t"), "\t")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	switch {
	case !t.headed:
		t.headed = true
		if !slices.EqualFunc(cells, columns, strings.EqualFold) {
			t.mistake("", "want the header %s, with a tab between", strings.Join(columns, ", "))
		}
	case len(cells) != len(columns):
		t.mistake("", "has %d columns, want %d: %s, with a tab between", len(cells), len(columns), strings.Join(columns, ", "))
	default:
		t.row(cells)
	}
}

func (t *table) row(cells []string) {
	found := len(t.mistakes)
	r := row{line: t.number, date: t.day(cells[0]), indicator: t.indicator(cells[1]), unit: t.unit(cells[2])}
	if r.indicator != nil {
		r.amount, r.increment = t.value(cells[3], r.indicator)
	}
	if len(t.mistakes) > found {
		return
	}
	sum := sha256.Sum256([]byte(strings.Join(cells, "\t")))
	r.id = target.ReportID(fmt.Sprintf("file-%s-%05d-%x", r.date.In(time.UTC).Format("20060102"), r.line, sum[:4]))
	t.rows = append(t.rows, r)
}

func (t *table) day(text string) target.Date {
	d, err := target.ParseDate(text)
	switch {
	case err != nil:
		t.mistake("date", "%q is not a date; write year-month-day, for example %d-06-30", text, t.plan.Year)
	case d.Year != t.plan.Year:
		t.mistake("date", "%s is not in %d, the year of the plan", d, t.plan.Year)
	}
	return d
}

func (t *table) indicator(id string) *target.Indicator {
	ind := t.plan.Indicator(target.IndicatorID(id))
	if ind == nil {
		var ids []string
		for i := range t.plan.Indicators {
			ids = append(ids, string(t.plan.Indicators[i].ID))
		}
		t.mistake("indicator", "%q is not one of %s", id, strings.Join(ids, ", "))
	}
	return ind
}

func (t *table) unit(name string) target.UnitID {
	if name == wholeLocality {
		return target.Locality
	}
	switch found := t.units.find(name); len(found) {
	case 1:
		return found[0]
	case 0:
		t.mistake("unit", "%q is not a unit of the plan; write its id or name, or %s for the whole locality", name, wholeLocality)
	default:
		t.mistake("unit", "%q may be %s or %s; write the id", name, found[0], found[1])
	}
	return target.Locality
}

func (t *table) value(text string, ind *target.Indicator) (target.Amount, bool) {
	digits, increment := strings.CutPrefix(text, "+")
	v, err := target.ParseAmount(digits, target.Vietnamese, ind)
	if err != nil {
		t.mistake("value", "%v; write it in %s, for example %s", err, ind.Measure.Names[target.Vietnamese], ind.Target)
		return v, increment
	}
	if why := impossible(v, ind); why != "" {
		t.mistake("value", "%s", why)
	}
	return v, increment
}

// reports turns the rows into reports by date, increments into running totals.
func (t *table) reports() []target.Report {
	slices.SortStableFunc(t.rows, func(a, b row) int { return a.date.Compare(b.date) })
	type series struct {
		indicator target.IndicatorID
		unit      target.UnitID
	}
	type total struct {
		value target.Amount
		of    target.ReportID
	}
	totals := make(map[series]total)
	var out []target.Report
	for _, r := range t.rows {
		key := series{r.indicator.ID, r.unit}
		report := target.Report{
			ID: r.id, Indicator: r.indicator.ID, Unit: r.unit, Value: r.amount, AsOf: r.date,
			Said: r.date.In(t.plan.Zone).Add(8 * time.Hour), Source: importSource,
		}
		if r.increment {
			before, known := totals[key]
			t.added(&r, known)
			report.Increment, report.Value, report.Onto = new(r.amount), before.value.Add(r.amount), before.of
			if why := impossible(report.Value, r.indicator); why != "" {
				t.number = r.line
				t.mistake("value", "%s after the increment", why)
			}
		}
		totals[key] = total{report.Value, report.ID}
		out = append(out, report)
	}
	return out
}

// added notes an increment that has nothing to be added to. Totals and counts
// begin the year at zero; a state does not.
func (t *table) added(r *row, known bool) {
	kind := r.indicator.Kind
	if !known && kind != target.Flow && kind != target.Count {
		t.number = r.line
		t.mistake("value", "+%s has no earlier figure to be added to; write the figure itself", r.amount)
	}
}
