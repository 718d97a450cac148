package target_test

import (
	"errors"
	"fmt"
	"time"

	"chitieu/target"
)

// revenue is budget revenue as a plan holds it: 193.65 tỷ đồng over a year in
// which half of it has usually come in by the end of June.
func revenue() target.Indicator {
	half, whole := target.NewAmount(50), target.NewAmount(100)
	return target.Indicator{
		ID: "revenue",
		Measure: target.Measure{
			Dimension: target.DimensionMoney, Factor: target.NewAmount(1_000_000_000), Decimals: 2,
			Names: map[target.Lang]string{target.Vietnamese: "tỷ đồng", target.English: "billion dong"},
		},
		Target: target.NewAmount(19365).Shift(-2), Comparison: target.AtLeast, Kind: target.Flow,
		Pace: target.Pace{Kind: target.Monthly, Monthly: [12]*target.Amount{time.June - 1: &half, time.December - 1: &whole}},
	}
}

func ExampleParseNumber() {
	for _, text := range []string{"10.230,09", "120.5", "193.650"} {
		readings, err := target.ParseNumber(text, target.Vietnamese)
		fmt.Println(text, readings, err)
	}
	// Output:
	// 10.230,09 [10230.09] <nil>
	// 120.5 [120.5] <nil>
	// 193.650 [193650 193.65] <nil>
}

func ExampleParseAmount() {
	ind := revenue()
	for _, text := range []string{"120,5 tỷ", "193.650 triệu", "2 tỷ rưỡi", "193.650"} {
		amount, err := target.ParseAmount(text, target.Vietnamese, &ind)
		fmt.Println(text, "=", amount, err)
	}
	// Output:
	// 120,5 tỷ = 120.5 <nil>
	// 193.650 triệu = 193.65 <nil>
	// 2 tỷ rưỡi = 2.5 <nil>
	// 193.650 = 193.65 <nil>
}

// Where two readings are plausible nobody guesses: the error holds both.
func ExampleParseAmount_ambiguous() {
	ind := revenue()
	_, err := target.ParseAmount("1.936", target.Vietnamese, &ind)
	if e, ok := errors.AsType[*target.AmountError](err); ok {
		fmt.Println(e.Key, e.Readings)
	}
	// Output: ambiguous [1936 1.936]
}

func ExampleMeasure_Format() {
	ind := revenue()
	fmt.Println(ind.Measure.Format(target.NewAmount(1023009).Shift(-2), target.Vietnamese))
	fmt.Println(ind.Measure.Format(target.NewAmount(1023009).Shift(-2), target.English))
	// Output:
	// 10.230,09 tỷ đồng
	// 10,230.09 billion dong
}

func ExampleEvaluate() {
	plan := &target.Plan{
		Year:       2024,
		Thresholds: target.Thresholds{AtRisk: target.NewAmount(2), Lagging: target.NewAmount(5)},
		Indicators: []target.Indicator{revenue()},
	}
	june := target.NewDate(2024, time.June, 30)
	reports := []target.Report{{ID: "1", Indicator: "revenue", Value: target.NewAmount(90), AsOf: june}}
	p := target.Evaluate(plan, target.Standing(reports), plan.Indicator("revenue"), target.Locality, june)
	fmt.Println(p.Status, p.Reason)
	fmt.Println(target.FormatPercent(*p.Percent, target.Vietnamese), "of", target.FormatPercent(*p.ExpectedPercent, target.Vietnamese))
	// Output:
	// at-risk short
	// 46,48% of 50%
}

func ExamplePeriod_AsOf() {
	said := target.NewDate(2024, time.July, 1)
	june := target.Period{Kind: target.Month, Year: 2024, N: 6}
	fmt.Println(june.AsOf(said), june.Reporting()) // "số liệu tháng 6"
	june.ToEnd = true
	fmt.Println(june.AsOf(said), june.Reporting()) // "đến hết tháng 6"
	// Output:
	// 2024-06-30 2024-06-14
	// 2024-06-30
}

func ExampleDoubts() {
	plan := &target.Plan{Year: 2024, Indicators: []target.Indicator{revenue()}}
	today := target.NewDate(2024, time.July, 1)
	before := []target.Report{{ID: "1", Indicator: "revenue", Value: target.NewAmount(76), AsOf: target.NewDate(2024, time.May, 31)}}
	report := target.Report{Indicator: "revenue", Value: target.NewAmount(95200), AsOf: today}
	for _, d := range target.Doubts(plan, before, &report, today) {
		fmt.Println(d.Kind, "was", d.Previous, "perhaps", d.Suggested)
	}
	// Output: unit-slip was 76 perhaps 95.2
}
