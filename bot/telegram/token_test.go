package telegram

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"chitieu/bot/secret"
	"chitieu/target"
)

func TestCleanError(t *testing.T) {
	m := mask{token: testToken}
	m.add("m@t khẩu")
	inner := errors.New("connection refused")
	wrapped := fmt.Errorf("poll: %w", &url.Error{Op: "Post", URL: "https://h/bot" + testToken + "/getMe", Err: inner})
	if got := m.cleanError(wrapped); !errors.Is(got, inner) || strings.Contains(got.Error(), testToken) {
		t.Errorf("a URL error became %v", got)
	}
	for _, text := range []string{
		"see https://h/bot" + testToken + "/getMe",
		"see https://h/bot" + url.QueryEscape(testToken) + "/getMe",
		"proxy http://bot:" + url.PathEscape("m@t khẩu") + "@h: refused",
		"another's 987654321:BBF-another_token_of_35_characters_xyz",
	} {
		if got := m.cleanError(errors.New(text)).Error(); strings.Contains(got, "of_35_") || strings.Contains(got, "kh%E1") || !strings.Contains(got, secret.Mask) {
			t.Errorf("%q became %q", text, got)
		}
	}
	if m.cleanError(nil) != nil {
		t.Error("no error became one")
	}
}

func TestNewRefuses(t *testing.T) {
	for name, o := range map[string]Options{
		"no token":            {},
		"a token with a path": {Token: "1:a/../../x"},
		"a token of spaces":   {Token: "1: " + testToken},
		"a token without id":  {Token: "AAE-test_token_of_35_characters_xyz"},
		"an endpoint":         {Token: testToken, Endpoint: "https://h/bot%s"},
		"another verb":        {Token: testToken, Endpoint: "https://h/bot%s/%s%d"},
		"another scheme":      {Token: testToken, Endpoint: "ftp://h/bot%s/%s"},
		"no host":             {Token: testToken, Endpoint: "/bot%s/%s"},
		"a command's name":    {Token: testToken, Commands: map[target.Lang][]Command{"vi": {{"Tiến độ", "x"}}}},
		"a command's text":    {Token: testToken, Commands: map[target.Lang][]Command{"vi": {{"tiendo", ""}}}},
		"too many commands":   {Token: testToken, Commands: map[target.Lang][]Command{"vi": make([]Command, 101)}},
		"a negative timeout":  {Token: testToken, Timeout: -1},
		"a group's command":   {Token: testToken, GroupCommands: map[target.Lang][]Command{"vi": {{"Tiến độ", "x"}}}},
		"a proxy's scheme":    {Token: testToken, Proxy: "ftp://token_of_35@h:1"},
		"a proxy's host":      {Token: testToken, Proxy: "socks5://token_of_35@:1"},
		"no proxy at all":     {Token: testToken, Proxy: "http://a:token_of_35@h:port"},
		"proxy and client":    {Token: testToken, Proxy: "http://h:1", Client: http.DefaultClient},
	} {
		if _, err := New(o); err == nil || strings.Contains(err.Error(), "token_of_35") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
