package scheduler

import (
	"context"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/target"
)

const group = target.ChatID("web:group")

// sleepUntil lets the bubble's clock run to a moment.
func sleepUntil(moment time.Time) {
	time.Sleep(time.Until(moment))
	synctest.Wait()
}

// start runs the scheduler until stop is called, which waits for it.
func start(t *testing.T, s *Scheduler) (stop func()) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	return func() {
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run = %v, want nil", err)
		}
	}
}

func TestYearOfMondays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, m := newStore(t, group), &messenger{}
		s := open(t, planOf(t, weekly()), store, m)
		s.longest = 6 * time.Hour // a year of half minutes is a million looks
		sleepUntil(at(t, "2024-01-01 00:00"))
		stop := start(t, s)
		sleepUntil(at(t, "2024-12-31 23:59"))
		stop()

		got := m.times(t)
		if len(got) != 53 {
			t.Errorf("%d messages, want one for each of the 53 Mondays", len(got))
		}
		moved := map[string]string{
			"Mon 01-01 07:30": "Tue 01-02 07:30",
			"Mon 02-12 07:30": "Thu 02-15 07:30",
			"Mon 04-29 07:30": "Thu 05-02 07:30",
			"Mon 09-02 07:30": "Wed 09-04 07:30",
		}
		var want []string
		for day := at(t, "2024-01-01 07:30"); day.Year() == 2024; day = day.AddDate(0, 0, 7) {
			stamp := day.Format("Mon 01-02 15:04")
			if m, ok := moved[stamp]; ok {
				stamp = m
			}
			want = append(want, stamp)
		}
		if !slices.Equal(got, want) {
			t.Errorf("heard at\n%v, want\n%v", got, want)
		}
		if st := states(t, store); st[target.Sent] != len(want) || len(st) != 1 {
			t.Errorf("ledger %v, want %d sent and nothing else", st, len(want))
		}
	})
}

func TestRestartInTheMiddle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, m := newStore(t, group, "web:other"), &messenger{}
		sleepUntil(at(t, "2024-03-01 00:00"))
		for range 40 { // a restart every six hours
			s := open(t, planOf(t, daily()), store, m)
			s.longest = 10 * time.Minute
			stop := start(t, s)
			time.Sleep(6 * time.Hour)
			stop()
		}
		// 1 to 10 March without the two week-ends, for two groups.
		if got := len(m.all()); got != 2*6 {
			t.Errorf("%d messages at %v, want 12", got, m.times(t))
		}
	})
}

// A slow send does not hold up the others, and nothing runs when Run is over.
func TestStopLetsASendFinish(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, m := newStore(t, group), &messenger{takes: 3 * time.Second}
		sleepUntil(at(t, "2024-03-04 07:00"))
		stop := start(t, open(t, planOf(t, weekly()), store, m))
		sleepUntil(at(t, "2024-03-04 07:30").Add(time.Second))
		stop()
		if d := one(t, store); d.State != target.Sent || len(m.all()) != 1 {
			t.Errorf("state %s, %d seen: a stop cut the send off", d.State, len(m.all()))
		}
	})
}

func TestStopBeforeAnythingLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, m := newStore(t, group), &messenger{takes: time.Minute}
		sleepUntil(at(t, "2024-03-04 07:00"))
		stop := start(t, open(t, planOf(t, weekly()), store, m))
		sleepUntil(at(t, "2024-03-04 07:30").Add(time.Second))
		stop()
		if d := one(t, store); d.State != target.Pending || d.Attempt != 0 {
			t.Errorf("state %s, attempt %d, want it pending as if never tried", d.State, d.Attempt)
		}
		m.takes = 0
		stop = start(t, open(t, planOf(t, weekly()), store, m))
		synctest.Wait()
		stop()
		if d := one(t, store); d.State != target.Sent || len(m.all()) != 1 {
			t.Errorf("after the restart: state %s, %d seen, want sent and seen once", d.State, len(m.all()))
		}
	})
}

func TestWakeSendsAReplyAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, m := newStore(t), &messenger{}
		s := open(t, planOf(t), store, m)
		stop := start(t, s)
		defer stop()
		synctest.Wait()
		began := time.Now()
		reply(t, store, "r1", group, began)
		s.Wake()
		synctest.Wait()
		if got := m.all(); len(got) != 1 || !got[0].at.Equal(began) {
			t.Errorf("seen %v, want the reply at once", got)
		}
	})
}

