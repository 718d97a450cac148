package target

import (
	"fmt"
	"strings"
	"testing"
)

func TestDoubts(t *testing.T) {
	for _, tc := range []struct {
		rule   string
		report Report
		before []Report
		want   string // kinds, with a slip's suggestion
	}{
		{"a usual figure", said("revenue", "2024-06-30", "95.2"), []Report{said("revenue", "2024-05-31", "76")}, ""},
		{"the first figure of the year", said("revenue", "2024-01-31", "19"), nil, ""},
		{"a running total that falls", said("revenue", "2024-06-30", "70"), []Report{said("revenue", "2024-05-31", "76")}, "fall"},
		{"a count that falls", said("schools", "2024-11-30", "2"), []Report{said("schools", "2024-10-31", "4")}, "fall"},
		{"a level may fall", said("waste", "2024-06-30", "93"), []Report{said("waste", "2024-05-31", "95")}, ""},
		{"a figure as of the same day that is less", said("revenue", "2024-06-30", "70"), []Report{said("revenue", "2024-06-30", "76")}, "fall"},
		{"a later figure is no past", said("revenue", "2024-05-31", "70"), []Report{said("revenue", "2024-06-30", "76")}, ""},
		{"another unit's figure is another series", saidBy("east", "grain", "2024-06-30", "15000"), []Report{saidBy("west", "grain", "2024-06-30", "16000")}, ""},
		{"last year's total is another series", said("revenue", "2024-01-31", "19"), []Report{said("revenue", "2023-12-31", "198")}, ""},
		{"last year's level is the same series", said("waste", "2024-01-31", "9.4"), []Report{said("waste", "2023-12-31", "94")}, "jump"},
		{"ten times the figure before", said("revenue", "2024-06-30", "760"), []Report{said("revenue", "2024-05-31", "76")}, "jump"},
		{"a harvest multiplies grain", said("grain", "2024-06-30", "31000"), []Report{said("grain", "2024-04-30", "1100")}, ""},
		{"but not to more than the season brings", said("grain", "2024-06-30", "50000"), []Report{said("grain", "2024-04-30", "1100")}, "jump"},
		{"nor to nearly all when the season asks half", said("grain", "2024-06-30", "54000"), []Report{said("grain", "2024-04-30", "1100"), said("grain", "2024-05-31", "30000")}, "ahead"},
		{"a harvest that is a little early", said("grain", "2024-06-30", "40000"), []Report{said("grain", "2024-04-30", "1100"), said("grain", "2024-05-31", "30000")}, ""},
		{"what was far ahead already", said("grain", "2024-07-31", "55000"), []Report{said("grain", "2024-06-30", "54000")}, ""},
		{"after nothing anything is growth", said("schools", "2024-11-30", "5"), []Report{said("schools", "2024-06-30", "0")}, ""},
		{"a tenth of a level", said("waste", "2024-06-30", "9.5"), []Report{said("waste", "2024-05-31", "95")}, "jump"},
		{"a rate thirty points from the one before", said("waste", "2024-06-30", "64"), []Report{said("waste", "2024-05-31", "95")}, "jump"},
		{"triệu written as tỷ", said("revenue", "2024-06-30", "95200"), []Report{said("revenue", "2024-05-31", "76")}, "unit-slip 95.2"},
		{"triệu written as tỷ, the first figure", said("revenue", "2024-06-30", "95200"), nil, "unit-slip 95.2"},
		{"đồng written as tỷ", said("revenue", "2024-06-30", "95200000000"), nil, "unit-slip 95.2"},
		{"tỷ written as nghìn tỷ", said("revenue", "2024-06-30", "0.0952"), []Report{said("revenue", "2024-05-31", "76")}, "unit-slip 95.2"},
		{"by the season where nothing was before", said("revenue", "2024-06-30", "0.0952"), nil, "unit-slip 95.2"},
		{"by the target for a state", said("per-hectare", "2024-06-30", "0.0945"), nil, "unit-slip 94.5"},
		{"đồng for triệu đồng per hectare", said("per-hectare", "2024-06-30", "94500"), nil, "unit-slip 94.5"},
		{"a small total that no unit explains", said("revenue", "2024-06-30", "0.5"), []Report{said("revenue", "2024-05-31", "76")}, "fall"},
		{"a large total that no unit explains", said("revenue", "2024-06-30", "450000"), nil, "above-target"},
		{"more than three times the target", said("revenue", "2024-06-30", "600"), nil, "above-target"},
		{"more than three times a unit's part", saidBy("east", "schools", "2024-06-30", "7"), nil, "above-target"},
		{"three times the target is not more", said("revenue", "2024-12-01", "580.95"), nil, ""},
		{"all of the target in June", said("revenue", "2024-06-30", "193.65"), nil, "early"},
		{"just short of it", said("revenue", "2024-06-30", "193.64"), nil, ""},
		{"all of it when the season expects nearly all", said("revenue", "2024-12-05", "193.65"), nil, "future"},
		{"all of it as before", said("revenue", "2024-07-31", "200"), []Report{said("revenue", "2024-06-30", "194")}, ""},
		{"all schools before any is asked", said("schools", "2024-06-30", "7"), nil, "early"},
		{"all of a unit's part", saidBy("east", "schools", "2024-06-30", "2"), nil, "early"},
		{"a level may meet its target at any time", said("waste", "2024-01-31", "96"), nil, ""},
		{"three times the best gain of a month, and more", said("revenue", "2024-06-30", "145"), []Report{said("revenue", "2024-04-30", "60"), said("revenue", "2024-05-31", "76")}, "surge"},
		{"three times the best gain is not more", said("revenue", "2024-05-31", "105"), []Report{said("revenue", "2024-04-30", "60")}, ""},
		{"a small gain in a day", said("revenue", "2024-06-01", "85.6"), []Report{said("revenue", "2024-05-24", "75"), said("revenue", "2024-05-31", "76")}, ""},
		{"a larger one in a day", said("revenue", "2024-06-01", "87.5"), []Report{said("revenue", "2024-05-24", "75"), said("revenue", "2024-05-31", "76")}, "surge"},
		{"a day is no shorter than what lay between reports", said("revenue", "2024-06-01", "90"), []Report{said("revenue", "2024-04-30", "60"), said("revenue", "2024-05-31", "76")}, ""},
		{"three schools may come at once", said("schools", "2024-10-01", "3"), []Report{said("schools", "2024-09-30", "0")}, ""},
		{"four may not where none ever came", said("schools", "2024-09-02", "4"), []Report{said("schools", "2024-09-01", "0")}, "surge"},
		{"above the target as before", said("revenue", "2024-07-31", "650"), []Report{said("revenue", "2024-06-30", "600")}, ""},
		{"a state of more than three times the target", said("per-hectare", "2024-06-30", "960"), nil, "above-target"},
		{"a unit without a part has nothing to be above of", saidBy("west", "schools", "2024-06-30", "900"), nil, ""},
		{"a rate above 100", said("waste", "2024-06-30", "100.1"), nil, "outside-rate"},
		{"a rate below 0", said("waste", "2024-06-30", "-1"), nil, "outside-rate"},
		{"the ends of a rate are inside", said("waste", "2024-06-30", "100"), nil, ""},
		{"less than nothing", said("revenue", "2024-01-15", "-3"), nil, "negative"},
		{"half a school", said("schools", "2024-06-30", "2.5"), nil, "fraction"},
		{"as of tomorrow", said("revenue", "2024-12-02", "95"), nil, "future"},
		{"as of last year", said("revenue", "2023-12-31", "198"), nil, "outside-year"},
		{"as of next year", said("services", "2025-01-02", "99"), nil, "future outside-year"},
		{"the same again", said("revenue", "2024-06-30", "95"), []Report{other(said("revenue", "2024-06-30", "95"))}, "duplicate"},
		{"the same as of another day is news", said("waste", "2024-06-30", "95"), []Report{said("waste", "2024-05-31", "95")}, ""},
		{"an estimate that becomes final is news", said("revenue", "2024-06-30", "95"), []Report{estimate(other(said("revenue", "2024-06-30", "95")))}, ""},
		{"a final figure may be less than its estimate", said("revenue", "2024-06-30", "94"), []Report{estimate(said("revenue", "2024-06-30", "95"))}, ""},
		{"an estimate may not be less than the final figure", estimate(said("revenue", "2024-06-30", "94")), []Report{said("revenue", "2024-06-30", "95")}, "fall"},
		{"a confirmation is news", confirmed(said("revenue", "2024-06-30", "95")), []Report{other(said("revenue", "2024-06-30", "95"))}, ""},
		{"a confirmation twice is not", confirmed(said("revenue", "2024-06-30", "95")), []Report{confirmed(other(said("revenue", "2024-06-30", "95")))}, "duplicate"},
		{"what was confirmed already is not", said("revenue", "2024-06-30", "95"), []Report{confirmed(other(said("revenue", "2024-06-30", "95")))}, "duplicate"},
		{"a confirmed figure may be less than the reported one", confirmed(said("revenue", "2024-06-30", "90")), []Report{said("revenue", "2024-06-30", "95")}, ""},
		{"but not less than an earlier day's", confirmed(said("revenue", "2024-06-30", "70")), []Report{said("revenue", "2024-05-31", "76")}, "fall"},
		{"nor of another size", confirmed(said("revenue", "2024-06-30", "950")), []Report{said("revenue", "2024-06-30", "95")}, "jump"},
		{"the same increment again", increment(said("revenue", "2024-06-30", "98.2"), "3.2"), []Report{increment(said("revenue", "2024-06-30", "95"), "3.2")}, "duplicate"},
		{"another increment", increment(said("revenue", "2024-06-30", "97"), "2"), []Report{increment(said("revenue", "2024-06-30", "95"), "3.2")}, ""},
		{"a correction is not held against what it corrects", replacing(said("revenue", "2024-06-30", "70"), said("revenue", "2024-06-30", "700")), []Report{said("revenue", "2024-06-30", "700")}, ""},
		{"nor against itself", said("revenue", "2024-06-30", "95"), []Report{said("revenue", "2024-06-30", "95")}, ""},
		{"a retraction has no value", Report{Indicator: "revenue", Retracts: "x", Value: amount("-1")}, nil, ""},
		{"an unknown indicator", said("weather", "2024-06-30", "-1"), nil, ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			var got []string
			for _, d := range Doubts(district(), tc.before, &tc.report, day("2024-12-01")) {
				s := string(d.Kind)
				if d.Suggested != nil {
					s += fmt.Sprintf(" %s", d.Suggested)
				}
				got = append(got, s)
			}
			if s := strings.Join(got, " "); s != tc.want {
				t.Errorf("doubts %q, want %q", s, tc.want)
			}
		})
	}
}

func TestDoubtsCarryTheFigureBefore(t *testing.T) {
	before := []Report{said("revenue", "2024-04-30", "60"), said("revenue", "2024-05-31", "76")}
	r := said("revenue", "2024-06-30", "70")
	d := Doubts(district(), before, &r, day("2024-07-01"))
	if len(d) != 1 || d[0].Previous == nil || !d[0].Previous.Equal(NewAmount(76)) || d[0].AsOf != day("2024-05-31") {
		t.Errorf("doubts = %+v, want one against 76 as of 31 May", d)
	}
}

func other(r Report) Report {
	r.ID += "/other"
	return r
}

func increment(r Report, by string) Report {
	r.ID += ReportID("+" + by)
	r.Increment = pointer(by)
	return r
}

func replacing(r, old Report) Report {
	r.Replaces = old.ID
	return r
}
