package understand

import (
	"strings"

	"chitieu/target"
)

// quantity is a figure as written: a number with its unit, several in falling
// units ("2 tỷ 350 triệu"), or a fraction.
type quantity struct {
	number string // the first number, as written or as plain digits
	over   string // the denominator of a fraction
	unit   string // folded words of the first unit
	tail   string // what follows in falling units, folded
	half   bool
	plus   bool // a plus sign stands before it
	lang   target.Lang
	scales []target.Scale
	noun   bool // the unit is the name of something counted or measured
	role   role
	// Cues around it that do not exclude one another.
	total, increment, estimate bool
	fall                       bool   // "giảm 2 tỷ"
	rough                      bool   // "vượt 95 tỷ": a limit, not the figure
	part                       bool   // "trong đó ... 20 tỷ"
	past                       bool   // "tháng trước 93,1%"
	lone                       bool   // a single number word without a unit
	exact                      bool   // "cụ thể 95,15 tỷ"
	ahead                      bool   // stands right before an indicator's name
	newly                      bool   // "3 more schools": counts what is added
	label                      [2]int // the tokens before it that tell its unit
}

// text returns the quantity as target.ParseAmount reads it.
func (q *quantity) text() string {
	var s strings.Builder
	s.WriteString(q.number)
	if q.over != "" {
		s.WriteString("/" + q.over)
	}
	if q.unit != "" {
		s.WriteString(" " + q.unit)
	}
	if q.half {
		s.WriteString(" ruoi")
	}
	if q.tail != "" {
		s.WriteString(" " + q.tail)
	}
	return s.String()
}

// percent reports whether a percent sign or word stands behind the number.
func (q *quantity) percent() bool {
	return len(q.scales) > 0 && q.scales[0].Dimension == target.DimensionPercent
}

// area reports whether the quantity is one of land.
func (q *quantity) area() bool {
	return len(q.scales) > 0 && q.scales[0].Dimension == target.DimensionArea
}

// bare reports whether nothing tells what is counted.
func (q *quantity) bare() bool { return q.unit == "" && q.over == "" }

// figures finds quantities in one text.
type figures struct {
	lexicon *lexicon
	nouns   map[string]bool // folded names of what indicators are measured in
	tokens  []token
	lang    target.Lang
	marks   bool // the writer puts marks on words
}

// spans appends every quantity of the text.
func (f *figures) spans(out []span) []span {
	for i := range f.tokens {
		if t := &f.tokens[i]; t.kind != numberToken && len(t.entry.also().numerals) == 0 {
			if q, next := f.oneAndHalf(i); q != nil {
				out = append(out, quantityAt(i, next, q))
			}
			continue
		}
		q, next := f.read(i)
		if next == i {
			if number, end := f.lexicon.numerals.read(f.tokens, i); end == i+1 {
				// Alone it is no figure, before a name it is: "four standard schools".
				s := quantityAt(i, end, &quantity{number: number, lang: f.lang, lone: true})
				s.weight = plainWeight - 0.1
				out = append(out, s)
			}
			continue
		}
		out = append(out, quantityAt(i, next, q))
		if noun := f.nounWords(q); noun > 0 {
			// The noun may be the beginning of a name: "2 trường chuẩn".
			plain := *q
			plain.unit, plain.noun = "", false
			out = append(out, quantityAt(i, next-noun, &plain))
		}
	}
	return out
}

// oneAndHalf reads a unit that one of goes without saying: "thêm tỷ rưỡi".
func (f *figures) oneAndHalf(i int) (*quantity, int) {
	t := &f.tokens[i]
	if t.kind != wordToken || firstOf(f.tokens, i+1, f.lexicon.numerals.half) == 0 || f.lexicon.numerals.units[t.key] == nil || i > 0 && f.tokens[i-1].kind == numberToken {
		return nil, i
	}
	q := &quantity{number: "1", lang: f.lang}
	end := f.unit(q, i)
	if end == i || len(q.scales) == 0 || !q.scales[0].Multiplies {
		return nil, i
	}
	if next := f.rest(q, end); q.half {
		return q, next
	}
	return nil, i
}

func quantityAt(from, to int, q *quantity) span {
	return span{from: from, to: to, kind: quantitySpan, quantity: q, weight: weightOf(quantitySpan, nil, to-from, 0)}
}

// nounWords returns the length of the noun behind the number, 0 for none.
func (f *figures) nounWords(q *quantity) int {
	if !q.noun {
		return 0
	}
	return strings.Count(q.unit, " ") + 1
}

// beginsWithNoun takes the noun of a name that follows the number for its unit:
// "19 xã vững mạnh" counts communes.
func beginsWithNoun(nouns map[string]bool, tokens []token, q *quantity, name *span) {
	if q.unit != "" || q.over != "" || !isWhole(q.number) {
		return
	}
	q.ahead = true
	if t := &tokens[name.from]; t.kind == wordToken && nouns[t.fold] {
		q.unit, q.noun = t.fold, true
	}
}

