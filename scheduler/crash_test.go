package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chitieu/storage"
	"chitieu/storage/badger"
	"chitieu/target"
)

var errDead = errors.New("the process is dead")

// mortal is a store, and the process around it, that dies at the n-th step of
// a delivery: just before or just after what the step does. A step is a write
// to the store or a message shown.
type mortal struct {
	*storage.Store
	die    int // at which step, from 1; 0 never
	after  bool
	killed context.CancelFunc

	mu   sync.Mutex
	step int
}

// do runs one step in the life of the process.
func (m *mortal) do(f func() error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.step++
	switch {
	case m.die == 0 || m.step < m.die:
		return f()
	case m.step == m.die && m.after:
		if err := f(); err != nil {
			return err
		}
	}
	m.killed()
	return errDead
}

// revive lets it live again.
func (m *mortal) revive() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.die = 0
}

func (m *mortal) SetCursor(ctx context.Context, rule target.RuleID, at time.Time) error {
	return m.do(func() error { return m.Store.SetCursor(ctx, rule, at) })
}

func (m *mortal) ClaimSlot(ctx context.Context, c target.SlotClaim) (n int, err error) {
	err = m.do(func() error { n, err = m.Store.ClaimSlot(ctx, c); return err })
	return n, err
}

func (m *mortal) Lease(ctx context.Context, id target.DeliveryID, now, until time.Time) (d target.Delivery, err error) {
	err = m.do(func() error { d, err = m.Store.Lease(ctx, id, now, until); return err })
	return d, err
}

func (m *mortal) Finish(ctx context.Context, d target.Delivery) error {
	return m.do(func() error { return m.Store.Finish(ctx, d) })
}

func (m *mortal) Requeue(ctx context.Context, d target.Delivery) error {
	return m.do(func() error { return m.Store.Requeue(ctx, d) })
}

func (m *mortal) Commit(ctx context.Context, c target.Change) error {
	return m.do(func() error { return m.Store.Commit(ctx, c) })
}

func (m *mortal) Divert(ctx context.Context, id target.DeliveryID, to target.ChatID) error {
	return m.do(func() error { return m.Store.Divert(ctx, id, to) })
}

func (m *mortal) ParkChat(ctx context.Context, id target.ChatID, reason string) error {
	return m.do(func() error { return m.Store.ParkChat(ctx, id, reason) })
}

func (m *mortal) AddIncident(ctx context.Context, i target.Incident) error {
	return m.do(func() error { return m.Store.AddIncident(ctx, i) })
}

// dying shows messages as long as the process lives.
type dying struct {
	*messenger
	life *mortal
}

func (d dying) Send(ctx context.Context, chat target.ChatID, note target.Note) (id string, err error) {
	err = d.life.do(func() error { id, err = d.messenger.Send(ctx, chat, note); return err })
	if errors.Is(err, errDead) {
		// What a dead process would have made of the answer is never known.
		return "", &target.SendError{Unsure: true, Err: errDead}
	}
	return id, err
}

// ordeal is a time through which the process lives, dying once.
type ordeal struct {
	name   string
	rules  []target.Rule
	people func(*testing.T, *storage.Store)
	// answer is what the messenger does with a send, see messenger.
	answer func(n int, chat target.ChatID) (bool, error)
	// resend is set if a message may be seen twice; unsure if the outcome of
	// such a one may stay unknown all the same.
	resend, unsure bool
	// steps is how many steps the time has at least, rows how many deliveries.
	steps, rows int
	// after looks at what else is left.
	after func(*testing.T, *storage.Store)
}

