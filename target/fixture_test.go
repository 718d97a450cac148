package target

import (
	"time"

	"github.com/shopspring/decimal"
)

// amount reads a plain decimal of a test.
func amount(s string) Amount { return decimal.RequireFromString(s) }

func pointer(s string) *Amount {
	a := amount(s)
	return &a
}

// day reads YYYY-MM-DD.
func day(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func billionDong() Measure {
	return Measure{
		Dimension: DimensionMoney, Factor: NewAmount(1e9), Decimals: 2,
		Names: map[Lang]string{Vietnamese: "tỷ đồng", Indonesian: "miliar dong", English: "billion dong"},
	}
}

func percentMeasure() Measure {
	return Measure{
		Dimension: DimensionPercent, Factor: NewAmount(1), Decimals: 2,
		Names: map[Lang]string{Vietnamese: "%", Indonesian: "%", English: "%"},
	}
}

// district is a small plan with one indicator of every kind and pace.
func district() *Plan {
	return &Plan{
		ID: "district-2024", Year: 2024,
		Thresholds: Thresholds{AtRisk: NewAmount(2), Lagging: NewAmount(5)},
		Indicators: []Indicator{
			product(), revenue(), grain(), perHectare(), schools(), villages(), waste(), services(), communes(), fires(),
		},
		Units: []Unit{
			{ID: "finance", Kind: Agency}, {ID: "farming", Kind: Agency}, {ID: "education", Kind: Agency},
			{ID: "east", Kind: Commune}, {ID: "west", Kind: Commune},
			{ID: "old", Kind: Commune, Until: day("2023-12-31")},
		},
		Calendar: holidays2024(),
	}
}

func product() Indicator {
	return Indicator{
		ID: "product", Measure: billionDong(), Target: amount("10230.09"), Comparison: AtLeast,
		Kind: Flow, RollUp: Direct, Lead: "finance", StaleAfter: 120,
		Pace:     Pace{Kind: Monthly, Monthly: shares("", "", "21", "", "", "47", "", "", "72", "", "", "100")},
		Baseline: &Past{Year: 2023, Value: amount("8850.26")},
		History: []Past{
			{Year: 2020, Half: true, Value: amount("2919.8")},
			{Year: 2022, Half: true, Value: amount("4186.48")},
			{Year: 2022, Value: amount("7721.39"), Derived: true},
		},
	}
}

func revenue() Indicator {
	return Indicator{
		ID: "revenue", Measure: billionDong(), Target: amount("193.65"), Comparison: AtLeast,
		Kind: Flow, RollUp: Direct, Lead: "finance", StaleAfter: 45,
		Pace:     Pace{Kind: Monthly, Monthly: shares("10", "15", "23", "31", "39", "48", "57", "64", "72", "81", "90", "100")},
		Baseline: &Past{Year: 2023, Value: amount("198")},
	}
}

func grain() Indicator {
	return Indicator{
		ID:      "grain",
		Measure: Measure{Dimension: DimensionMass, Factor: NewAmount(1000), Decimals: 2, Names: map[Lang]string{Vietnamese: "tấn", English: "tonnes"}},
		Target:  NewAmount(55853), Comparison: MoreThan,
		Kind: Flow, RollUp: Sum, Lead: "farming", StaleAfter: 45,
		Pace:       Pace{Kind: Monthly, Monthly: shares("0", "1", "1", "2", "45", "56", "57", "68", "97", "98", "99", "100")},
		Baseline:   &Past{Year: 2023, Value: amount("57198.8")},
		Allocation: map[UnitID]Amount{"east": NewAmount(30000), "west": NewAmount(25853)},
	}
}

func perHectare() Indicator {
	return Indicator{
		ID:      "per-hectare",
		Measure: Measure{Dimension: DimensionMoney, Per: "ha", Factor: NewAmount(1e6), Decimals: 2, Names: map[Lang]string{Vietnamese: "triệu đồng/ha"}},
		Target:  Hundred, Comparison: AtLeast,
		Kind: Yearly, RollUp: Direct, Lead: "farming",
		Pace: Pace{Kind: Due, Due: []MonthDay{{time.September, 30}, {time.December, 14}}},
	}
}

func schools() Indicator {
	return Indicator{
		ID:      "schools",
		Measure: Measure{Dimension: DimensionCount, Factor: NewAmount(1), Names: map[Lang]string{Vietnamese: "trường", English: "schools"}},
		Target:  NewAmount(7), Comparison: AtLeast,
		Kind: Count, RollUp: Direct, Lead: "education",
		Pace: Pace{Kind: Milestones, Milestones: []Milestone{
			{MonthDay{time.September, 30}, NewAmount(2)},
			{MonthDay{time.October, 31}, NewAmount(4)},
			{MonthDay{time.December, 14}, NewAmount(7)},
		}},
		Stock:      &Whole{Count: 56, Names: map[Lang]string{Vietnamese: "trường"}},
		Allocation: map[UnitID]Amount{"east": NewAmount(2)},
	}
}

func villages() Indicator {
	return Indicator{
		ID: "villages", Measure: percentMeasure(), Target: amount("98.5"), Comparison: MoreThan,
		Kind: Yearly, RollUp: Direct, Lead: "education",
		Pace:  Pace{Kind: Due, Due: []MonthDay{{time.December, 14}}},
		Whole: &Whole{Count: 153, Names: map[Lang]string{Vietnamese: "thôn", English: "villages"}},
	}
}

func waste() Indicator {
	return Indicator{
		ID: "waste", Measure: percentMeasure(), Target: amount("95"), Comparison: MoreThan,
		Kind: Level, RollUp: Mean, Lead: "farming", StaleAfter: 45,
		Pace:       Pace{Kind: Milestones, Milestones: []Milestone{{MonthDay{time.January, 1}, amount("95")}}},
		Thresholds: &Thresholds{AtRisk: NewAmount(2), Lagging: NewAmount(5), NoImprovement: 90},
		Baseline:   &Past{Year: 2023, Value: amount("93.5")},
	}
}

func services() Indicator {
	return Indicator{
		ID: "services", Measure: percentMeasure(), Target: Hundred, Comparison: Exactly,
		Kind: Level, RollUp: Direct, Lead: "finance",
		Pace: Pace{Kind: Milestones, Milestones: []Milestone{
			{MonthDay{time.January, 1}, NewAmount(95)},
			{MonthDay{time.October, 1}, Hundred},
		}},
	}
}

func communes() Indicator {
	return Indicator{
		ID: "communes", Measure: percentMeasure(), Target: Hundred, Comparison: AtLeast,
		Kind: Yearly, RollUp: Share, Lead: "finance",
		Pace:  Pace{Kind: Due, Due: []MonthDay{{time.December, 14}}},
		Whole: &Whole{Count: 20, Names: map[Lang]string{Vietnamese: "xã"}},
	}
}

// fires is a ceiling: fewer is better.
func fires() Indicator {
	return Indicator{
		ID:      "fires",
		Measure: Measure{Dimension: DimensionCount, Factor: NewAmount(1), Names: map[Lang]string{Vietnamese: "vụ"}},
		Target:  NewAmount(12), Comparison: AtMost,
		Kind: Flow, RollUp: Direct, Lead: "finance",
		Pace: Pace{Kind: Linear},
	}
}

// shares reads cumulative percents at month ends, "" for none.
func shares(months ...string) (out [12]*Amount) {
	for i, s := range months {
		if s != "" {
			out[i] = pointer(s)
		}
	}
	return out
}

// said is a plain report of the whole locality.
func said(ind IndicatorID, on, value string) Report {
	return saidBy(Locality, ind, on, value)
}

func saidBy(unit UnitID, ind IndicatorID, on, value string) Report {
	return Report{
		ID: ReportID(string(ind) + "/" + string(unit) + "/" + on + "/" + value), Indicator: ind, Unit: unit,
		Value: amount(value), AsOf: day(on),
	}
}
