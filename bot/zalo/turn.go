package zalo

import (
	"context"
	"sync"
)

// turns let one letter after the other into a chat, so that the parts of two do
// not mix.
type turns struct {
	mu    *sync.Mutex
	chats map[string]*turn
}

type turn struct {
	held    chan struct{}
	waiting int // and holding
}

func newTurns() turns { return turns{mu: new(sync.Mutex), chats: make(map[string]*turn)} }

// wait returns when it is the caller's turn in the chat, until done is called.
func (t turns) wait(ctx context.Context, chat string) (done func(), err error) {
	t.mu.Lock()
	mine, ok := t.chats[chat]
	if !ok {
		mine = &turn{held: make(chan struct{}, 1)}
		t.chats[chat] = mine
	}
	mine.waiting++
	t.mu.Unlock()
	select {
	case mine.held <- struct{}{}:
		return func() { <-mine.held; t.leave(chat, mine) }, nil
	case <-ctx.Done():
		t.leave(chat, mine)
		return nil, ctx.Err()
	}
}

func (t turns) leave(chat string, mine *turn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if mine.waiting--; mine.waiting == 0 {
		delete(t.chats, chat)
	}
}
