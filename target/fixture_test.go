package target

import "github.com/shopspring/decimal"

// amount reads a plain decimal of a test.
func amount(s string) Amount { return decimal.RequireFromString(s) }

func pointer(s string) *Amount {
	a := amount(s)
	return &a
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
