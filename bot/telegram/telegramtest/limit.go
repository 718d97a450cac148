package telegramtest

import (
	"math"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Limits are how many messages pass; 0 is no limit. Telegram's own figures are
// in [Published].
type Limits struct {
	PerSecond int // overall
	PerChat   int // a second in one chat
	PerGroup  int // a minute in one group
}

// Published are the limits that Telegram's FAQ names.
var Published = Limits{PerSecond: 30, PerChat: 1, PerGroup: 20}

// SetLimits makes the server refuse with 429 what exceeds the limits, measured
// over every stretch of a second or a minute.
func (s *Server) SetLimits(l Limits) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits = l
}

// overLimit returns how long the bot must wait before it may write to the chat.
func (s *Server) overLimit(c *chat) time.Duration {
	wait := excess(s.sent, s.limits.PerSecond, time.Second)
	wait = max(wait, excess(c.sent, s.limits.PerChat, time.Second))
	if c.Kind != "private" {
		wait = max(wait, excess(c.sent, s.limits.PerGroup, time.Minute))
	}
	return wait
}

// limitMemory is how many times are kept; no limit looks further back.
const limitMemory = 4096

func excess(sent []time.Time, n int, per time.Duration) time.Duration {
	if n == 0 || len(sent) < n {
		return 0
	}
	return time.Until(sent[len(sent)-n].Add(per))
}

func (s *Server) count(c *chat) {
	now := time.Now()
	if len(s.sent) >= limitMemory {
		s.sent = slices.Delete(s.sent, 0, limitMemory/2)
	}
	s.sent = append(s.sent, now)
	c.sent = append(c.sent, now)
}

func tooMany(wait time.Duration) answer {
	seconds := int(math.Ceil(wait.Seconds()))
	return answer{code: http.StatusTooManyRequests, description: "Too Many Requests: retry after " + strconv.Itoa(seconds),
		parameters: map[string]any{"retry_after": seconds}}
}
