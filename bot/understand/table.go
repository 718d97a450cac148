package understand

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"chitieu/target"
)

// table is a pasted table while its rows are read.
type table struct {
	columns []column // nil without a header
}

// column is what a header cell says of the cells below it.
type column struct {
	named   subject
	measure string // in brackets behind the name
	skips   bool   // numbers rows, or names the measure or the plan
	gauge   bool   // names the measure of its row
	title   string
}

// gap separates the cells of a line where a table was pasted without tabs.
var gap = regexp.MustCompile(`\s{2,}`)

// tableLines returns the lines of a text that are rows of a table, by number:
// those with a cell that is a figure, and as a header those with as many cells.
func tableLines(text string) map[int][]string {
	if !strings.Contains(text, "\n") {
		return nil
	}
	out, heads := make(map[int][]string), make(map[int][]string)
	wide := make(map[int]bool) // numbers of cells
	for i, line := range strings.Split(text, "\n") {
		cells := cellsOf(line)
		switch {
		case len(cells) < 2 || slices.ContainsFunc(cells, isClause):
		case slices.ContainsFunc(cells, number.MatchString):
			out[i], wide[len(cells)] = cells, true
		default:
			heads[i] = cells
		}
	}
	for i, cells := range heads {
		if wide[len(cells)] {
			out[i] = cells
		}
	}
	return out
}

