package main

import (
	"encoding/json"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chitieu/plans"
	"chitieu/target"
)

// A year of reminders keeps the promises: at most one message about what lags
// per group and day, none about what is not yet due, none too long for a phone.
func TestYearOfReminders(t *testing.T) {
	var out strings.Builder
	if code := run(t.Context(), terminal{Out: &out, Err: t.Output()},
		[]string{"simulate", "--from", "2024-01-01", "--to", "2024-12-31", "--json"}); code != exitDone {
		t.Fatalf("status %d", code)
	}
	plan, reports, err := plans.Demo()
	if err != nil {
		t.Fatal(err)
	}
	standing := target.Standing(reports)
	late := make(map[string]int)
	events := 0
	for line := range strings.Lines(out.String()) {
		var e simulatedLine
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatal(err)
		}
		events++
		if n := strings.Count(e.Text, "\n") + 1; n > 8 {
			t.Errorf("%s %s: %d lines:\n%s", e.Sent, e.Rule, n, e.Text)
		}
		if e.Kind != target.Digest && e.Kind != target.Crossing && e.Kind != target.Escalating {
			continue
		}
		day := e.Sent[:len("2024-01-01")]
		late[string(e.Chat)+day]++
		if late[string(e.Chat)+day] > 1 {
			t.Errorf("%s hears twice of what lags on %s", e.Chat, day)
		}
		on, err := target.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range e.Indicators {
			p := target.Evaluate(plan, standing, plan.Indicator(id), target.Locality, on)
			if !slices.Contains([]target.Status{target.Lagging, target.AtRisk}, p.Status) {
				t.Errorf("%s names %s, which is %s", e.Sent, id, p.Status)
			}
		}
	}
	if events < 50 {
		t.Errorf("only %d reminders in a year", events)
	}
}

var updateYear = flag.Bool("update", false, "rewrite the year's golden file")

// The text of a year, to be read: what each group and the leader hear, and when.
func TestYearAsText(t *testing.T) {
	const golden = "testdata/year-2024.txt"
	var out strings.Builder
	if code := run(t.Context(), terminal{Out: &out, Err: t.Output()},
		[]string{"simulate", "--from", "2024-01-01", "--to", "2024-12-31"}); code != exitDone {
		t.Fatalf("status %d", code)
	}
	if *updateYear {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(out.String(), "\n")); diff != "" {
		t.Errorf("the year reads otherwise now (-want +got); with -update it is kept:\n%s", diff)
	}
}
