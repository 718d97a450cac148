package target

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"
)

// Scale is what a written unit word stands for.
type Scale struct {
	// Dimension is what is measured; "" for a bare multiplier ("nghìn", "ribu")
	// that counts whatever comes next.
	Dimension Dimension
	// Per is the denominator of a ratio ("ha" in "triệu/ha"), "" for none.
	Per string
	// Factor is how many base units of the dimension one of it is, for a bare
	// multiplier how many times what comes next.
	Factor Amount
	// Multiplies is set when the word may stand before another unit: "triệu"
	// is money alone and a million of tonnes in "triệu tấn".
	Multiplies bool
}

// maxScaleWords bounds a unit's words: "nghìn tỷ đồng".
const maxScaleWords = 4

// LookupScale returns what a written unit may stand for, nil if it is not
// known. folded is in lower case without marks, words apart by one space; it
// may hold multipliers before the unit and a denominator behind it: "ty",
// "nghin ty", "ty dong", "nghin tan", "trieu dong/ha", "phan tram".
// Several are returned where languages differ ("m"), the likelier first.
func LookupScale(folded string) []Scale {
	if whole := scales[folded]; whole != nil || !strings.ContainsAny(folded, " /") {
		return slices.Clone(whole) // most are one word, of which nothing has to be composed
	}
	unit, per, _ := strings.Cut(folded, "/")
	words := strings.Fields(unit)
	if len(words) == 0 || len(words) > maxScaleWords {
		return nil
	}
	out := composeScale(words)
	if per = strings.TrimSpace(per); per != "" {
		out = withPer(out, per)
	}
	return out
}

// composeScale reads multipliers and a unit from the right to the left.
func composeScale(words []string) []Scale {
	if whole := scales[strings.Join(words, " ")]; whole != nil {
		return slices.Clone(whole)
	}
	times := slices.IndexFunc(scales[words[0]], func(s Scale) bool { return s.Multiplies })
	if times < 0 || len(words) < 2 {
		return nil
	}
	var out []Scale
	for _, unit := range composeScale(words[1:]) {
		if unit.Dimension != DimensionPercent {
			unit.Factor = scales[words[0]][times].Factor.Mul(unit.Factor)
			out = append(out, unit)
		}
	}
	return out
}

func withPer(scales []Scale, per string) []Scale {
	out := make([]Scale, 0, len(scales))
	for _, s := range scales {
		if s.Dimension != "" && s.Dimension != DimensionPercent {
			s.Per, s.Multiplies = per, false
			out = append(out, s)
		}
	}
	return out
}

// tens returns 10^n.
func tens(n int32) Amount { return decimal.New(1, n) }

// scales are the unit words of the three languages, folded. The big money
// words multiply too; units of mass, area and length do not.
var scales = buildScales()

func buildScales() map[string][]Scale {
	times := func(n int32) Scale { return Scale{Factor: tens(n), Multiplies: true} }
	money := func(n int32) Scale { return Scale{Dimension: DimensionMoney, Factor: tens(n), Multiplies: true} }
	unit := func(d Dimension, factor int64) Scale { return Scale{Dimension: d, Factor: NewAmount(factor)} }
	out := make(map[string][]Scale)
	for _, entry := range []struct {
		words string // apart by commas
		scale Scale
	}{
		{"nghin,ngan,ribu,rb,thousand,thousands,k", times(3)},
		{"van", times(4)},
		{"trieu,tr,juta,jt,million,millions,mil,m", money(6)},
		{"ty,ti,miliar,milyar,billion,billions,bn,m", money(9)},
		{"triliun,trillion", money(12)},
		{"dong,vnd", unit(DimensionMoney, 1)},
		{"tan,ton,tons,tonne,tonnes", unit(DimensionMass, 1000)},
		{"ta,kuintal,kwintal,quintal,quintals", unit(DimensionMass, 100)},
		{"yen", unit(DimensionMass, 10)},
		{"kg,kilogram,kilograms", unit(DimensionMass, 1)},
		{"ha,hecta,hektar,hektare,hectare,hectares", unit(DimensionArea, 10_000)},
		{"sao", unit(DimensionArea, 500)}, // of central Vietnam
		{"m2", unit(DimensionArea, 1)},
		{"km2", unit(DimensionArea, 1_000_000)},
		{"km", unit(DimensionLength, 1000)},
		{"m", unit(DimensionLength, 1)},
		{"%,phan tram,persen,percent,per cent,pct", unit(DimensionPercent, 1)},
	} {
		for word := range strings.SplitSeq(entry.words, ",") {
			out[word] = append(out[word], entry.scale)
		}
	}
	return out
}
