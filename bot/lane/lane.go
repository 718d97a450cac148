// Package lane runs jobs in the order of their chats: those of one chat one
// after the other, those of different chats at once. Transports handle messages
// so.
package lane

import (
	"sync"

	"chitieu/target"
)

// Lanes hold the jobs that wait, a lane for each chat. A lane's goroutine ends
// with its last job. Lanes are safe for concurrent use.
type Lanes struct {
	max int

	mu      sync.Mutex
	waiting map[target.ChatID][]func()
	running sync.WaitGroup
}

// New returns lanes in each of which at most limit jobs may wait; 0 is no
// bound.
func New(limit int) *Lanes {
	return &Lanes{max: limit, waiting: make(map[target.ChatID][]func())}
}

// Add queues a job; it is false if the lane is full. A job may add others.
func (l *Lanes) Add(chat target.ChatID, job func()) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	jobs, busy := l.waiting[chat]
	if l.max > 0 && len(jobs) >= l.max {
		return false
	}
	l.waiting[chat] = append(jobs, job)
	if !busy {
		l.running.Go(func() { l.drain(chat) })
	}
	return true
}

func (l *Lanes) drain(chat target.ChatID) {
	for {
		l.mu.Lock()
		jobs := l.waiting[chat]
		if len(jobs) == 0 {
			delete(l.waiting, chat)
			l.mu.Unlock()
			return
		}
		l.waiting[chat] = jobs[1:]
		l.mu.Unlock()
		jobs[0]()
	}
}

// Wait returns when no job is left.
func (l *Lanes) Wait() { l.running.Wait() }
