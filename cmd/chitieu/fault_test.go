package main

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"chitieu/bot/telegram"
	"chitieu/bot/telegram/telegramtest"
	"chitieu/plans"
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
	// lease is how long the scheduler claims a delivery for: one whose lease ends
	// sooner was claimed in an earlier life.
	lease = 5 * time.Minute
	// answerDelay is how long the messenger has a message before it says so.
	answerDelay = 60 * time.Millisecond
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
	if r.lost > 0 {
		t.Errorf("%d reminders were lost", r.lost)
	}
	if limit := run.messenger.cutsAfter + run.interrupted; r.duplicates > limit {
		t.Errorf("%d duplicates, at most %d have an excuse", r.duplicates, limit)
	}
	if r.delivered == 0 || r.due != *faultGroups**faultSlots {
		t.Errorf("%d due, %d delivered: the run did not run", r.due, r.delivered)
	}
}

// unsteady is a messenger that fails at random.
type unsteady struct {
	next *telegramtest.Server

	mu                                     sync.Mutex
	dice                                   *rand.Rand
	steady                                 bool
	tooMany, server, cutsBefore, cutsAfter int
}

// ServeHTTP lets one send in eight go wrong.
func (u *unsteady) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasSuffix(r.URL.Path, "/sendMessage") {
		u.next.ServeHTTP(w, r)
		return
	}
	u.mu.Lock()
	roll := u.dice.IntN(40)
	if u.steady {
		roll = 40
	}
	switch roll {
	case 0:
		u.tooMany++
	case 1, 2:
		u.server++
	case 3:
		u.cutsBefore++
	case 4:
		u.cutsAfter++
	}
	u.mu.Unlock()
	switch roll {
	case 0:
		w.WriteHeader(http.StatusTooManyRequests)
		fmt.Fprint(w, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}}`)
	case 1:
		w.WriteHeader(http.StatusInternalServerError)
		fmt.Fprint(w, `{"ok":false,"error_code":500,"description":"Internal Server Error"}`)
	case 2:
		w.WriteHeader(http.StatusBadGateway)
		fmt.Fprint(w, "<html><title>502 Bad Gateway</title></html>")
	case 3:
		panic(http.ErrAbortHandler)
	case 4:
		u.next.ServeHTTP(httptest.NewRecorder(), r)
		panic(http.ErrAbortHandler)
	default:
		u.next.ServeHTTP(w, r)
		time.Sleep(answerDelay)
	}
}

func (u *unsteady) calm(on bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.steady = on
}

// faultRun is the run: the messenger, the data, and the clock that goes on from
// one life of the program to the next.
type faultRun struct {
	t         *testing.T
	messenger *unsteady
	web       *httptest.Server
	data      string
	clock     time.Time
	dice      *rand.Rand
	gone      []int64 // groups that have thrown the bot out
	moved     map[int64]int64

	kills, interrupted int
}

func newFaultRun(t *testing.T) *faultRun {
	srv := telegramtest.New(faultToken, telegramtest.User{ID: 123456, First: "Bot", Username: "trolychitieu_bot"})
	srv.SetLimits(telegramtest.Published)
	for i := range *faultGroups {
		srv.AddGroup(groupNumber(i), fmt.Sprintf("Nhóm %d", i))
	}
	u := &unsteady{next: srv, dice: rand.New(rand.NewPCG(*faultSeed, 1))}
	run := &faultRun{
		t: t, messenger: u, web: httptest.NewServer(u), data: t.TempDir(),
		dice: rand.New(rand.NewPCG(*faultSeed, 2)), moved: make(map[int64]int64),
	}
	t.Cleanup(run.web.Close)
	run.begin()
	return run
}

// begin lets the program live once before anything is due: a rule that it has
// never seen owes nothing to the past.
func (f *faultRun) begin() {
	f.t.Helper()
	f.clock = faultClock(f.t, faultDays[0]).Add(-time.Hour)
	f.messenger.calm(true)
	life := f.start()
	f.polled(0)
	if err := life.Process.Signal(os.Interrupt); err != nil {
		f.t.Fatal(err)
	}
	if err := life.Wait(); err != nil {
		f.t.Fatal(err)
	}
}

// faultClock is just before the day's reminder.
func faultClock(t *testing.T, day string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, day+"T07:29:58+07:00")
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func groupNumber(i int) int64 { return -1000 - int64(i) }

// slot lets the program live through one reminder, with its kills, until
// nothing is under way any more.
func (f *faultRun) slot(day string, kills int) {
	f.t.Helper()
	f.clock = faultClock(f.t, day)
	f.messenger.calm(false)
	f.unsettle()
	for range kills {
		polls := f.polls()
		life := f.start()
		f.polled(polls)
		time.Sleep(time.Duration(100+f.dice.IntN(900)) * time.Millisecond)
		if err := life.Process.Kill(); err != nil {
			f.t.Fatal(err)
		}
		life.Wait()
		f.kills++
		begun := f.clock
		f.interrupted += f.count(func(d *target.Delivery) bool {
			return d.State == target.Claimed && !d.Lease.Before(begun.Add(lease))
		})
		f.clock = f.clock.Add(61 * time.Second) // a resend is due by then
	}
	f.messenger.calm(true)
	for range 60 {
		polls := f.polls()
		life := f.start()
		f.settle(polls)
		if err := life.Process.Signal(os.Interrupt); err != nil {
			f.t.Fatal(err)
		}
		life.Wait()
		if f.waiting() == 0 && f.claimed(day) > 0 {
			return
		}
		f.clock = f.clock.Add(6 * time.Minute) // past every back-off and lease
	}
	f.t.Fatalf("%s: %d deliveries never came to an end", day, f.waiting())
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

// settle waits until the messenger, which the program has reached, has been left
// alone for a moment.
func (f *faultRun) settle(polls int) {
	f.t.Helper()
	f.polled(polls)
	count, quiet := -1, 0
	for range 1200 {
		time.Sleep(50 * time.Millisecond)
		n := len(f.messenger.next.Requests("sendMessage"))
		if quiet++; n != count {
			count, quiet = n, 0
		}
		if quiet == 40 {
			return
		}
	}
}

// polls counts how often the program has asked for updates.
func (f *faultRun) polls() int { return len(f.messenger.next.Requests("getUpdates")) }

// polled waits until it has done so more often than before.
func (f *faultRun) polled(before int) {
	f.t.Helper()
	ctx, cancel := context.WithTimeout(f.t.Context(), time.Minute)
	defer cancel()
	if err := f.messenger.next.Wait(ctx, func() bool { return f.polls() > before }); err != nil {
		f.t.Fatal("the program does not poll")
	}
}

// start runs one life of the program.
func (f *faultRun) start() *exec.Cmd {
	f.t.Helper()
	cmd := exec.Command("chitieu-in-trouble", f.data, f.web.URL, f.clock.Format(time.RFC3339), strconv.Itoa(*faultGroups))
	cmd.Stderr = f.t.Output()
	if err := cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	f.t.Cleanup(func() { cmd.Process.Kill() })
	return cmd
}

// ledger opens the data between two lives.
func (f *faultRun) ledger() []target.Delivery {
	f.t.Helper()
	kv, err := openKV(f.data, "")
	if err != nil {
		f.t.Fatal(err)
	}
	defer kv.Close()
	store, err := storage.New(f.t.Context(), kv)
	if err != nil {
		f.t.Fatal(err)
	}
	all, err := store.Deliveries(f.t.Context(), time.Time{}, f.clock.Add(24*time.Hour))
	if err != nil {
		f.t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(d target.Delivery) bool { return d.Rule != faultRule })
}

// count counts the deliveries between two lives. One that is claimed then was
// killed on its way: it may have been sent.
func (f *faultRun) count(counts func(*target.Delivery) bool) int {
	n := 0
	for _, d := range f.ledger() {
		if counts(&d) {
			n++
		}
	}
	return n
}

// claimed counts the deliveries of the day.
func (f *faultRun) claimed(day string) int {
	return f.count(func(d *target.Delivery) bool { return slotDay(d) == day })
}

// slotDay is the local day of a delivery's slot.
func slotDay(d *target.Delivery) string {
	return target.DateOf(d.Slot.In(time.FixedZone("", 7*60*60))).String()
}

func (f *faultRun) waiting() int {
	return f.count(func(d *target.Delivery) bool { return !d.State.Final() })
}

// faultResult is what became of every reminder.
type faultResult struct{ due, delivered, duplicates, lost, unsure, gone int }

// result holds the ledger against what stands in the groups.
func (f *faultRun) result() faultResult {
	f.t.Helper()
	var r faultResult
	ledger := f.ledger()
	for i := range *faultGroups {
		group := groupNumber(i)
		for _, day := range faultDays[:*faultSlots] {
			seen := f.seen(group, day)
			r.due++
			r.duplicates += max(0, seen-1)
			switch {
			case seen > 0:
				r.delivered++
			case slices.Contains(f.gone, group):
				r.gone++
			case f.isUnsure(ledger, group, day):
				r.unsure++
			default:
				r.lost++
				f.t.Errorf("nothing stands in group %d for %s: %+v", group, day, f.rows(ledger, group, day))
			}
		}
	}
	return r
}

// seen counts the reminders of the day in the group, before and after a move.
func (f *faultRun) seen(group int64, day string) int {
	date, _ := target.ParseDate(day)
	stamp := fmt.Sprintf("%d/%d/%d", date.Day, date.Month, date.Year)
	n := 0
	for _, id := range []int64{group, f.moved[group]} {
		if id == 0 {
			continue
		}
		for _, m := range f.messenger.next.Seen(id) {
			first, _, _ := strings.Cut(m.Text, "\n- ")
			if m.Bot && strings.Contains(first, stamp) {
				n++
			}
		}
	}
	return n
}

func (f *faultRun) rows(ledger []target.Delivery, group int64, day string) []target.Delivery {
	return slices.DeleteFunc(slices.Clone(ledger), func(d target.Delivery) bool {
		return !strings.Contains(string(d.ID), fmt.Sprintf("telegram:%d", group)) || slotDay(&d) != day
	})
}

func (f *faultRun) isUnsure(ledger []target.Delivery, group int64, day string) bool {
	return slices.ContainsFunc(f.rows(ledger, group, day), func(d target.Delivery) bool { return d.State == target.Unsure })
}

// troubled is the program as the fault run starts it: on a clock of the run's,
// with one rule for many groups.
func troubled() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := serveTroubled(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serveTroubled(ctx context.Context, args []string) error {
	data, api, at, count := args[0], args[1], args[2], args[3]
	start, err := time.Parse(time.RFC3339, at)
	if err != nil {
		return err
	}
	groups, err := strconv.Atoi(count)
	if err != nil {
		return err
	}
	plan, reports, err := plans.Demo()
	if err != nil {
		return err
	}
	plan.Rules = []target.Rule{{
		ID: faultRule, Kind: target.Digest, Schedule: "30 7 * * 1-5", Zone: plan.Zone.String(),
		Audience: target.WholeGroups, Holiday: target.SkipSlot, Grace: 10 * time.Hour, Resend: true,
	}}
	clock := newDemoTime(start)
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))
	o := appOptions{
		Plan: plan, Reports: reports, Now: clock.Now, Log: log,
		Telegram: &telegram.Options{Token: faultToken, Endpoint: api + "/bot%s/%s", Now: clock.Now, Log: log},
	}
	for i := range groups {
		o.Groups = append(o.Groups, target.Chat{ID: target.ChatID(fmt.Sprintf("telegram:%d", groupNumber(i))), Title: fmt.Sprintf("Nhóm %d", i), Group: true, Lang: target.Vietnamese})
	}
	if o.KV, err = openKV(data, ""); err != nil {
		return err
	}
	a, err := startApp(ctx, o)
	if err != nil {
		return err
	}
	return a.wait(ctx)
}
