package zalo

import (
	"context"
	"sync"
	"time"

	"chitieu/target"
)

const (
	// slowAnswer is after which time a person is shown that the bot is at work.
	slowAnswer = 1500 * time.Millisecond
	// hintEvery is how often a chat is told what the bot cannot read.
	hintEvery = time.Hour
	maxHints  = 1024
)

// showTyping lets a private chat see that the bot is typing if the answer takes
// its time, until the answer is there.
func (r *run) showTyping(ctx context.Context, in *incoming) (done func()) {
	if in.Group {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	r.typing.Go(func() {
		if !sleep(ctx, slowAnswer) || !r.t.pace.Allow() {
			return
		}
		params := map[string]string{"chat_id": in.to, "action": "typing"}
		if _, err := r.t.api.call(ctx, r.t.timeout, "sendChatAction", params); err != nil {
			r.t.log.Debug("typing not shown", "chat", in.Chat, "error", err)
		}
	})
	return cancel
}

// hints remembers which chats were told lately what the bot cannot read, so
// that nobody uses the month's messages up with stickers.
type hints struct {
	mu   *sync.Mutex
	told map[target.ChatID]time.Time
}

func newHints() hints { return hints{new(sync.Mutex), make(map[target.ChatID]time.Time)} }

func (h hints) due(chat target.ChatID, now time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if told, ok := h.told[chat]; ok && now.Sub(told) < hintEvery {
		return false
	}
	if len(h.told) >= maxHints {
		clear(h.told)
	}
	h.told[chat] = now
	return true
}

// hint says politely that a sticker, a voice message or a file cannot be read.
// It is false if the bot stopped before that was said.
func (r *run) hint(work context.Context, in *incoming) bool {
	if !r.hinted.due(in.Chat, time.Now()) {
		return true
	}
	l := r.t.letter(in.to, target.Note{Text: sentence(unsupported, r.t.lang)}, nil)
	if err := r.t.push(work, l); err != nil {
		r.t.log.Info("hint not sent", "chat", in.Chat, "error", err)
	}
	return work.Err() == nil
}
