package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// maxAnswer bounds an answer: Telegram's are at most about 4 MiB.
const maxAnswer = 8 << 20

// api calls Telegram's methods through the library, with a context, a time
// limit and errors that hold no token.
type api struct {
	mask   mask
	bot    tgbotapi.BotAPI
	client *http.Client
}

func newAPI(token Token, endpoint string, client *http.Client) *api {
	silenceLibrary()
	a := &api{mask: mask{token: token}, bot: tgbotapi.BotAPI{Token: string(token)}, client: client}
	a.bot.SetAPIEndpoint(endpoint)
	return a
}

// call posts one method. Every error is a *failure.
func (a *api) call(ctx context.Context, within time.Duration, method string, params tgbotapi.Params, files ...tgbotapi.RequestFile) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	x := &exchange{ctx: ctx, client: a.client}
	bot := a.bot // a copy: the library's client has no context of its own
	bot.Client = x

	var answer *tgbotapi.APIResponse
	var err error
	if len(files) > 0 {
		answer, err = bot.UploadFiles(method, params, files)
	} else {
		answer, err = bot.MakeRequest(method, params)
	}
	if err != nil {
		return nil, a.failure(method, x, answer, err)
	}
	return answer.Result, nil
}

// failure turns what the library returned into a *failure.
func (a *api) failure(method string, x *exchange, answer *tgbotapi.APIResponse, err error) *failure {
	f := &failure{method: method, left: x.left(err), err: a.mask.cleanError(err)}
	refusal, ok := errors.AsType[*tgbotapi.Error](err)
	if !ok {
		if x.status == http.StatusTooManyRequests {
			f.code, f.retryAfter = x.status, x.retryAfter
		}
		f.front = x.status
		return f
	}
	// The library forgets the code of a refused upload; the answer has it.
	f.code = answer.ErrorCode
	f.description = a.mask.clean(refusal.Message)
	f.retryAfter = max(time.Duration(refusal.RetryAfter)*time.Second, x.retryAfter)
	f.movedTo = refusal.MigrateToChatID
	f.err = nil
	return f
}

// exchange is the HTTPClient of one call. It adds what the library lacks: a
// context, a bound on the answer, and whether the request may have left.
type exchange struct {
	ctx    context.Context // of this one call: the library's interface has no room for it
	client *http.Client

	asked, connected atomic.Bool
	status           int
	retryAfter       time.Duration
}

// Do sends the request and reads the whole answer, so that the connection can
// be used again.
func (x *exchange) Do(req *http.Request) (*http.Response, error) {
	trace := &httptrace.ClientTrace{
		GetConn: func(string) { x.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { x.connected.Store(true) },
	}
	resp, err := x.client.Do(req.WithContext(httptrace.WithClientTrace(x.ctx, trace)))
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	x.status = resp.StatusCode
	if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil {
		x.retryAfter = time.Duration(seconds) * time.Second
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer+1))
	if err != nil {
		return nil, err
	}
	if len(body) > maxAnswer {
		return nil, fmt.Errorf("the answer is longer than %d bytes", maxAnswer)
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// left reports whether the request may have reached Telegram. Only a request
// that never got a connection surely has not.
func (x *exchange) left(err error) bool {
	if op, ok := errors.AsType[*net.OpError](err); ok && op.Op == "dial" {
		return false
	}
	return !x.asked.Load() || x.connected.Load()
}

// silenceLibrary stops the library's own log: it prints transport errors, and
// with them the token.
var silenceLibrary = sync.OnceFunc(func() { _ = tgbotapi.SetLogger(silent{}) })

type silent struct{}

func (silent) Println(...any)        {}
func (silent) Printf(string, ...any) {}
