package zalo

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"chitieu/target"
)

// ErrToken is returned by Run when Zalo does not know the token.
var ErrToken = errors.New("zalo refused the bot's token: check CHITIEU_ZALO_TOKEN or zalo.token_file")

const (
	// floodRetry is the wait after a 429 of the front server, which names none:
	// requests came too fast.
	floodRetry = 2 * time.Second
	// quotaRetry is the wait after a 429 of the Bot API itself: the month's
	// messages are used up, and only somebody who buys more can change that.
	quotaRetry = 30 * time.Minute
)

// failure is a call that did not succeed. It holds no secret.
type failure struct {
	method      string
	code        int    // Zalo's own; 0 when the answer has none
	description string // an excerpt
	front       int    // HTTP status of an answer that is no JSON, 0 for none
	blank       bool   // an answer without ok and without a code
	retryAfter  time.Duration
	left        bool  // the request may have reached Zalo
	err         error // what the network said; nil when there was an answer
}

func (f *failure) Error() string {
	switch {
	case f.err != nil:
		return fmt.Sprintf("%s: %v", f.method, f.err)
	case f.front != 0:
		return fmt.Sprintf("%s: status %d and no JSON: %q", f.method, f.front, f.description)
	case f.blank:
		return f.method + ": an answer without ok"
	default:
		return fmt.Sprintf("%s: %d %s", f.method, f.code, f.description)
	}
}

func (f *failure) Unwrap() error { return f.err }

// isFatal holds when no later try can help before the operator acts. A front
// server's 401 counts too: a bad token was answered with HTML as well.
func (f *failure) isFatal() bool {
	return f.code == http.StatusUnauthorized || f.front == http.StatusUnauthorized
}

// isQuota holds for Zalo's own 429, in JSON: the month's messages are used up.
func (f *failure) isQuota() bool { return f.code == http.StatusTooManyRequests }

// says reports whether Zalo's description holds one of the phrases.
func (f *failure) says(phrases ...string) bool {
	text := strings.ToLower(f.description)
	for _, p := range phrases {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}

// gone are the words of refusals that concern the chat, not the message. Zalo
// publishes none, so these are what such refusals say elsewhere; a refusal in
// other words is taken as being about the message, which parks no chat.
var gone = []string{
	"chat not found", "chat_id not found", "chat does not exist", "user not found", "group not found",
	"not a member", "not in group", "kicked", "removed from", "blocked",
}

// sendError says what a failed send means. 403 is Zalo's code for a failure
// inside: nothing was sent. A failure after the request left is Unsure unless
// Zalo answered: a 502 comes from a front behind which the message may well
// have gone out.
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
	case f.isQuota():
		e.RetryAfter = max(f.retryAfter, quotaRetry)
	case f.front == http.StatusTooManyRequests:
		e.RetryAfter = cmp.Or(f.retryAfter, floodRetry)
	case f.code >= 400 && f.says(gone...):
		e.Gone = true
	case f.code == http.StatusBadRequest, f.code == http.StatusNotFound, f.code == http.StatusRequestEntityTooLarge:
		e.Refused = true
	case f.code == http.StatusRequestTimeout:
		e.Unsure = true // Zalo gave up waiting for itself
	case f.code >= 400 && f.code < 500, f.front >= 300 && f.front < 500:
		// The token, a failure inside, a proxy, a redirect: nothing was sent.
	default:
		e.Unsure = f.left
	}
	return e
}

func refused(format string, args ...any) *target.SendError {
	return &target.SendError{Refused: true, Err: fmt.Errorf(format, args...)}
}
