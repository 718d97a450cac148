package telegram

import (
	"errors"
	"net/url"
	"regexp"
	"strings"

	"chitieu/bot/secret"
)

// Token is the bot's token from @BotFather.
type Token = secret.Text

// tokenShape is what every token looks like: the bot's id and 35 characters.
var tokenShape = regexp.MustCompile(`\d{6,}(:|%3[Aa])[A-Za-z0-9_-]{30,}`)

// plausible holds for the tokens of other API servers and of tests as well;
// what it refuses could not be put into a URL.
var plausible = regexp.MustCompile(`^\d+:[A-Za-z0-9_-]+$`)

func checkToken(t Token) error {
	switch {
	case t == "":
		return errors.New("no token")
	case !plausible.MatchString(string(t)):
		return errors.New("the token is not of the form <number>:<letters and digits>")
	default:
		return nil
	}
}

// cleanToken takes the token out of text, by its value and by its shape.
func cleanToken(t Token, text string) string {
	text = strings.ReplaceAll(text, string(t), secret.Mask)
	text = strings.ReplaceAll(text, url.QueryEscape(string(t)), secret.Mask)
	return tokenShape.ReplaceAllString(text, secret.Mask)
}
