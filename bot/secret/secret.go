// Package secret keeps tokens and passwords out of what people see: every
// messenger has them in its URLs, and so in the errors of its HTTP client.
package secret

import (
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
)

// Mask stands where a secret was.
const Mask = "***"

// Text is a text that must not be seen. It prints as Mask everywhere, as
// nothing if it is empty; only an explicit conversion to string yields it.
type Text string

// Format prints Mask for every verb of fmt, the wrong ones too.
func (t Text) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(t.String())) }

// String returns Mask, "" for "".
func (t Text) String() string {
	if t == "" {
		return ""
	}
	return Mask
}

// LogValue returns Mask for slog.
func (t Text) LogValue() slog.Value { return slog.StringValue(t.String()) }

// MarshalText returns Mask for JSON, YAML and the like.
func (t Text) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// Equals compares in a time that does not tell how much is right, nor how long
// the secret is.
func (t Text) Equals(other string) bool {
	a, b := sha256.Sum256([]byte(t)), sha256.Sum256([]byte(other))
	return subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// CleanError returns err without the URL that net/http puts around it, which
// holds the token. What clean would still change becomes plain text.
func CleanError(err error, clean func(string) string) error {
	if err == nil {
		return nil
	}
	if wrapped, ok := errors.AsType[*url.Error](err); ok && wrapped.Err != nil {
		return CleanError(wrapped.Err, clean)
	}
	if text := err.Error(); clean(text) != text {
		return errors.New(clean(text))
	}
	return err
}
