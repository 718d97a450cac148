package secret

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"testing"
)

func TestTextPrintsAsStars(t *testing.T) {
	const hidden = "mật khẩu"
	held := struct {
		One  Text
		More []Text
	}{hidden, []Text{hidden}}
	var out bytes.Buffer
	for _, verb := range strings.Fields("%v %+v %#v %s %q %x %X %d %t %T") {
		fmt.Fprintf(&out, verb+" "+verb+"\n", Text(hidden), held)
	}
	for _, h := range []slog.Handler{slog.NewJSONHandler(&out, nil), slog.NewTextHandler(&out, nil)} {
		slog.New(h).Info("secret", "one", Text(hidden), "held", held, "pointer", &held)
	}
	data, err := json.Marshal([]any{Text(hidden), held, &held, map[string]any{"one": Text(hidden)}})
	if err != nil {
		t.Fatal(err)
	}
	out.Write(data)
	if text := out.String(); strings.Contains(text, "mật") || strings.Contains(text, fmt.Sprintf("%x", hidden)) || !strings.Contains(text, Mask) {
		t.Errorf("printed as\n%s", text)
	}
	if Text("").String() != "" || string(Text(hidden)) != hidden {
		t.Error("nothing prints as something, or the secret itself is lost")
	}
}

func TestEquals(t *testing.T) {
	for _, other := range []string{"", "hidde", "hidden2", "HIDDEN"} {
		if Text("hidden").Equals(other) {
			t.Errorf("equals %q", other)
		}
	}
	if !Text("hidden").Equals("hidden") {
		t.Error("does not equal itself")
	}
}

func TestCleanError(t *testing.T) {
	clean := func(s string) string { return strings.ReplaceAll(s, "hidden", Mask) }
	inner := errors.New("connection refused")
	wrapped := fmt.Errorf("poll: %w", &url.Error{Op: "Post", URL: "https://h/hidden", Err: inner})
	if got := CleanError(wrapped, clean); !errors.Is(got, inner) || strings.Contains(got.Error(), "hidden") {
		t.Errorf("a URL's error became %v", got)
	}
	if got := CleanError(errors.New("no hidden here"), clean); got.Error() != "no *** here" {
		t.Errorf("became %v", got)
	}
	if got := CleanError(inner, clean); got != inner {
		t.Errorf("a clean error became %v", got)
	}
	if CleanError(nil, clean) != nil {
		t.Error("no error became one")
	}
}
