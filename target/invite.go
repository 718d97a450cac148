package target

import "time"

// InviteKind is what a one-time code does for who brings it.
type InviteKind string

const (
	ClaimOperator InviteKind = "claim"   // printed at the first start: makes an operator
	InviteMember  InviteKind = "invite"  // makes a member with a role and a unit
	LinkAccount   InviteKind = "link"    // links another messenger's account of Of
	StandbyChat   InviteKind = "standby" // makes another messenger's group the standby of Chat
)

// Invite is a one-time code. Only its hash is kept.
type Invite struct {
	Hash    string // hexadecimal SHA-256 of the code
	Kind    InviteKind
	Role    Role
	Unit    UnitID
	Of      MemberID // for LinkAccount
	Chat    ChatID   // for StandbyChat
	By      MemberID
	Expires time.Time
	// Used is when and UsedBy who brought it; a used code does nothing more.
	Used   time.Time
	UsedBy MemberID
}

// AccessRequest is somebody who asked to be let in.
type AccessRequest struct {
	Member MemberID
	Name   string // as the messenger shows it
	Chat   ChatID // where the answer goes
	At     time.Time
	// Earlier are when the person asked before, as far as that still counts.
	Earlier []time.Time
	// Decided is when, By who said yes or no; zero while it waits.
	Decided time.Time
	By      MemberID
	Granted bool
}
