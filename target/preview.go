package target

import "time"

// Preview is a message that a simulation of the rules would have sent.
type Preview struct {
	Slot       time.Time
	Sent       time.Time
	Rule       RuleID
	Kind       RuleKind
	Chat       ChatID
	Cause      Cause
	Indicators []IndicatorID // worst first
	Note       Note
}
