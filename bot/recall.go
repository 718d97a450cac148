package bot

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"chitieu/bot/understand"
	"chitieu/target"
)

// What is remembered of a talk, and for how long. Losing it on a restart costs
// one question more; what must not be lost is a target.Dialog in the store.
const (
	talkLife   = 15 * time.Minute
	talkLimit  = 2000 // people talking at the same time, far above a district
	firstLimit = 2000
)

// talk is what the bot remembers of an exchange with one person in one chat.
type talk struct {
	topic   *understand.Topic
	lang    target.Lang
	choices []target.Choice // of the last answer, so that "2" picks one
	at      time.Time
}

type talkKey struct {
	chat   target.ChatID
	member target.MemberID
}

// recall holds talks in memory, bounded in number and time.
type recall struct {
	mu    sync.Mutex
	talks map[talkKey]talk
	seen  map[string]bool
}

func newRecall() *recall {
	return &recall{talks: make(map[talkKey]talk), seen: make(map[string]bool)}
}

// of returns the running talk, the zero talk if there is none.
func (r *recall) of(chat target.ChatID, member target.MemberID, now time.Time) talk {
	r.mu.Lock()
	defer r.mu.Unlock()
	k := r.talks[talkKey{chat, member}]
	if now.Sub(k.at).Abs() > talkLife { // a demonstration's clock may jump either way
		return talk{}
	}
	return k
}

// recallSent gives a bare number something to pick from that the talk does not:
// the choices of what was sent to the chat after the bot last spoke with this
// person, such as a reminder, or before a restart.
func (b *Bot) recallSent(ctx context.Context, t *turn, waiting *pending) error {
	if waiting != nil || !t.number() {
		return nil
	}
	last, err := b.store.LastSent(ctx, t.msg.Chat)
	switch {
	case errors.Is(err, target.ErrNotFound):
	case err != nil:
		return fmt.Errorf("look up what was sent last: %w", err)
	case last.Note != nil && last.Done.After(t.talk.at):
		t.talk.choices = last.Note.Choices
	}
	return nil
}

// keep remembers the turn and its answer.
func (r *recall) keep(t *turn, reply Reply) {
	if reply.Silent {
		return
	}
	now := talk{topic: t.talk.topic, lang: t.words.Lang, choices: reply.Choices, at: t.now}
	if about := t.reading; about.Intent != understand.None && about.Intent != "" {
		now.topic = &understand.Topic{
			Intent: about.Intent, Indicators: about.Indicators, Units: about.Units, Period: about.Period,
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.put(talkKey{t.msg.Chat, t.msg.From}, now)
	if t.msg.Group {
		r.put(talkKey{t.msg.Chat, everybody}, talk{choices: t.shared(reply), at: t.now})
	}
}

func (r *recall) put(key talkKey, k talk) {
	if _, ok := r.talks[key]; !ok && len(r.talks) >= talkLimit {
		r.forgetOldest()
	}
	r.talks[key] = k
}

// everybody stands for all who read a group.
const everybody target.MemberID = "*"

// shared are the choices of a reply that whoever reads the group may pick by
// number: the pages of a walk, which are the same for all.
func (t *turn) shared(reply Reply) []target.Choice {
	if t.walk == nil {
		return nil
	}
	return reply.Choices
}

// recallShared gives the speaker in a group the choices of the page that the
// group was shown after the bot last spoke with them; false if there is none.
func (b *Bot) recallShared(t *turn) bool {
	if !t.msg.Group {
		return false
	}
	shown := b.recall.of(t.msg.Chat, everybody, t.now)
	if len(shown.choices) == 0 || shown.at.Before(t.talk.at) {
		return false
	}
	t.talk.choices, t.talk.at = shown.choices, shown.at
	return true
}

func (r *recall) forgetOldest() {
	var oldest talkKey
	var at time.Time
	for key, k := range r.talks {
		if at.IsZero() || k.at.Before(at) {
			oldest, at = key, k.at
		}
	}
	delete(r.talks, oldest)
}

// first reports whether the key comes for the first time since the start. When
// the memory is full it starts afresh.
func (r *recall) first(key string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen[key] {
		return false
	}
	if len(r.seen) >= firstLimit {
		clear(r.seen)
	}
	r.seen[key] = true
	return true
}
