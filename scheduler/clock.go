package scheduler

import (
	"log/slog"
	"sync"
	"time"

	"chitieu/target"
)

const (
	// maxJump is how far the wall clock may run from the time that has really
	// passed before it is no longer believed.
	maxJump = 24 * time.Hour
	// settle is how long a clock that jumped forward has to run evenly until it
	// is believed after all.
	settle = time.Hour
)

// watch notices when the wall clock jumps forward while the program runs.
//
// A clock that is wrong by years would otherwise send what is not due and set
// the cursors so far ahead that the right slots never come. A machine that
// slept for a weekend looks exactly the same, so the hold is short: it ends
// when the clock comes back, when somebody says that it is right (Jumped), or
// when it has gone on evenly for an hour. Then it is as after a restart: of the
// slots in between only the newest is sent, if it is inside its grace. A clock
// set back needs no hold: the cursors forbid repeats.
type watch struct {
	log *slog.Logger

	mu     sync.Mutex
	wall   time.Time     // the clock at the last look
	real   time.Time     // the same moment by the monotonic clock
	excess time.Duration // how far a held clock is ahead
	held   time.Time     // since when, by the monotonic clock; zero if believed
}

// look compares the clock with the time that has passed since the last look
// and reports whether reminders are held.
func (w *watch) look(wall, real time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	// Round drops the monotonic reading, with which Sub would see no jump.
	wall = wall.Round(0)
	var drift time.Duration
	if !w.real.IsZero() {
		drift = wall.Sub(w.wall) - real.Sub(w.real)
	}
	w.wall, w.real = wall, real
	if w.held.IsZero() {
		if drift > maxJump {
			w.held, w.excess = real, drift
			w.log.Error("clock jumped forward, reminders are held", "by", drift, "for", settle)
		}
		return !w.held.IsZero()
	}
	w.excess += drift
	if drift > maxJump {
		w.held = real
	}
	if w.excess <= maxJump || real.Sub(w.held) >= settle {
		w.held = time.Time{}
		w.log.Warn("clock is believed again", "ahead", w.excess)
	}
	return !w.held.IsZero()
}

// believed is the time that a held clock would show had it not jumped, and by
// how much it is ahead of that.
func (w *watch) believed() (at time.Time, ahead time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.wall.Add(-w.excess), w.excess
}

// trust takes the clock as it is now.
func (w *watch) trust(wall, real time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.wall, w.real, w.held = wall.Round(0), real, time.Time{}
}

// ahead stands in for cursors that lie further in the future than a clock may
// be wrong: the clock was years ahead when they were written, and a store never
// moves a cursor back. Without it such a rule would be silent for years. Slots
// are keyed, so none comes twice, whatever stands in here.
type ahead map[target.RuleID]time.Time

// correct returns the cursor to go by.
func (a ahead) correct(log *slog.Logger, rule target.RuleID, cursor, now time.Time) time.Time {
	limit := now.Add(maxJump)
	if !cursor.After(limit) {
		delete(a, rule)
		return cursor
	}
	stand, ok := a[rule]
	if !ok || stand.After(limit) {
		log.Error("rule was dealt with in the future, going on from now", "rule", rule, "cursor", cursor)
		a[rule] = now
		return now
	}
	return stand
}

// moved notes that the rule is dealt with up to a slot.
func (a ahead) moved(rule target.RuleID, slot time.Time) {
	if stand, ok := a[rule]; ok && slot.After(stand) {
		a[rule] = slot
	}
}