var ordeals = []ordeal{
	{name: "two reminders for two groups", rules: morning(false), steps: 14, rows: 4},
	{name: "that may be said again", rules: morning(true), resend: true, steps: 14, rows: 4},
	{
		name: "no answer to the first send", rules: morning(true), resend: true, unsure: true, steps: 15, rows: 4,
		answer: answers(&target.SendError{Unsure: true, Err: errBroken}),
	},
	{
		name: "thrown out, and another stands in", rules: morning(false), steps: 14, rows: 4,
		people: func(t *testing.T, s *storage.Store) { withStandby(t, s, "") },
		answer: refusing(group, &target.SendError{Gone: true, Err: errBroken}).answer,
	},
	{
		name: "trouble, until another stands in", rules: morning(false), steps: 30, rows: 4,
		people: func(t *testing.T, s *storage.Store) { withStandby(t, s, "") },
		answer: refusing(group, errBroken).answer,
	},
	{
		name: "a step of an escalation, and two promises", rules: []target.Rule{escalatingAt("30 7 * * *")}, steps: 10, rows: 3,
		people: func(t *testing.T, s *storage.Store) { withPeople(t, s); promise(t, s) },
		after:  chainAndPromises,
	},
}

// morning is two reminders, one after the other.
func morning(resend bool) []target.Rule {
	digest, report := weekly(), daily()
	digest.Resend, report.Resend = resend, resend
	report.ID, report.Kind, report.Schedule = "report", target.ReportDue, "35 7 * * *"
	return []target.Rule{digest, report}
}

func escalatingAt(schedule string) target.Rule {
	r := escalating()
	r.Schedule = schedule
	return r
}

// promise adds two that come to nothing.
func promise(t *testing.T, store *storage.Store) {
	amount := target.NewAmount(50)
	for _, id := range []target.AnswerID{"one", "two"} {
		commit(t, store, target.Change{Answers: []target.Answer{{
			ID: id, Kind: target.Promised, Chat: unitGroup, Indicator: "late", Value: &amount,
			Until: target.NewDate(2024, 3, 1), At: at(t, "2024-02-01 09:00"),
		}}})
	}
}

func chainAndPromises(t *testing.T, store *storage.Store) {
	chains, err := store.Escalations(t.Context())
	if err != nil || len(chains) != 1 || chains[0].Done != 1 {
		t.Errorf("chains %+v, %v, want one that has taken its first step", chains, err)
	}
	checked, err := store.Answers(t.Context())
	if err != nil || len(checked) != 2 || checked[0].Outcome != target.Broken || checked[1].Outcome != target.Broken {
		t.Errorf("promises %+v, %v, want both broken", checked, err)
	}
}

// TestCrashAtEveryStep stops the process before and after each step of an
// ordeal, starts it again, and holds the ledger against what people have seen.
func TestCrashAtEveryStep(t *testing.T) {
	for _, o := range ordeals {
		for _, after := range []bool{false, true} {
			for die := 1; ; die++ {
				crashed := false
				t.Run(fmt.Sprintf("%s/after=%t/step=%d", o.name, after, die), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) { crashed = o.crashAndRestart(t, die, after) })
				})
				if !crashed {
					if die <= o.steps {
						t.Errorf("%s: only %d steps", o.name, die-1)
					}
					break
				}
			}
		}
	}
}

func (o *ordeal) crashAndRestart(t *testing.T, die int, after bool) (crashed bool) {
	plan := planOf(t, o.rules...)
	// The report asks only for running figures.
	plan.Indicators = append(plan.Indicators, target.Indicator{
		ID: "flow", Measure: plan.Indicators[0].Measure, Target: target.NewAmount(100),
		Kind: target.Flow, RollUp: target.Direct, Pace: target.Pace{Kind: target.Linear}, Lead: "education",
	})
	store, m := newStore(t, group, "web:other"), &messenger{answer: o.answer}
	if o.people != nil {
		o.people(t, store)
	}
	life := func(die int, until string) bool {
		ctx, kill := context.WithCancel(t.Context())
		defer kill()
		mortal := &mortal{Store: store, die: die, after: after, killed: kill}
		s := open(t, plan, mortal, dying{m, mortal}, func(o *Options) { o.Workers = 1 })
		done := make(chan struct{})
		go func() { defer close(done); _ = s.Run(ctx) }()
		select {
		case <-done:
		case <-time.After(time.Until(at(t, until))):
			kill()
			<-done
		}
		return die > 0 && mortal.step >= die
	}
	sleepUntil(at(t, "2024-03-04 07:00"))
	tick(t, open(t, plan, store, m), time.Now()) // the rules are known
	crashed = life(die, "2024-03-04 08:00")
	sleepUntil(at(t, "2024-03-04 08:00")) // the lease of what was in flight is over
	life(0, "2024-03-04 09:00")
	o.hold(t, store, m)
	if o.after != nil {
		o.after(t, store)
	}
	return crashed
}

