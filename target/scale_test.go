package target

import (
	"fmt"
	"strings"
	"testing"
)

func TestLookupScale(t *testing.T) {
	for _, tc := range []struct{ rule, unit, want string }{
		{"tỷ is money", "ty", "money 1000000000"},
		{"tỉ is tỷ", "ti", "money 1000000000"},
		{"triệu", "trieu", "money 1000000"},
		{"tr is triệu", "tr", "money 1000000"},
		{"đồng is the base of money", "dong", "money 1"},
		{"a money word before đồng", "ty dong", "money 1000000000"},
		{"nghìn multiplies and measures nothing", "nghin", "1000"},
		{"ngàn", "ngan", "1000"},
		{"vạn", "van", "10000"},
		{"ribu", "ribu", "1000"},
		{"thousand", "thousand", "1000"},
		{"nghìn tỷ", "nghin ty", "money 1000000000000"},
		{"nghìn tỷ đồng", "nghin ty dong", "money 1000000000000"},
		{"miliar", "miliar", "money 1000000000"},
		{"juta", "juta", "money 1000000"},
		{"triliun", "triliun", "money 1000000000000"},
		{"billion", "billion", "money 1000000000"},
		{"bn", "bn", "money 1000000000"},
		{"million", "million", "money 1000000"},
		{"m is million, miliar and metre", "m", "money 1000000; money 1000000000; length 1"},
		{"tấn", "tan", "mass 1000"},
		{"nghìn tấn", "nghin tan", "mass 1000000"},
		{"vạn tấn", "van tan", "mass 10000000"},
		{"triệu tấn is mass, not money", "trieu tan", "mass 1000000000"},
		{"tạ", "ta", "mass 100"},
		{"yến", "yen", "mass 10"},
		{"kilogram", "kg", "mass 1"},
		{"tonnes", "tonnes", "mass 1000"},
		{"kuintal is tạ", "kuintal", "mass 100"},
		{"hectare", "ha", "area 10000"},
		{"square metre", "m2", "area 1"},
		{"kilometre", "km", "length 1000"},
		{"percent sign", "%", "percent 1"},
		{"phần trăm", "phan tram", "percent 1"},
		{"persen", "persen", "percent 1"},
		{"percent", "percent", "percent 1"},
		{"a ratio has its denominator", "trieu dong/ha", "money 1000000/ha"},
		{"tạ/ha is a yield", "ta/ha", "mass 100/ha"},
		{"a bare multiplier has no denominator", "nghin/ha", ""},
		{"percent is not multiplied", "nghin %", ""},
		{"tấn does not multiply", "tan dong", ""},
		{"unknown words", "con", ""},
		{"a known word behind an unknown one", "con tan", ""},
		{"nothing", "", ""},
		{"a denominator alone", "/ha", ""},
		{"too many words", "nghin nghin nghin nghin ty", ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			var got []string
			for _, s := range LookupScale(tc.unit) {
				text := strings.TrimSpace(fmt.Sprintf("%s %s", s.Dimension, s.Factor))
				if s.Per != "" {
					text += "/" + s.Per
				}
				got = append(got, text)
			}
			if s := strings.Join(got, "; "); s != tc.want {
				t.Errorf("LookupScale(%q) = %q, want %q", tc.unit, s, tc.want)
			}
		})
	}
}

func TestLookupScaleResultIsTheCallers(t *testing.T) {
	LookupScale("ty")[0].Factor = NewAmount(1)
	if got := LookupScale("ty")[0].Factor; !got.Equal(NewAmount(1e9)) {
		t.Errorf("a caller's change reached the table: %s", got)
	}
}
