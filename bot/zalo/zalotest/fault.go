package zalotest

import (
	"context"
	"net/http"
	"time"
)

// Fault is a way in which a call goes wrong. The zero value is none.
type Fault struct {
	// CutBefore drops the connection before the call has an effect, CutAfter
	// after it. Refuse is a connection that is never made; over a real socket
	// it is CutBefore.
	CutBefore, CutAfter, Refuse bool
	// Delay comes before everything else.
	Delay time.Duration
	// Slow is how long the body takes behind the header; the call has its
	// effect.
	Slow time.Duration
	// Truncate sends half of the body; the call has its effect.
	Truncate bool
	// Status is an HTML page of the front proxy. The call has no effect, unless
	// Accepted is set.
	Status   int
	Accepted bool
	// Code and Description are a refusal by the platform.
	Code        int
	Description string
}

// Faults by name.
var (
	BadGateway     = Fault{Status: http.StatusBadGateway}
	GatewayTimeout = Fault{Status: http.StatusGatewayTimeout, Accepted: true}
	TooFast        = Fault{Status: http.StatusTooManyRequests}
	InternalError  = Fault{Code: http.StatusForbidden, Description: "Internal server error"}
	QuotaExceeded  = Fault{Code: http.StatusTooManyRequests, Description: "Quota exceeded"}
	BadRequest     = Fault{Code: http.StatusBadRequest, Description: "Bad request"}
	CutBefore      = Fault{CutBefore: true}
	CutAfter       = Fault{CutAfter: true}
	Refuse         = Fault{Refuse: true}
	Truncated      = Fault{Truncate: true}
	SlowBody       = Fault{Slow: 10 * time.Second}
)

// Faults are those that have a name, by it.
func Faults() map[string]Fault {
	return map[string]Fault{
		"bad_gateway": BadGateway, "gateway_timeout": GatewayTimeout, "too_fast": TooFast,
		"internal_error": InternalError, "quota_exceeded": QuotaExceeded, "bad_request": BadRequest,
		"cut_before": CutBefore, "cut_after": CutAfter, "refuse": Refuse,
		"truncated": Truncated, "slow_body": SlowBody,
	}
}

// planned is a fault for the next calls of a method.
type planned struct {
	method string
	fault  Fault
	left   int
}

// Hook is for Fail: the platform's own calls of the bot's webhook. One that is
// cut after was taken by the bot, but the platform does not know.
const Hook = "webhook"

// Fail lets the next n calls of the method go wrong; "" is any method but Hook,
// and a negative n is all calls from now on. Faults queue behind one another.
func (s *Server) Fail(method string, n int, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, planned{method, f, n})
}

// Heal removes all faults.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// nextFault finds the plan for a call of the method. The caller holds s.mu.
func (s *Server) nextFault(method string) *planned {
	for i := range s.faults {
		if p := &s.faults[i]; p.left != 0 && (p.method == method || p.method == "" && method != Hook) {
			return p
		}
	}
	return nil
}

func (s *Server) takeFault(method string) Fault {
	p := s.nextFault(method)
	if p == nil {
		return Fault{}
	}
	p.left--
	return p.fault
}

// before does what comes before the call; true if the call is over.
func (f Fault) before(w http.ResponseWriter, r *http.Request) bool {
	pause(r.Context(), f.Delay)
	if f.CutBefore || f.Refuse {
		panic(http.ErrAbortHandler)
	}
	if f.Status == 0 || f.Accepted {
		return false
	}
	f.page(w)
	return true
}

func (f Fault) page(w http.ResponseWriter) { writeHTML(w, f.Status, http.StatusText(f.Status)) }

func (f Fault) answer() *answer {
	if f.Code == 0 {
		return nil
	}
	return &answer{code: f.Code, description: f.Description}
}

// after does what comes between the call's effect and its answer; true if
// there is nothing more to say.
func (f Fault) after(w http.ResponseWriter) bool {
	if f.CutAfter {
		panic(http.ErrAbortHandler)
	}
	if f.Accepted {
		f.page(w)
	}
	return f.Accepted
}

// pause waits, and drops the connection if its client is gone meanwhile.
func pause(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		panic(http.ErrAbortHandler)
	}
}

// disturb returns the writer through which the answer goes.
func (f Fault) disturb(w http.ResponseWriter, r *http.Request) http.ResponseWriter {
	if !f.Truncate && f.Slow == 0 {
		return w
	}
	return &disturbed{w, r.Context(), f}
}

// disturbed spoils the one Write that an answer is made of.
type disturbed struct {
	http.ResponseWriter
	ctx   context.Context
	fault Fault
}

// slower is a writer that can let its reader wait without waiting itself.
type slower interface{ slow(time.Duration) }

// Write implements http.ResponseWriter.
func (d *disturbed) Write(body []byte) (int, error) {
	if d.fault.Truncate {
		body = body[:len(body)/2]
	}
	if s, direct := d.ResponseWriter.(slower); direct {
		s.slow(d.fault.Slow)
	} else if d.fault.Slow > 0 {
		d.ResponseWriter.WriteHeader(http.StatusOK)
		_ = http.NewResponseController(d.ResponseWriter).Flush()
		pause(d.ctx, d.fault.Slow)
	}
	return d.ResponseWriter.Write(body)
}
