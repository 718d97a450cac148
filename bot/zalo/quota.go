package zalo

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"chitieu/target"
)

// Counter keeps counts that outlive the program. Count adds to a count, which
// begins at 0, and returns the new total; adding 0 asks for it.
type Counter interface {
	Count(ctx context.Context, counter string, add int) (total int, err error)
}

// Shares of the month's messages, in percent: at the first the operator is
// warned, from the second on what can wait is no longer sent.
const (
	warnAt = 80
	stopAt = 95
)

// vietnam is the zone by which Zalo's month is taken to change. It has no
// summer time, and needs no time zone files so.
var vietnam = time.FixedZone("Asia/Ho_Chi_Minh", 7*60*60)

// meter counts the messages of a month, because Zalo does not say how many are
// left. The counts are "zalo/2026-11", and "zalo/2026-11/quota-warning" and
// "…/quota-stop" for what the operator was told in that month.
//
// A store that does not answer stops no message: the count is then too low, and
// Zalo itself refuses what is too much.
type meter struct {
	counter Counter
	quota   int // messages a month; 0 for no limit
	now     func() time.Time
	log     *slog.Logger
	tell    func(target.Incident)

	mu   sync.Mutex
	told map[string]bool // counts that are known to be above 0
	held time.Time       // Zalo said that the quota is used up: not before this
}

func (m *meter) month() string { return prefixName + m.now().In(vietnam).Format("/2006-01") }

// allow says whether a message may go out; nil if it may.
func (m *meter) allow(ctx context.Context, deferrable bool) *target.SendError {
	m.mu.Lock()
	wait := m.held.Sub(m.now())
	m.mu.Unlock()
	if wait > 0 {
		return &target.SendError{RetryAfter: wait, Err: fmt.Errorf("zalo says that the month's messages are used up")}
	}
	if !deferrable || m.quota <= 0 {
		return nil
	}
	used, err := m.counter.Count(ctx, m.month(), 0)
	if err != nil {
		m.log.Warn("messages of the month not known", "error", err)
		return nil
	}
	if used*100 < m.quota*stopAt {
		return nil
	}
	return refused("%d of the month's %d messages are used: what can wait is not sent", used, m.quota)
}

// sent counts one message and tells the operator when a share is reached.
func (m *meter) sent(ctx context.Context) {
	month := m.month()
	used, err := m.counter.Count(ctx, month, 1)
	if err != nil {
		m.log.Warn("message not counted", "error", err)
		return
	}
	if m.quota <= 0 {
		return
	}
	if used*100 >= m.quota*warnAt {
		m.once(ctx, month, target.QuotaWarning, fmt.Sprintf("%d of the month's %d messages are used", used, m.quota))
	}
	if used*100 >= m.quota*stopAt {
		m.once(ctx, month, target.QuotaStop, fmt.Sprintf("%d of the month's %d messages are used: what can wait is not sent", used, m.quota))
	}
}

// exceeded notes that Zalo itself refused a message for the quota.
func (m *meter) exceeded(ctx context.Context) {
	m.mu.Lock()
	m.held = m.now().Add(quotaRetry)
	m.mu.Unlock()
	m.once(ctx, m.month(), target.QuotaStop, "zalo says that the month's messages are used up: nothing is sent")
}

// once tells the operator of a thing that happens once a month.
func (m *meter) once(ctx context.Context, month string, kind target.IncidentKind, detail string) {
	count := month + "/" + string(kind)
	m.mu.Lock()
	told := m.told[count]
	m.told[count] = true
	m.mu.Unlock()
	if told {
		return
	}
	// A store that does not answer leaves it open: told twice beats not told.
	if n, err := m.counter.Count(ctx, count, 1); err == nil && n > 1 {
		return
	}
	m.tell(target.Incident{At: m.now(), Kind: kind, Detail: detail})
}
