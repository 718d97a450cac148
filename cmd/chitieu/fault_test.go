package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"testing"
	"time"

	"chitieu/bot/telegram/telegramtest"
	"chitieu/storage"
	"chitieu/target"
)

// The fault run: go test ./cmd/chitieu -run TestFaultRun -v -groups 500 -kills 50
var (
	faultGroups = flag.Int("groups", 24, "groups of the fault run")
	faultKills  = flag.Int("kills", 4, "SIGKILLs of the fault run")
	faultSlots  = flag.Int("slots", 2, "reminders of the fault run, one a working day")
	faultSeed   = flag.Uint64("fault-seed", 1, "what goes wrong where in the fault run")
)

const (
	faultToken = "123456:nothing-is-lost"
	// faultRule is due at 7:30 on each working day of the run.
	faultRule = "daily"
)

// faultDays are working days in a row of the demonstration's year.
var faultDays = []string{"2024-07-01", "2024-07-02", "2024-07-03", "2024-07-04", "2024-07-05"}

// TestFaultRun brings reminders to many groups through a messenger that fails
// in every way it can, while the program is killed in the middle of it, and
// holds what people have seen against what was due.
func TestFaultRun(t *testing.T) {
	t.Parallel() // it waits more than it works
	if *faultSlots > len(faultDays) {
		t.Fatalf("at most %d slots", len(faultDays))
	}
	run := newFaultRun(t)
	for n, day := range faultDays[:*faultSlots] {
		kills := *faultKills / *faultSlots
		if n < *faultKills%*faultSlots {
			kills++
		}
		run.slot(day, kills)
	}
	r := run.result()
	t.Logf("slots due %d, delivered %d, duplicates %d, lost %d, unsure %d, to chats that were gone %d; "+
		"cuts after accepting %d, kills %d with %d sends under way, refusals: %d of 429, %d of 5xx, cuts before accepting %d",
		r.due, r.delivered, r.duplicates, r.lost, r.unsure, r.gone,
		run.messenger.cutsAfter, run.kills, run.interrupted, run.messenger.tooMany, run.messenger.server, run.messenger.cutsBefore)
	if r.due != *faultGroups**faultSlots || r.delivered == 0 {
		t.Errorf("%d due, %d delivered: the run did not run", r.due, r.delivered)
	}
}

// faultRun is the run: the messenger, the data, and the clock that goes on from
// one life of the program to the next.
type faultRun struct {
	t         *testing.T
	messenger *unsteady
	web       *httptest.Server
	data      string
	clock     time.Time
	began     time.Time // of the present life, by the machine's clock
	dice      *rand.Rand
	gone      []int64 // groups that have thrown the bot out
	moved     map[int64]int64
	// caught are the reminders that a life held when it ended: they may have
	// been sent.
	caught map[faultKey]bool

	kills, interrupted int
}

func newFaultRun(t *testing.T) *faultRun {
	srv := telegramtest.New(faultToken, telegramtest.User{ID: 123456, First: "Bot", Username: "trolychitieu_bot"})
	srv.SetLimits(telegramtest.Published)
	for i := range *faultGroups {
		srv.AddGroup(groupNumber(i), fmt.Sprintf("Nhóm %d", i))
	}
	u := &unsteady{next: srv, dice: rand.New(rand.NewPCG(*faultSeed, 1)), unheard: make(map[faultKey]bool)}
	run := &faultRun{
		t: t, messenger: u, web: httptest.NewServer(u), data: t.TempDir(),
		dice: rand.New(rand.NewPCG(*faultSeed, 2)), moved: make(map[int64]int64), caught: make(map[faultKey]bool),
	}
	t.Cleanup(run.web.Close)
	run.begin()
	return run
}

func groupNumber(i int) int64 { return -1000 - int64(i) }

// faultClock is just before the day's reminder.
func faultClock(t *testing.T, day string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, day+"T07:29:58+07:00")
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// begin lets the program live until it knows the rule: one that it has never
// seen owes nothing to the past.
func (f *faultRun) begin() {
	f.t.Helper()
	f.clock = faultClock(f.t, faultDays[0]).Add(-time.Hour)
	for range 10 {
		f.stop(f.start())
		known := false
		f.open(func(s *storage.Store) {
			_, err := s.Cursor(f.t.Context(), faultRule)
			if known = err == nil; err != nil && !errors.Is(err, target.ErrNotFound) {
				f.t.Fatal(err)
			}
		})
		if known {
			return
		}
	}
	f.t.Fatal("the program does not follow the rule")
}

