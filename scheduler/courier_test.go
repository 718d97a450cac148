package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/target"
)

// answers gives the n-th send the n-th answer, and success when they run out.
func answers(all ...error) func(int, target.ChatID) (bool, error) {
	return func(n int, _ target.ChatID) (bool, error) {
		if n > len(all) || all[n-1] == nil {
			return true, nil
		}
		failure, ok := errors.AsType[*target.SendError](all[n-1])
		return ok && failure.Unsure, all[n-1]
	}
}

func always(err error) []error { return slices.Repeat([]error{err}, 1000) }

func TestSendErrors(t *testing.T) {
	const slot = "2024-03-04 07:30"
	soon := weekly()
	soon.Grace = time.Hour
	resend := weekly()
	resend.Resend = true
	unsure := &target.SendError{Unsure: true, Err: errBroken}
	tests := []struct {
		name    string
		rule    target.Rule
		answers []error
		until   string
		state   target.DeliveryState
		attempt int
		tried   int
		seen    int
		reason  string // a part of it
	}{
		{"sent", weekly(), nil, "2024-03-04 08:00", target.Sent, 1, 1, 1, ""},
		{"retry after costs no attempt", weekly(), []error{&target.SendError{RetryAfter: time.Minute}, &target.SendError{RetryAfter: time.Minute}},
			"2024-03-04 08:00", target.Sent, 1, 3, 1, ""},
		{"retry after is waited for", weekly(), []error{&target.SendError{RetryAfter: time.Hour}},
			"2024-03-04 08:29", target.Pending, 0, 1, 0, "retry after 1h"},
		{"retry after the grace", soon, []error{&target.SendError{RetryAfter: 2 * time.Hour}},
			"2024-03-04 07:31", target.Dead, 0, 1, 0, "gave up"},
		{"gone", weekly(), []error{&target.SendError{Gone: true, Err: errors.New("kicked")}}, "2024-03-04 08:00", target.Dead, 1, 1, 0, "kicked"},
		{"refused", weekly(), []error{&target.SendError{Refused: true, Err: errBroken}}, "2024-03-04 08:00", target.Dead, 1, 1, 0, "refused"},
		{"moved", weekly(), []error{&target.SendError{MovedTo: "web:new"}}, "2024-03-04 08:00", target.Sent, 1, 2, 1, ""},
		{"moved in circles", weekly(), always(&target.SendError{MovedTo: "web:new"}), "2024-03-04 08:00", target.Dead, 1, 2, 0, "moved"},
		{"outcome unknown is not tried again", weekly(), []error{unsure}, "2024-03-04 12:00", target.Unsure, 1, 1, 1, "unknown"},
		{"except once where the rule says so", resend, []error{unsure}, "2024-03-04 12:00", target.Sent, 2, 2, 2, ""},
		{"and never twice", resend, always(unsure), "2024-03-04 12:00", target.Unsure, 2, 2, 2, "unknown"},
		{"nor when the second try is put off", resend, []error{unsure, &target.SendError{RetryAfter: time.Minute}, unsure, unsure},
			"2024-03-04 12:00", target.Unsure, 2, 3, 2, "unknown"},
		{"trouble passes", weekly(), []error{errBroken, &target.SendError{Err: errBroken}, errBroken}, "2024-03-04 08:00", target.Sent, 4, 4, 1, ""},
		{"trouble lasts past the grace", soon, always(errBroken), "2024-03-04 09:00", target.Dead, 12, 12, 0, "gave up after"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				store, m := newStore(t, group), &messenger{answer: answers(tt.answers...)}
				sleepUntil(at(t, slot).Add(-time.Minute))
				stop := start(t, open(t, planOf(t, tt.rule), store, m))
				sleepUntil(at(t, tt.until))
				stop()
				d := one(t, store)
				slack := 0
				if tt.attempt > 4 {
					slack = 2 // jitter moves the last tries across the end of the grace
				}
				if d.State != tt.state || !strings.Contains(d.Reason, tt.reason) || tt.reason == "" && d.Reason != "" {
					t.Errorf("state %s (%q), want %s (%q)", d.State, d.Reason, tt.state, tt.reason)
				}
				if abs(d.Attempt-tt.attempt) > slack || abs(m.tried-tt.tried) > slack || len(m.all()) != tt.seen {
					t.Errorf("attempt %d, tried %d, seen %d; want %d, %d, %d", d.Attempt, m.tried, len(m.all()), tt.attempt, tt.tried, tt.seen)
				}
				if d.State == target.Sent && (d.MessageID == "" || d.Done.IsZero() || d.Note == nil) {
					t.Errorf("sent without message id, time or note: %+v", d)
				}
			})
		})
	}
}

