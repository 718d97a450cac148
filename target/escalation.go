package target

// EscalationID names a chain: rule, indicator, unit and the day it began.
type EscalationID string

// Addressee is whom a step of an escalation writes to.
type Addressee string

const (
	ToUnit   Addressee = "unit"   // the group of the unit that is behind
	ToLead   Addressee = "lead"   // the group of the indicator's lead agency
	ToLeader Addressee = "leader" // the leaders, each privately
)

// EscalationStep says when and to whom an escalation rule writes: After whole
// days from the beginning of the chain.
type EscalationStep struct {
	After int
	To    Addressee
}

// MaxEscalation is how many steps a chain may have.
const MaxEscalation = 3

// Escalation is a chain of at most MaxEscalation messages about one indicator
// of one unit (or the whole) that lags unanswered. Its steps are fixed when it
// begins. It ends with a new report, a promise, or a leader's word; or after
// its last step, from which on only the weekly digest speaks. A chain is not
// begun anew before its indicator has left Lagging.
type Escalation struct {
	ID        EscalationID
	Rule      RuleID
	Indicator IndicatorID
	Unit      UnitID
	Began     Date
	Steps     []ChainStep
	// Done is how many steps have been taken.
	Done int
	// Stopped is why it ended before its last step, "" if it did not.
	Stopped StopReason
	Ended   Date // zero while it goes on
	By      MemberID
	// Released is set once the indicator has left Lagging after the end: a new
	// chain may begin when it lags again.
	Released bool
}

// ChainStep is one fixed step: the day and the chats.
type ChainStep struct {
	On    Date
	To    Addressee
	Chats []ChatID
}

// StopReason is why an escalation ended early.
type StopReason string

const (
	StoppedByReport   StopReason = "report"
	StoppedByPromise  StopReason = "promise"
	StoppedByLeader   StopReason = "leader"
	StoppedByProgress StopReason = "progress" // it lags no more
)

// Running reports whether steps are still to come.
func (e *Escalation) Running() bool { return e.Ended.IsZero() }
