package understand

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"chitieu/target"
)

// stretch is what stands in a text up to a sign or word that may end an assertion.
// Put together they are the text.
type stretch struct {
	text string
	end  rune // what ended it, 'v' for a word of joining or a percentage, 0 for the end of the text
}

// segment is what was found in a stretch of the text.
type segment struct {
	value  bool // a figure that may be reported
	number bool // any figure
	starts bool // it begins with the name of what is reported on
	named  subject
}

// subject is what a figure is of: what a clause names, or takes over from those
// before it.
type subject struct {
	indicator target.IndicatorID // "" where none or several are named
	unit      target.UnitID
	unclear   []target.UnitID // what the unit may be
	whole     bool            // the locality is named
	period    target.Period
}

// joiners stand between two assertions of one sentence.
var joiners = []string{" và ", " còn ", " va ", " con ", " and ", " dan ", " sedangkan "}

// segments cuts a text. Signs between digits and in brackets end nothing.
func segments(text string) []stretch {
	var out []stretch
	from, depth := 0, 0
	cut := func(to int, end rune) {
		if strings.TrimSpace(text[from:to]) != "" {
			out = append(out, stretch{text[from:to], end})
			from = to
		}
	}
	for i, r := range text {
		next := i + utf8.RuneLen(r)
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth = max(depth-1, 0)
		case r == '\n':
			cut(next, r)
			depth = 0
		case depth > 0 || i < from:
		case r == ';', r == '•', r == '▪':
			cut(next, ';')
		case (r == '.' || r == '!' || r == '?') && blankAt(text, next), (r == ',' || r == ':' && !lineEnds(text, next)) && !betweenDigits(text, i):
			cut(next, r)
		case r == ' ':
			if i > 0 && text[i-1] == '%' && strings.ContainsFunc(text[from:i], unicode.IsLetter) || slices.ContainsFunc(joiners, func(w string) bool { return hasPrefixFold(text[i:], w) }) || dashAt(text, i) {
				cut(next, 'v')
			}
		}
	}
	cut(len(text), 0)
	return out
}

// dashAt reports whether a dash stands between the blank and another, and not
// between two numbers: "Kỳ Bắc 92,5 - Kỳ Tiến 93,9".
func dashAt(text string, i int) bool {
	for _, dash := range []string{" - ", " – ", " — "} {
		if strings.HasPrefix(text[i:], dash) {
			behind := strings.TrimLeft(text[i+len(dash):], " ")
			return behind == "" || !isDigit(rune(behind[0])) || i == 0 || !isDigit(rune(text[i-1]))
		}
	}
	return false
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func blankAt(text string, i int) bool {
	return i >= len(text) || strings.IndexByte(" \t\n", text[i]) >= 0
}

// lineEnds reports whether only blanks follow in the line: its colon makes it a
// heading.
func lineEnds(text string, i int) bool {
	return strings.HasPrefix(strings.TrimLeft(text[i:], " \t"), "\n")
}

func betweenDigits(text string, i int) bool {
	return i > 0 && i+1 < len(text) && isDigit(rune(text[i-1])) && isDigit(rune(text[i+1]))
}

// withDigits counts the stretches of a text in which digits stand: with more
// than one it may bring more than one figure. It is cheap, for every text is asked.
func withDigits(text string) int {
	first := strings.IndexAny(text, "0123456789")
	if first < 0 {
		return 0
	}
	last := strings.LastIndexAny(text, "0123456789")
	if !strings.ContainsAny(text[first:last], ",;\n.\t| ") {
		return 1
	}
	n := 0
	for _, p := range segments(text) {
		if strings.ContainsAny(p.text, "0123456789") {
			n++
		}
	}
	return n
}

// look finds out what stands in a stretch of text.
func (r *Reader) look(text string, in Context) segment {
	m := r.scan(text, in)
	defer r.release(m)
	return m.segment()
}

// segment tells what stands in the text.
func (m *message) segment() segment {
	p := segment{named: subject{period: m.period()}}
	inds, units := m.mentions(), m.units()
	if len(inds) == 1 {
		p.named.indicator = inds[0].indicator.ID
	}
	if len(units) == 1 {
		p.named.unit = units[0]
	}
	if s := m.unclearUnit(); s != nil {
		p.named.unclear = s.units
	}
	for i := range m.spans {
		s := &m.spans[i]
		p.named.whole = p.named.whole || s.kind == localitySpan
		if s.kind == quantitySpan {
			p.number = true
			p.value = p.value || s.quantity.role == valueRole
		}
	}
	p.starts = m.startsClause()
	p.value = p.value || p.starts && m.yearOrFigure()
	return p
}

// startsClause reports whether the text begins with a name, a thing counted or
// a period, past words that only introduce one: what begins otherwise ("cao hơn
// Kỳ Phú 140 tấn", "trong đó …") belongs to what stands before it.
func (m *message) startsClause() bool {
	for i := range m.tokens {
		t := &m.tokens[i]
		if t.kind == signToken || introduces[t.key] {
			continue
		}
		k := slices.IndexFunc(m.spans, func(s span) bool { return s.from <= i && i < s.to })
		if k < 0 {
			return false
		}
		switch s := &m.spans[k]; s.kind {
		case indicatorSpan, unitSpan, unclearUnitSpan, localitySpan, periodSpan, outsideSpan, placeSpan:
			return true
		case quantitySpan:
			next := m.spanAt(s.to) // "95% rác thải Kỳ Xuân, 93% Kỳ Đồng"
			return s.quantity.noun || next != nil && next.kind == unitSpan
		default:
			if !s.any(cuePolite, cueReport, cueWhatAbout, cueUntil) {
				return false
			}
		}
	}
	return false
}

// yearOrFigure reports whether the text ends in a unit and a bare number that
// may be a year: "ky phu 2010".
func (m *message) yearOrFigure() bool {
	n := len(m.spans)
	if n < 2 {
		return false
	}
	unit, last := &m.spans[n-2], &m.spans[n-1]
	return (unit.kind == unitSpan || unit.kind == unclearUnitSpan) && last.kind == periodSpan && last.from == unit.to && last.to == last.from+1
}

// introduces are words before a name that say nothing of the figure.
var introduces = map[string]bool{
	"va": true, "con": true, "rieng": true, "co": true, "da": true, "xa": true, "ve": true, "ti": true, "le": true, "tong": true,
	"and": true, "dan": true, "for": true, "untuk": true,
}

// digitsOnly reports whether the tokens are numbers and the signs between them.
func digitsOnly(tokens []token) bool {
	return !slices.ContainsFunc(tokens, func(t token) bool { return t.kind == wordToken })
}