// cellsOf cuts a line at its tabs, bars, semicolons or wide gaps; nil if it has
// none.
func cellsOf(line string) []string {
	line = strings.Trim(strings.TrimRight(line, "\r"), " ")
	var cells []string
	switch {
	case strings.Contains(line, "\t"):
		cells = strings.Split(line, "\t")
	case strings.Contains(line, "|"):
		cells = strings.Split(strings.Trim(line, "|"), "|")
	case strings.Contains(line, ";"):
		cells = strings.Split(strings.TrimRight(line, ";"), ";")
	case gap.MatchString(line):
		cells = gap.Split(line, -1)
	default:
		return nil
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// dated matches the days, months and years in the title of a column.
var dated = regexp.MustCompile(`(?i)\b(?:\d{1,2}/)?(?:\d{1,2}/)?20\d\d\b|\b\d{1,2}/\d{1,2}\b|\b\d{1,2} (?:tháng|months|bulan)|\b\d{1,2}T\b|(?:tháng|quý|bulan|triwulan) \d{1,2}\b`)

// isClause reports whether what stands between two signs is no cell: a name and
// a figure together.
func isClause(c string) bool {
	return !isCell(c) && strings.ContainsAny(dated.ReplaceAllString(c, ""), "0123456789")
}

// number matches a cell with a figure and its unit, if it has one.
var number = regexp.MustCompile(`^[+-]?\d[\d.,  ]*(?:/\s*\d+)?\s*(%|[\p{L}]+(?:\s[\p{L}]+)?(?:/\p{L}+)?)?$`)

// isCell reports whether the cell is a figure, or marks that there is none.
func isCell(c string) bool { return isEmpty(c) || number.MatchString(c) }

func isEmpty(c string) bool { return strings.Trim(c, " -–—.x") == "" }

// tableRow reads a line of a table: a header, or figures of what it names.
func (b *batch) tableRow(line string, cells []string) {
	if strings.Trim(line, " \t|:-–+=") == "" {
		return // the rule below a header
	}
	figures := 0
	for _, c := range cells {
		if number.MatchString(c) {
			figures++
		}
	}
	if figures == 0 {
		b.header(cells)
		return
	}
	b.row(cells)
}

// header reads what the columns hold.
func (b *batch) header(cells []string) {
	var columns []column
	for _, c := range cells {
		columns = append(columns, b.column(c))
	}
	b.table.columns = columns
}

// bracketed is a measure behind the name of a column.
var bracketed = regexp.MustCompile(`\(([^)]*)\)`)

func (b *batch) column(title string) column {
	c := column{title: title}
	name, measure := withoutMeasure(title)
	c.measure = measure
	m := b.reader.scan(name, b.in)
	defer b.reader.release(m)
	c.named = m.segment().named
	switch folded := keysOf(wordsOf(name)); {
	case folded == "dvt" || folded == "don vi tinh" || folded == "satuan" || folded == "unit of measure":
		c.gauge, c.skips = true, true
	case folded == "stt" || folded == "tt" || folded == "no":
		c.skips = true
	default:
		past := c.named.period.Kind != target.NoPeriod && c.named.period.Year < m.plan.Year
		c.skips = past || m.has(cuePlan, cueTargetWord, cueLastYear, cueSamePeriod, cueVersus, cueGrowth, cueGap, cueUnreal)
	}
	return c
}

// withoutMeasure splits "Thu ngân sách (tỷ đồng)" into its name and measure.
func withoutMeasure(title string) (name, measure string) {
	if in := bracketed.FindStringSubmatch(title); in != nil && isMeasure(in[1]) {
		return strings.TrimSpace(strings.Replace(title, in[0], "", 1)), in[1]
	}
	return title, ""
}

// isMeasure reports whether the words are a unit of measure.
func isMeasure(s string) bool {
	return strings.TrimSpace(s) == "%" || target.LookupScale(keysOf(wordsOf(s))) != nil
}

// row reads the figures of a line. Its first cell that is no number names what
// they are of; what the column names goes before.
func (b *batch) row(cells []string) {
	label, measure := "", ""
	first := 0
	if len(cells) > 2 && number.MatchString(cells[0]) && !isCell(cells[1]) {
		first = 1 // numbers the row
	}
	for i, c := range cells[first:] {
		switch {
		case i+first < len(b.table.columns) && b.table.columns[i+first].gauge:
			measure = c
		case label == "" && !isCell(c):
			label = c
		}
	}
	if name, in := withoutMeasure(label); measure == "" {
		label, measure = name, in
	}
	var at []int
	for i := first; i < len(cells); i++ {
		if number.MatchString(cells[i]) && !isEmpty(cells[i]) {
			at = append(at, i)
		}
	}
	seen := b.reader.look(label, b.in)
	for _, i := range at {
		if b.full() {
			return
		}
		c := column{measure: measure}
		switch {
		case i < len(b.table.columns):
			c = b.table.columns[i]
			c.measure = cmp.Or(c.measure, measure)
		case b.table.columns != nil || len(at) > 1:
			c.skips = true // which of them is the figure?
		}
		if c.skips {
			b.pass(cmp.Or(c.title, label+" "+cells[i]))
			continue
		}
		if !b.cell(label, cells[i], &seen.named, &c) {
			b.pass(label + " " + figureText(cells[i], c.measure))
		}
	}
}

// pass notes a column or figure that is not read, once.
func (b *batch) pass(words string) {
	if !slices.Contains(b.unread, words) {
		b.unread = append(b.unread, words)
	}
}

// cell reads one figure of the table; false if it is not known what it is of.
func (b *batch) cell(label, text string, named *subject, c *column) bool {
	id := cmp.Or(named.indicator, c.named.indicator, b.carry.indicator)
	unit := cmp.Or(named.unit, c.named.unit)
	clash := c.named.indicator != "" && named.indicator != "" && c.named.indicator != named.indicator
	known := unit != "" || len(named.unclear) > 0 || named.whole || named.indicator != ""
	ind := b.reader.plan.Indicator(id)
	if clash || ind == nil || !known {
		return false
	}
	if unit == "" && named.indicator != "" && !named.whole {
		unit = b.unit // of the heading
	}
	in := b.in
	in.cell, in.unit, in.Topic = true, unit, nil
	figure := figureText(text, c.measure)
	said := ind.Names.Full(target.Vietnamese) + " " + figure
	one := b.reader.readOne(said, in)
	if one.Intent != ReportValue || len(one.Indicators) != 1 || one.Indicators[0] != ind.ID {
		return false
	}
	b.warn(said, &one, in)
	one.Text, one.Evidence, one.Period = strings.TrimSpace(label+" "+figure), nil, c.named.period
	if unit != "" {
		one.Units = []target.UnitID{unit}
	} else if len(named.unclear) > 0 {
		one.Ask, one.UnitCandidates = AskUnit, named.unclear
	}
	b.append(one, false)
	return true
}

// figureText is a cell with the measure of its column, unless it has its own.
func figureText(cell, measure string) string {
	if in := number.FindStringSubmatch(cell); in == nil || in[1] != "" {
		return cell
	}
	return strings.TrimSpace(cell + " " + measure)
}
