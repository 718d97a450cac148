package bottest

import (
	"context"
	"slices"
	"strings"
	"testing"

	"chitieu/target"
)

func testSend(t *testing.T, k *talk) {
	ids := make(map[string]bool)
	for _, text := range []string{"Nhắc việc thứ nhất", "Nhắc việc thứ hai"} {
		id, err := k.Transport().Send(t.Context(), k.Group(), target.Note{Head: "Nhắc việc", Text: text})
		if err != nil {
			t.Fatal(err)
		}
		if s := k.see(t, k.Group(), text); s.ID != id || id == "" {
			t.Errorf("Send returned id %q, the messenger shows %q", id, s.ID)
		}
		ids[id] = true
	}
	if len(ids) != 2 {
		t.Errorf("two messages have ids %v", ids)
	}
}

func testSendErrors(t *testing.T, k *talk) {
	n := target.Note{Text: "Nhắc việc"}
	if e := k.sendError(t, k.Nowhere(), n); !e.Gone && !e.Refused {
		t.Errorf("a chat that does not exist: %v, want gone or refused", e)
	}
	if e := k.sendError(t, "khac:1", n); !e.Refused {
		t.Errorf("another messenger's chat: %v, want refused", e)
	}
	for _, f := range k.Can().Failures {
		k.Fail(f)
		e := k.sendError(t, k.Group(), n)
		if got, want := class(e), wantClass(f); got != want {
			t.Errorf("%s: got %s (%v), want %s", f, got, e, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := k.Transport().Send(ctx, k.Group(), n); err == nil {
		t.Error("Send with a cancelled context succeeded")
	}
}

func wantClass(f Failure) string {
	switch f {
	case TooMany:
		return "retry after"
	case Gone:
		return "gone"
	case Moved:
		return "moved"
	case Refused:
		return "refused"
	case CutAfter:
		return "unsure"
	default:
		return "try again"
	}
}

// class names the one class of the error, or all if it claims several.
func class(e *target.SendError) string {
	var classes []string
	for name, set := range map[string]bool{
		"retry after": e.RetryAfter > 0, "gone": e.Gone, "moved": e.MovedTo != "", "refused": e.Refused, "unsure": e.Unsure,
	} {
		if set {
			classes = append(classes, name)
		}
	}
	if len(classes) == 0 {
		return "try again"
	}
	slices.Sort(classes)
	return strings.Join(classes, "+")
}

func testReplyLimit(t *testing.T, k *talk) {
	if !slices.Contains(k.Can().Failures, TooMany) {
		t.Skip("this messenger has no limit")
	}
	k.Fail(TooMany)
	k.Say(Saying{Chat: k.Private(), Text: "một"})
	k.Say(Saying{Chat: k.Private(), Text: "hai"})
	k.see(t, k.Private(), "re: hai")
	if got := all(k.Read(k.Private())); got != "re: một\nre: hai" {
		t.Errorf("after a limit the answers are\n%s", got)
	}
}
