package telegram

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
)

// Secret is a text that must not be seen: a webhook's secret, the address of a
// proxy with its password. It prints as *** everywhere, as Token does.
type Secret string

// Format prints *** for every verb of fmt, nothing for nothing.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(s.String())) }

// String returns ***, "" for "".
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return masked
}

// LogValue returns *** for slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText returns *** for JSON, YAML and the like.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// mask takes secrets out of what is logged or returned.
type mask struct {
	token  Token
	others []string
}

// add takes further secrets, also as they are written in URLs.
func (m *mask) add(secrets ...string) {
	for _, s := range secrets {
		if s != "" {
			m.others = append(m.others, s, url.QueryEscape(s), url.PathEscape(s))
		}
	}
}

func (m *mask) clean(text string) string {
	text = m.token.clean(text)
	for _, s := range m.others {
		text = strings.ReplaceAll(text, s, masked)
	}
	return text
}

// cleanError returns err without the URL that net/http puts around it, which
// holds the token. What still names a secret becomes plain text.
func (m *mask) cleanError(err error) error {
	if err == nil {
		return nil
	}
	if wrapped, ok := errors.AsType[*url.Error](err); ok && wrapped.Err != nil {
		return m.cleanError(wrapped.Err)
	}
	if text := err.Error(); m.clean(text) != text {
		return errors.New(m.clean(text))
	}
	return err
}
