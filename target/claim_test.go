package target

import (
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

func TestContradictions(t *testing.T) {
	shares := func(said ...string) Claims {
		var c Claims
		for _, s := range said {
			c.Shares = append(c.Shares, amount(s))
		}
		return c
	}
	gain := func(by string, percent bool, over GainOver) Claims {
		return Claims{Gains: []Gain{{Amount: amount(by), Percent: percent, Over: over}}}
	}
	during := func(by, from, to string) Claims {
		return Claims{Gains: []Gain{{Amount: amount(by), Over: OverPeriod, From: day(from), To: day(to)}}}
	}
	may := []Report{said("revenue", "2024-05-31", "76")}
	weeks := append([]Report{said("revenue", "2024-06-14", "80")}, may...)
	for _, tc := range []struct {
		rule   string
		report Report
		before []Report
		claims Claims
		want   DoubtKind
	}{
		{"the share that it is", said("revenue", "2024-06-30", "90.4"), nil, shares("46.7"), ""},
		{"rounded to a whole", said("revenue", "2024-06-30", "90.4"), nil, shares("47"), ""},
		{"cut off to a whole", said("revenue", "2024-06-30", "90.4"), nil, shares("46"), ""},
		{"to two decimals", said("revenue", "2024-06-30", "90.4"), nil, shares("46.68"), ""},
		{"a tenth off", said("revenue", "2024-06-30", "90.4"), nil, shares("46.8"), DoubtShare},
		{"figures swapped", said("revenue", "2024-06-30", "90.9"), nil, shares("64.9"), DoubtShare},
		{"one of two plans", said("revenue", "2024-06-30", "90.4"), nil, shares("50.2", "46.7"), ""},
		{"none of two", said("revenue", "2024-06-30", "90.4"), nil, shares("50.2", "60.7"), DoubtShare},
		{"of a unit's own part", saidBy("east", "schools", "2024-11-30", "1"), nil, shares("50"), ""},
		{"a unit without a part has no share", saidBy("west", "schools", "2024-11-30", "1"), nil, shares("90"), ""},
		{"a part of it", said("revenue", "2024-06-30", "90.4"), nil, Claims{Parts: []Amount{NewAmount(20)}}, ""},
		{"parts that are more than all", said("revenue", "2024-06-30", "90.4"), nil, Claims{Parts: []Amount{NewAmount(60), NewAmount(40)}}, DoubtPart},
		{"a part that is more than all", said("revenue", "2024-06-30", "90.4"), nil, Claims{Parts: []Amount{NewAmount(20), NewAmount(120)}}, DoubtPart},
		{"a rate's part may be above it", said("waste", "2024-06-30", "92"), nil, Claims{Parts: []Amount{NewAmount(97)}}, ""},
		{"as much more than the last", said("revenue", "2024-06-30", "90.4"), may, gain("14.4", false, OverLast), ""},
		{"another amount", said("revenue", "2024-06-30", "90.4"), may, gain("10.4", false, OverLast), DoubtGain},
		{"less than the last, as said", said("revenue", "2024-06-30", "74"), may, gain("-2", false, OverLast), ""},
		{"nothing to be more than", said("revenue", "2024-06-30", "90.4"), nil, gain("10.4", false, OverLast), ""},
		{"percent of the last", said("revenue", "2024-06-30", "91.2"), may, gain("20", true, OverLast), ""},
		{"points of a rate", said("waste", "2024-06-30", "92.6"), []Report{said("waste", "2024-05-31", "91.8")}, gain("0.8", false, OverLast), ""},
		{"other points", said("waste", "2024-06-30", "92.6"), []Report{said("waste", "2024-05-31", "91.8")}, gain("1.8", false, OverLast), DoubtGain},
		{"percent of a rate may be points", said("waste", "2024-06-30", "92.6"), []Report{said("waste", "2024-05-31", "91.8")}, gain("1.8", true, OverLast), ""},
		{"last year's day is not known", said("revenue", "2024-06-30", "90.4"), may, gain("8", true, OverSamePeriod), ""},
		{"last year's day was reported", said("revenue", "2024-06-30", "90.4"), []Report{said("revenue", "2023-06-30", "83.7")}, gain("8", true, OverSamePeriod), ""},
		{"and differs", said("revenue", "2024-06-30", "90.4"), []Report{said("revenue", "2023-06-30", "83.7")}, gain("12", true, OverSamePeriod), DoubtGain},
		{"another day of last year says nothing", said("revenue", "2024-06-30", "90.4"), []Report{said("revenue", "2023-06-28", "83.7")}, gain("12", true, OverSamePeriod), ""},
		{"the whole of last year", said("revenue", "2024-12-31", "203.94"), nil, gain("3", true, OverSamePeriod), ""},
		{"the whole of last year differs", said("revenue", "2024-12-31", "203.94"), nil, gain("30", true, OverSamePeriod), DoubtGain},
		{"more than in a month", said("revenue", "2024-06-30", "90.4"), may, during("14.4", "2024-05-01", "2024-05-31"), ""},
		{"another amount than in it", said("revenue", "2024-06-30", "90.4"), may, during("8", "2024-05-01", "2024-05-31"), DoubtGain},
		{"one of the figures of the days has to fit", said("revenue", "2024-06-30", "90.4"), weeks, during("14.4", "2024-05-01", "2024-06-29"), ""},
		{"none of them does", said("revenue", "2024-06-30", "90.4"), weeks, during("9", "2024-05-01", "2024-06-29"), DoubtGain},
		{"days without a figure say nothing", said("revenue", "2024-06-30", "90.4"), may, during("8", "2024-06-01", "2024-06-28"), ""},
		{"a day after it is no base", said("revenue", "2024-05-30", "75"), may, during("8", "2024-05-01", "2024-05-31"), ""},
		{"an older half-year is no base", said("product", "2024-06-30", "4800"), nil, gain("50", true, OverSamePeriod), ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			var got DoubtKind
			for _, d := range Contradictions(district(), tc.before, &tc.report, tc.claims) {
				got += d.Kind
			}
			if got != tc.want {
				t.Errorf("contradictions %q, want %q", got, tc.want)
			}
		})
	}
}

