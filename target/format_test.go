package target

import "testing"

func TestFormatAmount(t *testing.T) {
	for _, tc := range []struct {
		rule, amount string
		lang         Lang
		decimals     int32
		want         string
	}{
		{"Vietnamese groups with dots, decimals after a comma", "10230.09", Vietnamese, 2, "10.230,09"},
		{"Indonesian as Vietnamese", "10230.09", Indonesian, 2, "10.230,09"},
		{"English the other way round", "10230.09", English, 2, "10,230.09"},
		{"trailing zeros are dropped", "193.650", Vietnamese, 3, "193,65"},
		{"no decimals, no comma", "100.00", Vietnamese, 2, "100"},
		{"a half is rounded up", "98.685", Vietnamese, 2, "98,69"},
		{"less than a half is rounded down", "98.6849", Vietnamese, 2, "98,68"},
		{"a negative half is rounded away from zero", "-0.125", Vietnamese, 2, "-0,13"},
		{"what rounds to zero has no sign", "-0.001", Vietnamese, 2, "0"},
		{"zeros of the whole part stay", "1000", Vietnamese, 0, "1.000"},
		{"three digits are one group", "999", Vietnamese, 0, "999"},
		{"the sign stands outside the groups", "-123456", English, 0, "-123,456"},
		{"less than no decimals are none", "5.5", Vietnamese, -1, "6"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			if got := FormatAmount(amount(tc.amount), tc.lang, tc.decimals); got != tc.want {
				t.Errorf("FormatAmount(%s) = %q, want %q", tc.amount, got, tc.want)
			}
		})
	}
}

func TestMeasureFormat(t *testing.T) {
	for _, tc := range []struct {
		rule    string
		measure Measure
		amount  string
		lang    Lang
		want    string
	}{
		{"the name stands behind a blank", billionDong(), "10230.09", Vietnamese, "10.230,09 tỷ đồng"},
		{"in the reader's language", billionDong(), "10230.09", English, "10,230.09 billion dong"},
		{"in Vietnamese where the language has no name", Measure{Names: map[Lang]string{Vietnamese: "trường"}}, "5", English, "5 trường"},
		{"a percent sign stands close", percentMeasure(), "98.69", Vietnamese, "98,69%"},
		{"without a name the number alone", Measure{}, "5", Vietnamese, "5"},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			if got := tc.measure.Format(amount(tc.amount), tc.lang); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestFormatPercentKeepsTwoDecimals(t *testing.T) {
	if got := FormatPercent(amount("46.50142"), Vietnamese); got != "46,5%" {
		t.Errorf("got %q", got)
	}
}
