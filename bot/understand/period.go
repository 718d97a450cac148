package understand

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"chitieu/target"
)

// dates finds periods, times of day and weekdays in one text.
type dates struct {
	lexicon          *lexicon
	tokens           []token
	today            target.Date
	plan             *target.Plan
	year             int             // of the plan
	found            []span          // besides periods
	from             chain           // of them, by where they begin
	to               chain           // and where they end
	weekly           bool            // the text speaks of weekdays or habits
	looked, habitual bool            // whether habits were looked for, and found
	counted          map[string]bool // denominators of the plan's wholes, targets and stocks
	measure          bool            // another figure with a unit is in the text
	named            bool            // an indicator is named, or all of them
	out              []span          // found, and behind it the periods
}

// reset makes it find dates in another text, in which other spans were found.
func (d *dates) reset(m *matcher, spans []span, today target.Date, plan *target.Plan) {
	*d = dates{lexicon: m.lexicon, tokens: m.tokens, today: today, plan: plan, year: plan.Year, found: spans, out: spans,
		counted: m.lexicon.counted, from: d.from, to: d.to}
	d.from.link(spans, len(m.tokens), func(s *span) int { return s.from })
	d.to.link(spans, len(m.tokens), func(s *span) int { return s.to })
	for i := range spans {
		s := &spans[i]
		d.weekly = d.weekly || s.has(cueWeekly)
		d.named = d.named || s.kind == indicatorSpan || s.any(cueAll, cueIndicatorWord)
		q := s.quantity
		d.measure = d.measure || q != nil && q.unit != "" && q.over == ""
	}
}

// countedBy returns what fractions may be of.
func countedBy(plan *target.Plan) map[string]bool {
	out := make(map[string]bool)
	for i := range plan.Indicators {
		ind := &plan.Indicators[i]
		for _, w := range []*target.Whole{ind.Whole, ind.Stock} {
			if w != nil {
				out[strconv.Itoa(w.Count)] = true
			}
		}
		if ind.Kind == target.Count {
			out[ind.Target.String()] = true
		}
	}
	return out
}

// spans returns what was found and every period, time of day and weekday that the text may name.
func (d *dates) spans() []span {
	for i := range d.tokens {
		if !d.mayBegin(i) {
			continue
		}
		d.numericDate(i)
		d.dayOfMonth(i)
		d.month(i)
		d.namedMonth(i)
		d.firstMonths(i)
		d.lookback(i)
		d.quarter(i)
		d.plainYear(i)
		d.relative(i)
		d.clock(i)
		d.weekday(i)
		d.daysAgo(i)
	}
	return d.out
}

// timeCues are the cues that a period, time of day or weekday begins with.
var timeCues = func() cueSet {
	out := setOf(cueMonth, cueQuarter, cueYear, cueHalfYear, cueClock, cueWeekday, cueWeekdayMark)
	for i := range relatives {
		out.add(relatives[i].cue)
	}
	return out
}()

// mayBegin reports whether a period, time of day or weekday may begin at the
// token: with a number, the name of a month, or a word of time. Few tokens do.
func (d *dates) mayBegin(i int) bool {
	t := &d.tokens[i]
	if t.kind == numberToken || t.entry.dates || len(t.entry.also().numerals) > 0 {
		return true
	}
	for k := range d.from.at(i) {
		if d.found[k].cues.meets(&timeCues) {
			return true
		}
	}
	return false
}

func (d *dates) add(from, to int, p target.Period, bonus float64) *span {
	p.ToEnd = p.Kind != target.Day && from > 0 && d.ended(cueEnd, from)
	p.Total = p.Total || p.ToEnd || p.Kind != target.Day && from > 0 && d.ended(cueUpTo, from)
	d.out = append(d.out, span{
		from: from, to: to, kind: periodSpan, period: p, noYear: p.Year == d.year && !d.saysYear(from, to),
		inside: (p.Kind == target.Month || p.Kind == target.Quarter) && d.ended(cueInside, from),
		weight: weightOf(periodSpan, nil, to-from, -bonus),
	})
	return &d.out[len(d.out)-1]
}

// addMissing adds what looks like a date and is none: "31/6". Its period is the
// last day that there is.
func (d *dates) addMissing(from, to, year, month int) {
	last := target.NewDate(year, time.Month(month)+1, 0)
	d.out = append(d.out, span{
		from: from, to: to, kind: periodSpan, noDay: true, weight: weightOf(periodSpan, nil, to-from, -2),
		period: target.Period{Kind: target.Day, Year: year, Date: last},
	})
}

