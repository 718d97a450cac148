package zalo

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"testing"
)

const someToken = "123456789:AbCdEf_secret-half"

func TestCleaner(t *testing.T) {
	c := newCleaner(someToken, "webhook&secret")
	for name, dirty := range map[string]string{
		"the token":            "token " + someToken,
		"the secret half":      "half AbCdEf_secret-half of it",
		"the escaped token":    "q=" + url.QueryEscape(someToken),
		"in a URL":             "Post https://host/bot" + someToken + "/getMe: EOF",
		"the webhook's secret": "header webhook&secret here",
		"escaped":              "secret=webhook%26secret",
		"another bot's token":  "https://host/bot987654:other_secret-half/getMe",
		"escaped in a path":    "/bot987654%3Aother_secret-half/getMe",
	} {
		got := c.clean(dirty)
		for _, secret := range []string{"secret-half", "AbCdEf", "webhook&", "webhook%26"} {
			if strings.Contains(got, secret) {
				t.Errorf("%s: left as %q", name, got)
			}
		}
	}
	if got := c.clean("bot 12:30 /bothai"); got != "bot 12:30 /bothai" {
		t.Errorf("an innocent text became %q", got)
	}
}

func TestCleanError(t *testing.T) {
	c := newCleaner(someToken, "")
	inner := errors.New("connection reset")
	wrapped := &url.Error{Op: "Post", URL: "https://host/bot" + someToken + "/getMe", Err: inner}
	if got := c.cleanError(fmt.Errorf("call: %w", wrapped)); got != inner {
		t.Errorf("got %v, want the error inside", got)
	}
	if got := c.cleanError(errors.New("proxy said " + someToken)); strings.Contains(got.Error(), "AbCdEf") {
		t.Errorf("left as %v", got)
	}
	if c.cleanError(nil) != nil {
		t.Error("no error became one")
	}
}

func TestExcerptIsShortAndWhole(t *testing.T) {
	got := newCleaner(someToken, "").excerpt("<html>\n  " + strings.Repeat("ế", 500))
	if len(got) > maxExcerpt+len("…") || strings.ContainsRune(got, '\n') || strings.ContainsRune(got, '\uFFFD') {
		t.Errorf("%d bytes: %q", len(got), got)
	}
}