// read returns the quantity at token i and the index behind it, i for none.
func (f *figures) read(i int) (*quantity, int) {
	q := &quantity{lang: f.lang, plus: i > 0 && f.tokens[i-1].is("+")}
	next, words := f.number(q, i)
	if next == i {
		return nil, i
	}
	next = f.inWords(q, f.denominator(q, next))
	end := f.unit(q, next)
	if end == next {
		end = f.label(q, i, next)
	}
	if f.tokens[i].kind == numberToken && next == i+1 && englishUnit(q.unit) {
		q.lang = target.English
	}
	if words == 1 && end == next && q.over == "" && !q.newly {
		return nil, i // "năm", "ba", "one" count only before what they count
	}
	if over := f.sameOver(q, end); over > end {
		return q, over
	}
	next = f.rest(q, end)
	return q, next
}

// englishUnit reports whether the unit is an English word: a figure before it is
// written the English way, whatever the language of the text.
func englishUnit(unit string) bool {
	first, _, _ := strings.Cut(unit, " ")
	switch first {
	case "tons", "tonnes", "tonne", "billion", "billions", "million", "millions", "thousand", "thousands":
		return true
	}
	return false
}

// sameOver reads "trên tổng 7 trường" behind "2 trường".
func (f *figures) sameOver(q *quantity, i int) int {
	if !q.noun || q.over != "" {
		return i
	}
	var whole quantity
	part := *q
	next := f.denominator(&part, i)
	if end := f.unit(&whole, next); next > i && end > next && whole.unit == q.unit {
		q.over = part.over
		return end
	}
	return i
}

// number reads digits or number words; words is how many words it took.
func (f *figures) number(q *quantity, i int) (next, words int) {
	if i >= len(f.tokens) {
		return i, 0
	}
	t := &f.tokens[i]
	if t.kind == numberToken {
		q.number, next = t.text, i+1
		if number, after := f.spaced(i); after > next {
			q.number = number
			return after, 0
		}
		if sum, after := f.mixed(i); after > next {
			q.number = sum
			return after, 0
		}
		if d, after := f.lexicon.numerals.decimals(f.tokens, next); after > next && !strings.ContainsAny(t.text, ".,") {
			q.number, next = f.plain(t.text+d), after
		}
		return next, 0
	}
	number, next := f.lexicon.numerals.read(f.tokens, i)
	if next > i {
		q.number = f.plain(number)
	}
	return next, next - i
}

// spaced reads groups of thousands with blanks between them: "31 200".
func (f *figures) spaced(i int) (number string, next int) {
	number, next = f.tokens[i].text, i+1
	if !isWhole(number) || len(number) > 3 || number[0] == '0' {
		return number, next
	}
	for next < len(f.tokens) && f.tokens[next].kind == numberToken && f.blankBefore(next) && isWhole(number) {
		group := f.tokens[next].text
		if whole, _, _ := strings.Cut(strings.ReplaceAll(group, ".", ","), ","); len(whole) != 3 || strings.ContainsAny(group, ".,") && len(group) > 6 {
			break
		}
		number += group
		next++
	}
	return number, next
}

// blankBefore reports whether one blank, and no bar of a table, stands between
// the token and the one before.
func (f *figures) blankBefore(i int) bool {
	return f.tokens[i].end-len(f.tokens[i].text)-f.tokens[i-1].end == 1
}

// plain writes a number with the decimal sign of the text's language.
func (f *figures) plain(s string) string {
	if f.lang == target.English {
		return s
	}
	return strings.Replace(s, ".", ",", 1)
}

// inWords passes over a number that is told again in words: "02 (hai) trường".
func (f *figures) inWords(q *quantity, i int) int {
	if i+2 >= len(f.tokens) || !f.tokens[i].is("(") {
		return i
	}
	number, end := f.lexicon.numerals.read(f.tokens, i+1)
	if end == i+1 || end >= len(f.tokens) || !f.tokens[end].is(")") || f.plain(number) != strings.TrimLeft(q.number, "0") {
		return i
	}
	return end + 1
}

// denominator reads "/7" or "trên 7".
func (f *figures) denominator(q *quantity, i int) int {
	next := i
	if next < len(f.tokens) && f.tokens[next].is("/") {
		next++
	} else {
		next += firstOf(f.tokens, i, f.lexicon.numerals.over)
	}
	if next == i || next >= len(f.tokens) || !isWhole(q.number) && !f.tokens[i].is("/") {
		return i
	}
	var d quantity
	end, words := f.number(&d, next)
	if end == next || words > 0 && !isWhole(d.number) || end < len(f.tokens) && f.tokens[end].is("%") { // "cuối năm trên 95%"
		return i
	}
	q.over = d.number
	return end
}

// isWhole reports whether the written number has no separators.
func isWhole(s string) bool { return !strings.ContainsAny(s, ".,") }
