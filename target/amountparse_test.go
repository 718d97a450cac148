package target

import (
	"errors"
	"strings"
	"testing"
)

func TestParseAmount(t *testing.T) {
	for _, tc := range []struct {
		rule, text string
		lang       Lang
		ind        Indicator
		want       string
	}{
		{"a number alone is in the indicator's measure", "95.2", Vietnamese, revenue(), "95.2"},
		{"the measure's own unit", "120,5 tỷ", Vietnamese, revenue(), "120.5"},
		{"the measure's whole name", "120,5 tỷ đồng", Vietnamese, revenue(), "120.5"},
		{"no blank before the unit", "640tr", Vietnamese, revenue(), "0.64"},
		{"without marks", "120.5 ty", Vietnamese, revenue(), "120.5"},
		{"marks that combine", "120,5 ty\u0309", Vietnamese, revenue(), "120.5"},
		{"capitals", "120,5 TỶ ĐỒNG", Vietnamese, revenue(), "120.5"},
		{"triệu into tỷ", "193.650 triệu", Vietnamese, revenue(), "193.65"},
		{"đồng into tỷ, to the last đồng", "120.500.000.001 đồng", Vietnamese, revenue(), "120.500000001"},
		{"a bare multiplier of money is đồng", "500 nghìn", Vietnamese, revenue(), "0.0005"},
		{"nghìn tỷ", "9,3 nghìn tỷ", Vietnamese, product(), "9300"},
		{"Indonesian words", "120,5 miliar", Indonesian, revenue(), "120.5"},
		{"English words", "120.5 billion", English, revenue(), "120.5"},
		{"m may be miliar where a million is too little", "120.500 m", Vietnamese, revenue(), "120.5"},
		{"falling units add up", "2 tỷ 350 triệu", Vietnamese, revenue(), "2.35"},
		{"three falling units", "2 tỷ 350 triệu 500 nghìn", Vietnamese, revenue(), "2.3505"},
		{"rưỡi is half of the unit before it", "2 tỷ rưỡi", Vietnamese, revenue(), "2.5"},
		{"rưỡi in the last of several units", "2 tỷ 3 triệu rưỡi", Vietnamese, revenue(), "2.0035"},
		{"three digits go on after the unit", "120 tỷ 500", Vietnamese, revenue(), "120.5"},
		{"one digit goes on after the unit", "120ty5", Vietnamese, revenue(), "120.5"},
		{"decimals in the last part", "2 tỷ 350,5 triệu", Vietnamese, revenue(), "2.3505"},
		{"nghìn of the measure's unit", "56 nghìn tấn", Vietnamese, grain(), "56000"},
		{"vạn of the measure's unit", "5,5 vạn tấn", Vietnamese, grain(), "55000"},
		{"a bare multiplier counts the measure", "56 nghìn", Vietnamese, grain(), "56000"},
		{"tạ into tấn", "558.530 tạ", Vietnamese, grain(), "55853"},
		{"tấn and tạ", "5 tấn 2 tạ", Vietnamese, grain(), "5.2"},
		{"kilograms into tấn", "28.400.500 kg", Vietnamese, grain(), "28400.5"},
		{"thousands are read where they are usual", "28.400 tấn", Vietnamese, grain(), "28400"},
		{"decimals are read where thousands are absurd", "193.650", Vietnamese, revenue(), "193.65"},
		{"a triệu reading that is next to nothing is dropped", "1.936 triệu", Vietnamese, revenue(), "1.936"},
		{"whole things have no decimals", "1.234 trường", Vietnamese, bigCount(), "1234"},
		{"a ratio's short unit", "94,5 triệu/ha", Vietnamese, perHectare(), "94.5"},
		{"a ratio without its denominator", "94,5 triệu", Vietnamese, perHectare(), "94.5"},
		{"a percent sign behind a blank", "98,5 %", Vietnamese, villages(), "98.5"},
		{"phần trăm", "98,5 phần trăm", Vietnamese, villages(), "98.5"},
		{"persen", "98,5 persen", Indonesian, villages(), "98.5"},
		{"three decimals of a rate", "98.500 %", Vietnamese, villages(), "98.5"},
		{"a fraction of a rate is a percentage", "151/153", Vietnamese, villages(), "98.69"},
		{"with what is counted", "151/153 thôn", Vietnamese, villages(), "98.69"},
		{"in another language", "150/153 villages", English, villages(), "98.04"},
		{"any whole will do where none is set", "19/20", Vietnamese, waste(), "95"},
		{"rounding does not lift a value over its target", "29999/30000", Vietnamese, services(), "99.9966666666666667"},
		{"a fraction of a count is its part of the target", "5/7", Vietnamese, schools(), "5"},
		{"with the noun", "5/7 trường", Vietnamese, schools(), "5"},
		{"more than the target", "8/7", Vietnamese, schools(), "8"},
		{"a unit's part of the target", "1/2", Vietnamese, schools(), "1"},
		{"a fraction of a total's target", "95,2/193,65 tỷ", Vietnamese, revenue(), "95.2"},
		{"a count in thousands", "1 nghìn trường", Vietnamese, schools(), "1000"},
		{"a negative amount is read, Doubts asks", "-5 tỷ", Vietnamese, revenue(), "-5"},
		{"half a school is read, Doubts asks", "5,5", Vietnamese, schools(), "5.5"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			got, err := ParseAmount(tc.text, tc.lang, &tc.ind)
			if err != nil {
				t.Fatalf("ParseAmount(%q): %v", tc.text, err)
			}
			if got.String() != tc.want {
				t.Errorf("ParseAmount(%q) = %s, want %s", tc.text, got, tc.want)
			}
		})
	}
}

