package scheduler

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/target"
)

// refusing is a messenger that fails for one chat.
func refusing(chat target.ChatID, err error) *messenger {
	return &messenger{answer: func(_ int, to target.ChatID) (bool, error) {
		if to != chat {
			return true, nil
		}
		failure, ok := errors.AsType[*target.SendError](err)
		return ok && failure.Unsure, err
	}}
}

// Where a chat cannot be reached another stands in, once for each message, and
// not for one that may have been seen.
func TestDivert(t *testing.T) {
	off := &target.SendError{Refused: true, Err: fmt.Errorf("zalo: %w", target.ErrMessengerOff)}
	resend := weekly()
	resend.Resend = true
	tests := []struct {
		name   string
		rule   target.Rule
		parked string // the chat, before the slot
		err    error  // of sending there
		until  string
		state  target.DeliveryState
		heard  target.ChatID // who has heard it in the end, "" for nobody
	}{
		{"trouble that passes is waited for", weekly(), "", errBroken, "2024-03-04 07:31", target.Pending, ""},
		{"trouble that lasts", weekly(), "", errBroken, "2024-03-04 07:34", target.Sent, standby},
		{"gone", weekly(), "", &target.SendError{Gone: true, Err: errBroken}, "2024-03-04 07:31", target.Sent, standby},
		{"the messenger is off", weekly(), "", off, "2024-03-04 07:31", target.Sent, standby},
		{"refused, for whatever reason", weekly(), "", &target.SendError{Refused: true, Err: errBroken}, "2024-03-04 07:31", target.Sent, standby},
		{"the messenger asks to wait", weekly(), "", &target.SendError{RetryAfter: time.Hour}, "2024-03-04 08:00", target.Pending, ""},
		{"unknown outcome", weekly(), "", &target.SendError{Unsure: true, Err: errBroken}, "2024-03-04 12:00", target.Unsure, group},
		{"unknown, and then gone", resend, "", nil, "2024-03-04 12:00", target.Unsure, group},
		{"parked before", weekly(), "kicked", errBroken, "2024-03-04 07:31", target.Sent, standby},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				store, m := withStandby(t, newStore(t), tt.parked), refusing(group, tt.err)
				if tt.err == nil {
					m.answer = answers(&target.SendError{Unsure: true, Err: errBroken}, &target.SendError{Gone: true, Err: errBroken})
				}
				sleepUntil(at(t, "2024-03-04 07:29"))
				stop := start(t, open(t, planOf(t, tt.rule), store, m))
				sleepUntil(at(t, tt.until))
				stop()
				d, seen := one(t, store), m.all()
				if d.State != tt.state || tt.heard == "" && len(seen) != 0 || tt.heard != "" && (len(seen) != 1 || seen[0].chat != tt.heard) {
					t.Errorf("state %s (%q), seen %v; want %s, %q", d.State, d.Reason, seen, tt.state, tt.heard)
				}
				if tt.heard == standby && (d.Chat != standby || d.For != group || d.ID != "weekly/202403040030/web:group") {
					t.Errorf("%s in %s for %s, want the group's own", d.ID, d.Chat, d.For)
				}
				told := len(incidents(t, store, target.FellBack))
				if want := map[bool]int{true: 1}[tt.heard == standby && tt.parked == ""]; told != want {
					t.Errorf("%d incidents of a fall-back, want %d", told, want)
				}
			})
		})
	}
}

// The other chat fails as well: there is no third, and no way back.
func TestDivertOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := withStandby(t, newStore(t), "")
		commit(t, store, target.Change{Chats: []target.Chat{{ID: standby, Group: true, Standby: true, Fallback: group}}})
		rule := weekly()
		rule.Grace = time.Hour
		m := &messenger{answer: func(int, target.ChatID) (bool, error) { return false, errBroken }}
		sleepUntil(at(t, "2024-03-04 07:29"))
		stop := start(t, open(t, planOf(t, rule), store, m))
		sleepUntil(at(t, "2024-03-04 09:00"))
		stop()
		if d := one(t, store); d.State != target.Dead || d.Chat != standby || len(incidents(t, store, target.FellBack)) != 1 {
			t.Errorf("%s in %s, incidents %q", d.State, d.Chat, incidents(t, store, target.FellBack))
		}
	})
}

