package target

import "time"

// DirectiveID names a directive: short, because people type it ("gv-7").
type DirectiveID string

// DirectiveState is where a directive stands.
type DirectiveState string

const (
	DirectiveOpen      DirectiveState = "open"
	DirectiveAnswered  DirectiveState = "answered"
	DirectiveWithdrawn DirectiveState = "withdrawn"
)

// Directive is work that a leader asks of a unit by a moment. It is posted in
// the unit's chat and tracked until it is answered or withdrawn.
type Directive struct {
	ID DirectiveID
	// Unit is who has to answer, Chat where it was posted: the unit's group.
	Unit UnitID
	Chat ChatID
	// Text is what is asked, in the leader's words.
	Text string
	// Indicator is set if it is about one: a report of it answers the directive.
	Indicator IndicatorID
	Due       time.Time
	// By gave it, From is the chat that hears of the answer.
	By    MemberID
	From  ChatID
	Given time.Time

	State    DirectiveState
	Answer   string // in the unit's words, or the figure reported
	Answerer MemberID
	Closed   time.Time // answered or withdrawn
}

// Open reports whether an answer is still awaited.
func (d *Directive) Open() bool { return d.State == DirectiveOpen }

// Late reports whether it is open past its time.
func (d *Directive) Late(now time.Time) bool { return d.Open() && now.After(d.Due) }
