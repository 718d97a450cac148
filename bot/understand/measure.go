package understand

import (
	"strings"

	"chitieu/target"
)

// unit reads the unit at i.
func (f *figures) unit(q *quantity, i int) int {
	if i < len(f.tokens) && f.tokens[i].is("%") {
		q.unit, q.scales = "%", target.LookupScale("%")
		return i + 1
	}
	if i < len(f.tokens) && f.tokens[i].text == "đ" {
		q.unit, q.scales = "dong", target.LookupScale("dong")
		return i + 1
	}
	if i+1 < len(f.tokens) && f.tokens[i].kind == wordToken && addedWords[f.tokens[i].fold] {
		q.newly = f.tokens[i].fold != "new"
		if end := f.unit(q, i+1); end > i+1 && q.noun {
			return end
		}
		return i
	}
	best, unit := i, ""
	for n, words := 0, 0; words < maxUnitWords && i+n < len(f.tokens); n++ {
		if words > 0 && f.dotted(i+n) {
			n++
		}
		word := f.tokens[i+n].fold
		if words > 0 && f.tokens[i+n].text == "đ" {
			word = "dong" // "tỷ đ", "tr.đ"
		} else if !f.inUnit(i + n) {
			break
		}
		if words++; words > 1 {
			word = unit + " " + word
		}
		unit = word
		if scales := target.LookupScale(unit); scales != nil {
			q.unit, q.scales, q.noun, best = unit, scales, false, i+n+1
		} else if f.nouns[unit] {
			q.unit, q.scales, q.noun, best = unit, nil, true, i+n+1
		}
	}
	if best+1 < len(f.tokens) && best > i && f.tokens[best].is("/") && f.isPer(best+1) {
		unit := q.unit + "/" + f.tokens[best+1].fold
		if scales := target.LookupScale(unit); scales != nil {
			q.unit, q.scales = unit, scales
			best += 2
		}
	}
	return f.ratio(q, i, best)
}

// label reads the measure in brackets that a table puts before the number at i,
// "Thu ngân sách (tỷ đồng): 91,36", or behind it, "31485 (tấn)". It returns the
// index behind the figure.
func (f *figures) label(q *quantity, i, next int) int {
	if next < len(f.tokens) && f.tokens[next].is("(") {
		if end := f.unit(q, f.labelled(next+1)); end > next+1 && end < len(f.tokens) && f.tokens[end].is(")") {
			return end + 1
		}
		q.unit, q.scales, q.noun = "", nil, false
	}
	shut := i - 1
	if shut > 0 && (f.tokens[shut].is(":") || f.tokens[shut].is("=") || f.tokens[shut].is("-")) {
		shut--
	}
	if shut < 2 || !f.tokens[shut].is(")") {
		return next
	}
	for open := shut - 2; open >= max(shut-maxUnitWords-5, 0); open-- {
		if !f.tokens[open].is("(") {
			continue
		}
		if f.unit(q, f.labelled(open+1)) == shut {
			q.label = [2]int{open, shut + 1}
		} else {
			q.unit, q.scales, q.noun = "", nil, false
		}
		break
	}
	return next
}

// labelled returns the token behind the words for a measure that begin there:
// "ĐVT: triệu đồng".
func (f *figures) labelled(i int) int {
	for i+1 < len(f.tokens) && (measureWords[f.tokens[i].key] || f.tokens[i].is(":")) {
		i++
	}
	return i
}

// measureWords say that a measure follows.
var measureWords = map[string]bool{"dvt": true, "don": true, "vi": true, "tinh": true, "unit": true, "in": true, "satuan": true, "dalam": true}

// inUnit reports whether the token may be a word of a unit.
func (f *figures) inUnit(i int) bool {
	t := &f.tokens[i]
	return t.kind == wordToken && !f.beginsName(i) && f.unitWord(t) && (len(t.fold) > 1 || t.glued) && !f.asksAmount(i)
}

// dotted reports whether the token is the dot of "tr.đ".
func (f *figures) dotted(i int) bool {
	return f.tokens[i].is(".") && f.tokens[i].glued && i+1 < len(f.tokens) && f.tokens[i+1].glued && f.tokens[i+1].text == "đ"
}

// isPer reports whether a ratio may be told per the word: "triệu đồng/ha", but
// not "thực hiện 90 tỷ/kế hoạch 193 tỷ".
func (f *figures) isPer(i int) bool {
	t := &f.tokens[i]
	if t.kind != wordToken {
		return false
	}
	area := target.LookupScale(t.fold)
	return perWords[t.key] || len(area) > 0 && area[0].Dimension == target.DimensionArea
}

// perWords are what is told per head, household or time.
var perWords = map[string]bool{
	"nguoi": true, "ho": true, "ngay": true, "thang": true, "nam": true, "vu": true, "xa": true,
	"capita": true, "person": true, "head": true, "household": true, "day": true, "month": true, "year": true,
	"orang": true, "kapita": true, "jiwa": true, "kk": true, "hari": true, "bulan": true, "tahun": true,
}

// beginsName reports whether "ngan" without its marks is that of "ngân sách" and
// no thousand: "90,9 ty ngan sach".
func (f *figures) beginsName(i int) bool {
	return f.tokens[i].key == "ngan" && i+1 < len(f.tokens) && f.tokens[i+1].key == "sach"
}

