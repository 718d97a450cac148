package target

import "time"

// Inbound is a message as the messenger delivered it, kept until it is handled
// so that a stop in between does not lose it.
type Inbound struct {
	// ID is the messenger's, with the transport's name before it.
	ID   string
	Body []byte // at most 64 KiB
	At   time.Time
}
