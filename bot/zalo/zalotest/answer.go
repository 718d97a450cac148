package zalotest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// answer is what a method returns: a result, or a refusal.
type answer struct {
	result      any
	bare        bool // success without result and error_code
	code        int  // 0 for success
	description string
	codeField   string // "" is error_code
	html        bool   // a page of the proxy instead of JSON
}

func ok(result any) answer { return answer{result: result} }

func bad(format string, args ...any) answer {
	return answer{code: http.StatusBadRequest, description: fmt.Sprintf(format, args...)}
}

func notFound() answer { return answer{code: http.StatusNotFound, description: "Not Found"} }

// badToken is the answer to an unknown token. The caller holds s.mu.
func (s *Server) badToken() answer {
	return answer{code: http.StatusUnauthorized, description: "Unauthorized", html: s.stands(HTMLBadToken)}
}

// write sends the answer in the form that the switches ask for.
func (s *Server) write(w http.ResponseWriter, a answer) {
	if a.html {
		writeHTML(w, a.code, a.description)
		return
	}
	w.Header().Set("Content-Type", "application/json;charset=UTF-8")
	if a.code != 0 && s.is(MirrorStatus) {
		w.WriteHeader(a.code)
	}
	_ = json.NewEncoder(w).Encode(s.envelope(a))
}

func (s *Server) envelope(a answer) map[string]any {
	body := map[string]any{"ok": a.code == 0}
	if a.bare {
		return body
	}
	if a.code == 0 {
		body["result"] = a.result
	} else {
		body["description"] = a.description
	}
	field := "error_code"
	if a.codeField != "" {
		field = a.codeField
	}
	switch {
	case a.code == 0 && s.is(NoSuccessCode):
	case s.is(StringCode):
		body[field] = strconv.Itoa(a.code)
	default:
		body[field] = a.code
	}
	return body
}

// writeHTML is how the front proxy answers.
func writeHTML(w http.ResponseWriter, status int, title string) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(status)
	_, _ = fmt.Fprintf(w, "<html>\r\n<head><title>%s</title></head>\r\n<body>\r\n<center><h1>%[1]s</h1></center>\r\n</body>\r\n</html>\r\n", title)
}
