package zalotest

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"strconv"
)

const maxBody = 1 << 20

// params are the fields of a call's JSON body.
type params map[string]any

// readParams reads a JSON object. A form, a multipart body or a query is not
// looked at, so that every field is missing. It is not readable if it claims
// to be JSON and is not.
func readParams(r *http.Request) (p params, readable bool) {
	p = make(params)
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody))
	if err != nil {
		return p, false
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "application/json" || len(body) == 0 {
		return p, true
	}
	if json.Unmarshal(body, &p) != nil || p == nil {
		return make(params), false
	}
	return p, true
}

// text is a field that must be a string; any other type counts as missing.
func (p params) text(name string) string {
	text, _ := p[name].(string)
	return text
}

// seconds is a field that is a number, or a string with one.
func (p params) seconds(name string, otherwise int) int {
	switch v := p[name].(type) {
	case float64:
		return int(v)
	case string:
		if n, err := strconv.Atoi(v); err == nil {
			return n
		}
	}
	return otherwise
}