func abs(n int) int { return max(n, -n) }

func TestGoneParksTheChat(t *testing.T) {
	store := newStore(t, group, "web:other")
	m := &messenger{answer: func(_ int, chat target.ChatID) (bool, error) {
		if chat == group {
			return false, &target.SendError{Gone: true, Err: errors.New("kicked")}
		}
		return true, nil
	}}
	s := open(t, planOf(t, daily()), store, m)
	for _, now := range []string{"2024-03-04 07:00", "2024-03-04 08:00", "2024-03-05 08:00"} {
		tick(t, s, at(t, now))
	}
	chat, err := store.Chat(t.Context(), group)
	if err != nil || chat.Parked != "kicked" {
		t.Errorf("chat %+v, %v, want it parked", chat, err)
	}
	if m.tried != 3 || len(m.all()) != 2 {
		t.Errorf("tried %d, seen %d: a parked chat is left alone", m.tried, len(m.all()))
	}
}

func TestMovedChatKeepsItsQueue(t *testing.T) {
	store := newStore(t, group)
	m := &messenger{answer: func(_ int, chat target.ChatID) (bool, error) {
		if chat == group {
			return false, &target.SendError{MovedTo: "web:super"}
		}
		return true, nil
	}}
	s := open(t, planOf(t, daily()), store, m)
	tick(t, s, at(t, "2024-03-04 07:00"))
	reply(t, store, "r1", group, at(t, "2024-03-04 07:59"))
	tick(t, s, at(t, "2024-03-04 08:00"))
	tick(t, s, at(t, "2024-03-05 08:00"))
	for _, h := range m.all() {
		if h.chat != "web:super" {
			t.Errorf("%q seen in %s", h.text, h.chat)
		}
	}
	if len(m.all()) != 3 || m.tried > 5 {
		t.Errorf("seen %d, tried %d, want 3 messages in the new chat", len(m.all()), m.tried)
	}
}

// While a chat has to wait, its later messages wait behind the first; other
// chats do not.
func TestOrderWithinAChat(t *testing.T) {
	for name, failure := range map[string]error{
		"retry after": &target.SendError{RetryAfter: 90 * time.Second},
		"trouble":     errBroken,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				store := newStore(t)
				failures := 3
				m := &messenger{answer: func(_ int, chat target.ChatID) (bool, error) {
					if chat == group && failures > 0 {
						failures--
						return false, failure
					}
					return true, nil
				}}
				s := open(t, planOf(t), store, m)
				stop := start(t, s)
				for i := range 6 {
					reply(t, store, target.DeliveryID(fmt.Sprintf("r%d", i)), group, time.Now())
					reply(t, store, target.DeliveryID(fmt.Sprintf("other%d", i)), "web:other", time.Now())
					s.Wake()
					time.Sleep(20 * time.Second)
				}
				time.Sleep(10 * time.Minute)
				stop()
				var mine, others []string
				for _, h := range m.all() {
					if h.chat == group {
						mine = append(mine, h.text)
					} else {
						others = append(others, h.text)
					}
				}
				if !slices.Equal(mine, []string{"r0", "r1", "r2", "r3", "r4", "r5"}) {
					t.Errorf("heard %v", mine)
				}
				if len(others) != 6 || m.all()[0].chat == group {
					t.Errorf("the other chat heard %v", others)
				}
			})
		})
	}
}

