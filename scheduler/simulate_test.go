package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

// scratch returns an empty store with two groups.
func scratch(t testing.TB) *storage.Store {
	t.Helper()
	store, err := storage.New(t.Context(), memory.New())
	if err != nil {
		t.Fatal(err)
	}
	chats := []target.Chat{{ID: "web:a", Group: true}, {ID: "web:b", Group: true}}
	if err := store.Commit(t.Context(), target.Change{Chats: chats}); err != nil {
		t.Fatal(err)
	}
	return store
}

func simulated(t testing.TB, o SimulateOptions) []string {
	t.Helper()
	if o.Store == nil {
		o.Store = scratch(t)
	}
	o.Composer = words(nil)
	var out []string
	err := Simulate(t.Context(), o, func(e target.Preview) error {
		when := stamps(t, []time.Time{e.Slot, e.Sent})
		line := fmt.Sprintf("%s %s %s %v", when[1], e.Rule, strings.TrimPrefix(string(e.Chat), "web:"), e.Indicators)
		if when[0] != when[1] {
			line += " planned " + when[0]
		}
		out = append(out, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSimulate(t *testing.T) {
	report := func(id target.ReportID, indicator target.IndicatorID, value int64, asOf target.Date, said string) target.Report {
		r := target.Report{ID: id, Indicator: indicator, Value: target.NewAmount(value), AsOf: asOf}
		if said != "" {
			r.Said = at(t, said)
		}
		return r
	}
	o := SimulateOptions{
		Plan: planOf(t, weekly(), crossing()), From: target.NewDate(2024, 2, 5), To: target.NewDate(2024, 2, 26),
		Reports: []target.Report{
			// Known from Monday 19 February on, though it is as of the week before.
			report("r3", "late", 100, target.NewDate(2024, 2, 16), "2024-02-19 09:00"),
			report("r1", "late", 0, target.NewDate(2024, 1, 1), ""),
			report("r2", "later", 0, target.NewDate(2024, 1, 1), ""),
		},
	}
	want := []string{
		"Mon 02-05 07:30 weekly a [late later]",
		"Mon 02-05 07:30 weekly b [late later]",
		"Thu 02-15 07:30 weekly a [late later]",
		"Thu 02-15 07:30 weekly b [late later]",
		"Mon 02-19 07:30 weekly a [late later]",
		"Mon 02-19 07:30 weekly b [late later]",
		"Mon 02-26 07:30 weekly a [later]",
		"Mon 02-26 07:30 weekly b [later]",
	}
	got := simulated(t, o)
	if !slices.Equal(got, want) {
		t.Errorf("simulated\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if again := simulated(t, o); !slices.Equal(got, again) {
		t.Errorf("a second run differs:\n%s", strings.Join(again, "\n"))
	}
}

// What the simulation shows is what the scheduler does.
func TestSimulateIsTheScheduler(t *testing.T) {
	plan := planOf(t, daily(), weekly(), evening())
	store, m := newStore(t, "web:a", "web:b"), &messenger{}
	s := open(t, plan, store, m, func(o *Options) { o.Workers = 1 })
	end := at(t, "2024-06-01 00:00")
	for now := at(t, "2024-03-01 00:00"); now.Before(end); now = now.Add(30 * time.Minute) {
		tick(t, s, now)
	}
	var real []string
	for _, d := range ledger(t, store) {
		real = append(real, stamps(t, []time.Time{d.Done})[0]+" "+string(d.Rule)+" "+strings.TrimPrefix(string(d.Chat), "web:"))
	}
	got := simulated(t, SimulateOptions{
		Plan: plan, From: target.NewDate(2024, 3, 1), To: target.NewDate(2024, 5, 31),
		Reports: []target.Report{{ID: "r1", Indicator: "late", AsOf: target.NewDate(2024, 1, 1)}},
	})
	for i, line := range got {
		got[i] = strings.TrimSuffix(line, " [late]")
	}
	slices.Sort(real)
	slices.Sort(got)
	if len(real) == 0 || !slices.Equal(real, got) {
		t.Errorf("%d real messages, %d simulated", len(real), len(got))
	}
}

func TestSimulateStops(t *testing.T) {
	o := SimulateOptions{
		Plan: planOf(t, daily()), Store: scratch(t), Composer: words(nil),
		From: target.NewDate(2024, 3, 1), To: target.NewDate(2024, 12, 31),
		Reports: []target.Report{{ID: "r1", Indicator: "late", AsOf: target.NewDate(2024, 1, 1)}},
	}
	n := 0
	err := Simulate(t.Context(), o, func(target.Preview) error {
		if n++; n == 3 {
			return errBroken
		}
		return nil
	})
	if !errors.Is(err, errBroken) || n != 3 {
		t.Errorf("error %v after %d events, want yield's own after 3", err, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Simulate(ctx, o, func(target.Preview) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	o.From, o.To = o.To, o.From
	if err := Simulate(t.Context(), o, func(target.Preview) error { return nil }); err == nil {
		t.Error("days in the wrong order are accepted")
	}
}

// A copy of a store in use tells what comes next: what waits goes out, what was
// dealt with does not come again, what was answered is heeded.
func TestSimulateGoesOn(t *testing.T) {
	rule := weekly()
	rule.Repeat = 13 * 24 * time.Hour
	store, m := withPeople(t, newStore(t, group)), &messenger{}
	plan := planOf(t, rule, evening())
	run(t, plan, store, m, "2024-03-01 07:30", "2024-03-05 07:30", 24*time.Hour)
	commit(t, store, target.Change{Rules: []target.RuleState{{ID: "evening", Paused: true, At: at(t, "2024-03-05 08:00")}}})
	reply(t, store, "r1", group, at(t, "2024-03-05 09:00"))
	late := target.Delivery{
		ID: "outage/x", Chat: leader, Kind: target.OutageNotice,
		Created: at(t, "2024-03-05 09:00"), NotBefore: at(t, "2024-03-05 13:30"),
	}
	commit(t, store, target.Change{Deliveries: []target.Delivery{late}})
	got := simulated(t, SimulateOptions{
		Plan: plan, Store: store, From: target.NewDate(2024, 3, 5), To: target.NewDate(2024, 3, 18), Start: at(t, "2024-03-05 10:00"),
	})
	want := []string{
		"Tue 03-05 13:30  leader [] planned Tue 03-05 09:00",
		// The 11th would say the same as the 4th.
		"Mon 03-18 07:30 weekly group [late later]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("simulated\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestSimulateSaysWhy(t *testing.T) {
	var got []target.Cause
	err := Simulate(t.Context(), SimulateOptions{
		Plan: planOf(t, weekly()), Store: scratch(t), Composer: words(nil),
		From: target.NewDate(2024, 3, 4), To: target.NewDate(2024, 3, 18),
		Reports: []target.Report{
			{ID: "r1", Indicator: "late", AsOf: target.NewDate(2024, 1, 1)},
			{ID: "r2", Indicator: "late", Value: target.NewAmount(1), AsOf: target.NewDate(2024, 3, 12)},
		},
	}, func(p target.Preview) error {
		if p.Chat == "web:a" {
			got = append(got, p.Cause)
		}
		return nil
	})
	if want := []target.Cause{target.CauseFirst, target.CauseRepeat, target.CauseChanged}; err != nil || !slices.Equal(got, want) {
		t.Errorf("causes %v, %v, want %v", got, err, want)
	}
}
