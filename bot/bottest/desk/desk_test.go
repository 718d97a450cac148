package desk

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestOrder(t *testing.T) {
	h := Order(func(o struct{ Name string }) (any, error) {
		switch o.Name {
		case "an":
			return Done, nil
		case "":
			return nil, errors.New("a name is needed")
		default:
			return nil, fmt.Errorf("%w name %q", ErrUnknown, o.Name)
		}
	})
	for body, want := range map[string]string{
		`{"name":"an"}`:   "200 {}",
		`{}`:              `400 {"error":"a name is needed"}`,
		`{"name":"binh"}`: `404 {"error":"unknown name \"binh\""}`,
		`{"nmae":"an"}`:   `400 {"error":"body: json: unknown field \"nmae\""}`,
		`{`:               `400 {"error":"body: unexpected EOF"}`,
		`{"name":"` + strings.Repeat("a", maxOrder) + `"}`: `400 {"error":"body: http: request body too large"}`,
	} {
		w := httptest.NewRecorder()
		h(w, httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body)))
		if got := fmt.Sprint(w.Code, " ", strings.TrimSpace(w.Body.String())); got != want {
			t.Errorf("%.40s: %s, want %s", body, got, want)
		}
	}
}

// News wait until there are some, but not for ever.
func TestNews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		version := 1
		h := News(func(ctx context.Context, ok func() bool) error {
			for !ok() {
				select {
				case <-time.After(700 * time.Millisecond):
					version++
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		}, func() (int, int) { return version, version })
		for _, c := range []struct {
			query, want string
			after       time.Duration
		}{{"", "1", 0}, {"after=x", "1", 0}, {"after=3", "4", 2100 * time.Millisecond}, {"after=1000", "32", newsWait}} {
			began, w := time.Now(), httptest.NewRecorder()
			h(w, httptest.NewRequest(http.MethodGet, "/?"+c.query, nil))
			if got := strings.TrimSpace(w.Body.String()); got != c.want || time.Since(began) != c.after {
				t.Errorf("%q: %s after %s, want %s after %s", c.query, got, time.Since(began), c.want, c.after)
			}
		}
	})
}

func TestFault(t *testing.T) {
	for _, c := range []struct {
		order Fault
		known bool
		wait  time.Duration
		fails bool
	}{
		{Fault{Fault: "502"}, true, time.Minute, false},
		{Fault{Fault: "502", Delay: "3s"}, true, 3 * time.Second, false},
		{Fault{Delay: "3s"}, false, 3 * time.Second, false},
		{Fault{Fault: "503", Delay: "3s"}, false, 0, true},
		{Fault{}, false, 0, true},
		{Fault{Delay: "soon"}, false, 0, true},
	} {
		if wait, err := c.order.Wait(time.Minute, c.known); wait != c.wait || (err != nil) != c.fails {
			t.Errorf("%+v: %s, %v", c.order, wait, err)
		}
	}
	if a, b := (Fault{}).Times(), (Fault{N: -1}).Times(); a != 1 || b != -1 {
		t.Errorf("%d and %d times", a, b)
	}
}

// Serve ends requests that wait when it is stopped.
func TestServe(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	over, ended := make(chan error, 1), make(chan error, 1)
	go func() {
		over <- Serve(ctx, l, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			stop()
			<-r.Context().Done()
			panic(http.ErrAbortHandler)
		}))
	}()
	go func() {
		resp, err := http.Get("http://" + l.Addr().String())
		if err == nil {
			err = resp.Body.Close()
		}
		ended <- err
	}()
	if err := <-over; err != nil {
		t.Error(err)
	}
	if err := <-ended; err == nil {
		t.Error("the request that waited was answered")
	}
}
