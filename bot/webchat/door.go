package webchat

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/time/rate"
)

const (
	cookieName  = "chitieu_session"
	maxTries    = 5
	maxSessions = 256
	perSecond   = 5 // requests that do something, per session
	burst       = 20
)

// door decides who may come in and how fast. Sessions live in memory: a restart
// ends them.
type door struct {
	mu       sync.Mutex
	locked   bool // a login code is asked for
	code     [sha256.Size]byte
	void     bool // the code was used, or guessed at too often
	tries    int
	sessions []session // oldest first
	shared   *rate.Limiter
}

type session struct {
	id      string
	limiter *rate.Limiter
}

func newDoor(code string) *door {
	return &door{locked: code != "", code: sha256.Sum256([]byte(code)), shared: rate.NewLimiter(perSecond, burst)}
}

// enter compares the code and opens a session with it: once, and only for the
// first few tries.
func (d *door) enter(code string) (sessionID string, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.void || !d.locked {
		return "", problem{status: http.StatusForbidden, key: "void-code"}
	}
	sum := sha256.Sum256([]byte(strings.TrimSpace(code)))
	if subtle.ConstantTimeCompare(sum[:], d.code[:]) != 1 {
		d.tries++
		if d.void = d.tries >= maxTries; d.void {
			return "", problem{status: http.StatusForbidden, key: "void-code"}
		}
		return "", problem{status: http.StatusForbidden, key: "wrong-code", arg: strconv.Itoa(maxTries - d.tries)}
	}
	d.void = true
	return d.open(), nil
}

// visit opens a session for somebody who needs no code.
func (d *door) visit() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.open()
}

func (d *door) open() string {
	s := session{id: rand.Text(), limiter: rate.NewLimiter(perSecond, burst)}
	d.sessions = append(d.sessions, s)
	if len(d.sessions) > maxSessions {
		d.sessions = slices.Delete(d.sessions, 0, 1)
	}
	return s.id
}

// session returns the limiter of the request's session. Where no code is asked
// for, all requests without a session share one.
func (d *door) session(r *http.Request) (*rate.Limiter, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c, err := r.Cookie(cookieName); err == nil {
		for _, s := range d.sessions {
			if subtle.ConstantTimeCompare([]byte(s.id), []byte(c.Value)) == 1 {
				return s.limiter, true
			}
		}
	}
	return d.shared, !d.locked
}

// sessionCookie is not readable by scripts and never sent from other sites.
func sessionCookie(id string, r *http.Request) *http.Cookie {
	return &http.Cookie{Name: cookieName, Value: id, Path: "/", HttpOnly: true,
		Secure: r.TLS != nil, SameSite: http.SameSiteStrictMode}
}

// hostAllowed reports whether the page may be asked for under this name.
func hostAllowed(o Options, host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if o.Hosts != nil {
		return slices.Contains(o.Hosts, host)
	}
	if o.LoginCode != "" || host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
