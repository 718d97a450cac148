package telegramtest

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strconv"
)

const maxBody = 60 << 20 // a document of 50 MB and its fields

// params are a call's parameters: structured ones as JSON text.
type params struct {
	values map[string]string
	files  map[string]upload
}

// readParams takes parameters from the query and a JSON, form or multipart body.
func readParams(r *http.Request) (params, error) {
	p := params{values: make(map[string]string), files: make(map[string]upload)}
	r.Body = http.MaxBytesReader(nil, r.Body, maxBody)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "application/json" {
		return p, p.readJSON(r)
	}
	if kind == "multipart/form-data" {
		if err := r.ParseMultipartForm(maxBody); err != nil {
			return p, err
		}
		if err := p.readFiles(r); err != nil {
			return p, err
		}
	} else if err := r.ParseForm(); err != nil {
		return p, err
	}
	for name, values := range r.Form {
		p.values[name] = values[0]
	}
	return p, nil
}

func (p params) readJSON(r *http.Request) error {
	var fields map[string]json.RawMessage
	if err := json.NewDecoder(r.Body).Decode(&fields); err != nil {
		return fmt.Errorf("can't parse request: %w", err)
	}
	for name, raw := range fields {
		var text string
		if json.Unmarshal(raw, &text) != nil {
			text = string(raw)
		}
		p.values[name] = text
	}
	return nil
}

func (p params) readFiles(r *http.Request) error {
	for name, headers := range r.MultipartForm.File {
		f, err := headers[0].Open()
		if err != nil {
			return err
		}
		content, err := io.ReadAll(f)
		_ = f.Close()
		if err != nil {
			return err
		}
		p.files[name] = upload{headers[0].Filename, content}
	}
	return nil
}

// upload is a file that came with a call.
type upload struct {
	name    string
	content []byte
}

func (p params) number(name string) int64 {
	n, _ := strconv.ParseInt(p.values[name], 10, 64)
	return n
}
