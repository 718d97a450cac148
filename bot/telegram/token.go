package telegram

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"regexp"
	"strings"
)

// Token is the bot's token from @BotFather. It prints as *** everywhere; only
// an explicit conversion to string yields it.
type Token string

const masked = "***"

// Format prints *** for every verb of fmt, the wrong ones too.
func (t Token) Format(s fmt.State, _ rune) { _, _ = s.Write([]byte(masked)) }

// String returns ***.
func (t Token) String() string { return masked }

// LogValue returns *** for slog.
func (t Token) LogValue() slog.Value { return slog.StringValue(masked) }

// MarshalText returns *** for JSON, YAML and the like.
func (t Token) MarshalText() ([]byte, error) { return []byte(masked), nil }

// tokenShape is what every token looks like: the bot's id and 35 characters.
var tokenShape = regexp.MustCompile(`\d{6,}(:|%3[Aa])[A-Za-z0-9_-]{30,}`)

// plausible holds for the tokens of other API servers and of tests as well;
// what it refuses could not be put into a URL.
var plausible = regexp.MustCompile(`^\d+:[A-Za-z0-9_-]+$`)

func (t Token) check() error {
	switch {
	case t == "":
		return errors.New("no token")
	case !plausible.MatchString(string(t)):
		return errors.New("the token is not of the form <number>:<letters and digits>")
	default:
		return nil
	}
}

// clean takes the token out of text, by its value and by its shape.
func (t Token) clean(text string) string {
	text = strings.ReplaceAll(text, string(t), masked)
	text = strings.ReplaceAll(text, url.QueryEscape(string(t)), masked)
	return tokenShape.ReplaceAllString(text, masked)
}