// saysYear reports whether one of the tokens is a year.
func (d *dates) saysYear(from, to int) bool {
	for i := from; i < to; i++ {
		if _, ok := d.whole(i, 2000, 2100); ok || d.cue(cueLastYear, i) > 0 || strings.Count(d.tokens[i].text, ".") == 2 {
			return true
		}
	}
	return false
}

func (d *dates) addClock(from, to int) {
	d.out = append(d.out, span{from: from, to: to, kind: clockSpan, weight: weightOf(clockSpan, nil, to-from, -0.5)})
}

// whole returns the whole number that the token is, if it lies in the range.
func (d *dates) whole(i, least, most int) (int, bool) {
	if i < 0 || i >= len(d.tokens) || d.tokens[i].kind != numberToken || len(d.tokens[i].text) > 4 || !isWhole(d.tokens[i].text) {
		return 0, false
	}
	n, err := strconv.Atoi(d.tokens[i].text)
	return n, err == nil && n >= least && n <= most
}

// mostDay is the largest number that may be meant for a day of a month.
const mostDay = 39

// date returns the day if there is such a day.
func (d *dates) date(year, month, day int) (target.Period, bool) {
	on := target.NewDate(year, time.Month(month), day)
	ok := on.Year == year && int(on.Month) == month && on.Day == day
	return target.Period{Kind: target.Day, Year: year, Date: on}, ok
}

// dayOfMonth reads "ngày 20 tháng 6", "20 tháng 6", "30 Juni", "June 15th" and
// "ngày 20" alone, which is the last such day.
func (d *dates) dayOfMonth(i int) {
	day, ok := d.whole(i, 1, mostDay)
	if !ok || i > 0 && d.tokens[i].glued && d.tokens[i-1].kind == wordToken || d.monthsOfYear(i) {
		return
	}
	next := i + 1
	if next < len(d.tokens) && d.tokens[next].glued && ordinals[d.tokens[next].fold] {
		next++
	}
	m, end := d.monthAt(next)
	if m == 0 && next < len(d.tokens) && d.tokens[next].fold == "of" {
		m, end = d.monthAt(next + 1)
	}
	from := i
	if m == 0 {
		if n, start := d.monthBefore(i); n != 0 && !d.unitFollows(next) {
			m, from, end = n, start, next
		}
	}
	if m == 0 {
		if next > i+1 || d.ended(cueUntil, i) && d.dayWord(i) {
			d.bareDay(i, next, day)
		}
		return
	}
	year, end := d.yearAt(end)
	if p, valid := d.date(year, m, day); valid {
		d.add(from, end, p, 1.5)
	} else {
		d.addMissing(from, end, year, m)
	}
}

// monthsOfYear reports whether "6 tháng năm 2024" stands at i: the months of a
// year, and no day of May unless "ngày" says so.
func (d *dates) monthsOfYear(i int) bool {
	n := d.cue(cueMonth, i+1)
	if n == 0 || i+1+n >= len(d.tokens) || d.tokens[i+1+n].key != "nam" || d.dayWord(i) {
		return false
	}
	_, ok := d.whole(i+2+n, 2000, 2100)
	return ok
}

// ordinals are what English puts behind a day.
var ordinals = map[string]bool{"st": true, "nd": true, "rd": true, "th": true}

// dayWord reports whether the word before the token means a day and not any
// moment ("ngày 20", not "đến 20").
func (d *dates) dayWord(i int) bool {
	if i == 0 {
		return false
	}
	switch d.tokens[i-1].key {
	case "ngay", "hom", "bua", "mung", "mong", "tanggal", "tgl":
		return !d.unitFollows(i+1) && !d.every(i+1) && (i < 2 || !d.every(i-2)) && (i < 2 || !d.every(i-2))
	}
	return false
}

// every reports whether "hàng tháng" stands at i: the day of a habit.
func (d *dates) every(i int) bool {
	return i < len(d.tokens) && slices.Contains([]string{"hang", "moi", "setiap", "tiap", "every", "each"}, d.tokens[i].key)
}

func (d *dates) bareDay(i, end, day int) {
	on := target.NewDate(d.today.Year, d.today.Month, day)
	if on.After(d.today) {
		on = target.NewDate(d.today.Year, d.today.Month-1, day)
	}
	if on.Day == day {
		d.add(i, end, target.Period{Kind: target.Day, Year: on.Year, Date: on}, 0.6).noYear = false
	}
}
