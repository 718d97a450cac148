package target

import (
	"testing"
	"time"
)

func TestExpected(t *testing.T) {
	for _, tc := range []struct {
		rule string
		ind  Indicator
		part string // "" for the whole target
		on   string
		want string // "" while nothing is asked
	}{
		{"a month's end asks its share", revenue(), "", "2024-06-30", "92.952"},
		{"between month ends lies a line", revenue(), "", "2024-02-15", "24.3731896551724137"},
		{"before January's end the line starts at nothing", revenue(), "", "2024-01-01", "0.6246774193548387"},
		{"months without a share lie between their neighbours", product(), "", "2024-05-15", ""},
		{"the last day asks all", revenue(), "", "2024-12-31", "193.65"},
		{"after the year all is asked", revenue(), "", "2025-06-30", "193.65"},
		{"before the year nothing is asked", revenue(), "", "2023-12-31", ""},
		{"a part is asked its share", grain(), "30000", "2024-06-30", "16800"},
		{"linear goes by days of a leap year", withPace(revenue(), Pace{Kind: Linear}), "366", "2024-06-30", "182"},
		{"a milestone asks nothing before its day", schools(), "", "2024-09-29", ""},
		{"a milestone asks from its day on", schools(), "", "2024-09-30", "2"},
		{"and until the next", schools(), "", "2024-10-30", "2"},
		{"a part of a milestone is whole where the things are", schools(), "2", "2024-10-31", "1"},
		{"a ceiling is rounded the other way", fires(), "", "2024-02-01", "2"},
		{"a due date asks nothing before", villages(), "", "2024-12-13", ""},
		{"a due date asks all from its day on", villages(), "", "2024-12-14", "98.5"},
		{"no due dates, nothing asked", withPace(villages(), Pace{Kind: Due}), "", "2024-12-31", ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			part := tc.ind.Target
			if tc.part != "" {
				part = amount(tc.part)
			}
			got, ok := tc.ind.Expected(part, 2024, day(tc.on))
			if tc.ind.ID == "product" {
				// 45 of the 91 days between 31 March (21 %) and 30 June (47 %).
				tc.want = part.Mul(amount("21").Add(NewAmount(26 * 45).Div(NewAmount(91)))).Div(Hundred).String()
			}
			if ok != (tc.want != "") {
				t.Fatalf("asked = %t", ok)
			}
			if ok && got.String() != tc.want {
				t.Errorf("expected %s, want %s", got, tc.want)
			}
		})
	}
}

func withPace(ind Indicator, p Pace) Indicator {
	ind.Pace = p
	return ind
}

func TestPaceWithoutDecemberStaysAtItsLastShare(t *testing.T) {
	ind := withPace(revenue(), Pace{Kind: Monthly, Monthly: shares("", "", "50")})
	if got, _ := ind.Expected(Hundred, 2024, day("2024-09-01")); !got.Equal(NewAmount(50)) {
		t.Errorf("got %s", got)
	}
}

func TestMilestonesOfAZeroTargetAreNotDivided(t *testing.T) {
	ind := schools()
	ind.Target = Amount{}
	if got, _ := ind.Expected(NewAmount(2), 2024, day("2024-09-30")); !got.Equal(NewAmount(2)) {
		t.Errorf("got %s", got)
	}
}

func TestNextJudgingDate(t *testing.T) {
	for _, tc := range []struct {
		rule string
		pace Pace
		on   string
		want string
	}{
		{"the next milestone", schools().Pace, "2024-09-30", "2024-10-31"},
		{"no milestone is left", schools().Pace, "2024-12-14", ""},
		{"the next due date", perHectare().Pace, "2024-01-01", "2024-09-30"},
		{"no due date is left", perHectare().Pace, "2024-12-14", ""},
		{"a curve has no dates", revenue().Pace, "2024-01-01", ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			if got := tc.pace.Next(2024, day(tc.on)).String(); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestMonthDayIsNormalised(t *testing.T) {
	if got := (MonthDay{time.February, 29}).In(2023); got != day("2023-03-01") {
		t.Errorf("29 February 2023 is %s", got)
	}
}