func TestAShareThatWasRoundedIsNeverDoubted(t *testing.T) {
	plan := district()
	rapid.Check(t, func(t *rapid.T) {
		r := said("revenue", "2024-06-30", decimal.New(rapid.Int64Range(1, 400_000).Draw(t, "value"), -3).String())
		share, places := *percentOf(r.Value, plan.Indicator("revenue").Target), rapid.Int32Range(0, 2).Draw(t, "places")
		for _, said := range []Amount{share.Round(places), share.Truncate(places)} {
			if d := Contradictions(plan, nil, &r, Claims{Shares: []Amount{said}}); d != nil {
				t.Errorf("%s, %s%% of the plan, is doubted as %s%%", r.Value, share, said)
			}
		}
		off := share.Round(places).Add(decimal.New(rapid.Int64Range(2, 500).Draw(t, "off"), -places))
		if d := Contradictions(plan, nil, &r, Claims{Shares: []Amount{off}}); len(d) != 1 || d[0].Kind != DoubtShare {
			t.Errorf("%s is %s%% of the plan, and %s%% is believed: %+v", r.Value, share, off, d)
		}
	})
}

func TestAGainOverTheLastFigureIsBelievedOnlyIfSo(t *testing.T) {
	plan := district()
	rapid.Check(t, func(t *rapid.T) {
		before, now := rapid.Int64Range(1, 90_000).Draw(t, "before"), rapid.Int64Range(1, 90_000).Draw(t, "now")
		said1 := said("revenue", "2024-05-31", decimal.New(before, -3).String())
		r := said("revenue", "2024-06-30", decimal.New(now, -3).String())
		off := rapid.Int64Range(-5, 5).Draw(t, "off")
		claims := Claims{Gains: []Gain{{Amount: decimal.New(now-before+off, -3), Over: OverLast}}}
		if d := Contradictions(plan, []Report{said1}, &r, claims); (d == nil) != (off == 0) {
			t.Errorf("%s after %s, said to be %s more: %+v", r.Value, said1.Value, claims.Gains[0].Amount, d)
		}
	})
}

func TestAnyOrderOfReportsRaisesTheSameDoubts(t *testing.T) {
	plan := district()
	rapid.Check(t, func(t *rapid.T) {
		var before []Report
		for i := range rapid.IntRange(0, 8).Draw(t, "reports") {
			r := said("revenue", drawDay(t, "day").String(), decimal.New(rapid.Int64Range(0, 250_000).Draw(t, "value"), -3).String())
			r.ID = ReportID(rune('a' + i))
			if at := Latest(before, "revenue", Locality, r.AsOf); at == nil || at.AsOf != r.AsOf {
				before = append(before, r)
			}
		}
		r := said("revenue", drawDay(t, "said of").String(), decimal.New(rapid.Int64Range(0, 250_000).Draw(t, "said"), -3).String())
		r.ID = "new"
		want := Doubts(plan, before, &r, day("2024-12-31"))
		for _, order := range [][]Report{rapid.Permutation(before).Draw(t, "order")} {
			got := Doubts(plan, order, &r, day("2024-12-31"))
			if len(got) != len(want) || len(got) > 0 && got[0].Kind != want[0].Kind {
				t.Errorf("%+v in another order is doubted as %+v, was %+v", r, got, want)
			}
		}
	})
}

func TestPossible(t *testing.T) {
	growth := Indicator{Measure: Measure{Dimension: DimensionPercent}, Target: NewAmount(105)}
	rate := Indicator{Measure: Measure{Dimension: DimensionPercent}, Target: NewAmount(95)}
	total := revenue()
	for _, tc := range []struct {
		ind   *Indicator
		value string
		want  bool
	}{
		{&rate, "0", true}, {&rate, "100", true}, {&rate, "100.01", false}, {&rate, "-0.1", false},
		{&growth, "140", true}, {&growth, "-1", false}, {&total, "5000", true}, {&total, "-1", true},
	} {
		if got := tc.ind.Possible(amount(tc.value)); got != tc.want {
			t.Errorf("%s of a target of %s: %v", tc.value, tc.ind.Target, got)
		}
	}
}
