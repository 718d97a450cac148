package zalotest

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// reply is what a method returned.
type reply struct {
	Status      int // of HTTP
	Body        string
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        any             `json:"error_code"`
	Description string          `json:"description"`
	Err         error
}

func call(ctx context.Context, srv *Server, method, body string) reply {
	return callAs(ctx, srv, Token, method, "application/json", body)
}

func callAs(ctx context.Context, srv *Server, token, method, kind, body string) reply {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, srv.Endpoint()+"/bot"+token+"/"+method, bytes.NewReader([]byte(body)))
	if err != nil {
		return reply{Err: err}
	}
	req.Header.Set("Content-Type", kind)
	resp, err := srv.Client().Do(req)
	if err != nil {
		return reply{Err: err}
	}
	defer func() { _ = resp.Body.Close() }()
	var all bytes.Buffer
	if _, err := all.ReadFrom(resp.Body); err != nil {
		return reply{Status: resp.StatusCode, Err: err}
	}
	r := reply{Status: resp.StatusCode, Body: all.String()}
	_ = json.Unmarshal(all.Bytes(), &r) // pages of the proxy are no JSON
	return r
}

func TestPollTakesWhatIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		srv := New(Options{})
		defer srv.Close()
		officer := srv.AddUser("Cán bộ")
		time.AfterFunc(time.Second, func() { srv.Say(officer, officer, "xin chào") })
		began := time.Now()
		r := call(t.Context(), srv, "getUpdates", `{"timeout":"30"}`)
		if took := time.Since(began); !r.OK || took != time.Second {
			t.Errorf("after %s: %+v", took, r)
		}
		if r := call(t.Context(), srv, "sendMessage", `{"chat_id":"`+officer+`","text":"chào đồng chí"}`); !r.OK {
			t.Errorf("%+v", r)
		}
		if shown := srv.Shown(officer); len(shown) != 1 || shown[0].Text != "chào đồng chí" {
			t.Errorf("%+v", shown)
		}
	})
}
