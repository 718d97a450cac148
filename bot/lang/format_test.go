package lang

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chitieu/target"
)

func printers(t *testing.T) *Catalogue {
	t.Helper()
	c, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestDatesAndPeriods(t *testing.T) {
	c := printers(t)
	day := target.NewDate(2024, 6, 14)
	for l, want := range map[target.Lang][5]string{
		target.Vietnamese: {"14/6/2024", "tháng 6/2024", "quý II/2024", "năm 2023", "thứ Hai, 07:30 ngày 1/7/2024"},
		target.Indonesian: {"14 Juni 2024", "Juni 2024", "triwulan II 2024", "tahun 2023", "Senin, pukul 07:30, 1 Juli 2024"},
		target.English:    {"14 June 2024", "June 2024", "quarter II of 2024", "year 2023", "Monday, 07:30 on 1 July 2024"},
	} {
		p := c.In(l)
		got := [5]string{
			p.Date(day), p.Period(target.Period{Kind: target.Month, Year: 2024, N: 6}),
			p.Period(target.Period{Kind: target.Quarter, Year: 2024, N: 2}), p.Period(target.Period{Kind: target.Year, Year: 2023}),
			p.Weekday(time.Date(2024, 7, 1, 7, 30, 0, 0, time.UTC)),
		}
		if got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
		if p.Date(target.Date{}) != "" || p.Period(target.Period{}) != "" {
			t.Errorf("%s: no date and no period are not empty", l)
		}
	}
}

// TestPercent: a share that falls short of the whole never reads as the whole.
func TestPercent(t *testing.T) {
	p := printers(t).In(target.Vietnamese)
	for text, want := range map[string]string{
		"46.5": "46,5%", "46.45": "46,5%", "99.94": "99,9%", "99.96": "99,9%", "99.999": "99,9%", "100": "100%", "100.04": "100%", "0": "0%",
	} {
		if got := p.Percent(decimal.RequireFromString(text)); got != want {
			t.Errorf("Percent(%s) = %s, want %s", text, got, want)
		}
	}
}

func TestLists(t *testing.T) {
	c := printers(t)
	for l, want := range map[target.Lang]string{
		target.Vietnamese: "a, b và c", target.Indonesian: "a, b dan c", target.English: "a, b and c",
	} {
		p := c.In(l)
		if got := p.List([]string{"a", "b", "c"}); got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
		if p.List([]string{"a"}) != "a" || p.List(nil) != "" {
			t.Errorf("%s: short lists are wrong", l)
		}
	}
	if got := Capital("đất"); got != "Đất" {
		t.Errorf("Capital(đất) = %s", got)
	}
}

// TestUnknownLanguage: whoever asks in a language that is not spoken gets the default.
func TestUnknownLanguage(t *testing.T) {
	c := printers(t)
	if got := c.In("fr").Lang; got != target.Vietnamese {
		t.Errorf("In(fr) speaks %s", got)
	}
	if got := c.In(target.English).Text("no.such.key"); got != "no.such.key" {
		t.Errorf("a missing key says %q", got)
	}
}
