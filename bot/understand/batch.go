package understand

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"chitieu/target"
)

// Read understands one message. It never fails: what cannot be read is None. A
// message that brings several figures is cut into clauses, and each is read by
// the same grammar with what it leaves to the ones before it filled in.
func (r *Reader) Read(text string, in Context) Reading {
	composed := compose(text)
	figures := withDigits(composed)
	if figures < 2 {
		return r.readComposed(text, composed, in)
	}
	b := &batch{reader: r, in: in, many: figures > maxOfReport}
	listed := b.many || longList(composed)
	if !listed {
		whole := r.readComposed(text, composed, in)
		if whole.Intent != ReportValue || len(whole.Indicators) == 1 && len(whole.Values) == 1 && !whole.Asks() {
			return whole // every word of a single report is accounted for
		}
		b.whole = &whole
	}
	b.read(composed)
	if !b.agrees() {
		if b.whole == nil {
			return r.readComposed(text, composed, in)
		}
		return *b.whole
	}
	return b.reading(text, listed)
}

// maxOfReport is in how many stretches of a single report digits may stand. A
// text with more is a list, and is not read as a whole too.
const maxOfReport = 12

// longList reports whether a text has three lines or sentences with something
// to read, or the columns of a table.
func longList(text string) bool {
	n := 0
	for _, p := range segments(text) {
		if strings.ContainsRune(".!?\n", p.end) || p.end == 0 {
			n++
		}
	}
	return n >= 3 || len(tableLines(text)) > 1
}

// maxClauses is how many figures of one message are looked at: more than anybody
// may report at once, and few enough to be read in no time.
const maxClauses = 60

// batch is a message while its clauses are read.
type batch struct {
	reader *Reader
	in     Context
	whole  *Reading // of a short message, nil for a long one
	many   bool     // more figures than a single report has

	carry   subject       // what the clauses before have named
	unit    target.UnitID // of the heading
	lost    target.UnitID // the unit of a sentence that is over
	heading string        // the last line or sentence without a figure
	warned  Hesitation
	words   string // that the heading is hesitated over
	years   []int  // rows whose number may be a year

	rows     []Reading
	sentence []int // of each row
	at       int   // the sentence that is read
	looked   int   // stretches of text that were looked at
	unread   []string
	table    table
}

// read cuts the text into lines, and those that are no rows of a table into
// clauses.
func (b *batch) read(text string) {
	rows := tableLines(text)
	var plain []string
	for i, line := range strings.Split(text, "\n") {
		if cells, ok := rows[i]; ok {
			b.clauses(strings.Join(plain, ""))
			plain = nil
			b.at++
			b.tableRow(line, cells)
			continue
		}
		plain = append(plain, listMark.ReplaceAllString(line, "")+"\n")
	}
	b.clauses(strings.Join(plain, ""))
	b.settleYears()
	b.settleDays()
	b.spread()
}

// listMark is what numbers or marks a line of a list.
var listMark = regexp.MustCompile(`^\s*(?:\d{1,2}[.)]\s+|[-+*•–]\s+)`)

// full reports whether the rest of the text is not looked at, and notes it.
func (b *batch) full() bool {
	if len(b.rows)+len(b.unread) < maxClauses && b.looked < 4*maxClauses {
		return false
	}
	b.pass("…")
	return true
}

// clauses reads the clauses of running text.
func (b *batch) clauses(text string) {
	cur, open := "", false
	flush := func() {
		if strings.TrimSpace(cur) != "" {
			b.clause(strings.Trim(cur, " \t\n,;"), open)
		}
		cur, open = "", false
	}
	last := rune('\n')
	for _, p := range segments(text) {
		if b.full() {
			return
		}
		seen := b.reader.look(p.text, b.in)
		b.looked++
		ends := strings.ContainsRune(".!?\n;", last)
		if strings.ContainsRune(".!?\n", last) {
			if !open {
				flush() // a heading
			}
		}
		if open && (seen.value && (ends || seen.starts) || ends && !seen.number) {
			flush()
		}
		if strings.ContainsRune(".!?\n", last) {
			b.nextSentence()
		}
		cur, open = cur+p.text, open || seen.value
		last = p.end
	}
	flush()
}

// nextSentence leaves the unit of a sentence behind, unless the heading has it.
func (b *batch) nextSentence() {
	b.at++
	if b.carry.unit != b.unit {
		b.lost, b.carry.unit = b.carry.unit, b.unit
	}
}

