package target

import (
	"testing"
	"time"
)

func TestWorkingDays(t *testing.T) {
	c2024, c2026 := holidays2024(), holidays2026()
	for _, tc := range []struct {
		rule     string
		calendar *Calendar
		on       string
		works    bool
	}{
		{"a plain Monday", &c2024, "2024-07-01", true},
		{"a plain Saturday", &c2024, "2024-07-06", false},
		{"a plain Sunday", &c2024, "2024-07-07", false},
		{"the last day before Tết 2024", &c2024, "2024-02-07", true},
		{"the first day of Tết 2024", &c2024, "2024-02-08", false},
		{"the last day of Tết 2024", &c2024, "2024-02-14", false},
		{"the first day after Tết 2024", &c2024, "2024-02-15", true},
		{"Monday 29 April 2024, given away", &c2024, "2024-04-29", false},
		{"Saturday 4 May 2024, worked for it", &c2024, "2024-05-04", true},
		{"National Day 2024", &c2024, "2024-09-03", false},
		{"the last day before Tết 2026", &c2026, "2026-02-13", true},
		{"the first working day of Tết 2026", &c2026, "2026-02-16", false},
		{"the last day of Tết 2026 is a Sunday", &c2026, "2026-02-22", false},
		{"the first day after Tết 2026", &c2026, "2026-02-23", true},
		{"Friday 2 January 2026, given away", &c2026, "2026-01-02", false},
		{"Saturday 10 January 2026, worked for it", &c2026, "2026-01-10", true},
		{"Monday 31 August 2026, given away", &c2026, "2026-08-31", false},
		{"Saturday 22 August 2026, worked for it", &c2026, "2026-08-22", true},
		{"Hùng Kings on a Sunday are made up for on Monday", &c2026, "2026-04-27", false},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			if got := tc.calendar.IsWorkingDay(day(tc.on)); got != tc.works {
				t.Errorf("%s works: %t", tc.on, got)
			}
		})
	}
}

func TestHolidayIsNamed(t *testing.T) {
	c := holidays2024()
	if h := c.Holiday(day("2024-02-10")); h == nil || h.Names[Vietnamese] != "Tết Nguyên đán" {
		t.Errorf("10 February 2024 is %v", h)
	}
	if h := c.Holiday(day("2024-02-15")); h != nil {
		t.Errorf("15 February 2024 is %v", h)
	}
}

func TestNextWorkingDay(t *testing.T) {
	c2024, c2026 := holidays2024(), holidays2026()
	for _, tc := range []struct {
		rule     string
		calendar *Calendar
		on       string
		days     int // working days after; 0 is the day itself or the next
		want     string
	}{
		{"a working day is itself", &c2024, "2024-07-01", 0, "2024-07-01"},
		{"over Tết 2024", &c2024, "2024-02-08", 0, "2024-02-15"},
		{"over Tết 2026", &c2026, "2026-02-14", 0, "2026-02-23"},
		{"a swapped Saturday is a working day", &c2024, "2024-05-03", 1, "2024-05-04"},
		{"three days over a weekend", &c2024, "2024-07-04", 3, "2024-07-09"},
		{"from a day off", &c2024, "2024-04-27", 1, "2024-05-02"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			got := tc.calendar.NextWorkingDay(day(tc.on))
			if tc.days > 0 {
				got = tc.calendar.AddWorkingDays(day(tc.on), tc.days)
			}
			if got != day(tc.want) {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

// A calendar that is all holidays is a mistake, but must not hang.
func TestNextWorkingDayGivesUpAfterAYear(t *testing.T) {
	c := Calendar{Holidays: []Holiday{run("2024-01-01", "2030-12-31", "")}}
	if got := c.NextWorkingDay(day("2024-01-01")); got != day("2025-01-01") {
		t.Errorf("got %s", got)
	}
	at := time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)
	if got := c.NextOpen(at); DateOf(got) != day("2025-01-01") {
		t.Errorf("opens at %s", got)
	}
}

func TestOfficeHours(t *testing.T) {
	c := holidays2024()
	for _, tc := range []struct{ rule, at, opens string }{
		{"open in the morning", "2024-07-01 07:30", "2024-07-01 07:30"},
		{"before opening in summer", "2024-07-01 06:59", "2024-07-01 07:00"},
		{"before opening in winter", "2024-12-02 07:15", "2024-12-02 07:30"},
		{"winter goes over New Year", "2024-01-02 07:15", "2024-01-02 07:30"},
		{"the midday rest in summer", "2024-07-01 11:30", "2024-07-01 14:00"},
		{"the midday rest in winter", "2024-12-02 12:00", "2024-12-02 13:30"},
		{"after closing", "2024-07-01 17:30", "2024-07-02 07:00"},
		{"after closing on a Friday", "2024-07-05 17:30", "2024-07-08 07:00"},
		{"on a swapped Saturday", "2024-05-04 09:00", "2024-05-04 09:00"},
		{"through Tết", "2024-02-07 18:00", "2024-02-15 07:30"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			at, opens := clock(t, tc.at), clock(t, tc.opens)
			if got := c.NextOpen(at); !got.Equal(opens) {
				t.Errorf("opens at %s, want %s", got, opens)
			}
			if got := c.IsOpen(at); got != at.Equal(opens) {
				t.Errorf("open: %t", got)
			}
		})
	}
}

func clock(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, time.FixedZone("+07", 7*60*60))
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestWithoutHoursOfficesAreOpenAllWorkingDay(t *testing.T) {
	c := holidays2024()
	c.Hours = nil
	if !c.IsOpen(clock(t, "2024-07-01 23:00")) || c.IsOpen(clock(t, "2024-07-06 10:00")) {
		t.Error("want open on Monday night, closed on Saturday")
	}
	if got := c.NextOpen(clock(t, "2024-07-06 10:00")); !got.Equal(clock(t, "2024-07-08 00:00")) {
		t.Errorf("opens at %s", got)
	}
}