// The process stops while a chat has to wait: its later messages wait behind
// the first all the same, and the other chats do not.
func TestOrderOverARestart(t *testing.T) {
	for name, failure := range map[string]error{
		"retry after": &target.SendError{RetryAfter: 3 * time.Minute},
		"trouble":     errBroken,
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				store, failures := newStore(t), 5
				m := &messenger{answer: func(_ int, chat target.ChatID) (bool, error) {
					if chat == group && failures > 0 {
						failures--
						return false, failure
					}
					return true, nil
				}}
				began := time.Now()
				for i := range 30 {
					reply(t, store, target.DeliveryID(fmt.Sprintf("r%02d", i)), group, time.Now())
					reply(t, store, target.DeliveryID(fmt.Sprintf("other%02d", i)), "web:other", time.Now())
					stop := start(t, open(t, planOf(t), store, m)) // for ever restarting
					time.Sleep(45 * time.Second)
					stop()
				}
				var mine []string
				for _, h := range m.all() {
					if h.chat == group {
						mine = append(mine, h.text)
					} else if wait := h.at.Sub(began) % (45 * time.Second); wait != 0 {
						t.Errorf("%s waited for %s", h.text, wait)
					}
				}
				if len(mine) != 30 || !slices.IsSorted(mine) {
					t.Errorf("heard %v", mine)
				}
			})
		})
	}
}

// What waits for office hours keeps nobody waiting, after a restart either.
func TestOfficeHoursKeepNobodyWaiting(t *testing.T) {
	rule := weekly()
	rule.Schedule = "25 11 * * MON"
	store, m := newStore(t, group), &messenger{answer: answers(&target.SendError{RetryAfter: 10 * time.Minute})}
	plan := planOf(t, rule)
	for _, now := range []string{"11:00", "11:25", "11:35"} { // the midday rest begins at 11:30
		tick(t, open(t, plan, store, m), at(t, "2024-03-04 "+now))
	}
	reply(t, store, "r1", group, at(t, "2024-03-04 12:00"))
	tick(t, open(t, plan, store, m), at(t, "2024-03-04 12:00"))
	if got := m.all(); len(got) != 1 || got[0].text != "r1" {
		t.Errorf("heard %v, want the reply alone", got)
	}
}

// A chat with much to hear does not keep one with little waiting, not even when
// there is a single worker.
func TestFairBetweenChats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, m := newStore(t), &messenger{takes: time.Second}
		s := open(t, planOf(t), store, m, func(o *Options) { o.Workers = 1 })
		for i := range 30 {
			reply(t, store, target.DeliveryID(fmt.Sprintf("loud%02d", i)), "web:loud", time.Now())
		}
		for i := range 3 {
			reply(t, store, target.DeliveryID(fmt.Sprintf("quiet%d", i)), "web:quiet", time.Now())
		}
		stop := start(t, s)
		time.Sleep(8 * time.Second)
		synctest.Wait()
		stop()
		quiet := 0
		for _, h := range m.all() {
			if h.chat == "web:quiet" {
				quiet++
			}
		}
		if quiet != 3 {
			t.Errorf("the quiet chat heard %d of 3 among the first %d", quiet, len(m.all()))
		}
	})
}

// More is due to one chat that has to wait than a page holds; the others must
// still be found.
func TestCrowdedOutbox(t *testing.T) {
	store := newStore(t)
	m := &messenger{answer: func(_ int, chat target.ChatID) (bool, error) {
		if chat == "web:slow" {
			return false, &target.SendError{RetryAfter: time.Hour}
		}
		return true, nil
	}}
	now := at(t, "2024-03-04 08:00")
	for i := range firstPage + 10 {
		reply(t, store, target.DeliveryID(fmt.Sprintf("slow%04d", i)), "web:slow", now)
	}
	reply(t, store, "other", "web:other", now.Add(time.Minute))
	s := open(t, planOf(t), store, m)
	tick(t, s, now)
	tick(t, s, now.Add(2*time.Minute))
	if got := m.all(); len(got) != 1 || got[0].text != "other" {
		t.Errorf("heard %v, want the other chat's message", got)
	}
}

func TestReplyIsGivenUpAfterADay(t *testing.T) {
	store, m := newStore(t), &messenger{}
	s := open(t, planOf(t), store, m)
	reply(t, store, "r1", group, at(t, "2024-03-04 08:00"))
	tick(t, s, at(t, "2024-03-05 08:01"))
	if d := one(t, store); d.State != target.Dead || len(m.all()) != 0 {
		t.Errorf("state %s, seen %d", d.State, len(m.all()))
	}
}

