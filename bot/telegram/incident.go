package telegram

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"chitieu/target"
)

// unreachableAfter is how long Telegram may be silent before the operator is
// told.
const unreachableAfter = 5 * time.Minute

// troubles remembers what the operator was told, so that nothing is said twice.
type troubles struct {
	mu     sync.Mutex
	heard  time.Time // when Telegram last answered
	told   bool      // that it does not
	topics map[address]bool
}

// maxTopics bounds the topics that are known to be gone; beyond it some are
// told of again.
const maxTopics = 1000

// heard ends a spell of silence.
func (t *Transport) heard() {
	t.setReady(nil)
	t.troubles.mu.Lock()
	defer t.troubles.mu.Unlock()
	t.troubles.heard, t.troubles.told = time.Now(), false
}

// unheard notes that Telegram did not answer, and tells of a long spell once.
func (t *Transport) unheard(err error) {
	t.setReady(fmt.Errorf("telegram: %w", err))
	t.troubles.mu.Lock()
	silence := time.Since(t.troubles.heard)
	tell := silence >= unreachableAfter && !t.troubles.told
	t.troubles.told = t.troubles.told || tell
	t.troubles.mu.Unlock()
	if tell {
		t.incident(target.Unreachable, "", fmt.Sprintf("telegram has not answered for %s: %v", silence.Round(time.Second), err))
	}
}

// topicGone tells once that a topic's messages go to its group.
func (t *Transport) topicGone(a address) {
	t.troubles.mu.Lock()
	if t.troubles.topics == nil || len(t.troubles.topics) >= maxTopics {
		t.troubles.topics = make(map[address]bool)
	}
	known := t.troubles.topics[a]
	t.troubles.topics[a] = true
	t.troubles.mu.Unlock()
	if !known {
		t.incident(target.TopicGone, a.id(), "the topic was deleted; its messages go to the group itself")
	}
}

// topicLives lets the topic's end be told again.
func (t *Transport) topicLives(a address) {
	t.troubles.mu.Lock()
	defer t.troubles.mu.Unlock()
	delete(t.troubles.topics, a)
}

func (t *Transport) incident(kind target.IncidentKind, chat target.ChatID, detail string) {
	if t.tell != nil {
		t.tell(target.Incident{At: t.now(), Kind: kind, Chat: chat, Detail: detail})
	}
}

var errNotStarted = errors.New("telegram: not connected yet")

// Ready is nil while Telegram answers, else why it does not.
func (t *Transport) Ready() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.state
}

func (t *Transport) setReady(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.state = err
}
