package plans

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"chitieu/target"
)

const header = "date\tindicator\tunit\tvalue\n"

func TestParseReports(t *testing.T) {
	plan := mustDefault(t)
	for _, c := range []struct {
		name, line string
		want       string // "date indicator unit value", "+increment" behind it
	}{
		{"plain decimal", "2024-06-14\tbudget-revenue\t-\t90.05", "2024-06-14 budget-revenue - 90.05"},
		{"as people write", "2024-06-14\tbudget-revenue\t-\t193.650 triệu", "2024-06-14 budget-revenue - 193.65"},
		{"fraction of villages", "2024-12-10\tcultural-villages\t-\t151/153", "2024-12-10 cultural-villages - 98.69"},
		{"unit by id", "2024-06-14\tgrain-output\txa-ky-thu\t2035", "2024-06-14 grain-output xa-ky-thu 2035"},
		{"unit by name", "2024-06-14\tgrain-output\tKỳ Thư\t2035", "2024-06-14 grain-output xa-ky-thu 2035"},
		{"unit with its word", "2024-06-14\tgrain-output\tUBND xã Kỳ Thư\t2035", "2024-06-14 grain-output xa-ky-thu 2035"},
		{"unit without marks", "2024-06-14\tgrain-output\txa ky thuong\t350", "2024-06-14 grain-output xa-ky-thuong 350"},
		{"unit in decomposed letters", "2024-06-14\tgrain-output\tKy\u0300 Tho\u0323\t2000", "2024-06-14 grain-output xa-ky-tho 2000"},
		{"unit by an old name", "2024-06-14\tgrain-output\tkỳ lâm\t900", "2024-06-14 grain-output xa-lam-hop 900"},
		{"agency", "2024-06-14\tstandard-schools\tPGD\t1", "2024-06-14 standard-schools phong-giao-duc-dao-tao 1"},
		{"spaces around", " 2024-06-14 \tgrain-output \t - \t 30.150 \t\r", "2024-06-14 grain-output - 30150"},
		{"first increment of the year", "2024-01-31\tbudget-revenue\t-\t+20", "2024-01-31 budget-revenue - 20 +20"},
	} {
		t.Run(c.name, func(t *testing.T) {
			reports, err := ParseReports(strings.NewReader(header+c.line+"\n"), plan)
			if err != nil {
				t.Fatal(err)
			}
			if len(reports) != 1 || reportText(reports[0]) != c.want {
				t.Errorf("got %+v\nwant %s", reports, c.want)
			}
		})
	}
}

func reportText(r target.Report) string {
	unit := string(r.Unit)
	if r.Unit == target.Locality {
		unit = "-"
	}
	text := strings.Join([]string{r.AsOf.String(), string(r.Indicator), unit, r.Value.String()}, " ")
	if r.Increment != nil {
		text += " +" + r.Increment.String()
	}
	return text
}

