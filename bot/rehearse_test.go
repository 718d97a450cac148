package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"chitieu/bot"
	"chitieu/scheduler"
	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

// rehearsals plays the coming days on a copy of the stage, with the scheduler
// itself.
type rehearsals struct{ s *stage }

func (r rehearsals) Rehearse(ctx context.Context, from, to target.Date, yield func(target.Preview) error) error {
	scratch := memory.New()
	if _, err := storage.Copy(ctx, r.s.kv, scratch); err != nil {
		return err
	}
	store, err := storage.New(ctx, scratch)
	if err != nil {
		return err
	}
	b, err := bot.New(bot.Options{Plan: r.s.plan, Reader: r.s.reader, Store: store, Schedules: scheduler.Timetables(r.s.plan)})
	if err != nil {
		return err
	}
	return scheduler.Simulate(ctx, scheduler.SimulateOptions{Plan: r.s.plan, Store: store, Composer: b, From: from, To: to, Start: r.s.now}, yield)
}

// fakeRehearsals yields a number of messages, or fails.
type fakeRehearsals struct {
	n   int
	err error
}

func (f fakeRehearsals) Rehearse(_ context.Context, from, _ target.Date, yield func(target.Preview) error) error {
	for range f.n {
		p := target.Preview{Rule: "monday-digest", Chat: "test:group", Sent: from.AddDays(1).In(time.UTC), Note: target.Note{Text: "words"}}
		if err := yield(p); err != nil {
			return err
		}
	}
	return f.err
}

func (s *stage) rehearsing(r bot.Rehearsals) {
	s.t.Helper()
	var err error
	s.bot, err = bot.New(bot.Options{
		Plan: s.plan, Reader: s.reader, Store: s.store, PerMinute: -1, Rehearsals: r,
		Now: func() time.Time { return s.now }, Notify: func() { s.notified.Add(1) },
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// TestRehearsalIsBounded: whatever the plan's rules would send, the answer is a
// page, the last page is reached, and a page beyond it is the first.
func TestRehearsalIsBounded(t *testing.T) {
	s := newStage(t, nil)
	s.rehearsing(fakeRehearsals{n: 100_000})
	first := s.say("leader", "/dienthu 31 ngày")
	if !strings.Contains(first.Head, "600 tin") || strings.Count(first.Text, "\n") != 5 {
		t.Errorf("first page %+v", first)
	}
	if last := s.say("leader", "/dienthu 31 p99"); !strings.Contains(last.Text, "600. ") {
		t.Errorf("last page %+v", last)
	}
	if beyond := s.say("leader", "/dienthu 31 x601"); beyond.Text != first.Text {
		t.Errorf("a message that is not there: %+v", beyond)
	}
}

// TestRehearsalThatFails and one that is not there are a sentence.
func TestRehearsalThatFails(t *testing.T) {
	s := newStage(t, nil)
	s.rehearsing(fakeRehearsals{err: errors.New("no memory")})
	if reply := s.say("leader", "/dienthu"); !strings.Contains(reply.Text, "mã lỗi") {
		t.Errorf("reply %+v", reply)
	}
	s.rehearsing(nil)
	if reply := s.say("leader", "/dienthu"); !strings.Contains(reply.Text, "chitieu simulate") {
		t.Errorf("reply %+v", reply)
	}
}
