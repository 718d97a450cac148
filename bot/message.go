package bot

import (
	"context"
	"time"

	"chitieu/target"
)

// Message is what somebody said to the bot, whichever messenger carried it.
type Message struct {
	// ID is unique over all transports and the same when the messenger delivers
	// the message again: "telegram:8123456". "" is never a repeat.
	ID       string
	Chat     target.ChatID
	Group    bool
	From     target.MemberID
	FromName string
	// Text is the whole text, a command, or the Data of a pressed choice. The
	// transport has taken the bot's own name out of it.
	Text string
	// Addressed is set when the bot was spoken to: in private, by name, by
	// reply, by its own command or by a button. Elsewhere it keeps silent.
	Addressed bool
	// Pressed is set when Text came from a button of message Pressed, which the
	// reply may then edit in place.
	Pressed string
	// ReplyTo is the messenger's id of the message that this one replies to, ""
	// for none: what Transport.Send returned for one of the bot's.
	ReplyTo string
	// Lang is the messenger's language setting of the person, "" if unknown.
	Lang target.Lang
	// Wordless is set for what the bot cannot read: a voice message, a place, a
	// sticker. There is no text, but a person waits for a word.
	Wordless bool
	// Edited is set when the text takes the place of what was said At.
	Edited bool
	// Left is set when the bot was put out of the chat: nothing was said, and
	// nothing is to be answered.
	Left bool
	// MovedFrom is the id that the chat had until the messenger gave it this
	// one; nothing was said then, and nothing is to be answered.
	MovedFrom target.ChatID
	// Title is the group's name as the messenger shows it, "" if unknown.
	Title string
	// Files are references of photos and documents sent with the text.
	Files []string
	At    time.Time
	// Forwarded is when a message that was passed on was first written, zero
	// for the sender's own words.
	Forwarded time.Time
}

// longWay is how long a message may be on its way and still be of the day on which
// it arrives.
const longWay = 24 * time.Hour

// written returns when the words were written: earlier than now for what was
// passed on, or was long on its way.
func (m *Message) written(now time.Time) time.Time {
	switch {
	case !m.Forwarded.IsZero() && m.Forwarded.Before(now):
		return m.Forwarded
	case !m.At.IsZero() && now.Sub(m.At) > longWay:
		return m.At
	default:
		return now
	}
}

// Reply is the answer to a Message.
type Reply struct {
	target.Note
	// Silent is set when nothing is to be said at all.
	Silent bool
	// Queued is set when the answer is already in the outbox, stored in one
	// transaction with its effect: the transport sends nothing itself.
	Queued bool
	// Edit asks to replace the message whose button was pressed, where the
	// messenger can.
	Edit    bool
	Picture *Picture
	// Document is a file to be kept. A messenger that cannot carry it says its
	// Alt instead.
	Document *Document
}

// InWords is the reply's note for a messenger that carries no documents: what
// the document holds stands under the text.
func (r Reply) InWords() target.Note {
	n := r.Note
	if r.Document == nil || r.Document.Alt == "" {
		return n
	}
	if n.Text != "" {
		n.Text += "\n\n"
	}
	n.Text += "(" + r.Document.Alt + ")"
	return n
}

// Document is a file that goes with a reply.
type Document struct {
	Name string // file name with extension
	Data []byte
	Alt  string // what it holds, for those who cannot open it
}

// Picture is an image that goes with a reply.
type Picture struct {
	Name string // file name with extension
	Data []byte // PNG
	Alt  string // what it shows, for those who cannot see it
}

// Handler answers messages. Transports call it from several goroutines, but
// for one chat in the order of arrival.
type Handler func(context.Context, Message) (Reply, error)
