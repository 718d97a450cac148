package target

import "time"

// MemberID is a person in a messenger: "telegram:123456", "web:lead".
type MemberID string

// ChatID is a private chat or group in a messenger: "telegram:-1001234",
// "web:group". The part before the colon names the transport.
type ChatID string

// Role is what a member may do; each includes the ones below it.
type Role string

const (
	Operator Role = "operator" // runs the bot
	Leader   Role = "leader"   // district leadership
	Officer  Role = "officer"  // reports for a unit
	Viewer   Role = "viewer"   // may ask
)

// Member is a person whom the bot knows.
type Member struct {
	ID   MemberID
	Name string // as the messenger shows it
	Role Role
	Unit UnitID // Locality for leaders and operators
	Lang Lang
	// Of is the member whose further account this is, in another messenger; ""
	// for a person's first account. Role, Unit and Lang are those of Of.
	Of     MemberID
	Joined time.Time
}

// PersonalData is what is stored about a person, all accounts together. The
// counts are of records that name the person; what they say is the district's.
type PersonalData struct {
	Member   Member   // the person's first account; only the ID for a stranger
	Accounts []Member // the further ones
	Chats    []Chat   // the private ones
	Reports  int      // made or approved
	Audits   int
	Answers  int // to reminders
	Requests []AccessRequest
}

// Chat is a private chat or group that the bot may write to.
type Chat struct {
	ID    ChatID
	Title string
	Group bool
	Unit  UnitID // whom the group belongs to; Locality for the whole
	Lang  Lang
	// Parked is why nothing is sent any more ("bot was kicked"), "" if it is.
	Parked string
	// Member is whose private chat it is; "" for groups.
	Member MemberID
	// Fallback is the chat that stands in when this one cannot be reached, and
	// Standby is set for a chat that is only written to as such.
	Fallback ChatID
	Standby  bool
	// Greeted is set for a group that nobody has registered, or no longer: it
	// was told how to be once, and gets nothing else.
	Greeted bool
	// Bound is set for a group that was bound from chat. The others are the
	// configuration's: struck out there, they are parked at the next start.
	Bound bool
	// Listen is what the bot listens to in a group that it hears whole.
	Listen Listening
}

// Listening is what the bot takes up of what people say to each other.
type Listening string

const (
	ListenNothing Listening = ""        // only what is said to it
	ListenReports Listening = "reports" // it offers to store complete reports
)

// Dialog is an unfinished exchange with one person in one chat: a question that
// the bot asked and waits on. Payload is the asker's own record of it.
type Dialog struct {
	Chat    ChatID
	Member  MemberID
	Payload []byte
	Expires time.Time
}

// Audit is one line of who did what, when and where.
type Audit struct {
	At     time.Time
	Member MemberID
	Chat   ChatID
	Action string // "report", "undo", "pause-rule"…
	Detail string // ids and figures, no message text
}
