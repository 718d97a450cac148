package zalotest

import (
	"net/http"
	"slices"
	"time"
)

// Limits are what the plan allows; 0 is no limit.
type Limits struct {
	PerSecond int // requests; beyond them the front proxy answers 429 in HTML
	Messages  int // sent in a calendar month of Vietnam
	Users     int // who are served; what others write is not delivered
	Groups    int // the same
	Tests     int // calls of testWebhook a day
}

// Basic are the limits of the free plan. The rate and the tests are guesses:
// "about 10 requests a second", and "limited".
var Basic = Limits{PerSecond: 10, Messages: 3000, Users: 50, Groups: 3, Tests: 10}

// vietnam has had no other time since 1975; the zone database is not needed.
var vietnam = time.FixedZone("+07", 7*60*60)

// SetLimits replaces the limits.
func (s *Server) SetLimits(l Limits) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits = l
}

// Sent is how many messages count against this month's quota.
func (s *Server) Sent() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.months[s.month()]
}

func (s *Server) month() string { return s.now().In(vietnam).Format("2006-01") }

func (s *Server) day() string { return s.now().In(vietnam).Format(time.DateOnly) }

// tooFast counts a request and reports whether it exceeds the rate.
func (s *Server) tooFast() bool {
	if s.limits.PerSecond <= 0 {
		return false
	}
	now := time.Now()
	s.recent = slices.DeleteFunc(s.recent, func(at time.Time) bool { return now.Sub(at) >= time.Second })
	if len(s.recent) >= s.limits.PerSecond {
		return true
	}
	s.recent = append(s.recent, now)
	return false
}

// spend counts a message against the quota, or refuses it.
func (s *Server) spend() *answer {
	month := s.month()
	if n := s.limits.Messages; n > 0 && s.months[month] >= n {
		return &answer{code: http.StatusTooManyRequests, description: "Quota exceeded"}
	}
	s.months[month]++
	return nil
}

// serves reports whether the plan has room for a user or a group.
func (s *Server) serves(id string, group bool, limit int) bool {
	if s.served[id] {
		return true
	}
	n := 0
	for other := range s.served {
		if isGroup(other) == group {
			n++
		}
	}
	if limit > 0 && n >= limit {
		return false
	}
	s.served[id] = true
	return true
}
