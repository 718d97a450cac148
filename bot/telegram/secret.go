package telegram

import (
	"net/url"
	"strings"

	"chitieu/bot/secret"
)

// Secret is a webhook's secret, or the address of a proxy with its password.
type Secret = secret.Text

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
	text = cleanToken(m.token, text)
	for _, s := range m.others {
		text = strings.ReplaceAll(text, s, secret.Mask)
	}
	return text
}

// cleanError returns err without a secret; see secret.CleanError.
func (m *mask) cleanError(err error) error { return secret.CleanError(err, m.clean) }
