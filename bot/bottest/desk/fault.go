package desk

import (
	"cmp"
	"fmt"
	"time"
)

// Heal is the name of no fault: it ends those that are planned.
const Heal = "heal"

// Fault is an order to let calls of a method go wrong.
type Fault struct {
	Fault  string `json:"fault"` // its name, or Heal; "" with a delay
	Method string `json:"method"`
	N      int    `json:"n"` // 0 is 1, negative is for ever
	Delay  string `json:"delay"`
}

// Times is how often it is to happen, negative for ever.
func (f Fault) Times() int { return cmp.Or(f.N, 1) }

// Wait is for how long a call is held before, otherwise if nothing is said of
// it. known is whether there is a fault of that name.
func (f Fault) Wait(otherwise time.Duration, known bool) (time.Duration, error) {
	switch {
	case !known && (f.Fault != "" || f.Delay == ""):
		return 0, fmt.Errorf("%w fault %q", ErrUnknown, f.Fault)
	case f.Delay == "":
		return otherwise, nil
	default:
		return time.ParseDuration(f.Delay)
	}
}