// TestIncrementsAddUp: each series for itself, by date and not by line.
func TestIncrementsAddUp(t *testing.T) {
	text := "\ufeff" + header +
		"2024-03-31\tbudget-revenue\t-\t+15.5\r\n" +
		"2024-02-29\tbudget-revenue\t-\t+9,27 tỷ\r\n" +
		"\r\n" +
		"2024-01-31\tbudget-revenue\t-\t20.15\r\n" +
		"2024-02-29\tbudget-revenue\tKỳ Thư\t+350 triệu\r\n" +
		"2024-04-30\twaste-treatment\t-\t92\r\n" +
		"2024-05-31\twaste-treatment\t-\t+1.5"
	reports, err := ParseReports(strings.NewReader(text), mustDefault(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2024-01-31 budget-revenue - 20.15",
		"2024-02-29 budget-revenue - 29.42 +9.27",
		"2024-02-29 budget-revenue xa-ky-thu 0.35 +0.35",
		"2024-03-31 budget-revenue - 44.92 +15.5",
		"2024-04-30 waste-treatment - 92",
		"2024-05-31 waste-treatment - 93.5 +1.5",
	}
	for i, r := range reports {
		if got := reportText(r); i >= len(want) || got != want[i] {
			t.Errorf("%d: got %s", i, got)
		}
		if r.Illustrative || r.Source != "tệp nhập" || target.DateOf(r.Said) != r.AsOf {
			t.Errorf("%d: %+v", i, r)
		}
	}
	if len(reports) != len(want) {
		t.Errorf("%d reports, want %d", len(reports), len(want))
	}
}

func TestSameLineSameID(t *testing.T) {
	read := func(text string) target.ReportID {
		reports, err := ParseReports(strings.NewReader(header+text), mustDefault(t))
		if err != nil {
			t.Fatal(err)
		}
		return reports[0].ID
	}
	first := read("2024-05-31\tbudget-revenue\t-\t72.34")
	if again := read("2024-05-31\tbudget-revenue\t-\t72.34\n"); again != first {
		t.Errorf("read again, %s became %s", first, again)
	}
	if other := read("2024-05-31\tbudget-revenue\t-\t72.35"); other == first {
		t.Errorf("another figure has the same id, %s", first)
	}
}

func TestReportMistakes(t *testing.T) {
	plan := mustDefault(t)
	for _, c := range []struct{ name, text, want string }{
		{"nothing", "", "line 1: want a header: date, indicator, unit, value"},
		{"no header", "2024-05-31\tbudget-revenue\t-\t72.34", "line 1: want the header date, indicator, unit, value"},
		{"spaces for tabs", header + "2024-05-31 budget-revenue - 72.34", "line 2: has 1 columns, want 4"},
		{"a column more", header + "2024-05-31\tbudget-revenue\t-\t72.34\tước", "line 2: has 5 columns, want 4"},
		{"date", header + "31/5/2024\tbudget-revenue\t-\t72.34", `line 2: date: "31/5/2024" is not a date; write year-month-day, for example 2024-06-30`},
		{"another year", header + "2023-05-31\tbudget-revenue\t-\t72.34", "line 2: date: 2023-05-31 is not in 2024"},
		{"indicator", header + "2024-05-31\tbudget\t-\t72.34", `line 2: indicator: "budget" is not one of total-product, value-per-hectare`},
		{"unit", header + "2024-05-31\tbudget-revenue\tKỳ Thơm\t72.34", `line 2: unit: "Kỳ Thơm" is not a unit of the plan`},
		{"neighbour", header + "2024-05-31\tbudget-revenue\tthị xã Kỳ Anh\t72.34", `line 2: unit: "thị xã Kỳ Anh" is not a unit of the plan`},
		{"no number", header + "2024-05-31\tbudget-revenue\t-\tnhiều", "line 2: value: amount \"nhiều\""},
		{"another unit", header + "2024-05-31\tbudget-revenue\t-\t500 tấn", "write it in tỷ đồng, for example 193.65"},
		{"negative", header + "2024-05-31\tbudget-revenue\t-\t-3", "line 2: value: "},
		{"above 100 %", header + "2024-05-31\twaste-treatment\t-\t195", "line 2: value: 195 is more than 100 %"},
		{"part of a school", header + "2024-05-31\tstandard-schools\t-\t1.5", "line 2: value: 1.5 is a fraction"},
		{"stock of schools", header + "2024-05-31\tstandard-schools\t-\t52/56", "line 2: value: "},
		{"increment of nothing", header + "2024-05-31\twaste-treatment\t-\t+2", "line 2: value: +2 has no earlier figure"},
		{"increment over 100 %", header + "2024-05-31\twaste-treatment\t-\t99\n2024-06-30\twaste-treatment\t-\t+2", "line 3: value: 101 is more than 100 %, and this is a rate after the increment"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseReports(strings.NewReader(c.text), plan)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestAllReportMistakesAreReported(t *testing.T) {
	text := header + "x\ty\tz\tw\n" + "2024-05-31\tbudget-revenue\t-\t72.34\n" + "2024-05-31\tgrain-output\t-\n"
	_, err := ParseReports(strings.NewReader(text), mustDefault(t))
	if err == nil || strings.Count(err.Error(), "line 2: ") != 3 || strings.Count(err.Error(), "line 4: ") != 1 {
		t.Errorf("got %v, want three mistakes on line 2 and one on line 4", err)
	}
}

func TestUnitNameThatFitsTwoUnits(t *testing.T) {
	plan := mustDefault(t)
	plan.Units = append(plan.Units, target.Unit{ID: "xa-ky-thu-moi", Kind: target.Commune,
		Names: target.Names{target.Vietnamese: {Full: "Kỳ Thụ"}}})
	read := func(unit string) error {
		_, err := ParseReports(strings.NewReader(header+"2024-05-31\tgrain-output\t"+unit+"\t5"), plan)
		return err
	}
	if err := read("ky thu"); err == nil || !strings.Contains(err.Error(), `"ky thu" may be xa-ky-thu or xa-ky-thu-moi`) {
		t.Errorf("without marks: %v", err)
	}
	if err := read("Kỳ Thụ"); err != nil {
		t.Errorf("with marks: %v", err)
	}
}

func TestReportsOfAFailingReader(t *testing.T) {
	broken := errors.New("connection lost")
	if _, err := ParseReports(iotest.ErrReader(broken), mustDefault(t)); !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	if _, err := ParseReports(strings.NewReader(strings.Repeat("x", maxFile+1)), mustDefault(t)); err == nil || !strings.Contains(err.Error(), "larger than 4 MiB") {
		t.Errorf("got %v, want it to be too large", err)
	}
}
