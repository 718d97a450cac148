package target

import "testing"

// period reads a period of a test; ">" before it sets ToEnd.
func period(s string) Period {
	toEnd := len(s) > 0 && s[0] == '>'
	if toEnd {
		s = s[1:]
	}
	p, err := ParsePeriod(s)
	if err != nil {
		panic(err)
	}
	p.ToEnd = toEnd
	return p
}

func TestPeriodAsOf(t *testing.T) {
	for _, tc := range []struct {
		rule, period, said, want string // ">" before a period is "hết", "cuối"
	}{
		{"no period is the day of saying", "-", "2024-07-01", "2024-07-01"},
		{"a day is itself", "2024-06-20", "2024-07-01", "2024-06-20"},
		{"a day ahead is kept, to be asked about", "2024-07-20", "2024-07-01", "2024-07-20"},
		{"a month that is over is its last day", "2024-06", "2024-07-01", "2024-06-30"},
		{"on its last day too", "2024-06", "2024-06-30", "2024-06-30"},
		{"a month not yet over is the day of saying", "2024-06", "2024-06-29", "2024-06-29"},
		{"the end of a month is the calendar's", ">2024-06", "2024-07-01", "2024-06-30"},
		{"the end of February in a leap year", ">2024-02", "2024-07-01", "2024-02-29"},
		{"an end ahead is the day of saying", ">2024-06", "2024-06-20", "2024-06-20"},
		{"a quarter ends with its last month", "2024-Q2", "2024-07-01", "2024-06-30"},
		{"a year ends in December", "2023", "2024-01-06", "2023-12-31"},
		{"a period ahead is the day of saying", "2024-12", "2024-07-01", "2024-07-01"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			if got := period(tc.period).AsOf(day(tc.said)); got != day(tc.want) {
				t.Errorf("as of %s, want %s", got, tc.want)
			}
		})
	}
}

func TestPeriodAhead(t *testing.T) {
	for _, tc := range []struct {
		period, said string
		want         bool
	}{
		{"-", "2024-07-01", false},
		{"2024-08-01", "2024-07-01", false},
		{"2024-06", "2024-06-29", true},
		{"2024-06", "2024-06-30", false},
		{"2024-Q2", "2024-06-14", true},
		{"2024", "2024-12-14", true},
		{">2024-06", "2024-06-20", true},
	} {
		if got := period(tc.period).IsAhead(day(tc.said)); got != tc.want {
			t.Errorf("%s said on %s: ahead %v", tc.period, tc.said, got)
		}
	}
	sofar := period("2024-07")
	sofar.ToDate = true
	if said := day("2024-07-05"); sofar.IsAhead(said) || sofar.AsOf(said) != said {
		t.Errorf("this month said on %s: as of %s", said, sofar.AsOf(said))
	}
}

func TestPeriodReporting(t *testing.T) {
	for text, want := range map[string]string{"2024-06": "2024-06-14", "2024-Q2": "2024-06-14", "2024": "2024-12-14"} {
		if got := period(text).Reporting(); got != day(want) {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"-", "2024-06-20", ">2024-06", ">2024-Q2"} {
		if got := period(text).Reporting(); !got.IsZero() {
			t.Errorf("%s: %s, want none", text, got)
		}
	}
}

func TestPeriodBounds(t *testing.T) {
	for _, tc := range []struct{ rule, period, start, end, opens, closes string }{
		{"a month", "2024-06", "2024-06-01", "2024-06-30", "2024-05-15", "2024-06-14"},
		{"January opens in the year before", "2024-01", "2024-01-01", "2024-01-31", "2023-12-15", "2024-01-14"},
		{"a quarter", "2024-Q2", "2024-04-01", "2024-06-30", "2024-03-15", "2024-06-14"},
		{"a year", "2024", "2024-01-01", "2024-12-31", "2023-12-15", "2024-12-14"},
		{"a day", "2024-06-20", "2024-06-20", "2024-06-20", "2024-06-20", "2024-06-20"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			p := period(tc.period)
			from, to := p.Window()
			if p.Start() != day(tc.start) || p.End() != day(tc.end) {
				t.Errorf("%s to %s, want %s to %s", p.Start(), p.End(), tc.start, tc.end)
			}
			if from != day(tc.opens) || to != day(tc.closes) {
				t.Errorf("window %s to %s, want %s to %s", from, to, tc.opens, tc.closes)
			}
			if p.Closing() != to {
				t.Errorf("closes on %s, window ends on %s", p.Closing(), to)
			}
		})
	}
}

func TestNoPeriodHasNoWindow(t *testing.T) {
	if from, to := (Period{}).Window(); !from.IsZero() || !to.IsZero() {
		t.Errorf("%s to %s", from, to)
	}
}

func TestParsePeriod(t *testing.T) {
	for _, text := range []string{"-", "2024", "2024-Q1", "2024-Q4", "2024-01", "2024-12", "2024-02-29"} {
		p, err := ParsePeriod(text)
		if err != nil || p.String() != text {
			t.Errorf("ParsePeriod(%q) = %s, %v", text, p, err)
		}
	}
	for _, text := range []string{
		"", "--", "2024-", "2024-0", "2024-00", "2024-13", "2024-1", "2024-Q0", "2024-Q5", "2024-Q", "2024-q1",
		"24", "02024", "0", "-2024", "2024-02-30", "2024-+1", "2024/06", " 2024", "2024-Q2-1", "tháng 6",
	} {
		if p, err := ParsePeriod(text); err == nil {
			t.Errorf("ParsePeriod(%q) = %+v, want an error", text, p)
		}
	}
}
