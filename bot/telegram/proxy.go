package telegram

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"
)

// readProxy reads an http, https, socks5 or socks5h address, which may hold a
// name and a password; nil for "". Its errors do not repeat the address.
func readProxy(address Secret) (*url.URL, error) {
	if address == "" {
		return nil, nil
	}
	u, err := url.Parse(string(address))
	if err != nil {
		return nil, errors.New("not a URL")
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
	default:
		return nil, errors.New("it must begin with http://, https:// or socks5://")
	}
	if u.Hostname() == "" {
		return nil, errors.New("it names no host")
	}
	return u, nil
}

// newClient is an http.Client with enough idle connections for parallel sends:
// net/http keeps two per host, and a bot with two spends its time on handshakes.
// Without a proxy it goes by the environment. Calls bring their own time limits.
func newClient(proxy *url.URL) *http.Client {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	through := http.ProxyFromEnvironment
	if proxy != nil {
		through = http.ProxyURL(proxy)
	}
	return &http.Client{
		Transport: &http.Transport{
			Proxy:               through,
			DialContext:         dialer.DialContext,
			ForceAttemptHTTP2:   true,
			MaxIdleConns:        64,
			MaxIdleConnsPerHost: 64,
			IdleConnTimeout:     90 * time.Second,
			TLSHandshakeTimeout: 10 * time.Second,
		},
		// A redirect would carry the token to another host.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
