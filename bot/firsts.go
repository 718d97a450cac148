package bot

import "sync"

const firstLimit = 2000

// firsts tells what is done for the first time, such as answering a stranger.
// After a restart everything is.
type firsts struct {
	mu   sync.Mutex
	seen map[string]bool
}

func newFirsts() *firsts { return &firsts{seen: make(map[string]bool)} }

// first reports whether the key comes for the first time since the start. When
// the memory is full it starts afresh.
func (f *firsts) first(key string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.seen[key] {
		return false
	}
	if len(f.seen) >= firstLimit {
		clear(f.seen)
	}
	f.seen[key] = true
	return true
}
