package understand

import (
	"slices"

	"chitieu/target"
)

// monthAt returns the month that the tokens at i name and the index behind it,
// 0 for none: "tháng 6", "tháng sáu", "thg6", "Juni", "June".
func (d *dates) monthAt(i int) (month, end int) {
	if n := d.cue(cueMonth, i); n > 0 {
		if m, ok := d.whole(i+n, 1, 12); ok && !d.looksCounted(i, n) {
			return m, i + n + 1
		}
		if m, words := d.countedMonth(i, i+n); m > 0 {
			return m, i + n + words
		}
	}
	if m, words := d.properMonth(i); m > 0 {
		return m, i + words
	}
	return 0, i
}

// countedMonth reads the word behind "tháng" or "bulan" in its own language.
// "từng tháng từ đầu năm" has no April in it.
func (d *dates) countedMonth(word, i int) (month, words int) {
	at := 0
	if d.tokens[word].key == "bulan" {
		at = 1
	}
	m, n := d.nameAt(d.lexicon.numerals.months[at:at+1], i)
	if n == 1 && d.cue(cueNextMonth, word) > 0 && (d.tokens[word].marked() || d.tokens[i].marked()) {
		return 0, 0 // "tháng sau" is the next one, "tháng sáu" is June
	}
	if n == 1 && i+1 < len(d.tokens) && d.tokens[i].key == "tu" && d.tokens[i+1].key == "dau" {
		return 0, 0
	}
	return m, n
}

// looksCounted reports whether "t 6" is too short to be sure of: one letter
// counts as the month only when the number is glued to it.
func (d *dates) looksCounted(i, n int) bool {
	return len(d.tokens[i].text) == 1 && !d.tokens[i+n].glued
}

// properMonth reads a month that has a name of its own.
func (d *dates) properMonth(i int) (month, words int) {
	if i >= len(d.tokens) || !d.tokens[i].entry.dates {
		return 0, 0
	}
	for at, list := range d.lexicon.numerals.months {
		if at == 0 {
			continue // Vietnamese counts its months
		}
		for _, m := range list {
			if hasWords(d.tokens, i, m.words) && d.surelyMonth(i, m.words[0].key) {
				return m.number, len(m.words)
			}
		}
	}
	return 0, 0
}

// surelyMonth guards names that are common words too: "may" is "mấy" typed
// without marks.
func (d *dates) surelyMonth(i int, name string) bool {
	if len(name) > 3 || name == "jun" || name == "jul" || name == "mei" {
		return true
	}
	if _, ok := d.whole(i+1, 2000, 2100); ok {
		return true
	}
	if _, ok := d.whole(i+1, 1, 31); ok && d.tokens[i].upper {
		return true
	}
	if _, ok := d.whole(i-1, 1, 31); ok {
		return d.tokens[i].upper
	}
	return d.tokens[i].upper && i > 0 || i > 0 && slices.Contains([]string{"in", "of", "for", "since", "until", "by"}, d.tokens[i-1].fold)
}

func (d *dates) nameAt(lists [][]named, i int) (number, words int) {
	for _, list := range lists {
		for _, m := range list {
			if hasWords(d.tokens, i, m.words) {
				return m.number, len(m.words)
			}
		}
	}
	return 0, 0
}

// monthBefore returns a proper month that ends before i, for "June 15".
func (d *dates) monthBefore(i int) (month, start int) {
	if i == 0 {
		return 0, i
	}
	if m, words := d.properMonth(i - 1); m > 0 && words == 1 {
		return m, i - 1
	}
	return 0, i
}

// yearAt reads "năm 2024", "/2024", "2024" or "năm nay" at i, else the plan's year.
func (d *dates) yearAt(i int) (year, end int) {
	next := i
	if next < len(d.tokens) && (d.tokens[next].is("/") || d.tokens[next].is(",") || d.tokens[next].is("-")) {
		next++
	}
	next += d.cue(cueYear, next)
	if y, ok := d.whole(next, 2000, 2100); ok && len(d.tokens[next].text) == 4 && !d.unitFollows(next+1) {
		return y, next + 1
	}
	if n := d.cue(cueLastYear, i); n > 0 {
		return d.year - 1, i + n
	}
	if n := d.cue(cueThisYear, i); n > 0 {
		return d.year, i + n
	}
	return d.year, i
}

// month reads a month with what may stand behind it.
func (d *dates) month(i int) {
	if d.cue(cueMonth, i) == 0 {
		return
	}
	m, end := d.monthAt(i)
	if m == 0 || d.weekdayLetter(i) {
		return
	}
	year, end := d.yearAt(end)
	d.add(i, end, target.Period{Kind: target.Month, Year: year, N: m}, 1)
}

func (d *dates) namedMonth(i int) {
	if m, words := d.properMonth(i); m > 0 {
		year, end := d.yearAt(i + words)
		d.add(i, end, target.Period{Kind: target.Month, Year: year, N: m}, 0.6)
	}
}

