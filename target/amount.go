package target

import "github.com/shopspring/decimal"

// Amount is an exact decimal in the measure of its indicator (tỷ đồng, tấn, %…).
// Never a float: 0.1 tỷ is a hundred million đồng to the last đồng.
type Amount = decimal.Decimal

// Hundred is 100 %, the whole of a plan.
var Hundred = NewAmount(100)

// Dimension says which written units can be converted into a measure.
type Dimension string

// The dimensions that amounts are written in. Count is of whole things
// (schools, households); DimensionPercent is a rate from 0 to 100.
const (
	DimensionMoney   Dimension = "money"   // base unit: đồng
	DimensionMass    Dimension = "mass"    // base unit: kilogram
	DimensionArea    Dimension = "area"    // base unit: square metre
	DimensionLength  Dimension = "length"  // base unit: metre
	DimensionCount   Dimension = "count"   // base unit: one
	DimensionPercent Dimension = "percent" // base unit: one hundredth
)

// Measure is the unit in which an indicator is planned, reported and printed.
type Measure struct {
	Dimension Dimension
	// Per is the denominator of a ratio ("ha" in triệu đồng/ha), "" for none.
	Per string
	// Factor is how many base units of the dimension one measure unit holds:
	// 10^9 for tỷ đồng, 1000 for tấn, 1 for schools and percent.
	Factor Amount
	// Names are as printed behind a number, by language ("tỷ đồng"; "%" for rates).
	Names map[Lang]string
	// Singular are the names behind exactly one, where a language has another
	// word for it: "school". What is missing is as in Names.
	Singular map[Lang]string
	// Decimals is the most that is printed; stored amounts keep all of theirs.
	Decimals int32
}

// Whole reports whether a fraction of the measure makes no sense.
func (m Measure) Whole() bool { return m.Dimension == DimensionCount }

// Convert turns base units of m's dimension into measure units: exactly if the
// factor is a power of ten, else to sixteen decimals. A zero Factor is one.
func (m Measure) Convert(base Amount) Amount {
	zeros := int32(m.Factor.NumDigits() - 1)
	switch {
	case m.Factor.IsZero():
		return base
	case m.Factor.Equal(decimal.New(1, zeros)):
		return base.Shift(-zeros)
	default:
		return base.Div(m.Factor)
	}
}

// NewAmount returns the whole number n.
func NewAmount(n int64) Amount { return decimal.NewFromInt(n) }
