package telegram

import (
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const proxyPassword = "m@t-khau/cua proxy"

// proxied is a transport to srv through a proxy at the address.
func proxied(t *testing.T, site *httptest.Server, proxy string) (*Transport, func() string) {
	t.Helper()
	transport, log := newTransport(t, newServer(), func(o *Options) {
		o.Client, o.Endpoint, o.Proxy, o.Timeout = nil, site.URL+"/bot%s/%s", Secret(proxy), 2*time.Second
	})
	t.Cleanup(transport.api.client.CloseIdleConnections)
	return transport, log.Log
}

func TestHTTPProxy(t *testing.T) {
	site := httptest.NewServer(newServer())
	defer site.Close()
	want := "Basic " + base64.StdEncoding.EncodeToString([]byte("bot:"+proxyPassword))
	var through atomic.Int32
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Proxy-Authorization") != want {
			w.WriteHeader(http.StatusProxyAuthRequired)
			return
		}
		through.Add(1)
		r.RequestURI = ""
		r.Header.Del("Proxy-Authorization")
		resp, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		defer func() { _ = resp.Body.Close() }()
		w.WriteHeader(resp.StatusCode)
		_, _ = io.Copy(w, resp.Body)
	}))
	defer proxy.Close()
	host := strings.TrimPrefix(proxy.URL, "http://")
	checkProxy(t, site, "http://bot:m%40t-khau%2Fcua%20proxy@"+host, "http://bot:m%40t-khau%2Fcua%20proxie@"+host, &through)
}

func TestSOCKSProxy(t *testing.T) {
	site := httptest.NewServer(newServer())
	defer site.Close()
	var through atomic.Int32
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go socks(conn, &through)
		}
	}()
	host := listener.Addr().String()
	checkProxy(t, site, "socks5://bot:m%40t-khau%2Fcua%20proxy@"+host, "socks5://bot:m%40t-khau%2Fcua%20proxie@"+host, &through)
}

// checkProxy reaches Telegram with the right password and not with another, and
// never tells either.
func checkProxy(t *testing.T, site *httptest.Server, right, wrong string, through *atomic.Int32) {
	t.Helper()
	transport, _ := proxied(t, site, right)
	if err := transport.Reach(t.Context()); err != nil || through.Load() == 0 {
		t.Errorf("through the proxy: %v, %d requests", err, through.Load())
	}
	for _, address := range []string{wrong, "http://bot:m%40t-khau%2Fcua%20proxy@127.0.0.1:1", "socks5://bot:m%40t-khau%2Fcua%20proxy@127.0.0.1:1"} {
		transport, log := proxied(t, site, address)
		err := transport.Reach(t.Context())
		_, sendErr := transport.Send(t.Context(), "telegram:7", note)
		if err == nil || sendErr == nil {
			t.Error("reached without the proxy")
		}
		told := fmt.Sprint(err, sendErr, log())
		for _, secret := range []string{"khau", testToken} {
			if strings.Contains(told, secret) {
				t.Errorf("a secret was told: %s", told)
			}
		}
	}
}

// socks serves one connection of SOCKS5 with name and password (RFC 1928, 1929).
func socks(conn net.Conn, through *atomic.Int32) {
	defer func() { _ = conn.Close() }()
	read := func(n int) []byte {
		b := make([]byte, n)
		_, _ = io.ReadFull(conn, b)
		return b
	}
	read(int(read(2)[1]))
	_, _ = conn.Write([]byte{5, 2})
	read(1)
	name := read(int(read(1)[0]))
	password := read(int(read(1)[0]))
	if string(name) != "bot" || string(password) != proxyPassword {
		_, _ = conn.Write([]byte{1, 1})
		return
	}
	_, _ = conn.Write([]byte{1, 0})
	if kind := read(4)[3]; kind != 1 {
		return
	}
	where := read(6)
	up, err := net.DialTCP("tcp", nil, &net.TCPAddr{IP: where[:4], Port: int(where[4])<<8 | int(where[5])})
	if err != nil {
		return
	}
	defer func() { _ = up.Close() }()
	_, _ = conn.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	through.Add(1)
	go func() { _, _ = io.Copy(up, conn) }()
	_, _ = io.Copy(conn, up)
}
