package target

import (
	"errors"
	"strings"
	"testing"
)

func TestParseNumber(t *testing.T) {
	for _, tc := range []struct {
		rule, text string
		lang       Lang
		want       string // readings apart by spaces, "" for an error
	}{
		{"digits alone are a whole number", "55853", Vietnamese, "55853"},
		{"leading zeros do not matter", "007", Vietnamese, "7"},
		{"two kinds of separators: the last is the decimal one", "10.230,09", Vietnamese, "10230.09"},
		{"in Indonesian as in Vietnamese", "10.230,09", Indonesian, "10230.09"},
		{"English is the reverse", "10,230.09", English, "10230.09"},
		{"two kinds read alike in every language", "10,230.09", Vietnamese, "10230.09"},
		{"three decimals after groups", "1.234,567", Vietnamese, "1234.567"},
		{"the same separator again groups thousands", "1.234.567", Vietnamese, "1234567"},
		{"groups of the other kind too", "1,234,567", Vietnamese, "1234567"},
		{"two digits after one dot are decimals", "98.69", Vietnamese, "98.69"},
		{"one digit after one dot is a decimal", "120.5", Vietnamese, "120.5"},
		{"one digit after one comma is a decimal", "120,5", English, "120.5"},
		{"four digits after one separator are decimals", "3.1416", Vietnamese, "3.1416"},
		{"a dot and three digits: Vietnamese groups first", "193.650", Vietnamese, "193650 193.65"},
		{"a dot and three digits: Indonesian groups first", "55.853", Indonesian, "55853 55.853"},
		{"a dot and three digits: English decimals first", "193.650", English, "193.65 193650"},
		{"a comma and three digits: Vietnamese decimals first", "193,650", Vietnamese, "193.65 193650"},
		{"a comma and three digits: English groups first", "193,650", English, "193650 193.65"},
		{"nothing is grouped after a zero", "0.125", Vietnamese, "0.125"},
		{"nothing is grouped after four digits", "1936.500", Vietnamese, "1936.5"},
		{"a sign is kept", "-5,5", Vietnamese, "-5.5"},
		{"a sign belongs to every reading", "-5.500", Vietnamese, "-5500 -5.5"},
		{"a plus says nothing", "+3.2", Vietnamese, "3.2"},
		{"blanks around do not matter", " 12 ", Vietnamese, "12"},
		{"a short group is malformed", "1.23.4", Vietnamese, ""},
		{"an empty group is malformed", "1,,2", Vietnamese, ""},
		{"a long first group is malformed", "1234.567.890", Vietnamese, ""},
		{"groups after decimals are malformed", "1,5.000.000", Vietnamese, ""},
		{"decimals twice are malformed", "1.000,5,5", Vietnamese, ""},
		{"bad groups before decimals are malformed", "10.23,09", Vietnamese, ""},
		{"a trailing separator is malformed", "120.", Vietnamese, ""},
		{"a leading separator is malformed", ".5", English, ""},
		{"a separator alone is malformed", ".", Vietnamese, ""},
		{"nothing is malformed", "", Vietnamese, ""},
		{"a sign alone is malformed", "-", Vietnamese, ""},
		{"two signs are malformed", "--5", Vietnamese, ""},
		{"letters are malformed", "12a", Vietnamese, ""},
		{"exponents are malformed", "1e9", Vietnamese, ""},
		{"other scripts' digits are malformed", "١٢", Vietnamese, ""},
	} {
		t.Run(tc.rule, func(t *testing.T) {
			got, err := ParseNumber(tc.text, tc.lang)
			if (err != nil) != (tc.want == "") {
				t.Fatalf("ParseNumber(%q) error = %v", tc.text, err)
			}
			if s := amounts(got); s != tc.want {
				t.Errorf("ParseNumber(%q, %s) = %s, want %s", tc.text, tc.lang, s, tc.want)
			}
		})
	}
}

func TestParseNumberIsBounded(t *testing.T) {
	_, err := ParseNumber(strings.Repeat("9", maxNumber+1), Vietnamese)
	if e, ok := errors.AsType[*AmountError](err); !ok || e.Key != AmountTooLong {
		t.Errorf("error = %v, want %s", err, AmountTooLong)
	}
}

// amounts writes readings apart by spaces.
func amounts(all []Amount) string {
	out := make([]string, 0, len(all))
	for _, a := range all {
		out = append(out, a.String())
	}
	return strings.Join(out, " ")
}
