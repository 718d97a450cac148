package telegram

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"chitieu/target"
)

// ErrToken is returned by Run when Telegram does not know the token.
var ErrToken = errors.New("telegram refused the bot's token: check CHITIEU_TELEGRAM_TOKEN or telegram.token_file")

// defaultRetry is the wait after a 429 that names none.
const defaultRetry = 5 * time.Second

// failure is a call that did not succeed. It holds no token.
type failure struct {
	method      string
	code        int // Telegram's; 0 when no answer could be read
	description string
	retryAfter  time.Duration
	movedTo     int64
	front       int   // HTTP status of an unreadable answer, 0 for none
	left        bool  // the request may have reached Telegram
	err         error // what the network said; nil when Telegram answered
}

func (f *failure) Error() string {
	switch {
	case f.err != nil && f.front != 0:
		return fmt.Sprintf("%s: unreadable answer with status %d: %v", f.method, f.front, f.err)
	case f.err != nil:
		return fmt.Sprintf("%s: %v", f.method, f.err)
	default:
		return fmt.Sprintf("%s: %d %s", f.method, f.code, f.description)
	}
}

func (f *failure) Unwrap() error { return f.err }

// says reports whether Telegram's description holds one of the phrases.
func (f *failure) says(phrases ...string) bool {
	for _, p := range phrases {
		if strings.Contains(f.description, p) {
			return true
		}
	}
	return false
}

// isFatal holds when no later try can help before the operator acts.
func (f *failure) isFatal() bool { return f.code == http.StatusUnauthorized }

// closed are refusals with code 400 that concern the chat, not the message: it
// does not exist for us, or its settings forbid us to write.
var closed = []string{
	"chat not found", "TOPIC_CLOSED", "not enough rights", "have no rights to send",
	"CHAT_WRITE_FORBIDDEN", "PEER_ID_INVALID", "group is deactivated",
}

// sendError says what a failed send means. A failure after the request left is
// Unsure unless Telegram answered: a 5xx or an HTML page comes from a front
// behind which the message may well have gone out.
func sendError(err error) *target.SendError {
	if known, ok := errors.AsType[*target.SendError](err); ok {
		return known
	}
	f, ok := errors.AsType[*failure](err)
	if !ok {
		return &target.SendError{Err: err}
	}
	e := &target.SendError{Err: f}
	switch {
	case f.code == http.StatusTooManyRequests:
		e.RetryAfter = cmp.Or(f.retryAfter, defaultRetry)
	case f.movedTo != 0:
		e.MovedTo = address{chat: f.movedTo}.id()
	case f.code == http.StatusForbidden, f.code == http.StatusBadRequest && f.says(closed...):
		e.Gone = true
	case f.code == http.StatusBadRequest, f.code == http.StatusRequestEntityTooLarge:
		e.Refused = true
	case f.code >= 400 && f.code < 500, f.front >= 300 && f.front < 500:
		// The token, a second poller, a proxy, a redirect: nothing was sent.
	default:
		e.Unsure = f.left
	}
	return e
}

func refused(format string, args ...any) *target.SendError {
	return &target.SendError{Refused: true, Err: fmt.Errorf(format, args...)}
}
