package target

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// PeriodKind is the length of a Period.
type PeriodKind int

const (
	NoPeriod PeriodKind = iota
	Day
	Month
	Quarter
	Year
)

// Period is a stretch of time that a message names. Its text is YYYY-MM-DD,
// YYYY-MM, YYYY-Qn or YYYY.
type Period struct {
	Kind PeriodKind
	Year int
	N    int  // month 1–12 or quarter 1–4
	Date Date // for Day
	// ToEnd is set when the message said "hết" or "cuối": the calendar's end
	// and not the closing day of the report period.
	ToEnd bool
	// Total is set when the words mean all of the year up to the period's end:
	// "6 tháng", "đến tháng 6", but not "tháng 6".
	Total bool
	// ToDate is set when the words mean what there is of the period so far:
	// "tháng này".
	ToDate bool
}

// String returns the period's text, "-" for none.
func (p Period) String() string {
	switch p.Kind {
	case Day:
		return p.Date.String()
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.N)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.N)
	case Year:
		return fmt.Sprintf("%04d", p.Year)
	default:
		return "-"
	}
}

// lastMonth is the month in which the period ends.
func (p Period) lastMonth() time.Month {
	switch p.Kind {
	case Month:
		return time.Month(p.N)
	case Quarter:
		return time.Month(3 * p.N)
	default:
		return time.December
	}
}

// End returns the period's last calendar day.
func (p Period) End() Date {
	if p.Kind == Day {
		return p.Date
	}
	return NewDate(p.Year, p.lastMonth()+1, 0)
}

// Start returns the period's first calendar day.
func (p Period) Start() Date {
	switch p.Kind {
	case Day:
		return p.Date
	case Month:
		return NewDate(p.Year, time.Month(p.N), 1)
	case Quarter:
		return NewDate(p.Year, time.Month(3*p.N-2), 1)
	default:
		return NewDate(p.Year, time.January, 1)
	}
}

// closingDay is the day of the month on which data for reports are closed
// (Nghị định 09/2019/NĐ-CP, article 12).
const closingDay = 14

// Closing returns the day on which data for a report of the period are closed:
// the 14th of its last month (Nghị định 09/2019/NĐ-CP, article 12).
func (p Period) Closing() Date {
	if p.Kind == Day {
		return p.Date
	}
	return NewDate(p.Year, p.lastMonth(), closingDay)
}

// Window returns the days whose data belong in a report of the period: from the
// 15th of the month before it to the closing 14th of its last month. A day is
// its own window; no period has none.
func (p Period) Window() (from, to Date) {
	switch p.Kind {
	case NoPeriod:
		return Date{}, Date{}
	case Day:
		return p.Date, p.Date
	default:
		start := p.Start()
		return NewDate(start.Year, start.Month-1, closingDay+1), p.Closing()
	}
}

// AsOf returns the date of a value that was said for the period on the day said:
//
//	no period, "tháng này"  said
//	a day                   that day, even one ahead: Doubts asks about it
//	anything longer         its last calendar day
//
// A last day that is ahead of said has no figures yet: the value is then as of
// said, and IsAhead tells that it has to be asked about.
func (p Period) AsOf(said Date) Date {
	switch {
	case p.Kind == Day:
		return p.Date
	case p.Kind == NoPeriod, p.ToDate, p.End().After(said):
		return said
	default:
		return p.End()
	}
}

// IsAhead reports whether the period is not over on the day on which a value is
// said for it.
func (p Period) IsAhead(said Date) bool {
	return p.Kind != NoPeriod && p.Kind != Day && !p.ToDate && p.End().After(said)
}

// Reporting returns the day on which data for a report of the period were
// closed, where a value said for the period may as well be of that day; the
// zero Date where it cannot: the words named a day, or the calendar's end.
func (p Period) Reporting() Date {
	if p.Kind == NoPeriod || p.Kind == Day || p.ToEnd || p.ToDate {
		return Date{}
	}
	return p.Closing()
}

// ParsePeriod reads what String writes: YYYY-MM-DD, YYYY-MM, YYYY-Qn, YYYY, or
// "-" for no period. ToEnd is not part of the text.
func ParsePeriod(s string) (Period, error) {
	if s == "-" {
		return Period{}, nil
	}
	if d, err := ParseDate(s); err == nil {
		return Period{Kind: Day, Year: d.Year, Date: d}, nil
	}
	if p, ok := parseYearPart(s); ok && p.String() == s {
		return p, nil
	}
	return Period{}, fmt.Errorf("period %q: want YYYY, YYYY-Qn, YYYY-MM or YYYY-MM-DD, for example 2024-Q2", s)
}

// parseYearPart reads a year, quarter or month.
func parseYearPart(s string) (Period, bool) {
	year, part, _ := strings.Cut(s, "-")
	quarter, isQuarter := strings.CutPrefix(part, "Q")
	y, err := strconv.Atoi(year)
	if err != nil || y < 1 || y > 9999 {
		return Period{}, false
	}
	if part == "" {
		return Period{Kind: Year, Year: y}, true
	}
	n, err := strconv.Atoi(quarter)
	switch {
	case err != nil || n < 1:
		return Period{}, false
	case isQuarter:
		return Period{Kind: Quarter, Year: y, N: n}, n <= 4
	default:
		return Period{Kind: Month, Year: y, N: n}, n <= 12
	}
}
