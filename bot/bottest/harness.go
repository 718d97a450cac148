package bottest

import (
	"context"

	"chitieu/bot"
	"chitieu/target"
)

// Transport carries messages between one messenger and the bot.
type Transport interface {
	// Run hands messages to the handler until ctx ends, then returns nil when
	// everything it started has stopped. Another error means that it cannot
	// work at all. Run may be called again after it returned.
	Run(ctx context.Context, h bot.Handler) error
	// Send says a note in a chat and returns the messenger's id of the (last)
	// message. Errors are *target.SendError, except that a cancelled ctx may
	// come back as such.
	Send(ctx context.Context, chat target.ChatID, n target.Note) (messageID string, err error)
}

// Harness is a person in front of the messenger under test, in two chats with
// the bot: a private one and a group. All methods may be called from several
// goroutines. Pacing and back-off are to be set fast enough for tests.
type Harness interface {
	// Transport is the one under test; [Running] has it.
	Transport() Transport
	// Stop ends Run and returns its error once it is over; Start runs it again
	// with the same handler. open returns with Run started.
	Stop() error
	Start()

	Can() Can
	// Name is the bot's user name, without "@", as written in commands that are
	// meant for it ("/tiendo@name").
	Name() string
	Private() target.ChatID
	Group() target.ChatID
	// Nowhere is a chat of this messenger that does not exist.
	Nowhere() target.ChatID

	// Say lets the person write. It returns when the messenger has the message,
	// without waiting for the bot; what is said while Run is stopped waits.
	Say(Saying)
	// Press lets the person choose what carries the label in the newest message
	// of the chat that offers it: a button, or its number where there are none.
	Press(chat target.ChatID, label string)
	// Again delivers to the bot once more what the person did last.
	Again()
	// Read is everything of the bot that stands in the chat, oldest first.
	Read(chat target.ChatID) []Shown
	// Fail makes the messenger answer the next message sent by the bot in this
	// way, once.
	Fail(Failure)

	// Log is all that the transport has logged; Secrets are texts that must be
	// neither there nor in an error.
	Log() string
	Secrets() []string
}

// Can says what the messenger has; what it lacks is not tested.
type Can struct {
	Buttons  bool // choices are buttons, so that Message.Pressed is known
	Edit     bool // a message can be replaced in place
	Pictures bool
	// Documents can be sent; elsewhere what they hold is told in words.
	Documents bool
	Replies   bool // a person can reply to a message
	Again     bool // the messenger may deliver twice
	// Gated is set when the messenger gives the bot only those messages of a
	// group that name it or reply to it.
	Gated    bool
	Failures []Failure
}

// Saying is something that a person writes.
type Saying struct {
	Chat target.ChatID
	Text string
	// Mention puts the bot's name into the message, as the messenger does.
	Mention bool
	// ReplyTo is the Shown.ID of the bot's message that is replied to, "" none.
	ReplyTo string
}

// Shown is one message of the bot as a person sees it.
type Shown struct {
	ID      string   // what Send returned or Message.Pressed says
	Text    string   // head and text as they are read, without markup
	Buttons []string // labels, row by row
	Alt     string   // of a picture
	File    string   // the name of a document
}

// Failure is a way in which a messenger lets a bot down.
type Failure string

const (
	TooMany   Failure = "too many" // wait a second, then again
	Gone      Failure = "gone"     // kicked, blocked or deleted
	Moved     Failure = "moved"    // the group has another id now
	Refused   Failure = "refused"  // this message is not acceptable
	CutBefore Failure = "cut before the request was taken"
	CutAfter  Failure = "cut after the request was taken, without an answer"
)
