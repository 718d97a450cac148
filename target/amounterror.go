package target

import (
	"fmt"
	"strings"
)

// Why a written amount was not read: the keys of an AmountError.
const (
	AmountMalformed = "malformed"       // not a number, or more than one
	AmountTooLong   = "too-long"        // longer than any amount is written
	AmountUnit      = "unit"            // the unit is unknown or does not measure the indicator
	AmountAmbiguous = "ambiguous"       // Readings are all plausible
	AmountPercent   = "percent-of-plan" // a percentage of something that is no rate
	AmountWhole     = "whole"           // the fraction's denominator is not what is counted
	AmountStock     = "stock"           // the fraction is of the wider stock, not of the target
)

// AmountError says why a written amount was not taken. It holds what is needed
// to ask back in any language.
type AmountError struct {
	Key  string // one of the Amount… constants
	Text string // what was written, "" when it was too long
	// Readings are what it may mean, likeliest first, in the indicator's
	// measure; for AmountPercent the percentage itself.
	Readings []Amount
	Unit     string  // for AmountUnit: the unit as it was read, folded
	Want     *Amount // for AmountWhole: the denominator that was expected
}

func (e *AmountError) Error() string {
	switch e.Key {
	case AmountTooLong:
		return "amount: too long"
	case AmountUnit:
		return fmt.Sprintf("amount %q: unit %q does not fit", e.Text, e.Unit)
	case AmountAmbiguous:
		return fmt.Sprintf("amount %q: may be %s", e.Text, e.readings(" or "))
	case AmountPercent:
		return fmt.Sprintf("amount %q: a percentage of the plan is not a figure", e.Text)
	case AmountWhole:
		if e.Want != nil {
			return fmt.Sprintf("amount %q: a fraction must be of %s", e.Text, e.Want)
		}
		return fmt.Sprintf("amount %q: not a fraction of a whole", e.Text)
	case AmountStock:
		return fmt.Sprintf("amount %q: counts the whole stock, not what is new this year", e.Text)
	default:
		return fmt.Sprintf("amount %q: not a number with a unit", e.Text)
	}
}

func (e *AmountError) readings(between string) string {
	out := make([]string, 0, len(e.Readings))
	for _, r := range e.Readings {
		out = append(out, r.String())
	}
	return strings.Join(out, between)
}
