package zalo

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"chitieu/bot"
	"chitieu/target"
)

// Zalo has no buttons: choices are numbered lines under the text, and a person
// answers with the number. No update says to which message it replies, so what
// was offered last is remembered, in memory: after a restart a number goes to
// the bot as it is, which knows its own open questions.

const (
	// offerLife is how long a number is taken as an answer: a working day.
	offerLife = 24 * time.Hour
	// offerClash is within which time two offers in a group make a number
	// ambiguous. It is then left to the bot, which knows whom it has asked what.
	offerClash = 30 * time.Minute
	// maxOffers and maxOfferChats bound what is remembered of a group and in all.
	maxOffers     = 16
	maxOfferChats = 4096
)

// offer is the choices of one message.
type offer struct {
	to      target.MemberID // whom the message answered; "" for everybody
	message string
	choices []target.Choice
	at      time.Time
}

type offers struct {
	mu    sync.Mutex
	chats map[target.ChatID][]offer // oldest first
}

func newOffers() *offers { return &offers{chats: make(map[target.ChatID][]offer)} }

// put remembers the choices of the newest message in a chat. In a private chat
// it replaces all before it, in a group what was said to the same person, even
// if it offers nothing: then a number is an answer in words.
func (o *offers) put(chat target.ChatID, group bool, made offer) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var kept []offer
	for _, old := range o.chats[chat] {
		if group && (old.to == "" || old.to != made.to) {
			kept = append(kept, old)
		}
	}
	if len(made.choices) > 0 || group && made.to != "" {
		kept = append(kept, made)
	}
	if len(kept) == 0 {
		delete(o.chats, chat)
		return
	}
	o.chats[chat] = kept[max(0, len(kept)-maxOffers):]
	if len(o.chats) > maxOfferChats {
		o.forgetOldest()
	}
}

func (o *offers) forgetOldest() {
	var oldest target.ChatID
	var at time.Time
	for chat, made := range o.chats {
		if last := made[len(made)-1].at; at.IsZero() || last.Before(at) {
			oldest, at = chat, last
		}
	}
	delete(o.chats, oldest)
}

// resolve makes a bare number the choice that it names.
func (o *offers) resolve(m *bot.Message, now time.Time) {
	n, err := strconv.Atoi(strings.TrimRight(m.Text, ".)"))
	if err != nil || n < 1 {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	var newest *offer
	for i := range o.chats[m.Chat] {
		made := &o.chats[m.Chat][i]
		switch {
		case made.to != "" && made.to != m.From, now.Sub(made.at) > offerLife:
			continue
		case n > len(made.choices) && made.to != "":
			newest = nil // the number answers what was asked since, in words
			continue
		case n > len(made.choices):
			continue
		}
		if newest != nil && made.at.Sub(newest.at) < offerClash {
			return
		}
		newest = made
	}
	if newest != nil {
		m.Text, m.Pressed = newest.choices[n-1].Data, newest.message
	}
}

// numbered writes the choices as lines, "" if there are none. In a group people
// must be told how a number reaches the bot at all.
func numbered(choices []target.Choice, group bool, lang target.Lang) string {
	if len(choices) == 0 {
		return ""
	}
	var lines []string
	for i, c := range choices {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, strings.Join(strings.Fields(c.Label), " ")))
	}
	if group {
		lines = append(lines, sentence(replyHint, lang))
	}
	return bot.Tidy(strings.Join(lines, "\n"))
}
