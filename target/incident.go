package target

import "time"

// IncidentKind is what kind of trouble the operator is to know of.
type IncidentKind string

const (
	Outage       IncidentKind = "outage"        // slots came while the program was down
	ClockJumped  IncidentKind = "clock"         // reminders were held
	ChatParked   IncidentKind = "chat-parked"   // nothing is sent to a chat any more
	TopicGone    IncidentKind = "topic-gone"    // a topic is no more, its messages go to the chat
	FellBack     IncidentKind = "fell-back"     // a chat could not be reached, another stood in
	QuotaWarning IncidentKind = "quota-warning" // most of the month's messages are used
	QuotaStop    IncidentKind = "quota-stop"    // what is not urgent is no longer sent
	GroupLimit   IncidentKind = "group-limit"   // a group more than a messenger's plan allows
	Unreachable  IncidentKind = "unreachable"   // a messenger does not answer
	DeliveryLate IncidentKind = "delivery-late" // a slot without an outcome long after its time
	DeliveryDead IncidentKind = "delivery-dead" // a message was given up
	// ScheduleBroken is a schedule that people set and that cannot be read.
	ScheduleBroken IncidentKind = "schedule-broken"
)

// Incident is one thing that went wrong and that people may have to act on.
type Incident struct {
	At     time.Time
	Kind   IncidentKind
	Chat   ChatID // "" if it is about no chat
	Detail string // in English, without secrets, for the log and the operator
}
