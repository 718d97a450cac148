package zalo

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

// maxAnswer bounds an answer of the Bot API; a single update is a few KiB.
const maxAnswer = 1 << 20

// api calls the methods of the Bot API. Parameters are always posted as JSON:
// the documentation allows forms too, the service does not read them.
type api struct {
	base   string // up to and including the token
	client *http.Client
	clean  *cleaner
}

func newAPI(endpoint string, token Secret, client *http.Client, clean *cleaner) *api {
	return &api{base: strings.TrimRight(endpoint, "/") + "/bot" + string(token) + "/", client: client, clean: clean}
}

// envelope is around every answer. Successful answers may carry an error_code
// too, and testWebhook spells it errorCode: only ok decides.
type envelope struct {
	OK          *bool           `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Description loose           `json:"description"`
	ErrorCode   loose           `json:"error_code"`
	OtherCode   loose           `json:"errorCode"`
}

// call posts one method and returns the result, which some methods leave out.
// Every error is a *failure.
func (a *api) call(ctx context.Context, within time.Duration, method string, params any) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	body, err := json.Marshal(params)
	if err != nil {
		return nil, &failure{method: method, err: err}
	}
	var asked, connected atomic.Bool
	req, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	}), http.MethodPost, a.base+method, bytes.NewReader(body))
	if err != nil {
		return nil, &failure{method: method, err: a.clean.cleanError(err)}
	}
	req.Header.Set("Content-Type", "application/json")
	status, header, answer, err := a.exchange(req)
	if err != nil {
		left := mayHaveLeft(err, asked.Load(), connected.Load())
		return nil, &failure{method: method, front: status, left: left, err: a.clean.cleanError(err)}
	}
	return a.judge(method, status, header, answer)
}

func (a *api) exchange(req *http.Request) (status int, header http.Header, body []byte, err error) {
	resp, err := a.client.Do(req)
	if err != nil {
		return 0, nil, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err = io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err == nil && len(body) > maxAnswer {
		err = fmt.Errorf("the answer is longer than %d bytes", maxAnswer)
	}
	return resp.StatusCode, resp.Header, body, err
}

// judge reads the body first and takes the HTTP status only where the body has
// no word: the service was seen to answer errors with status 200 as well as
// with their own.
func (a *api) judge(method string, status int, header http.Header, answer []byte) (json.RawMessage, error) {
	f := &failure{method: method, left: true, retryAfter: retryAfter(header)}
	var e envelope
	if err := json.Unmarshal(answer, &e); err != nil {
		f.front, f.description = status, a.clean.excerpt(string(answer))
		return nil, f
	}
	if e.OK != nil && *e.OK {
		return e.Result, nil
	}
	f.description = a.clean.excerpt(string(e.Description))
	f.code, _ = strconv.Atoi(string(cmp.Or(e.ErrorCode, e.OtherCode)))
	if f.code == 0 && status >= http.StatusBadRequest {
		f.code = status
	}
	f.blank = e.OK == nil && f.code == 0
	return nil, f
}

func retryAfter(header http.Header) time.Duration {
	seconds, err := strconv.Atoi(header.Get("Retry-After"))
	if err != nil {
		return 0
	}
	return time.Duration(min(max(seconds, 0), 3600)) * time.Second
}

// mayHaveLeft reports whether a request that failed may have reached Zalo. Only
// one that never got a connection surely has not.
func mayHaveLeft(err error, asked, connected bool) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return false
	}
	return !asked || connected
}
