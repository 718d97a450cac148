package scheduler

import (
	"context"
	"time"

	"chitieu/target"
)

// Store is what the scheduler needs of the storage. Every call is all or
// nothing and durable when it returns nil, unless it says otherwise.
type Store interface {
	RuleStore
	Outbox
	ChatStore
	SituationStore
	IncidentStore
}

// SituationStore knows what reminders are judged by, besides the chats.
type SituationStore interface {
	// Reports returns the history, oldest first.
	Reports(ctx context.Context) ([]target.Report, error)
	Members(ctx context.Context) ([]target.Member, error)
	Answers(ctx context.Context) ([]target.Answer, error)
	Directives(ctx context.Context) ([]target.Directive, error)
	Escalations(ctx context.Context) ([]target.Escalation, error)
	Preparations(ctx context.Context) ([]target.Preparation, error)
}

// IncidentStore remembers what the operator is to know of.
type IncidentStore interface {
	AddIncident(ctx context.Context, i target.Incident) error
	// Incidents returns those since a moment, that one included.
	Incidents(ctx context.Context, since time.Time) ([]target.Incident, error)
}

// RuleStore remembers how far each rule has been dealt with.
type RuleStore interface {
	// RuleStates returns what people changed of rules.
	RuleStates(ctx context.Context) (map[target.RuleID]target.RuleState, error)
	// Cursor returns the moment up to which the rule's slots are dealt with,
	// target.ErrNotFound for a rule that was never seen.
	Cursor(ctx context.Context, rule target.RuleID) (time.Time, error)
	// SetCursor moves the cursor on; it never moves back.
	SetCursor(ctx context.Context, rule target.RuleID, at time.Time) error
	// ClaimSlot writes the deliveries, then the slot's mark, the cursor and what
	// else the claim holds, and returns how many deliveries are new. Those whose
	// ID or Once key is taken are left out; a slot that is marked creates
	// nothing. A failure may leave some of the deliveries, never the mark or the
	// cursor.
	ClaimSlot(ctx context.Context, claim target.SlotClaim) (created int, err error)
	// LastTold returns what the rule told the chat last, also through another
	// that stood in for it; target.ErrNotFound if it told nothing.
	LastTold(ctx context.Context, rule target.RuleID, chat target.ChatID) (target.Delivery, error)
}

// Outbox holds the deliveries.
type Outbox interface {
	// Due returns at most limit deliveries, the longest due first: pending ones
	// with NotBefore not after now, and claimed ones whose lease is over.
	Due(ctx context.Context, now time.Time, limit int) ([]target.Delivery, error)
	// NextDue returns the moment of the next one, target.ErrNotFound if none.
	NextDue(ctx context.Context) (time.Time, error)
	// Lease claims the delivery until a moment and counts the attempt;
	// target.ErrConflict if it is finished or claimed by another at now.
	Lease(ctx context.Context, id target.DeliveryID, now, until time.Time) (target.Delivery, error)
	// Commit adds deliveries and incidents; target.ErrSeen, and nothing is
	// added, if the change's Update was. Reminders whose ID or Once key is taken
	// are left out.
	Commit(ctx context.Context, c target.Change) error
	// Finish stores the final State, Done, MessageID, Reason, Resent, and Note,
	// Cause and Facts if there are.
	Finish(ctx context.Context, d target.Delivery) error
	// Requeue makes the delivery pending again, from NotBefore on, and stores
	// Attempt, Resent and Reason.
	Requeue(ctx context.Context, d target.Delivery) error
	// Divert makes the delivery pending again, as if it had never been tried,
	// for a chat that stands in for its own; target.ErrConflict if it is
	// finished. Who claimed it loses the claim.
	Divert(ctx context.Context, id target.DeliveryID, to target.ChatID) error
	// Deliveries returns those created from a moment up to another, that one
	// left out; the zero time is no bound.
	Deliveries(ctx context.Context, from, to time.Time) ([]target.Delivery, error)
}

// ChatStore knows where may be written to.
type ChatStore interface {
	// Chat returns the chat, target.ErrNotFound if there is none.
	Chat(ctx context.Context, id target.ChatID) (target.Chat, error)
	// Chats returns every chat, parked ones included.
	Chats(ctx context.Context) ([]target.Chat, error)
	// MoveChat gives the chat, and what waits in its outbox, a new id. The
	// deliveries keep theirs.
	MoveChat(ctx context.Context, from, to target.ChatID) error
	// WhereIs returns the ID that the chat has now: its own, unless it was moved.
	WhereIs(ctx context.Context, id target.ChatID) (target.ChatID, error)
	// ParkChat notes why nothing is sent to the chat any more.
	ParkChat(ctx context.Context, id target.ChatID, reason string) error
}

// Composer puts a delivery in words.
type Composer interface {
	// Compose looks at the state of things now, which may be long after the
	// slot: what was reported meanwhile, whether the rule is paused or the chat
	// parked. A delivery with For is that chat's, said elsewhere. One that is
	// Resent is marked as such for the reader, who may have seen it; only then
	// is Compose asked for a delivery that carries its Note.
	Compose(ctx context.Context, d target.Delivery, now time.Time) (target.Composed, error)
}

// Sender says a note in a chat and returns the messenger's id of it. Its errors
// are *target.SendError; any other error, a context's included, means that
// nothing was handed over. It is called from several goroutines, never twice at
// a time for one chat.
type Sender interface {
	Send(ctx context.Context, chat target.ChatID, note target.Note) (messageID string, err error)
}

// Admitter is a Sender that paces its messages and can say when it is a chat's
// turn. What waits for its turn is not claimed yet, so that a stop meanwhile
// leaves no doubt whether it was sent.
type Admitter interface {
	// Admit returns when a message may go to the chat; the next Send there does
	// not wait for its first one. Its errors are those of Send.
	Admit(ctx context.Context, chat target.ChatID) error
}
