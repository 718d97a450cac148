package telegramtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
)

// Server is the Bot API for one bot. It is safe for concurrent use.
type Server struct {
	token string
	bot   User
	// Dated is the clock that messages bear the time of; nil is time.Now. It is
	// set before the server is used.
	Dated func() time.Time

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced when anything happens
	chats    map[int64]*chat
	users    map[int64]User
	queue    queue
	presses  map[string]time.Time // callback query id -> when
	commands map[menu][]Command
	allowed  []string // kinds of updates that the bot asked for
	hook     webhook
	carrier  http.RoundTripper // to the webhook
	open     bool              // privacy mode is off
	revoked  bool
	limits   Limits
	sent     []time.Time // of all messages, for the limits
	faults   []planned
	requests []Request // of late, see note
	calls    int       // of the bot, ever
	limited  int       // refused with 429
	version  int       // counts what happened
	serial   int       // source of ids

	deliveries sync.WaitGroup
}

// menu is where commands are shown: in a scope, in a language.
type menu struct{ scope, lang string }

// User is a person or the bot.
type User struct {
	ID       int64  `json:"id"`
	IsBot    bool   `json:"is_bot"`
	First    string `json:"first_name"`
	Last     string `json:"last_name,omitempty"`
	Username string `json:"username,omitempty"`
	Lang     string `json:"language_code,omitempty"`
}

// Command is a line of the bot's menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// Request is a call that the server received.
type Request struct {
	Method string
	Params map[string]string // files are not in it
	At     time.Time
}

// New returns a server on which the bot is known by the token.
func New(token string, bot User) *Server {
	bot.IsBot = true
	return &Server{
		token: token, bot: bot,
		changed:  make(chan struct{}),
		chats:    make(map[int64]*chat),
		users:    make(map[int64]User),
		queue:    newQueue(),
		presses:  make(map[string]time.Time),
		commands: make(map[menu][]Command),
		allowed:  defaultKinds,
		carrier:  &http.Transport{MaxIdleConnsPerHost: defaultConnections},
		serial:   100,
	}
}

// answer is what a method returns: a result, or a refusal.
type answer struct {
	result      any
	code        int // 0 for success
	description string
	parameters  map[string]any
}

func ok(result any) answer { return answer{result: result} }

func bad(format string, args ...any) answer {
	return answer{code: http.StatusBadRequest, description: "Bad Request: " + fmt.Sprintf(format, args...)}
}

func forbidden(text string) answer {
	return answer{code: http.StatusForbidden, description: "Forbidden: " + text}
}

// ServeHTTP answers /bot<token>/<method>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token, method, found := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	if !found || !strings.HasPrefix(r.URL.Path, "/bot") {
		write(w, answer{code: http.StatusNotFound, description: "Not Found"})
		return
	}
	p, err := readParams(r)
	if err != nil {
		write(w, bad("%v", err))
		return
	}
	fault := s.note(method, p)
	if fault.before(w, r) {
		return
	}
	a := fault.answer()
	if a == nil {
		a = new(s.call(r, token, method, p))
	}
	fault.after()
	write(w, *a)
}

// maxRequests are remembered at most; a server used by hand runs for days.
const maxRequests = 200_000

// note remembers the request and takes the fault that is planned for it.
func (s *Server) note(method string, p params) Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls++
	if len(s.requests) >= maxRequests {
		s.requests = slices.Delete(s.requests, 0, maxRequests/2)
	}
	s.requests = append(s.requests, Request{method, p.values, time.Now()})
	s.wake()
	return s.takeFault(method)
}

func (s *Server) call(r *http.Request, token, method string, p params) answer {
	if method == "getUpdates" && s.admits(token) {
		return s.getUpdates(r.Context(), p)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.wake()
	if token != s.token || s.revoked {
		return answer{code: http.StatusUnauthorized, description: "Unauthorized"}
	}
	switch method {
	case "getMe":
		return ok(struct {
			User
			SeesAll bool `json:"can_read_all_group_messages"`
		}{s.bot, s.open})
	case "sendMessage", "sendPhoto", "sendDocument":
		return s.send(method, p)
	case "editMessageText":
		return s.edit(p)
	case "answerCallbackQuery":
		return s.answerPress(p)
	case "sendChatAction":
		return s.chatAction(p)
	case "setMyCommands":
		return s.setCommands(p)
	case "setWebhook":
		return s.setWebhook(p)
	case "deleteWebhook":
		return s.dropWebhook()
	case "getWebhookInfo":
		return s.webhookInfo()
	default:
		return answer{code: http.StatusNotFound, description: "Not Found: method not found"}
	}
}

func (s *Server) admits(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return token == s.token && !s.revoked
}

func write(w http.ResponseWriter, a answer) {
	body := map[string]any{"ok": a.code == 0}
	w.Header().Set("Content-Type", "application/json")
	if a.code == 0 {
		body["result"] = a.result
	} else {
		body["error_code"], body["description"] = a.code, a.description
		if len(a.parameters) > 0 {
			body["parameters"] = a.parameters
		}
		if after, limited := a.parameters["retry_after"]; limited {
			w.Header().Set("Retry-After", fmt.Sprint(after))
		}
		w.WriteHeader(a.code)
	}
	_ = json.NewEncoder(w).Encode(body)
}

// wake lets those who wait look again. The caller holds s.mu.
func (s *Server) wake() {
	s.version++
	close(s.changed)
	s.changed = make(chan struct{})
}

// nextID returns a number that was not used before. The caller holds s.mu.
func (s *Server) nextID() int {
	s.serial++
	return s.serial
}

// dated is the time that a message bears now.
func (s *Server) dated() int64 {
	if s.Dated != nil {
		return s.Dated().Unix()
	}
	return time.Now().Unix()
}
