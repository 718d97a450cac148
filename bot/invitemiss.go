package bot

import (
	"sync"
	"time"

	"chitieu/target"
)

// Nobody mistypes a code more often than that; who guesses hears nothing more.
const (
	missLimit = 5
	missTime  = time.Hour
	missHeld  = 2000 // people at the same time, far above a district
)

// misses counts the wrong codes of each person. Losing the counts on a restart
// helps nobody who guesses: five tries more are nothing against 46 bits.
type misses struct {
	mu     sync.Mutex
	people map[target.MemberID]miss
}

// miss is how many wrong codes came since a moment.
type miss struct {
	n     int
	since time.Time
}

// tired reports whether the person's codes are no longer looked at.
func (m *misses) tired(who target.MemberID, now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	last := m.people[who]
	return last.n >= missLimit && now.Sub(last.since).Abs() < missTime
}

// count notes a wrong code.
func (m *misses) count(who target.MemberID, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	last, known := m.people[who]
	if !known || now.Sub(last.since).Abs() >= missTime {
		last = miss{since: now}
	}
	if !known && len(m.people) >= missHeld {
		m.forget(now)
	}
	if m.people == nil {
		m.people = make(map[target.MemberID]miss)
	}
	last.n++
	m.people[who] = last
}

// forget drops whose hour is over, and if that is nobody, everybody.
func (m *misses) forget(now time.Time) {
	for who, last := range m.people {
		if now.Sub(last.since).Abs() >= missTime {
			delete(m.people, who)
		}
	}
	if len(m.people) >= missHeld {
		clear(m.people)
	}
}