// firstMonths reads "6 tháng đầu năm" and "nine months": the period from
// January to that month, named by its last one.
func (d *dates) firstMonths(i int) {
	n, end, ok := d.count(i)
	if !ok || n < 1 || n > 12 {
		return
	}
	word := end
	if word >= len(d.tokens) || !d.monthWord(word) {
		return
	}
	end = word + 1
	if _, followed := d.whole(end, 1, 12); followed && !d.unitFollows(end+1) && d.dateCue(i) {
		return // "ngày 20 tháng 6"
	}
	first, end := d.ofYear(end)
	first = first || i > 0 && d.tokens[i-1].fold == "first"
	if !first && (n < 2 || !slices.Contains([]int{3, 6, 9, 11}, n) && !d.named && !d.ended(cueTotal, i) || d.spanOnly(i)) {
		return
	}
	if end < len(d.tokens) && slices.Contains([]string{"toi", "sau", "roi", "lien", "nua", "truoc", "depan", "left", "nua", "qua", "gan", "nay", "lagi", "terakhir", "ago", "vua"}, d.tokens[end].key) {
		return
	}
	second := end < len(d.tokens) && d.tokens[end].key == "cuoi"
	if second {
		n, end = 12, end+1
	}
	year, end := d.yearAt(end)
	from := i
	if i > 0 && (d.tokens[i-1].fold == "first" || d.tokens[i-1].fold == "the") {
		from = i - 1
	}
	s := d.add(from, end, target.Period{Kind: target.Month, Year: year, N: n, Total: true}, 1)
	s.inside = second // of the year, and not from January on
}

// spanOnly reports whether the months before are how long something takes and
// not from January on: "còn 6 tháng", "sau 3 tháng", "chậm 2 tháng".
func (d *dates) spanOnly(i int) bool {
	return i > 0 && slices.Contains([]string{"con", "sau", "cham", "tre", "vong", "sisa", "setiap", "tiap", "last", "past", "next", "within", "another", "each", "every"}, d.tokens[i-1].key)
}

// lookback reads "5 năm qua" and "3 bulan terakhir": a series, not a period.
func (d *dates) lookback(i int) {
	_, end, ok := d.count(i)
	if !ok || end+1 >= len(d.tokens) || !series[d.tokens[end].key] || i > 0 && d.cue(cueWeekdayMark, i-1) > 0 {
		return // "thứ sáu tuần trước"
	}
	if end++; d.tokens[end].kind == wordToken && backwards[d.tokens[end].key] && (d.tokens[end].key != "nay" || d.tokens[i].kind == numberToken) {
		d.out = append(d.out, span{from: i, to: end + 1, kind: cueSpan, cues: setOf(cueHistory), weight: weightOf(periodSpan, nil, end+1-i, -1.5)})
	}
}

// series and backwards are the words of a look back over several periods.
var (
	series    = map[string]bool{"nam": true, "thang": true, "qui": true, "tuan": true, "bulan": true, "tahun": true, "minggu": true, "years": true, "months": true, "quarters": true, "weeks": true}
	backwards = map[string]bool{"qua": true, "gan": true, "lien": true, "nay": true, "truoc": true, "terakhir": true, "ago": true, "back": true}
)

// count reads a small number in digits or words.
func (d *dates) count(i int) (n, end int, ok bool) {
	if n, ok = d.whole(i, 1, 12); ok {
		return n, i + 1, true
	}
	for _, list := range d.tokens[i].entry.also().numerals {
		if list.kind == digitNumeral && d.tokens[i].kind == wordToken && fits(&d.tokens[i].word, &list.word) {
			return list.value, i + 1, true
		}
	}
	return 0, i, false
}

func (d *dates) monthWord(i int) bool {
	if d.cue(cueMonth, i) == 1 && len(d.tokens[i].key) >= minTypo {
		return true // mistyped too
	}
	switch d.tokens[i].key {
	case "thang", "bulan", "months", "month", "th":
		return d.tokens[i].kind == wordToken
	case "t": // "6T: 31.210 tấn", "gtsp 6t 4820 tỷ"
		return d.tokens[i].glued && (d.tokens[i].upper || d.quarters(i-1)) && d.otherFigure(i-1)
	}
	return false
}

// quarters reports whether the number at i is of months that people report on.
func (d *dates) quarters(i int) bool {
	n, ok := d.whole(i, 3, 9)
	return ok && n%3 == 0
}

// otherFigure reports whether the text has another number than the one at i, of
// two digits or more.
func (d *dates) otherFigure(i int) bool {
	for k := range d.tokens {
		if t := &d.tokens[k]; k != i && t.kind == numberToken && len(t.text) > 1 {
			return true
		}
	}
	return false
}

// ofYear reads "đầu năm" or "pertama"; first is whether it stood there.
func (d *dates) ofYear(i int) (first bool, end int) {
	for _, p := range [][]string{{"dau", "nam"}, {"pertama"}, {"awal", "tahun"}, {"dau"}, {"of", "the", "year"}} {
		k := 0
		for k < len(p) && i+k < len(d.tokens) && d.tokens[i+k].key == p[k] {
			k++
		}
		if k == len(p) {
			return true, i + k
		}
	}
	return false, i
}
