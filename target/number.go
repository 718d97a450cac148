package target

import (
	"strings"

	"github.com/shopspring/decimal"
)

// maxNumber bounds a written number. No amount of a district comes near it.
const maxNumber = 32

// ParseNumber reads a digit string with separators as people and phones type
// it and returns every reading, the likeliest first. A sign may stand before it.
//
// Vietnamese and Indonesian group thousands with a dot and write decimals after
// a comma, English the other way round, but keyboards do as they please:
//
//	10.230,09   two kinds: the last is the decimal separator, in any language
//	1.234.567   the same kind again: groups
//	120.5       one or two digits after a single separator: decimals
//	193.650     exactly three: groups and decimals are both possible, and the
//	            language's own way comes first
//
// The error is an *AmountError with the key AmountMalformed or AmountTooLong.
func ParseNumber(s string, lang Lang) ([]Amount, error) {
	s = strings.TrimSpace(s)
	if len(s) > maxNumber {
		return nil, &AmountError{Key: AmountTooLong}
	}
	negative := strings.HasPrefix(s, "-")
	digits := strings.TrimLeft(s, "+-")
	if len(s)-len(digits) > 1 {
		return nil, malformed(s)
	}
	written := splitNumber(digits, lang)
	if written == nil {
		return nil, malformed(s)
	}
	out := make([]Amount, 0, len(written))
	for _, w := range written {
		a, err := decimal.NewFromString(w)
		if err != nil {
			return nil, malformed(s)
		}
		if negative {
			a = a.Neg()
		}
		out = append(out, a)
	}
	return out, nil
}

func malformed(s string) error { return &AmountError{Key: AmountMalformed, Text: s} }

// splitNumber returns the readings of an unsigned number with a dot before the
// decimals and no groups, nil if there is none.
func splitNumber(s string, lang Lang) []string {
	parts := strings.FieldsFunc(s, isSeparator)
	separators := strings.Map(keepSeparators, s)
	if len(parts) != len(separators)+1 || !allDigits(parts) {
		return nil
	}
	last := len(parts) - 1
	joined := strings.Join(parts, "")
	decimals := strings.Join(parts[:last], "") + "." + parts[last]
	switch {
	case last == 0:
		return []string{joined}
	case last == 1:
		return splitOnce(parts, separators[0], lang)
	case strings.Count(separators, separators[:1]) == last:
		if grouped(parts) {
			return []string{joined}
		}
	case strings.Count(separators, separators[:1]) == last-1 && separators[last-1] != separators[0]:
		if grouped(parts[:last]) {
			return []string{decimals}
		}
	}
	return nil
}

// splitOnce reads a number with a single separator.
func splitOnce(parts []string, separator byte, lang Lang) []string {
	thousands, decimals := parts[0]+parts[1], parts[0]+"."+parts[1]
	switch {
	case !grouped(parts):
		return []string{decimals}
	case separator == groupSeparator(lang):
		return []string{thousands, decimals}
	default:
		return []string{decimals, thousands}
	}
}

// grouped reports whether the parts can be groups of thousands.
func grouped(parts []string) bool {
	if len(parts[0]) > 3 || parts[0][0] == '0' {
		return false
	}
	for _, p := range parts[1:] {
		if len(p) != 3 {
			return false
		}
	}
	return true
}

func groupSeparator(lang Lang) byte {
	if lang == English {
		return ','
	}
	return '.'
}

func decimalSeparator(lang Lang) byte {
	if lang == English {
		return '.'
	}
	return ','
}

func isSeparator(r rune) bool { return r == '.' || r == ',' }

func keepSeparators(r rune) rune {
	if isSeparator(r) {
		return r
	}
	return -1
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func allDigits(parts []string) bool {
	for _, p := range parts {
		if strings.TrimFunc(p, isDigit) != "" {
			return false
		}
	}
	return len(parts) > 0
}
