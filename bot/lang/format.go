package lang

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"chitieu/target"
)

// Status returns the word for a status.
func (p *Printer) Status(s target.Status) string { return p.Text("status." + string(s)) }

// Date writes a day: "14/6/2024", "14 Juni 2024", "14 June 2024"; "" for none.
func (p *Printer) Date(d target.Date) string {
	if d.IsZero() {
		return ""
	}
	if p.Lang == target.Vietnamese {
		return fmt.Sprintf("%d/%d/%d", d.Day, int(d.Month), d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, p.month(d.Month), d.Year)
}

// DayMonth writes a day without its year: "14/6", "14 Juni", "14 June"; "" for
// none.
func (p *Printer) DayMonth(d target.Date) string {
	if d.IsZero() {
		return ""
	}
	if p.Lang == target.Vietnamese {
		return fmt.Sprintf("%d/%d", d.Day, int(d.Month))
	}
	return fmt.Sprintf("%d %s", d.Day, p.month(d.Month))
}

// Moment writes a time of day with its date, in the time's own zone:
// "07:30 ngày 1/7/2024".
func (p *Printer) Moment(t time.Time) string {
	return p.Text("date.moment", "Clock", t.Format("15:04"), "Day", p.Date(target.DateOf(t)))
}

// Weekday writes a time with its day of the week: "Thứ Hai, 07:30 ngày 1/7/2024".
func (p *Printer) Weekday(t time.Time) string {
	return p.Text("date.weekday.d"+strconv.Itoa(int(t.Weekday()))) + ", " + p.Moment(t)
}

// Period names a stretch of time: "tháng 6/2024", "quý II/2024", "năm 2023".
func (p *Printer) Period(period target.Period) string {
	switch period.Kind {
	case target.Day:
		return p.Date(period.Date)
	case target.Month:
		return p.Text("date.month-of", "Month", p.month(time.Month(period.N)), "Year", period.Year)
	case target.Quarter:
		roman := [...]string{"", "I", "II", "III", "IV"}[period.N]
		return p.Text("date.quarter-of", "Quarter", roman, "Year", period.Year)
	case target.Year:
		return p.Text("date.year-of", "Year", period.Year)
	default:
		return ""
	}
}

func (p *Printer) month(m time.Month) string { return p.Text("date.month.m" + strconv.Itoa(int(m))) }

// Amount writes a figure with its unit: "10.230,09 tỷ đồng".
func (p *Printer) Amount(m target.Measure, a target.Amount) string { return m.Format(a, p.Lang) }

// Points writes a difference of rates without its name: "1,2".
func (p *Printer) Points(a target.Amount) string { return target.FormatAmount(a, p.Lang, 2) }

// percentDecimals are the decimals of a share of the plan.
const percentDecimals = 1

// Percent writes a share with one decimal: "46,5%". What falls short of the
// whole never reads as the whole: 99.96 is "99,9%".
func (p *Printer) Percent(a target.Amount) string {
	rounded := a.Round(percentDecimals)
	if a.LessThan(target.Hundred) && !rounded.LessThan(target.Hundred) {
		rounded = a.Truncate(percentDecimals)
	}
	return target.FormatAmount(rounded, p.Lang, percentDecimals) + "%"
}

// List joins things: "a, b và c".
func (p *Printer) List(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	return p.Text("list.and", "Most", strings.Join(items[:last], ", "), "Last", items[last])
}

// Capital returns text with a capital first letter, for names that begin a line.
func Capital(text string) string {
	for i, r := range text {
		if i == 0 {
			return strings.ToUpper(string(r)) + text[len(string(r)):]
		}
	}
	return text
}
