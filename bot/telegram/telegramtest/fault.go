package telegramtest

import (
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
	// Status and Body are sent instead of the call's own answer; the call has
	// no effect. Status 0 with a Body is 200.
	Status int
	Body   string
	// Code, Description and Parameters are a refusal by Telegram.
	Code        int
	Description string
	Parameters  map[string]any
}

// Faults by name.
var (
	BadGateway  = Fault{Status: http.StatusBadGateway, Body: "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"}
	ServerError = Fault{Code: http.StatusInternalServerError, Description: "Internal Server Error"}
	Kicked      = Fault{Code: http.StatusForbidden, Description: "Forbidden: bot was kicked from the supergroup chat"}
	Blocked     = Fault{Code: http.StatusForbidden, Description: "Forbidden: bot was blocked by the user"}
	CutBefore   = Fault{CutBefore: true}
	CutAfter    = Fault{CutAfter: true}
	Refuse      = Fault{Refuse: true}
)

// TooMany asks to wait so many seconds.
func TooMany(seconds int) Fault {
	return Fault{Code: http.StatusTooManyRequests, Description: "Too Many Requests: retry after", Parameters: map[string]any{"retry_after": seconds}}
}

// Migrated says that the group has become the supergroup with the id.
func Migrated(to int64) Fault {
	return Fault{Code: http.StatusBadRequest, Description: "Bad Request: group chat was upgraded to a supergroup chat",
		Parameters: map[string]any{"migrate_to_chat_id": to}}
}

// BadRequest is any refusal with code 400.
func BadRequest(text string) Fault {
	return Fault{Code: http.StatusBadRequest, Description: "Bad Request: " + text}
}

// Faults are the faults by name, for those who use the server by hand; seconds
// is what "too-many" asks to wait.
func Faults(seconds int) map[string]Fault {
	return map[string]Fault{
		"bad-gateway":  BadGateway,
		"server-error": ServerError,
		"kicked":       Kicked,
		"blocked":      Blocked,
		"cut-before":   CutBefore,
		"cut-after":    CutAfter,
		"refuse":       Refuse,
		"too-many":     TooMany(seconds),
		"page":         {Status: http.StatusOK, Body: "<html>captive portal</html>"},
		"empty":        {Body: `{"ok":true,"result":[]}`},
		"unauthorized": {Code: http.StatusUnauthorized, Description: "Unauthorized"},
		"conflict":     {Code: http.StatusConflict, Description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"},
	}
}

// planned is a fault for the next calls of a method.
type planned struct {
	method string
	fault  Fault
	left   int
}

// Fail lets the next n calls of the method go wrong; "" is any method, and a
// negative n is all calls from now on. Faults queue behind one another.
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

// Revoke makes the token unknown.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = true
	s.takeOver()
}

func (s *Server) takeFault(method string) Fault {
	for i := range s.faults {
		p := &s.faults[i]
		if p.left == 0 || p.method != "" && p.method != method {
			continue
		}
		p.left--
		return p.fault
	}
	return Fault{}
}

// before does what comes before the call; true if the call is over.
func (f Fault) before(w http.ResponseWriter, r *http.Request) bool {
	if f.Delay > 0 {
		timer := time.NewTimer(f.Delay)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
			return true
		}
	}
	if f.CutBefore || f.Refuse {
		panic(http.ErrAbortHandler)
	}
	if f.Status == 0 && f.Body == "" {
		return false
	}
	if f.Status != 0 {
		w.WriteHeader(f.Status)
	}
	_, _ = w.Write([]byte(f.Body))
	return true
}

func (f Fault) answer() *answer {
	if f.Code == 0 {
		return nil
	}
	return &answer{code: f.Code, description: f.Description, parameters: f.Parameters}
}

func (f Fault) after() {
	if f.CutAfter {
		panic(http.ErrAbortHandler)
	}
}