// What comes for a chat while it is written to goes out right after, and does
// not wait for the other chats to be done.
func TestMoreForABusyChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, m := newStore(t), &messenger{takes: 10 * time.Second}
		s := open(t, planOf(t), store, m)
		stop := start(t, s)
		began := time.Now()
		for _, r := range []struct {
			id   target.DeliveryID
			chat target.ChatID
		}{{"first", group}, {"other", "web:other"}, {"second", group}} {
			reply(t, store, r.id, r.chat, time.Now())
			s.Wake()
			time.Sleep(3 * time.Second)
		}
		sleepUntil(began.Add(25 * time.Second))
		stop()
		last := m.all()[len(m.all())-1]
		if last.text != "second" || last.at.Sub(began) != 20*time.Second {
			t.Errorf("%q was seen after %s, want the second after 20s", last.text, last.at.Sub(began))
		}
	})
}

// A store that fails is asked again after a pause, without sending meanwhile.
func TestStoreTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store, m := newStore(t), &messenger{}
		life := &mortal{Store: store, die: 1, killed: func() {}}
		s := open(t, planOf(t), life, m)
		stop := start(t, s)
		defer stop()
		synctest.Wait()
		began := time.Now()
		reply(t, store, "r1", group, began)
		s.Wake()
		time.Sleep(time.Second)
		life.revive()
		if len(m.all()) != 0 {
			t.Error("sent though it could not be leased")
		}
		time.Sleep(20 * time.Second)
		synctest.Wait()
		if got := m.all(); len(got) != 1 || got[0].at.Sub(began) != storePause {
			t.Errorf("seen %v, want the reply %s after the failure", got, storePause)
		}
	})
}

// moving is a clock that can be set.
type moving struct{ offset atomic.Int64 }

func (c *moving) now() time.Time { return time.Now().Add(time.Duration(c.offset.Load())) }

func (c *moving) set(to time.Time) { c.offset.Add(int64(to.Sub(c.now()))) }

func TestClockJumps(t *testing.T) {
	// The clock stands at Friday noon and jumps to the Monday after the next.
	const before, after = "2024-03-01 12:00", "2024-03-11 09:00"
	run := func(t *testing.T, name string, then func(*testing.T, *Scheduler, *moving, func() int)) {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				clock := new(moving)
				store, m := newStore(t, group), &messenger{now: clock.now}
				clock.set(at(t, before))
				s := open(t, planOf(t, weekly()), store, m, func(o *Options) { o.Now = clock.now })
				stop := start(t, s)
				defer stop()
				time.Sleep(time.Minute)
				clock.set(at(t, after))
				then(t, s, clock, func() int { synctest.Wait(); return len(m.all()) })
			})
		})
	}
	run(t, "a jump is held", func(t *testing.T, s *Scheduler, _ *moving, seen func() int) {
		time.Sleep(59 * time.Minute)
		if n := seen(); n != 0 {
			t.Errorf("%d messages on a clock that has just jumped", n)
		}
	})
	run(t, "and believed after an hour", func(t *testing.T, s *Scheduler, _ *moving, seen func() int) {
		time.Sleep(61 * time.Minute)
		if n := seen(); n != 1 {
			t.Errorf("%d messages, want the newest slot and no other", n)
		}
	})
	run(t, "a clock that comes back has done nothing", func(t *testing.T, s *Scheduler, clock *moving, seen func() int) {
		time.Sleep(10 * time.Minute)
		clock.set(at(t, "2024-03-01 12:11"))
		time.Sleep(2 * time.Hour)
		if n := seen(); n != 0 {
			t.Errorf("%d messages on Friday", n)
		}
		clock.set(at(t, "2024-03-02 10:00"))
		time.Sleep(46 * time.Hour) // to Monday morning
		if n := seen(); n != 1 {
			t.Errorf("%d messages on Monday, want 1", n)
		}
	})
	run(t, "a deliberate jump is believed at once", func(t *testing.T, s *Scheduler, _ *moving, seen func() int) {
		s.Jumped()
		if n := seen(); n != 1 {
			t.Errorf("%d messages, want 1", n)
		}
	})
	run(t, "a reply goes out all the same", func(t *testing.T, s *Scheduler, clock *moving, seen func() int) {
		time.Sleep(time.Minute)
		reply(t, s.store, "r1", group, clock.now())
		s.Wake()
		if n := seen(); n != 1 {
			t.Errorf("%d messages, want the reply", n)
		}
	})
}

// reply puts a message that must not be lost into the outbox.
func reply(t testing.TB, store Store, id target.DeliveryID, chat target.ChatID, now time.Time) {
	t.Helper()
	d := target.Delivery{ID: id, Chat: chat, Note: &target.Note{Text: string(id)}, Created: now}
	if err := store.Commit(context.Background(), target.Change{Deliveries: []target.Delivery{d}}); err != nil {
		t.Fatal(err)
	}
}
