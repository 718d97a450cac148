package zalo

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Secret is the bot's token, or the secret of its webhook. It prints as ***
// everywhere; only an explicit conversion to string yields it.
type Secret string

const masked = "***"

// Format prints *** for every verb of fmt, the wrong ones too.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(masked)) }

// String returns ***.
func (s Secret) String() string { return masked }

// LogValue returns *** for slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(masked) }

// MarshalText returns *** for JSON, YAML and the like.
func (s Secret) MarshalText() ([]byte, error) { return []byte(masked), nil }

// plausible is the form of a token: the bot's number, and what is secret.
var plausible = regexp.MustCompile(`^\d+:[A-Za-z0-9_-]+$`)

func checkToken(s Secret) error {
	switch {
	case s == "":
		return errors.New("no token")
	case !plausible.MatchString(string(s)):
		return errors.New("the token is not of the form <number>:<letters and digits>")
	default:
		return nil
	}
}

// checkWebhookSecret holds what Zalo takes as secret_token.
func checkWebhookSecret(s Secret) error {
	if n := len(s); n < 8 || n > 256 {
		return fmt.Errorf("the secret has %d characters, not 8 to 256", n)
	}
	return nil
}

// inPath is a token, anybody's, where Zalo has it: in the path of every URL.
var inPath = regexp.MustCompile(`/bot\d+(:|%3[Aa])[^/\s"'<>?#]*`)

// shortSecret is how short a token's secret half may be before masking it
// would mask ordinary words too.
const shortSecret = 6

// cleaner takes secrets out of what the network and front servers say.
type cleaner struct{ words *strings.Replacer }

func newCleaner(token, webhook Secret) *cleaner {
	hidden := []string{string(token), url.QueryEscape(string(token))}
	if _, half, ok := strings.Cut(string(token), ":"); ok && len(half) >= shortSecret {
		hidden = append(hidden, half)
	}
	if webhook != "" {
		hidden = append(hidden, string(webhook), url.QueryEscape(string(webhook)))
	}
	var pairs []string
	for _, h := range hidden {
		pairs = append(pairs, h, masked)
	}
	return &cleaner{strings.NewReplacer(pairs...)}
}

func (c *cleaner) clean(text string) string {
	return inPath.ReplaceAllString(c.words.Replace(text), "/bot"+masked)
}

// maxExcerpt is how many bytes of a text from outside come into an error.
const maxExcerpt = 200

// excerpt is the beginning of a text from outside, on one line, without secrets.
func (c *cleaner) excerpt(text string) string {
	text = strings.Join(strings.Fields(c.clean(strings.ToValidUTF8(text, "\uFFFD"))), " ")
	if len(text) <= maxExcerpt {
		return text
	}
	end := maxExcerpt
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…"
}

// cleanError returns err without the URL that net/http puts around it. What
// still names a secret becomes plain text.
func (c *cleaner) cleanError(err error) error {
	if err == nil {
		return nil
	}
	if wrapped, ok := errors.AsType[*url.Error](err); ok && wrapped.Err != nil {
		return c.cleanError(wrapped.Err)
	}
	if text := err.Error(); c.clean(text) != text {
		return errors.New(c.clean(text))
	}
	return err
}