// slot lets the program live through one reminder, with its kills, until
// nothing is under way any more.
func (f *faultRun) slot(day string, kills int) {
	f.t.Helper()
	f.clock = faultClock(f.t, day)
	f.messenger.turn(day, false)
	f.unsettle()
	for range kills {
		life := f.start()
		f.busy(1 + f.dice.IntN(1+*faultGroups/(kills+1)))
		f.kill(life)
		f.interrupted += f.catch(day)
		f.clock = f.clock.Add(61 * time.Second) // a resend is due by then
	}
	f.messenger.turn(day, true)
	for range 60 {
		life := f.start()
		f.settle()
		f.stop(life)
		f.catch(day)
		if f.over(day) {
			return
		}
		f.clock = f.clock.Add(6 * time.Minute) // past every back-off and lease
	}
	f.t.Fatalf("%s: deliveries never came to an end", day)
}

// unsettle throws the bot out of one group and moves another.
func (f *faultRun) unsettle() {
	n := len(f.gone)
	kicked, moved := groupNumber(2*n), groupNumber(2*n+1)
	f.messenger.next.Kick(kicked, 1)
	f.gone = append(f.gone, kicked)
	f.moved[moved] = -1_000_000_000_000 + moved
	f.messenger.next.Migrate(moved, f.moved[moved])
}

// busy waits until the program has sent so much, or has no more to send, and
// for a moment that is never the same.
func (f *faultRun) busy(sends int) {
	before, _ := f.messenger.load()
	f.watch(func() bool {
		now, _ := f.messenger.load()
		return now >= before+sends
	})
	time.Sleep(time.Duration(f.dice.Int64N(int64(2 * answerDelay))))
}

// settle waits until the messenger has been left alone for a moment.
func (f *faultRun) settle() { f.watch(func() bool { return false }) }

// watch looks on until enough is true or nothing is sent for a while.
func (f *faultRun) watch(enough func() bool) {
	last, quiet := -1, 0
	for tick := time.NewTicker(10 * time.Millisecond); quiet < 150 && !enough(); <-tick.C {
		sends, underway := f.messenger.load()
		if quiet++; sends != last || underway > 0 {
			last, quiet = sends, 0
		}
	}
}

// over reports whether the day's reminder has come to an end for every group
// that the bot is in.
func (f *faultRun) over(day string) bool {
	f.t.Helper()
	ledger := f.ledger()
	for i := range *faultGroups {
		rows := f.rows(ledger, groupNumber(i), day)
		if len(rows) == 0 && !slices.Contains(f.gone, groupNumber(i)) {
			return false
		}
		if slices.ContainsFunc(rows, func(d target.Delivery) bool { return !d.State.Final() }) {
			return false
		}
	}
	return true
}

// start runs one life of the program, and returns when it talks to the messenger.
func (f *faultRun) start() *exec.Cmd {
	f.t.Helper()
	before := len(f.messenger.next.Requests("getUpdates"))
	f.began = time.Now()
	cmd := exec.Command("chitieu-in-trouble", f.data, f.web.URL, f.clock.Format(time.RFC3339), strconv.Itoa(*faultGroups))
	cmd.Stderr = f.t.Output()
	if err := cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { cmd.Process.Kill() })
	ctx, cancel := context.WithTimeout(f.t.Context(), patience)
	defer cancel()
	if err := f.messenger.next.Wait(ctx, func() bool { return len(f.messenger.next.Requests("getUpdates")) > before }); err != nil {
		f.t.Fatal("the program does not poll")
	}
	return cmd
}

// stop ends a life as an operator does, kill as a power cut does.
func (f *faultRun) stop(life *exec.Cmd) {
	f.t.Helper()
	if err := life.Process.Signal(os.Interrupt); err != nil {
		f.t.Fatal(err)
	}
	if err := life.Wait(); err != nil {
		f.t.Errorf("the program did not stop cleanly: %v", err)
	}
	f.clock = f.clock.Add(time.Since(f.began))
}

func (f *faultRun) kill(life *exec.Cmd) {
	f.t.Helper()
	if err := life.Process.Kill(); err != nil {
		f.t.Fatal(err)
	}
	life.Wait()
	f.kills++
	f.clock = f.clock.Add(time.Since(f.began))
}
