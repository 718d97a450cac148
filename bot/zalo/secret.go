package zalo

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"chitieu/bot/secret"
)

// Secret is the bot's token, or the secret of its webhook.
type Secret = secret.Text

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
		pairs = append(pairs, h, secret.Mask)
	}
	return &cleaner{strings.NewReplacer(pairs...)}
}

func (c *cleaner) clean(text string) string {
	return inPath.ReplaceAllString(c.words.Replace(text), "/bot"+secret.Mask)
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

// cleanError returns err without a secret; see secret.CleanError.
func (c *cleaner) cleanError(err error) error { return secret.CleanError(err, c.clean) }
