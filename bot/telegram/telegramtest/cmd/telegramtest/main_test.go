package main

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	over := make(chan error, 1)
	f := flags{Listen: "127.0.0.1:0", Token: "1:T", Bot: "a_bot", User: []string{"Cán bộ"}, Group: []string{"Tổ"}, Forum: []string{"Huyện"}}
	go func() { over <- run(ctx, f, write) }()
	greeting := make([]byte, 200)
	n, err := read.Read(greeting)
	if err != nil {
		t.Fatal(err)
	}
	base, _, _ := strings.Cut(strings.TrimPrefix(string(greeting[:n]), "api_base "), "\n")
	for _, path := range []string{"/", "/bot1:T/getMe", "/control/state", "/control/chats/101", "/control/chats/-1001000000001", "/control/chats/-1001000000002"} {
		resp, err := http.Get(base + path)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
	stop()
	if err := <-over; err != nil {
		t.Errorf("run: %v", err)
	}
}