// clause reads one assertion, or takes the text for a heading of those to come.
func (b *batch) clause(text string, figure bool) {
	if b.full() {
		return
	}
	m := b.reader.scan(text, b.in)
	defer b.reader.release(m)
	seen := m.segment()
	if !figure {
		b.head(text, &seen)
		return
	}
	in := b.in
	in.unit, in.Topic = b.carry.unit, nil
	if b.carry.indicator != "" && (seen.named.unit != "" || len(seen.named.unclear) > 0 || seen.named.whole) {
		in.Topic, in.carried = &Topic{Intent: ReportValue, Indicators: []target.IndicatorID{b.carry.indicator}}, true
	}
	m.in, m.evidence = in, nil // what the scan found does not depend on what the clauses before have named
	one := b.reader.readScanned(m, text)
	year := false
	if len(one.Values) == 0 && yearLast.MatchString(text) {
		in.cell = true
		if again := b.reader.readOne(text, in); len(again.Values) == 1 {
			one, year = again, true
		}
	}
	if one.Intent != ReportValue || len(one.Indicators) == 0 {
		b.unread = append(b.unread, text)
		return
	}
	b.warn(text, &one, in)
	if year {
		b.years = append(b.years, len(b.rows))
		seen.named.period = target.Period{}
	}
	b.add(text, one, seen.named)
}

// head takes a text without a figure for the heading of what comes.
func (b *batch) head(text string, seen *segment) {
	b.heading, b.warned, b.words = text, HesitateNothing, ""
	if seen.named.period.Kind != target.NoPeriod {
		b.carry.period = target.Period{}
	} else if seen.number {
		b.unread = append(b.unread, text)
	}
	b.carry.take(&seen.named)
	b.unit, b.lost = b.carry.unit, ""
}

// yearLast matches a text that ends in what may be a year as well as a figure.
var yearLast = regexp.MustCompile(`(?:^|[^\d.,/])(?:19|20)\d\d\W*$`)

// warn reads the heading together with the first clause below it: what it makes
// the reader hesitate over holds for all of them.
func (b *batch) warn(text string, one *Reading, in Context) {
	if b.heading == "" {
		return
	}
	if one.Hesitates == "" {
		with := b.reader.readOne(b.heading+" "+text, in)
		if with.Hesitates.governs() || b.headed(&with) {
			b.warned, b.words = with.Hesitates, with.Doubtful
		}
	}
	b.heading = ""
}

// headed reports whether it is a word of the heading that is hesitated over,
// other than for what holds for a whole sentence: "BC riêng ngày 28/6: …".
func (b *batch) headed(with *Reading) bool {
	return (with.Hesitates == HesitatePart || with.Hesitates == HesitateUnread) &&
		strings.ContainsFunc(with.Doubtful, unicode.IsLetter) && strings.Contains(b.heading, with.Doubtful)
}

// governs reports whether what is hesitated over holds for a whole sentence and
// not only for the figure beside it.
func (h Hesitation) governs() bool {
	switch h {
	case HesitateNegation, HesitateIntention, HesitateOrder, HesitatePlan, HesitateCondition, HesitateQuestion,
		HesitateHearsay, HesitateComparison, HesitateElsewhere:
		return true
	}
	return false
}

// agrees reports whether the rows are a batch: figures of at least two
// different things, and of a short message the same that it says as a whole. Of
// many figures, and under the header of a table, one that is read is enough.
func (b *batch) agrees() bool {
	type of struct {
		indicator target.IndicatorID
		unit      target.UnitID
	}
	different := make(map[of]Value)
	for i := range b.rows {
		row := &b.rows[i]
		key := of{indicator: row.Indicators[0]}
		if len(row.Units) == 1 {
			key.unit = row.Units[0]
		}
		if len(row.Values) == 1 {
			different[key] = row.Values[0]
		}
	}
	if len(different) < 2 {
		return (b.many || b.table.columns != nil) && len(different) > 0
	}
	w := b.whole
	if w == nil || w.Ask != AskNothing || len(w.Values) != len(w.Indicators) || len(w.Units) > 1 {
		return true
	}
	for i, id := range w.Indicators {
		key := of{indicator: id}
		if len(w.Units) == 1 {
			key.unit = w.Units[0]
		}
		if v, ok := different[key]; !ok || v.String() != w.Values[i].String() {
			return false
		}
	}
	return len(w.Indicators) == len(different)
}

// reading makes one reading of the rows.
func (b *batch) reading(text string, listed bool) Reading {
	out := Reading{Text: text, Intent: ReportValue, Confidence: 1, Rows: b.rows, Unread: b.unread, Listed: listed}
	out.Lang, out.Clear = b.rows[0].Lang, b.rows[0].Clear
	if b.whole != nil {
		out.Lang, out.Clear = b.whole.Lang, b.whole.Clear
	}
	for i := range b.rows {
		row := &b.rows[i]
		if !slices.Contains(out.Indicators, row.Indicators[0]) {
			out.Indicators = append(out.Indicators, row.Indicators[0])
		}
		for _, u := range row.Units {
			if !slices.Contains(out.Units, u) {
				out.Units = append(out.Units, u)
			}
		}
		out.Values = append(out.Values, row.Values...)
		if out.Hesitates == "" {
			out.Hesitates, out.Doubtful = row.Hesitates, row.Doubtful
		}
		if out.Ask == AskNothing {
			out.Ask = row.Ask
		}
		out.Confidence = min(out.Confidence, row.Confidence)
	}
	if days := b.rows[0].Period; !slices.ContainsFunc(b.rows, func(r Reading) bool { return r.Period != days }) {
		out.Period = days
	}
	return out
}