// hold compares the ledger with what was seen: every message has one row; sent
// is seen, at most once unless the rule prefers twice to never; what was not
// seen is known to be unsure. What another chat was told in place of one counts
// for that.
func (o *ordeal) hold(t *testing.T, store *storage.Store, m *messenger) {
	t.Helper()
	seen := make(map[string]int)
	for _, h := range m.all() {
		seen[string(h.chat)+" "+h.text]++
	}
	all := ledger(t, store)
	all = slices.DeleteFunc(all, func(d target.Delivery) bool { return d.Kind == target.OutageNotice })
	if len(all) != o.rows {
		t.Errorf("%d deliveries in the ledger, want %d", len(all), o.rows)
	}
	most := 1
	if o.resend {
		most = 2
	}
	for _, d := range all {
		said, _ := words(nil).Compose(t.Context(), d, time.Time{})
		n := seen[string(d.Chat)+" "+said.Note.Text]
		if d.For != "" {
			n += seen[string(d.For)+" "+said.Note.Text]
		}
		switch {
		case !d.State.Final():
			t.Errorf("%s is still %s", d.ID, d.State)
		case d.State == target.Sent && (n == 0 || n > most):
			t.Errorf("%s is sent and was seen %d times", d.ID, n)
		case d.State == target.Unsure && (n > most || o.resend && !o.unsure):
			t.Errorf("%s is unsure and was seen %d times", d.ID, n)
		case d.State != target.Sent && d.State != target.Unsure:
			t.Errorf("%s is %s (%s)", d.ID, d.State, d.Reason)
		}
	}
}

// The same on disk: the store is closed and opened between planning, sending
// and the days.
func TestRestartOnBadger(t *testing.T) {
	dir, m := t.TempDir(), &messenger{}
	plan := planOf(t, daily())
	session := func(work func(*storage.Store, *Scheduler)) {
		t.Helper()
		kv, err := badger.Open(badger.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := kv.Close(); err != nil {
				t.Error(err)
			}
		}()
		store, err := storage.New(t.Context(), kv)
		if err != nil {
			t.Fatal(err)
		}
		work(store, open(t, plan, store, m))
	}
	kv, err := badger.Open(badger.Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	seed(t, kv, group, "web:other")
	if err := kv.Close(); err != nil {
		t.Fatal(err)
	}
	session(func(_ *storage.Store, s *Scheduler) { tick(t, s, at(t, "2024-03-04 07:00")) })
	session(func(_ *storage.Store, s *Scheduler) { // claimed, and stopped before sending
		if err := s.planner.pass(t.Context(), at(t, "2024-03-04 08:00")); err != nil {
			t.Fatal(err)
		}
	})
	session(func(_ *storage.Store, s *Scheduler) { tick(t, s, at(t, "2024-03-04 08:01")) })
	session(func(store *storage.Store, s *Scheduler) { // one leased, and stopped before the mark
		now := at(t, "2024-03-05 08:00")
		if err := s.planner.pass(t.Context(), now); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Lease(t.Context(), "daily/202403050100/web:group", now, now.Add(lease)); err != nil {
			t.Fatal(err)
		}
	})
	session(func(store *storage.Store, s *Scheduler) {
		tick(t, s, at(t, "2024-03-05 08:30"))
		tick(t, s, at(t, "2024-03-06 08:00"))
		if st := states(t, store); st[target.Sent] != 5 || st[target.Unsure] != 1 || len(st) != 2 {
			t.Errorf("ledger %v, want 5 sent and 1 unsure", st)
		}
	})
	if n := len(m.all()); n != 5 {
		t.Errorf("%d messages seen, want 5", n)
	}
}
