package target

import (
	"fmt"
	"time"
)

// Date is a day in the plan's time zone. The zero Date is no date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day of t in t's own zone: convert with t.In first.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// NewDate returns the date, normalised as time.Date does (31 April is 1 May).
func NewDate(year int, month time.Month, day int) Date {
	return DateOf(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

// ParseDate reads YYYY-MM-DD and nothing else.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q: want YYYY-MM-DD, for example 2024-06-30", s)
	}
	return DateOf(t), nil
}

// String returns YYYY-MM-DD, "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// In returns midnight at the start of d in the zone.
func (d Date) In(loc *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// AddDays returns the date n days later.
func (d Date) AddDays(n int) Date { return NewDate(d.Year, d.Month, d.Day+n) }

// DaysSince returns the number of days from e to d, negative if d is earlier.
func (d Date) DaysSince(e Date) int {
	return int(d.In(time.UTC).Sub(e.In(time.UTC)) / (24 * time.Hour))
}

// Before and After compare dates.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// Compare returns -1, 0 or 1, for sorting.
func (d Date) Compare(e Date) int { return d.In(time.UTC).Compare(e.In(time.UTC)) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.In(time.UTC).Weekday() }

// MarshalText and UnmarshalText use YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD; empty text is the zero Date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = Date{}
		return nil
	}
	var err error
	*d, err = ParseDate(string(b))
	return err
}

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

// Closing returns the day on which data for a report of the period are closed:
// the 14th of its last month (Nghị định 09/2019/NĐ-CP, article 12).
func (p Period) Closing() Date {
	if p.Kind == Day {
		return p.Date
	}
	return NewDate(p.Year, p.lastMonth(), 14)
}

// AsOf returns the date of a value said on the day said for the period: its
// calendar end if the message said so or that day has passed, else the closing
// day; never a day in the future of said.
func (p Period) AsOf(said Date) Date {
	switch end, closing := p.End(), p.Closing(); {
	case p.Kind == NoPeriod:
		return said
	case p.Kind == Day:
		return p.Date
	case p.ToEnd && !end.After(said):
		return end
	case p.ToEnd:
		return said
	case !closing.After(said):
		return closing
	default:
		return said
	}
}
