package telegram

import (
	"sync"

	"chitieu/target"
)

// lanes run the jobs of one chat one after the other, and those of different
// chats at once. A lane's goroutine ends with its last job.
type lanes struct {
	max int // jobs that wait in one lane; 0 for no bound

	mu      sync.Mutex
	waiting map[target.ChatID][]func()
	running sync.WaitGroup
}

func newLanes(limit int) *lanes {
	return &lanes{max: limit, waiting: make(map[target.ChatID][]func())}
}

// add queues a job; it is false if the lane is full.
func (l *lanes) add(chat target.ChatID, job func()) bool {
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

func (l *lanes) drain(chat target.ChatID) {
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

// wait returns when no job is left.
func (l *lanes) wait() { l.running.Wait() }
