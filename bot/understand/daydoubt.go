package understand

import (
	"slices"
	"time"

	"chitieu/target"
)

// doubtDay notes that the day which a report says cannot be told: no such day, a
// day of another calendar or of an unsaid year, one to come, or one of several.
// It returns the tokens that say it.
func (m *message) doubtDay(out *Reading) (from, to int) {
	doubt := func(why DayDoubt, start, end int, days ...target.Period) {
		out.DayDoubt, out.Days, out.DayWords = why, days, m.written(&span{from: start, to: end})
		from, to = start, end
	}
	best := m.periodSpan()
	if i := slices.IndexFunc(m.spans, func(s span) bool { return s.noDay }); i >= 0 {
		doubt(DayMissing, m.spans[i].from, m.spans[i].to, m.spans[i].period)
		return from, to
	}
	if start, end, ok := m.lunar(best); ok {
		doubt(DayLunar, start, end)
		return from, to
	}
	if first, days := m.severalDays(); first != nil {
		doubt(DayVague, first.from, best.to, days...)
		return from, to
	}
	switch {
	case best == nil:
	case best.inside:
		doubt(DayVague, max(best.from-1, 0), best.to, m.dayInside(best)...)
		return from, to
	case best.noYear && m.in.Today.Year != m.plan.Year:
		whole := best.period
		whole.ToDate = false
		doubt(DayNoYear, best.from, best.to, whole)
		return from, to
	case best.period.Start().After(m.in.Today):
		doubt(DayToCome, best.from, best.to)
		return from, to
	default:
		return 0, 0
	}
	if s, days := m.vagueDay(); s != nil && !m.has(cueSoFar) && !m.came(s, out.Values) {
		doubt(DayVague, s.from, s.to, days...)
	}
	return from, to
}

// dayInside returns the day that "giữa tháng 6" or "đầu tháng 6" likely means.
func (m *message) dayInside(s *span) []target.Period {
	if s.from == 0 || s.period.Kind != target.Month {
		return nil
	}
	month := s.period.Start()
	switch m.tokens[s.from-1].key {
	case "giua", "mid", "middle", "pertengahan":
		return daysOf([]target.Date{target.NewDate(month.Year, month.Month, monthMiddle)})
	case "dau", "early", "awal":
		return daysOf([]target.Date{month})
	}
	return nil
}

// came reports whether the words tell in which days up to now an increment came:
// "tuần qua thêm 300 tấn".
func (m *message) came(s *span, values []Value) bool {
	return m.tokens[s.to-1].key == "qua" && len(values) > 0 && !slices.ContainsFunc(values, func(v Value) bool { return !v.Increment })
}

// severalDays returns the first of two days that stand side by side, "28/6 29/6",
// and both; nil for none.
func (m *message) severalDays() (*span, []target.Period) {
	for i := range m.spans[:max(len(m.spans)-1, 0)] {
		a, b := &m.spans[i], &m.spans[i+1]
		day := func(s *span) bool { return s.kind == periodSpan && s.period.Kind == target.Day && !s.noDay }
		if day(a) && day(b) && a.period != b.period && m.unexplained(a.to, b.from) == 0 {
			return a, []target.Period{a.period, b.period}
		}
	}
	return nil, nil
}

// lunar returns where the text speaks of the lunar calendar, if the period
// best, or the only day that it tells, is of it.
func (m *message) lunar(best *span) (from, to int, ok bool) {
	for i := range m.spans {
		s := &m.spans[i]
		switch {
		case !s.has(cueLunar) || s.to < len(m.tokens) && m.tokens[s.to].key == "duong": // the solar New Year
		case best == nil:
			return s.from, s.to, true
		case s.from-best.to <= 1 && best.from-s.to <= 1:
			return min(best.from, s.from), max(best.to, s.to), true
		}
	}
	if best != nil {
		for i := best.from; i < min(best.to+2, len(m.tokens)); i++ {
			if t := &m.tokens[i]; i < best.to && lunarMonths[t.key] || i >= best.to && t.key == "am" && (!t.marked() || t.text == "âm") {
				return best.from, i + 1, true
			}
		}
	}
	return 0, 0, false
}

// lunarMonths are counted in the lunar calendar by their names.
var lunarMonths = map[string]bool{"gieng": true, "chap": true}

// vagueDay returns where the text tells a day that may be one of several, and
// the likely ones. What figures are compared with is not the day of any.
func (m *message) vagueDay() (*span, []target.Period) {
	if m.has(cueWrong) {
		return nil, nil // "số hôm trước em gõ nhầm"
	}
	for i := range m.spans {
		s := &m.spans[i]
		if m.near(i, -1).any(cueVersus, cueGrowth, cueSamePeriod, cueFrom) {
			continue
		}
		if s.kind == clockSpan && s.period.Kind == target.Day {
			return s, []target.Period{s.period}
		}
		for _, v := range vagueDays {
			if s.has(v.cue) {
				return s, daysOf(v.days(m.in.Today))
			}
		}
	}
	return nil, nil
}

// vagueDays are the phrases that leave the day open, with the days that they
// likely mean.
var vagueDays = []struct {
	cue  cue
	days func(today target.Date) []target.Date
}{
	{cueVagueDay, func(target.Date) []target.Date { return nil }},
	{cuePastWeek, func(today target.Date) []target.Date {
		sunday := mondayOf(today).AddDays(-1)
		return []target.Date{sunday.AddDays(-2), sunday}
	}},
	{cueWeekStart, func(today target.Date) []target.Date { return []target.Date{mondayOf(today)} }},
	{cueWeekEnd, func(today target.Date) []target.Date {
		sunday := mondayOf(today).AddDays(6)
		if sunday.After(today) {
			sunday = sunday.AddDays(-7)
		}
		return []target.Date{sunday.AddDays(-2), sunday}
	}},
	{cueMonthStart, func(today target.Date) []target.Date {
		return []target.Date{target.NewDate(today.Year, today.Month, 1)}
	}},
	{cueMonthMiddle, func(today target.Date) []target.Date {
		month := today.Month
		if today.Day < monthMiddle {
			month--
		}
		return []target.Date{target.NewDate(today.Year, month, monthMiddle)}
	}},
	{cueMonthEnd, func(today target.Date) []target.Date { return []target.Date{lastEnd(today, today.Month)} }},
	{cueQuarterEnd, func(today target.Date) []target.Date { return []target.Date{lastEnd(today, (today.Month+2)/3*3)} }},
}

const monthMiddle = 15

// mondayOf returns the first day of the week.
func mondayOf(day target.Date) target.Date { return day.AddDays(-(int(day.Weekday()) + 6) % 7) }

// lastEnd returns the end of the month, if it is not yet to come, else of the
// month or quarter before it.
func lastEnd(today target.Date, month time.Month) target.Date {
	if end := target.NewDate(today.Year, month+1, 0); !end.After(today) {
		return end
	}
	if month == today.Month {
		return target.NewDate(today.Year, month, 0)
	}
	return target.NewDate(today.Year, (month-3)+1, 0)
}

func daysOf(dates []target.Date) []target.Period {
	var out []target.Period
	for _, on := range dates {
		out = append(out, target.Period{Kind: target.Day, Year: on.Year, Date: on})
	}
	return out
}