// What waits when a chat is thrown out goes to the one that stands in, too; so
// does what comes later.
func TestGoneTakesTheQueueAlong(t *testing.T) {
	store := withStandby(t, newStore(t), "")
	m := refusing(group, &target.SendError{Gone: true, Err: errors.New("kicked")})
	s := open(t, planOf(t, daily()), store, m)
	tick(t, s, at(t, "2024-03-04 07:00"))
	for i := range 3 {
		reply(t, store, target.DeliveryID(fmt.Sprintf("r%d", i)), group, at(t, "2024-03-04 07:59"))
	}
	tick(t, s, at(t, "2024-03-04 08:00"))
	tick(t, s, at(t, "2024-03-05 08:00"))
	var got []string
	for _, h := range m.all() {
		if h.chat != standby {
			t.Errorf("%q seen in %s", h.text, h.chat)
		}
		got = append(got, h.text)
	}
	want := []string{"r0", "r1", "r2", "daily 03-04 01:00", "daily 03-05 01:00"}
	if !slices.Equal(got, want) || m.tried != len(want)+1 {
		t.Errorf("heard %q after %d tries, want %q after one more", got, m.tried, want)
	}
	if parked := incidents(t, store, target.ChatParked); len(parked) != 1 || parked[0] != "kicked" {
		t.Errorf("incidents %q, want the parked chat", parked)
	}
}

// A chat that is stood in for hears one lagging message a day, like any other.
func TestOnceByOwnChat(t *testing.T) {
	store, m := withStandby(t, newStore(t), "kicked"), &messenger{}
	s := open(t, planOf(t, daily(), evening()), store, m)
	for _, now := range []string{"07:00", "08:00", "19:00"} {
		tick(t, s, at(t, "2024-03-04 "+now))
	}
	if d := one(t, store); d.Once != "late/web:group/2024-03-04" || !strings.HasSuffix(string(d.ID), "/web:group") {
		t.Errorf("id %s, once %s", d.ID, d.Once)
	}
}

// A message that is said again says so, whether it is worded anew or stored.
func TestResentIsMarked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := newStore(t, group)
		rule := weekly()
		rule.Resend = true
		written := make(map[target.ChatID]bool)
		m := &messenger{answer: func(_ int, chat target.ChatID) (bool, error) {
			if written[chat] {
				return true, nil
			}
			written[chat] = true
			return true, &target.SendError{Unsure: true, Err: errBroken}
		}}
		s := open(t, planOf(t, rule), store, m, func(o *Options) {
			o.Workers = 1
			o.Composer = words(func(d target.Delivery, _ time.Time) (target.Note, string, error) {
				return target.Note{Text: fmt.Sprintf("%s again=%t", d.ID, d.Resent)}, "", nil
			})
		})
		sleepUntil(at(t, "2024-03-04 07:29"))
		d := target.Delivery{ID: "reply", Chat: "web:other", Note: &target.Note{Text: "stored"}, Resend: true, Created: time.Now()}
		commit(t, store, target.Change{Deliveries: []target.Delivery{d}})
		stop := start(t, s)
		sleepUntil(at(t, "2024-03-04 08:00"))
		stop()
		var got []string
		for _, h := range m.all() {
			got = append(got, h.text)
		}
		want := []string{
			"stored", "weekly/202403040030/web:group again=false",
			"reply again=true", "weekly/202403040030/web:group again=true",
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("heard %q, want %q", got, want)
		}
		for _, d := range ledger(t, store) {
			if !d.Resent || d.State != target.Sent {
				t.Errorf("%s: resent %t, %s", d.ID, d.Resent, d.State)
			}
		}
	})
}
