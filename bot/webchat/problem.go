package webchat

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"chitieu/target"
)

// problem is an error that a person is told about.
type problem struct {
	status int
	key    string // of sentences, and for the page's own decisions
	arg    string // what %s in the sentence stands for
	after  int    // seconds to wait before the next try
}

func (p problem) Error() string { return "web chat: " + p.key }

// refuse answers with the problem in the reader's language.
func refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := toProblem(err)
	sentence := sentences[p.key][langOf(r)]
	if p.arg != "" {
		sentence = fmt.Sprintf(sentence, p.arg)
	}
	if p.after > 0 {
		w.Header().Set("Retry-After", fmt.Sprint(p.after))
	}
	answer(w, p.status, map[string]any{"error": map[string]string{"key": p.key, "text": sentence}})
}

func toProblem(err error) problem {
	if p, ok := errors.AsType[problem](err); ok {
		return p
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return problem{status: http.StatusRequestEntityTooLarge, key: "too-big"}
	}
	if errors.Is(err, errStopped) {
		return problem{status: http.StatusServiceUnavailable, key: "stopped", after: 1}
	}
	return problem{status: http.StatusBadRequest, key: "bad-request"}
}

// langOf is the language that the page asks for.
func langOf(r *http.Request) target.Lang {
	for tag := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ = strings.Cut(strings.TrimSpace(tag), ";")
		tag, _, _ = strings.Cut(tag, "-")
		switch lang := target.Lang(strings.ToLower(tag)); lang {
		case target.Vietnamese, target.Indonesian, target.English:
			return lang
		}
	}
	return target.Vietnamese
}

// answer writes JSON.
func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the reader has gone: nobody to tell
}
