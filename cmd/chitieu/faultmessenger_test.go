package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"chitieu/bot/telegram/telegramtest"
)

// answerDelay is how long the messenger has a message before it says so.
const answerDelay = 60 * time.Millisecond

// unsteady is a messenger that fails at random. It knows of each message that
// it accepted whether its sender could learn that.
type unsteady struct {
	next *telegramtest.Server

	mu                                     sync.Mutex
	dice                                   *rand.Rand
	steady                                 bool
	day                                    string // whose reminders go out
	sends, underway                        int
	tooMany, server, cutsBefore, cutsAfter int
	// unheard are the messages that were accepted without an answer.
	unheard map[faultKey]bool
}

// faultKey is a day's reminder for a group, by the number that it has now.
type faultKey struct {
	chat int64
	day  string
}

// trouble is what becomes of a send.
type trouble int

const (
	noTrouble trouble = iota
	tooMany
	serverError
	badGateway
	cutBefore
	cutAfter
)

// ServeHTTP lets one send in eight go wrong.
func (u *unsteady) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasSuffix(r.URL.Path, "/sendMessage") {
		u.next.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // its sender was killed while it wrote
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	key, what := u.begin(body)
	defer u.end()
	switch what {
	case tooMany:
		w.WriteHeader(http.StatusTooManyRequests)
		fmt.Fprint(w, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}`)
	case serverError:
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprint(w, `{"ok":false,"error_code":500,"description":"Internal Server Error"}`)
	case badGateway:
		w.WriteHeader(http.StatusBadGateway)
		fmt.Fprint(w, "<html><title>502 Bad Gateway</title></html>")
	case cutBefore:
		panic(http.ErrAbortHandler)
	case cutAfter:
		u.accept(httptest.NewRecorder(), r, key)
		panic(http.ErrAbortHandler)
	default:
		u.deliver(w, r, key)
	}
}

// begin rolls the dice for a send.
func (u *unsteady) begin(body []byte) (faultKey, trouble) {
	form, _ := url.ParseQuery(string(body))
	chat, _ := strconv.ParseInt(form.Get("chat_id"), 10, 64)
	u.mu.Lock()
	defer u.mu.Unlock()
	u.sends++
	u.underway++
	what := noTrouble
	if roll := trouble(1 + u.dice.IntN(40)); !u.steady && roll <= cutAfter {
		what = roll
	}
	switch what {
	case tooMany:
		u.tooMany++
	case serverError, badGateway:
		u.server++
	case cutBefore:
		u.cutsBefore++
	}
	return faultKey{chat, u.day}, what
}

func (u *unsteady) end() {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.underway--
}

// accept takes the message; its sender will not hear of it.
func (u *unsteady) accept(w *httptest.ResponseRecorder, r *http.Request, key faultKey) {
	if u.next.ServeHTTP(w, r); w.Code != http.StatusOK {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.cutsAfter++
	u.unheard[key] = true
}

// deliver takes the message and says so, if its sender waits so long.
func (u *unsteady) deliver(w http.ResponseWriter, r *http.Request, key faultKey) {
	u.next.ServeHTTP(w, r)
	time.Sleep(answerDelay)
	if r.Context().Err() == nil {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	u.unheard[key] = true
}

// turn begins a day, or ends its troubles.
func (u *unsteady) turn(day string, steady bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.day, u.steady = day, steady
}

// load is how many sends there ever were, and how many are under way.
func (u *unsteady) load() (sends, underway int) {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.sends, u.underway
}

// excuses reports whether the group got the message without its sender
// learning so.
func (u *unsteady) excuses(key faultKey) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.unheard[key]
}
