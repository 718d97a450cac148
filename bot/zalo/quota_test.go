package zalo

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/bot/zalo/zalotest"
	"chitieu/target"
)

// endOfMonth is an hour before December begins in Vietnam, where it is still
// November elsewhere for eight hours.
var endOfMonth = time.Date(2026, 11, 30, 16, 0, 0, 0, time.UTC)

func sendTo(t *testing.T, transport *Transport, chat string, deferrable bool) error {
	t.Helper()
	_, err := transport.Send(t.Context(), chatID(chat), target.Note{Text: "Nhắc việc", Deferrable: deferrable})
	return err
}

// TestQuotaOfAMonth: a warning at 80 %, a stop for what can wait at 95 %, each
// told once although the program starts anew, and everything anew in December.
func TestQuotaOfAMonth(t *testing.T) {
	w := heard(t)
	now := endOfMonth
	options := func(o *Options) { o.Quota, o.Now = 20, func() time.Time { return now } }
	for n := 1; n <= 22; n++ {
		transport := w.transport(t, options) // another process each time
		deferrable := n > 10
		err := sendTo(t, transport, w.lan, deferrable)
		if refused := n > 19; (err != nil) != refused {
			t.Fatalf("note %d: %v", n, err)
		} else if refused && (classOf(t, err) != "refused" || !strings.Contains(err.Error(), "19 of the month's 20")) {
			t.Errorf("note %d: %v, want refused with the reason", n, err)
		}
		var want []target.IncidentKind
		if n >= 16 {
			want = append(want, target.QuotaWarning)
		}
		if n >= 19 {
			want = append(want, target.QuotaStop)
		}
		if got := w.incidents.kinds(); !slices.Equal(got, want) {
			t.Fatalf("after %d notes the operator knows %v, want %v", n, got, want)
		}
	}
	transport := w.transport(t, options)
	for range 3 {
		if err := sendTo(t, transport, w.lan, false); err != nil {
			t.Errorf("what cannot wait is refused: %v", err)
		}
	}
	now = now.Add(time.Hour)
	if err := sendTo(t, transport, w.lan, true); err != nil {
		t.Errorf("in December: %v", err)
	}
	for month, want := range map[string]int{"zalo/2026-11": 22, "zalo/2026-12": 1} {
		if got, err := w.store.Count(t.Context(), month, 0); err != nil || got != want {
			t.Errorf("%s: %d messages, want %d (%v)", month, got, want, err)
		}
	}
}

func TestQuotaRefusedByZalo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := heard(t)
		w.SetLimits(zalotest.Limits{Messages: 1})
		transport := w.transport(t)
		if err := sendTo(t, transport, w.lan, false); err != nil {
			t.Fatal(err)
		}
		for range 5 {
			if got := classOf(t, sendTo(t, transport, w.lan, false)); !strings.HasPrefix(got, "retry after 30m") {
				t.Errorf("without messages left: %s", got)
			}
		}
		if n := len(w.Requests("sendMessage")); n != 2 {
			t.Errorf("%d requests, want that Zalo is left alone after its refusal", n)
		}
		if got := w.incidents.kinds(); !slices.Equal(got, []target.IncidentKind{target.QuotaStop}) {
			t.Errorf("incidents %v", got)
		}
		time.Sleep(quotaRetry + time.Second)
		w.SetLimits(zalotest.Limits{})
		if err := sendTo(t, transport, w.lan, false); err != nil {
			t.Errorf("with messages left again: %v", err)
		}
	})
}

// brokenCounter never answers.
type brokenCounter struct{}

func (brokenCounter) Count(context.Context, string, int) (int, error) {
	return 0, errors.New("disk full")
}

func TestCounterOutOfOrder(t *testing.T) {
	w := heard(t)
	transport := w.transport(t, func(o *Options) { o.Counter = brokenCounter{} })
	for _, chat := range []string{w.lan, w.group} {
		if err := sendTo(t, transport, chat, true); err != nil {
			t.Errorf("without a counter: %v", err)
		}
	}
	if !strings.Contains(w.log.Log(), "disk full") {
		t.Error("the log does not say why")
	}
}

func TestFourthGroup(t *testing.T) {
	w := heard(t)
	groups := []string{w.group, w.AddGroup("Nhóm 2"), w.AddGroup("Nhóm 3"), w.AddGroup("Nhóm 4")}
	for range 2 { // the second time after a restart
		transport := w.transport(t)
		for i, g := range groups {
			err := sendTo(t, transport, g, false)
			if i < 3 && err != nil {
				t.Errorf("group %d: %v", i+1, err)
			}
			if i == 3 && classOf(t, err) != "refused" {
				t.Errorf("group 4: %v, want refused", err)
			}
		}
		if err := sendTo(t, transport, w.lan, false); err != nil {
			t.Errorf("a private chat: %v", err)
		}
	}
	if got := w.incidents.kinds(); !slices.Equal(got, []target.IncidentKind{target.GroupLimit, target.GroupLimit}) {
		t.Errorf("incidents %v, want one a start", got)
	}
	transport := w.transport(t)
	w.Fail("sendMessage", 1, zalotest.Fault{Code: 400, Description: "Chat not found"})
	if got := classOf(t, sendTo(t, transport, groups[0], false)); got != "gone" {
		t.Fatalf("a group that is no more: %s", got)
	}
	if err := sendTo(t, transport, groups[3], false); err != nil {
		t.Errorf("the place of a group that is gone: %v", err)
	}
}

func TestNoLimits(t *testing.T) {
	w := heard(t)
	transport := w.transport(t, func(o *Options) { o.Quota, o.Groups = -1, -1 })
	for i := range 5 {
		if err := sendTo(t, transport, w.AddGroup(string(rune('A'+i))), true); err != nil {
			t.Error(err)
		}
	}
	if got := w.incidents.kinds(); len(got) != 0 {
		t.Errorf("incidents %v", got)
	}
}