// bigCount is a count for which four digits are usual.
func bigCount() Indicator {
	ind := schools()
	ind.Target = NewAmount(1500)
	return ind
}

func TestParseAmountRefuses(t *testing.T) {
	zero := revenue()
	zero.Target = Amount{}
	for _, tc := range []struct {
		rule, text string
		ind        Indicator
		key        string
		readings   string
	}{
		{"two plausible readings: thousands at the edge", "1.936", revenue(), AmountAmbiguous, "1936 1.936"},
		{"two plausible readings: more than the year's plan or less than a hundredth", "279.500 tấn", grain(), AmountAmbiguous, "279500 279.5"},
		{"a comma is decimal, and thousands would be usual", "28,400 tấn", grain(), AmountAmbiguous, "28.4 28400"},
		{"nothing to compare with", "193.650", zero, AmountAmbiguous, "193650 193.65"},
		{"all readings out of proportion", "999.999 nghìn tỷ", revenue(), AmountAmbiguous, "999999000 999999"},
		{"two digits after tỷ may be hundredths or thousandths", "2 tỷ 35", revenue(), AmountAmbiguous, "2.35 2.035"},
		{"a percentage of a total is of its plan", "52,3%", revenue(), AmountPercent, "52.3"},
		{"a percentage of a count too", "50 phần trăm", schools(), AmountPercent, "50"},
		{"tonnes of money", "120 tấn", revenue(), AmountUnit, ""},
		{"money of schools", "120 tỷ", schools(), AmountUnit, ""},
		{"a yield is no output", "54,5 tạ/ha", grain(), AmountUnit, ""},
		{"an unknown unit", "5 quả", schools(), AmountUnit, ""},
		{"a number of villages is no rate", "150 thôn", villages(), AmountUnit, ""},
		{"thousands of a rate", "5 nghìn", villages(), AmountUnit, ""},
		{"a fraction of something else", "18/20 xã", villages(), AmountUnit, ""},
		{"a fraction with a percent sign", "151/153 %", villages(), AmountUnit, ""},
		{"rưỡi after nothing", "2 rưỡi", revenue(), AmountUnit, ""},
		{"a fraction's whole must be the indicator's", "118/150", villages(), AmountWhole, ""},
		{"more than the whole", "154/153", villages(), AmountWhole, ""},
		{"more than any whole", "21/20", waste(), AmountWhole, ""},
		{"of nothing", "0/0", waste(), AmountWhole, ""},
		{"of a part", "1/2,5", waste(), AmountWhole, ""},
		{"a fraction of a count must be of the target", "5/8", schools(), AmountWhole, ""},
		{"the stock is not what is new", "52/56", schools(), AmountStock, "52"},
		{"nothing", "", revenue(), AmountMalformed, ""},
		{"no number", "tỷ", revenue(), AmountMalformed, ""},
		{"words before the number", "đạt 5 tỷ", revenue(), AmountMalformed, ""},
		{"an increment is not a total", "+3,2 tỷ", revenue(), AmountMalformed, ""},
		{"bad separators", "1.23.4 tỷ", revenue(), AmountMalformed, ""},
		{"bad separators in a fraction", "1..2/7", schools(), AmountMalformed, ""},
		{"a bad denominator", "5/7..1", schools(), AmountMalformed, ""},
		{"bad separators in a first part", "1..2 tỷ 5 triệu", revenue(), AmountMalformed, ""},
		{"bad separators in a last part", "1 tỷ 5..1 triệu", revenue(), AmountMalformed, ""},
		{"half of a fraction", "5/7 trường rưỡi", schools(), AmountMalformed, ""},
		{"rưỡi behind decimals", "2,5 tỷ rưỡi", revenue(), AmountMalformed, ""},
		{"words behind rưỡi", "2 tỷ rưỡi đồng", revenue(), AmountMalformed, ""},
		{"rising units", "350 triệu 2 tỷ", revenue(), AmountMalformed, ""},
		{"rising units in the middle", "2 tỷ 3000 triệu 5 nghìn", revenue(), AmountMalformed, ""},
		{"decimals before a smaller unit", "2,5 tỷ 350 triệu", revenue(), AmountMalformed, ""},
		{"an unknown unit before another", "2 quả 350 triệu", revenue(), AmountMalformed, ""},
		{"numbers without a unit between", "2 350 triệu", revenue(), AmountMalformed, ""},
		{"a fraction among parts", "2 tỷ 5/7", revenue(), AmountMalformed, ""},
		{"four digits behind a unit", "2 tỷ 3500", revenue(), AmountMalformed, ""},
		{"decimals behind a unit", "2 tỷ 3,5", revenue(), AmountMalformed, ""},
		{"digits behind a percent sign", "98 % 5", villages(), AmountMalformed, ""},
		{"digits behind whole things", "5 trường 2", schools(), AmountMalformed, ""},
		{"other signs", "5 tỷ!", revenue(), AmountMalformed, ""},
		{"a sign alone", "-", revenue(), AmountMalformed, ""},
		{"a range", "5-7", schools(), AmountMalformed, ""},
		{"a long text", strings.Repeat("5 ", maxAmountText), revenue(), AmountTooLong, ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			got, err := ParseAmount(tc.text, Vietnamese, &tc.ind)
			e, ok := errors.AsType[*AmountError](err)
			if !ok {
				t.Fatalf("ParseAmount(%q) = %s, %v", tc.text, got, err)
			}
			if e.Key != tc.key || amounts(e.Readings) != tc.readings {
				t.Errorf("ParseAmount(%q): %s (%s), want %s (%s)", tc.text, e.Key, amounts(e.Readings), tc.key, tc.readings)
			}
			if e.Key != AmountTooLong && e.Text != tc.text {
				t.Errorf("the error quotes %q, want %q", e.Text, tc.text)
			}
		})
	}
}

func TestAmountErrorSaysWhy(t *testing.T) {
	for key, want := range map[string]string{
		AmountMalformed: `amount "x": not a number with a unit`,
		AmountTooLong:   `amount: too long`,
		AmountUnit:      `amount "x": unit "qua" does not fit`,
		AmountAmbiguous: `amount "x": may be 1936 or 1.936`,
		AmountPercent:   `amount "x": a percentage of the plan is not a figure`,
		AmountWhole:     `amount "x": a fraction must be of 153`,
		AmountStock:     `amount "x": counts the whole stock, not what is new this year`,
	} {
		e := &AmountError{
			Key: key, Text: "x", Unit: "qua", Want: pointer("153"),
			Readings: []Amount{amount("1936"), amount("1.936")},
		}
		if got := e.Error(); got != want {
			t.Errorf("%s: %q, want %q", key, got, want)
		}
	}
	if got := (&AmountError{Key: AmountWhole, Text: "x"}).Error(); got != `amount "x": not a fraction of a whole` {
		t.Errorf("whole without a count: %q", got)
	}
}
