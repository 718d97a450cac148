package target

import "time"

// Change is a unit of work: all of it is stored, or nothing. It is how an
// effect, "this update was seen", the audit line and the reply that must not
// be lost become one transaction.
type Change struct {
	// Update is the messenger's id of what caused the change, with the
	// transport's name before it. A second Change with the same Update is
	// refused with ErrSeen. "" is never a repeat.
	Update string
	// Heads guard figures that were computed from others: each names the report
	// that was the newest of its series when the change was made. If it no
	// longer is, the change is refused with ErrConflict.
	Heads      []Head
	Reports    []Report
	Dialog     *Dialog // replaces the one of its chat and member; no Payload ends it
	Chats      []Chat
	Members    []Member
	Rules      []RuleState
	Deliveries []Delivery
	Audits     []Audit
	// Records that replace the one with their id.
	Answers      []Answer
	Directives   []Directive
	Escalations  []Escalation
	Preparations []Preparation
	Invites      []Invite
	Requests     []AccessRequest
	Incidents    []Incident
	// Forget are the members of whom everything personal is deleted; see
	// Store.Commit for what stays of history.
	Forget []MemberID
}

// Head says which report was said last for an indicator and unit; "" for none.
type Head struct {
	Indicator IndicatorID
	Unit      UnitID
	Last      ReportID
}

// RuleState is what people changed of a rule from chat.
type RuleState struct {
	ID     RuleID
	Paused bool
	// Schedule stands in for the rule's own from At on; "" keeps that.
	Schedule string
	By       MemberID
	At       time.Time
}

// SlotClaim moves a rule's cursor on and writes what its slot has to say, in
// one transaction, or in several of which the last one moves the cursor.
type SlotClaim struct {
	Slot       Slot
	Cursor     time.Time // everything planned up to here is dealt with
	Deliveries []Delivery
	// Escalations and Answers are chains and promises that the slot moved on.
	Escalations []Escalation
	Answers     []Answer
	Incidents   []Incident
}
