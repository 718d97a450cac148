package bot

import (
	"context"
	"time"

	"chitieu/target"
)

// Store is what the bot reads and changes. Reads return target.ErrNotFound for
// what does not exist. It is safe for concurrent use.
type Store interface {
	ReminderStore
	PeopleStore
	// Reports returns every report, retractions included, in order of saying.
	Reports(ctx context.Context) ([]target.Report, error)
	// Head returns the report that was said last for an indicator and unit, ""
	// for none.
	Head(ctx context.Context, indicator target.IndicatorID, unit target.UnitID) (target.ReportID, error)
	// LastReportBy returns the newest report of the member in the chat that is
	// in force or waits for approval.
	LastReportBy(ctx context.Context, member target.MemberID, chat target.ChatID) (target.Report, error)
	// Dialog returns the question that waits for the member's answer in the
	// chat, unless it has expired by now.
	Dialog(ctx context.Context, chat target.ChatID, member target.MemberID, now time.Time) (target.Dialog, error)
	Chat(ctx context.Context, id target.ChatID) (target.Chat, error)
	// Chats returns every chat that the bot may write to, parked ones included.
	Chats(ctx context.Context) ([]target.Chat, error)
	// MoveChat gives a chat, with everything that is still to come for it, the
	// id that the messenger gave it. Doing it again changes nothing.
	MoveChat(ctx context.Context, from, to target.ChatID) error
	// Member returns whose account it is: for a further account the person's
	// first, under its ID. Nobody is a member whose role was taken away.
	Member(ctx context.Context, id target.MemberID) (target.Member, error)
	// RuleStates returns what people changed of the plan's rules.
	RuleStates(ctx context.Context) (map[target.RuleID]target.RuleState, error)
	// Directives returns every directive, closed ones included, in the order in
	// which they were given.
	Directives(ctx context.Context) ([]target.Directive, error)
	Directive(ctx context.Context, id target.DirectiveID) (target.Directive, error)
	// Commit stores all of the change or nothing: target.ErrSeen for an update
	// that was applied before, target.ErrConflict when a head has moved.
	Commit(ctx context.Context, change target.Change) error
}

// ReminderStore is what reminders are worded from besides the figures, and what
// people answered to them.
type ReminderStore interface {
	// Answers, Directives, Escalations and Preparations return all there are,
	// ended ones included.
	Answers(ctx context.Context) ([]target.Answer, error)
	Directives(ctx context.Context) ([]target.Directive, error)
	Escalations(ctx context.Context) ([]target.Escalation, error)
	Preparations(ctx context.Context) ([]target.Preparation, error)
	// Incidents returns what went wrong since a moment, oldest first.
	Incidents(ctx context.Context, since time.Time) ([]target.Incident, error)
	// LastTold returns the newest delivery that said something of a rule to a
	// chat, LastSent the newest of all that were sent to it.
	LastTold(ctx context.Context, rule target.RuleID, chat target.ChatID) (target.Delivery, error)
	LastSent(ctx context.Context, chat target.ChatID) (target.Delivery, error)
	// Deliveries returns the deliveries created from a moment up to another,
	// that one left out.
	Deliveries(ctx context.Context, from, to time.Time) ([]target.Delivery, error)
}

// PeopleStore keeps who is let in.
type PeopleStore interface {
	// Members returns every account, a person's further ones with their Of.
	Members(ctx context.Context) ([]target.Member, error)
	// Invite returns the one-time code with the hash, a used one too. A Commit
	// that uses a code twice is refused with target.ErrConflict.
	Invite(ctx context.Context, hash string) (target.Invite, error)
	// Requests returns the last request of everybody who asked to be let in, the
	// oldest first. Of two decisions on one the second is target.ErrConflict.
	Requests(ctx context.Context) ([]target.AccessRequest, error)
	// Personal returns what is stored about the person.
	Personal(ctx context.Context, member target.MemberID) (target.PersonalData, error)
}

// Schedules knows when rules are due.
type Schedules interface {
	// Next returns the next n moments of the rule after the time, after moves
	// over holidays; fewer if there are none.
	Next(rule target.Rule, after time.Time, n int) []time.Time
	// Check returns why the rule's schedule is refused, a *target.ScheduleError,
	// nil if it is not.
	Check(rule target.Rule) error
}
