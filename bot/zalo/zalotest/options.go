package zalotest

import (
	"cmp"
	"net/http"
	"strings"
	"time"
)

// Token is the bot's token where Options name none.
const Token = "1459232241454765289:zalotest_secret_half_of_a_token"

// Options are what a server begins with. The zero value is a bot named "Bot
// Chỉ tiêu", no limits, and every switch on its first side.
type Options struct {
	Token string // "" is Token
	Bot   Bot
	// Quirks are set over the first side of every switch.
	Quirks []Quirk
	Limits Limits
	// Loopback permits webhooks and pictures on this machine and over plain
	// http, which the real platform refuses.
	Loopback bool
	// Client fetches pictures and delivers to the webhook; nil is one with a
	// timeout of 10 s.
	Client *http.Client
	// Grace is for how long after a poll a message still waits for the next
	// one before it is lost; 0 is 2 s.
	Grace time.Duration
	// Refetch is how long after a picture was sent it is fetched again; 0 is 3 s.
	Refetch time.Duration
	// Retries are the waits before a failed delivery to the webhook is tried
	// again, with [RetryWebhook]; nil is 30 s, 5 min, 15 min.
	Retries []time.Duration
}

// Bot is the bot as getMe and people see it.
type Bot struct {
	ID          string // digits
	AccountName string // "bot.VDKyGxQvc"; getMe has no other name
	DisplayName string // begins with "Bot"; in groups people write "@" and this
}

// complete fills in what was left out.
func (o Options) complete() Options {
	o.Token = cmp.Or(o.Token, Token)
	id, _, _ := strings.Cut(o.Token, ":")
	o.Bot.ID = cmp.Or(o.Bot.ID, id)
	o.Bot.AccountName = cmp.Or(o.Bot.AccountName, "bot.VDKyGxQvc")
	o.Bot.DisplayName = cmp.Or(o.Bot.DisplayName, "Bot Chỉ tiêu")
	o.Grace = cmp.Or(o.Grace, 2*time.Second)
	o.Refetch = cmp.Or(o.Refetch, 3*time.Second)
	if o.Retries == nil {
		o.Retries = []time.Duration{30 * time.Second, 5 * time.Minute, 15 * time.Minute}
	}
	o.Client = cmp.Or(o.Client, &http.Client{Timeout: 10 * time.Second})
	return o
}
