package target

import "time"

// holidays2024 and holidays2026 hold the days off of state employees with the
// Saturdays worked in exchange, as announced for those years.
func holidays2024() Calendar {
	return Calendar{
		Holidays: []Holiday{
			run("2024-01-01", "2024-01-01", "Tết Dương lịch"),
			run("2024-02-08", "2024-02-14", "Tết Nguyên đán"),
			run("2024-04-18", "2024-04-18", "Giỗ Tổ Hùng Vương"),
			run("2024-04-27", "2024-05-01", "30/4 và 1/5"),
			run("2024-08-31", "2024-09-03", "Quốc khánh"),
		},
		Worked: []Date{day("2024-05-04")},
		Hours:  officeHours(),
	}
}

func holidays2026() Calendar {
	return Calendar{
		Holidays: []Holiday{
			run("2026-01-01", "2026-01-04", "Tết Dương lịch"),
			run("2026-02-14", "2026-02-22", "Tết Nguyên đán"),
			run("2026-04-26", "2026-04-27", "Giỗ Tổ Hùng Vương"),
			run("2026-04-30", "2026-05-03", "30/4 và 1/5"),
			run("2026-08-29", "2026-09-02", "Quốc khánh"),
		},
		Worked: []Date{day("2026-01-10"), day("2026-08-22")},
		Hours:  officeHours(),
	}
}

func run(from, to, name string) Holiday {
	return Holiday{From: day(from), To: day(to), Names: map[Lang]string{Vietnamese: name}}
}

// officeHours are summer and winter hours; winter wraps over New Year.
func officeHours() []Hours {
	return []Hours{
		{
			From: MonthDay{time.April, 16}, To: MonthDay{time.October, 15},
			Morning: Span{7 * 60, 11*60 + 30}, Afternoon: Span{14 * 60, 17*60 + 30},
		},
		{
			From: MonthDay{time.October, 16}, To: MonthDay{time.April, 15},
			Morning: Span{7*60 + 30, 11*60 + 30}, Afternoon: Span{13*60 + 30, 17*60 + 30},
		},
	}
}