func TestRecheck(t *testing.T) {
	for _, tt := range []struct {
		name    string
		compose words
		state   target.DeliveryState
		reason  string
		tried   int
	}{
		{"reported meanwhile", func(target.Delivery, time.Time) (target.Note, string, error) {
			return target.Note{Text: "late"}, "reported meanwhile", nil
		}, target.Dropped, "reported meanwhile", 0},
		{"no words", func(target.Delivery, time.Time) (target.Note, string, error) {
			return target.Note{}, "", nil
		}, target.Dropped, "nothing to say", 0},
		{"an error is tried again", func(target.Delivery, time.Time) (target.Note, string, error) {
			return target.Note{}, "", errBroken
		}, target.Pending, "compose: broken", 0},
		{"a panic too", func(target.Delivery, time.Time) (target.Note, string, error) {
			panic("no such word")
		}, target.Pending, "no such word", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			store, m := newStore(t, group), &messenger{}
			s := open(t, planOf(t, weekly()), store, m, func(o *Options) { o.Composer = tt.compose })
			tick(t, s, at(t, "2024-03-04 07:00"))
			tick(t, s, at(t, "2024-03-04 07:30"))
			d := one(t, store)
			if d.State != tt.state || !strings.Contains(d.Reason, tt.reason) || m.tried != tt.tried {
				t.Errorf("state %s (%q), tried %d; want %s (%q), %d", d.State, d.Reason, m.tried, tt.state, tt.reason, tt.tried)
			}
		})
	}
}

// The words are made at the moment of sending, and stored with what was sent.
func TestComposedWhenSent(t *testing.T) {
	store := newStore(t, group)
	m := &messenger{answer: answers(&target.SendError{RetryAfter: time.Hour})}
	s := open(t, planOf(t, weekly()), store, m, func(o *Options) {
		o.Composer = words(func(_ target.Delivery, now time.Time) (target.Note, string, error) {
			return target.Note{Text: now.In(o.Plan.Zone).Format("15:04")}, "", nil
		})
	})
	for _, now := range []string{"07:00", "07:30", "08:00", "08:31"} {
		tick(t, s, at(t, "2024-03-04 "+now))
	}
	if d := one(t, store); d.Note == nil || d.Note.Text != "08:31" || m.all()[0].text != "08:31" {
		t.Errorf("stored %+v, heard %v, want the words of 08:31", d.Note, m.all())
	}
}

type panicking struct{}

func (panicking) Send(context.Context, target.ChatID, target.Note) (string, error) {
	panic("no connection pool")
}

func TestSenderPanicIsContained(t *testing.T) {
	store := newStore(t, group)
	s := open(t, planOf(t, weekly()), store, panicking{})
	tick(t, s, at(t, "2024-03-04 07:00"))
	tick(t, s, at(t, "2024-03-04 07:30"))
	if d := one(t, store); d.State != target.Unsure {
		t.Errorf("state %s: whether the request had left is unknown", d.State)
	}
}

// What a leader asks for has a once key of its own, and goes out on a day on
// which the group has had its lagging message.
func TestAnotherOnceKey(t *testing.T) {
	store, m := newStore(t, group), &messenger{}
	s := open(t, planOf(t, weekly()), store, m)
	tick(t, s, at(t, "2024-03-04 07:00"))
	tick(t, s, at(t, "2024-03-04 07:30"))
	now := at(t, "2024-03-04 09:00")
	asked := target.Delivery{
		ID: "nudge/1", Once: "nudge/" + string(group) + "/2024030402", Chat: group, Kind: target.Nudge, Slot: now,
		Note: &target.Note{Text: "asked for"}, Created: now, State: target.Pending,
	}
	if err := store.Commit(t.Context(), target.Change{Deliveries: []target.Delivery{asked}}); err != nil {
		t.Fatal(err)
	}
	tick(t, s, now)
	if seen := m.all(); len(seen) != 2 || seen[1].text != "asked for" {
		t.Errorf("seen %v", seen)
	}
}
