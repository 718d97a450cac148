package target

import "time"

// Choice is something the reader may answer with one tap, or by its number
// where the messenger has no buttons.
type Choice struct {
	Label string
	// Data comes back as the text of the answer: a command such as
	// "/tiendo budget-revenue". At most 64 bytes.
	Data string
}

// Note is what a chat is told: plain text, no markup. Head is the first line,
// shown stronger where the messenger can; "" for none.
type Note struct {
	Head    string
	Text    string
	Choices []Choice
	// Deferrable notes may be left unsaid when a messenger's quota runs short.
	Deferrable bool
}

// Fact is what a reminder said of one indicator, to tell later whether there
// is anything new to say.
type Fact struct {
	Indicator IndicatorID // "" for a late directive
	Directive DirectiveID
	Unit      UnitID
	Status    Status
	Actual    *Amount
	AsOf      Date
}

// Cause is why a reminder goes out.
type Cause string

const (
	CauseFirst   Cause = "first"   // the chat has not been told before
	CauseChanged Cause = "changed" // what it was told has changed
	CauseRepeat  Cause = "repeat"  // the same, but long ago
	CauseStep    Cause = "step"    // the next step of an escalation
	CauseDate    Cause = "date"    // a date has come near or passed
	CauseAsked   Cause = "asked"   // a leader asked for it
)

// Composed is a delivery put in words.
type Composed struct {
	Note  Note
	Facts []Fact // what the Note says
	Cause Cause
	// Drop is why there is nothing left to say; then the rest is ignored.
	Drop string
}

// DeliveryState is where a delivery stands.
type DeliveryState string

const (
	Pending DeliveryState = "pending"
	Claimed DeliveryState = "claimed" // a sender holds it until Lease
	Sent    DeliveryState = "sent"
	Unsure  DeliveryState = "unsure"  // handed over, no answer: not sent again
	Dropped DeliveryState = "dropped" // nothing left to say when its turn came
	Missed  DeliveryState = "missed"  // its slot was older than the rule's grace
	Dead    DeliveryState = "dead"    // refused for good
)

// Final reports whether nothing more will be done.
func (s DeliveryState) Final() bool { return s != Pending && s != Claimed }

// DeliveryID names a delivery: rule/slot/chat for a reminder, "reply/" and the
// update's id for the answer to a report.
type DeliveryID string

// Delivery is one message for one chat: a row of the outbox. A reminder is put
// in words when it is sent; a reply that must not be lost carries its Note.
type Delivery struct {
	ID   DeliveryID
	Chat ChatID
	// For is the chat whose message this is when Chat stands in for it, which
	// cannot be reached; "" otherwise.
	For ChatID
	// Rule, Kind and Slot are set for reminders.
	Rule RuleID
	Kind RuleKind
	Slot time.Time
	// Since is the day of the rule's previous slot (see Judge).
	Since Date
	// Once, if set, is a key that only one delivery may ever hold: "at most one
	// lagging message per group and day".
	Once string
	// Subject is what it is about, besides Rule: a DirectiveID, EscalationID or
	// AnswerID. Step is the step of an escalation, from 1.
	Subject string
	Step    int
	// Cause and Facts are of the moment of claiming; those of what was really
	// said replace them when it is sent.
	Cause Cause
	Facts []Fact
	Note  *Note
	// Resend is the rule's word on a second try after an unknown outcome.
	Resend bool

	State     DeliveryState
	Attempt   int
	Resent    bool // the outcome of a send was unknown, and it was sent once more
	Created   time.Time
	NotBefore time.Time // the earliest next try
	Lease     time.Time // end of a claim
	Done      time.Time // when State became final
	MessageID string    // the messenger's id once sent
	Reason    string    // why dropped, missed, unsure or dead
}
