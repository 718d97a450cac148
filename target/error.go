package target

import (
	"errors"
	"fmt"
	"time"
)

// ErrNotFound is returned by stores for a key that does not exist.
var ErrNotFound = errors.New("not found")

// ErrSeen is returned by a store's Commit when the update was applied before.
var ErrSeen = errors.New("update already applied")

// ErrConflict is returned by a store when what a change was based on has
// changed since; the caller reads again and decides anew.
var ErrConflict = errors.New("changed meanwhile")

// ErrMessengerOff is in a SendError with Refused: no transport is switched on
// for the chat, though another may be for the one that stands in for it.
var ErrMessengerOff = errors.New("messenger is not switched on")

// SendError says what a messenger's refusal means for the sender.
// Exactly one of its classes applies; the zero value is "try again later".
type SendError struct {
	RetryAfter time.Duration // the messenger asked to wait
	Gone       bool          // the chat is no more, or does not want us: park it
	MovedTo    ChatID        // the chat has a new id: re-key, send there once
	Refused    bool          // this message will never be accepted: our mistake
	Unsure     bool          // the request left and no answer came: may have been sent
	Err        error         // for the log; holds no secret
}

func (e *SendError) Error() string {
	switch {
	case e.RetryAfter > 0:
		return fmt.Sprintf("send: retry after %s: %v", e.RetryAfter, e.Err)
	case e.Gone:
		return fmt.Sprintf("send: chat gone: %v", e.Err)
	case e.MovedTo != "":
		return fmt.Sprintf("send: chat moved to %s: %v", e.MovedTo, e.Err)
	case e.Refused:
		return fmt.Sprintf("send: refused: %v", e.Err)
	case e.Unsure:
		return fmt.Sprintf("send: outcome unknown: %v", e.Err)
	default:
		return fmt.Sprintf("send: %v", e.Err)
	}
}

func (e *SendError) Unwrap() error { return e.Err }