// asksAmount reports whether the token is "bn", which thumbs put for "bao
// nhiêu". It counts billions where English is written, or behind decimals, which
// no question stands behind.
func (f *figures) asksAmount(i int) bool {
	decimals := i > 0 && f.tokens[i-1].kind == numberToken && strings.ContainsAny(f.tokens[i-1].text, ".,")
	return f.lang != target.English && !decimals && f.lexicon.isCue(&f.tokens[i], cueAskAmount)
}

// ratio reads "per hectare" and "trên một ha" behind a unit.
func (f *figures) ratio(q *quantity, from, i int) int {
	at := i
	for at < len(f.tokens) && at < i+3 && f.tokens[at].kind == wordToken && ratioWords[f.tokens[at].key] {
		at++
	}
	if i == from || at == i || at >= len(f.tokens) || q.percent() || q.noun {
		return i
	}
	area := target.LookupScale(f.tokens[at].fold)
	if len(area) == 0 || area[0].Dimension != target.DimensionArea {
		return i
	}
	if scales := target.LookupScale(q.unit + "/ha"); scales != nil {
		q.unit, q.scales = q.unit+"/ha", scales
	}
	return at + 1
}

// unitWord reports whether the token may be part of a unit: of a known unit
// word it must not bear other marks ("Tân" is not "tấn").
func (f *figures) unitWord(t *token) bool {
	known := f.lexicon.numerals.units[t.key]
	if known == nil {
		return !t.marked() || target.LookupScale(t.fold) == nil // "tồn" is no ton
	}
	if !t.marked() {
		return !f.marks || t.key != "ta" // "hết năm ta có": the people, not 100 kg
	}
	for i := range known {
		if t.same(&known[i]) || !t.upper && t.slipOf(&known[i]) {
			return true
		}
	}
	return false
}

// rest reads "rưỡi" and the smaller parts that may follow a unit.
func (f *figures) rest(q *quantity, i int) int {
	if q.unit == "" || q.over != "" {
		return i
	}
	if n := firstOf(f.tokens, i, f.lexicon.numerals.half); n > 0 {
		q.half = true
		i += n
		var after quantity // "2 tỷ rưỡi đồng" says no more
		return f.unit(&after, i)
	}
	if q.percent() || q.noun || len(q.scales) == 0 || !q.scales[0].Multiplies {
		return i
	}
	var part quantity
	joined := i < len(f.tokens) && partJoins[f.tokens[i].key] // "2 tỷ và 500 triệu"
	from := i
	if joined {
		i++
	}
	if i == len(f.tokens) {
		return from
	}
	next, words := f.number(&part, i)
	if next == i || next < len(f.tokens) && (f.tokens[next].is("/") || f.tokens[next].is("%")) {
		return from
	}
	end := f.unit(&part, next)
	switch {
	case end > next && !part.percent() && !part.noun && smaller(&part, q):
		q.tail = part.number + " " + part.unit
		return end
	case part.number == "0": // "... tỷ không" asks
		return from
	case joined, end > next, words > 1, !f.closes(i, next, part.number):
		return from
	case f.tokens[i].glued && len(part.number) == 2 && isWhole(q.number):
		q.number += f.plain("." + part.number) // "1ty35"
		return next
	default:
		q.tail = part.number
		return next
	}
}

// partJoins may stand between a figure and its smaller part.
var partJoins = map[string]bool{"va": true, "and": true, "dan": true}

// closes reports whether a number without a unit goes on from the unit before
// it: it is glued to it ("95ty3") or stands alone ("120 tỷ 500").
func (f *figures) closes(i, next int, number string) bool {
	if !isWhole(number) || len(number) > 3 {
		return false
	}
	if f.tokens[i].kind == wordToken { // "một tỷ hai", but not "một tỷ năm nay"
		return next == len(f.tokens) || f.tokens[next].kind == signToken || f.tokens[i].key != "nam" && !f.counted(next)
	}
	if f.tokens[i].glued {
		return true
	}
	if len(number) == 1 && next < len(f.tokens) && f.tokens[next].kind == wordToken && !f.counted(next) {
		return true // "89 tỷ 2 tính đến hôm nay"
	}
	return len(number) != 2 && (next == len(f.tokens) || f.tokens[next].breaks() || f.tokens[next].is(",") || f.lexicon.isCue(&f.tokens[next], cuePolite))
}

// counted reports whether the token is something that a number would count.
func (f *figures) counted(i int) bool {
	t := &f.tokens[i]
	return f.nouns[t.fold] || target.LookupScale(t.fold) != nil || f.lexicon.numerals.units[t.key] != nil ||
		f.lexicon.isCue(t, cueMonth) || f.lexicon.isCue(t, cueDuration)
}

// smaller reports whether the part's unit is a smaller one of the same kind.
func smaller(part, q *quantity) bool {
	return len(part.scales) > 0 && part.scales[0].Dimension == q.scales[0].Dimension &&
		part.scales[0].Factor.LessThan(q.scales[0].Factor)
}

// maxUnitWords is the length of the longest unit: "nghìn tỷ đồng".
const maxUnitWords = 4

// ratioWords stand between a unit and what it is per.
var ratioWords = map[string]bool{"per": true, "tren": true, "moi": true, "mot": true, "tiap": true, "a": true}

// addedWords may stand between a number and what it counts: "2 more schools".
var addedWords = map[string]bool{"more": true, "additional": true, "further": true, "extra": true, "new": true}
