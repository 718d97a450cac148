package scheduler

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"chitieu/target"
)

// What has not changed since it was said is kept back until the repeat interval
// is over; what has is said at the next slot.
func TestUnchangedIsKeptBack(t *testing.T) {
	rule := weekly()
	rule.Repeat = 13 * 24 * time.Hour
	store, m := newStore(t, group), &messenger{}
	plan := planOf(t, rule)
	run(t, plan, store, m, "2024-03-01 07:30", "2024-04-09 07:30", 24*time.Hour)
	report(t, store, "late", 20, "2024-04-09 10:00")
	run(t, plan, store, m, "2024-04-10 07:30", "2024-04-16 07:30", 24*time.Hour)
	want := []string{
		"Mon 03-04 07:30 web:group digest first",
		"Mon 03-18 07:30 web:group digest repeat",
		"Mon 04-01 07:30 web:group digest repeat",
		"Mon 04-15 07:30 web:group digest changed",
	}
	if got := spoken(t, store); !slices.Equal(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
	for _, d := range ledger(t, store) {
		if len(d.Facts) != 2 || d.Facts[0].Indicator != "late" || d.Facts[0].Actual == nil {
			t.Errorf("%s has the facts %+v, want those of both indicators that lag", d.ID, d.Facts)
		}
	}
}

// What was really said stands in the ledger, not what was expected to be said.
func TestWhatWasSaidIsStored(t *testing.T) {
	store, m := newStore(t, group), &messenger{}
	fact := target.Fact{Indicator: "later", Status: target.AtRisk}
	composer := composed{Note: target.Note{Text: "x"}, Cause: target.CauseChanged, Facts: []target.Fact{fact}}
	s := open(t, planOf(t, weekly()), store, m, func(o *Options) { o.Composer = composer })
	tick(t, s, at(t, "2024-03-04 07:00"))
	tick(t, s, at(t, "2024-03-04 07:30"))
	if d := one(t, store); d.Cause != target.CauseChanged || len(d.Facts) != 1 || d.Facts[0].Indicator != "later" {
		t.Errorf("cause %s, facts %+v", d.Cause, d.Facts)
	}
}

// A chain goes from the unit to its leaders, a step on its day, and no further
// than its end; each step once, however often the process starts.
func TestEscalation(t *testing.T) {
	store, m := withPeople(t, newStore(t, group)), &messenger{}
	run(t, planOf(t, escalating()), store, m, "2024-01-02 08:00", "2024-01-31 12:00", 30*time.Minute)
	// "late" has lagged since New Year's Day; the lead agency is the unit, so
	// the second step has nobody new to write to.
	want := []string{
		"Mon 01-08 08:30 web:education escalation step",
		"Wed 01-10 08:30 web:leader escalation step",
	}
	if got := spoken(t, store); !slices.Equal(got, want) {
		t.Fatalf("said %q, want %q", got, want)
	}
	for i, d := range ledger(t, store) {
		if d.Subject != "escalation/late//2024-01-08" || d.Step != i+1 || len(d.Facts) != 1 {
			t.Errorf("step %d: subject %q, step %d, facts %+v", i+1, d.Subject, d.Step, d.Facts)
		}
	}
	chains, err := store.Escalations(t.Context())
	if err != nil || len(chains) != 1 || chains[0].Running() || chains[0].Done != 2 {
		t.Errorf("chains %+v, %v, want one that has ended", chains, err)
	}
}

func TestEscalationStops(t *testing.T) {
	store, m := withPeople(t, newStore(t, group)), &messenger{}
	plan := planOf(t, escalating())
	run(t, plan, store, m, "2024-01-02 08:30", "2024-01-09 08:30", 24*time.Hour)
	report(t, store, "late", 10, "2024-01-09 10:00")
	run(t, plan, store, m, "2024-01-10 08:30", "2024-01-31 08:30", 24*time.Hour)
	if got := spoken(t, store); len(got) != 1 {
		t.Errorf("said %q, want the first step alone", got)
	}
}

// A step for a group that cannot be reached goes to the one that stands in.
func TestEscalationFallsBack(t *testing.T) {
	store, m := withPeople(t, newStore(t, group)), &messenger{}
	commit(t, store, target.Change{Chats: []target.Chat{
		{ID: unitGroup, Group: true, Unit: "education", Parked: "kicked", Fallback: standby},
		{ID: standby, Group: true, Unit: "education", Standby: true},
	}})
	run(t, planOf(t, escalating()), store, m, "2024-01-02 08:30", "2024-01-08 08:30", 24*time.Hour)
	if d := one(t, store); d.Chat != standby || d.For != unitGroup || d.State != target.Sent {
		t.Errorf("%s to %s for %s", d.State, d.Chat, d.For)
	}
}

// Two indicators that lag for one unit are asked for on two days, and not on
// the day of the digest.
func TestEscalationIsNoFlood(t *testing.T) {
	store, m := withPeople(t, newStore(t, group)), &messenger{}
	digest := weekly()
	digest.Audience = target.UnitGroups
	rule := escalating()
	rule.Steps = rule.Steps[:1]
	plan := planOf(t, digest, rule)
	plan.Indicators[1].Pace = plan.Indicators[0].Pace // both are late
	run(t, plan, store, m, "2024-01-02 07:00", "2024-01-14 12:00", 30*time.Minute)
	want := []string{
		"Tue 01-02 07:30 web:education digest first", // New Year's Day was a Monday
		"Mon 01-08 07:30 web:education digest repeat",
		"Tue 01-09 08:30 web:education escalation step",
		"Wed 01-10 08:30 web:education escalation step",
	}
	if got := spoken(t, store); !slices.Equal(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
}

// However many lag for one group, each gets its own day and none is passed over.
func TestManyEscalations(t *testing.T) {
	store, m := withPeople(t, newStore(t, group)), &messenger{}
	rule := escalating()
	rule.Steps = rule.Steps[:1]
	plan := planOf(t, rule)
	for i := range 7 {
		another := plan.Indicators[0]
		another.ID = target.IndicatorID(fmt.Sprintf("late-%d", i))
		plan.Indicators = append(plan.Indicators, another)
		report(t, store, another.ID, 0, "2024-01-01 00:00")
	}
	run(t, plan, store, m, "2024-01-02 08:30", "2024-01-20 08:30", 24*time.Hour)
	about, days := make(map[target.IndicatorID]bool), make(map[string]bool)
	for _, d := range ledger(t, store) {
		about[d.Facts[0].Indicator], days[d.Once] = true, true
	}
	if len(about) != 8 || len(days) != 8 {
		t.Errorf("%d indicators on %d days, want 8 on 8", len(about), len(days))
	}
}

// A digest that speaks every day leaves an escalation no day of its own with
// the unit; it gets to the leaders all the same.
func TestEscalationBesideADailyDigest(t *testing.T) {
	store, m := withPeople(t, newStore(t, group)), &messenger{}
	digest := daily()
	digest.Audience = target.UnitGroups
	run(t, planOf(t, digest, escalating()), store, m, "2024-01-02 07:00", "2024-01-31 12:00", 30*time.Minute)
	got := slices.DeleteFunc(spoken(t, store), func(line string) bool { return !strings.Contains(line, "escalation") })
	if len(got) != 1 || !strings.Contains(got[0], "web:leader escalation step") {
		t.Errorf("said %q, want the leaders' step alone", got)
	}
	perDay := make(map[string]int)
	for _, line := range spoken(t, store) {
		day, _, _ := strings.Cut(line[4:], " ")
		if perDay[day+strings.Fields(line)[3]]++; perDay[day+strings.Fields(line)[3]] > 1 {
			t.Errorf("two lagging messages a day: %s", line)
		}
	}
}

// A missed slot takes no step; the next one takes it.
func TestEscalationOverAnOutage(t *testing.T) {
	store, m := withPeople(t, newStore(t, group)), &messenger{}
	plan := planOf(t, escalating())
	run(t, plan, store, m, "2024-01-02 08:30", "2024-01-05 08:30", 24*time.Hour)
	tick(t, open(t, plan, store, m), at(t, "2024-01-09 16:00")) // past the grace of four hours
	if n := len(ledger(t, store)); n != 0 {
		t.Errorf("%d deliveries of slots that were missed", n)
	}
	run(t, plan, store, m, "2024-01-10 08:30", "2024-01-10 08:30", time.Hour)
	if got := spoken(t, store); len(got) != 1 || got[0] != "Wed 01-10 08:30 web:education escalation step" {
		t.Errorf("said %q, want the first step on the tenth", got)
	}
}

// A promise is checked with the escalations, and leaders alone hear of it.
func TestPromises(t *testing.T) {
	promise := func(id target.AnswerID, value int64) target.Answer {
		amount := target.NewAmount(value)
		return target.Answer{
			ID: id, Kind: target.Promised, Chat: unitGroup, Indicator: "late", Value: &amount,
			Until: target.NewDate(2024, 1, 12), At: at(t, "2024-01-04 09:00"),
		}
	}
	store, m := withPeople(t, newStore(t, group)), &messenger{}
	plan := planOf(t, escalating())
	commit(t, store, target.Change{Answers: []target.Answer{promise("little", 30), promise("much", 80)}})
	run(t, plan, store, m, "2024-01-02 08:30", "2024-01-10 08:30", 24*time.Hour)
	report(t, store, "late", 40, "2024-01-10 10:00")
	run(t, plan, store, m, "2024-01-11 08:30", "2024-01-20 08:30", 24*time.Hour)
	want := []string{
		"Thu 01-11 08:30 web:leader promise date", // kept
		"Mon 01-15 08:30 web:leader promise date", // broken
	}
	got := slices.DeleteFunc(spoken(t, store), func(line string) bool { return !strings.Contains(line, "promise") })
	if !slices.Equal(got, want) {
		t.Errorf("said %q, want %q", got, want)
	}
	answers, err := store.Answers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range answers {
		if want := map[target.AnswerID]target.Outcome{"little": target.Kept, "much": target.Broken}[a.ID]; a.Outcome != want {
			t.Errorf("promise %s is %q, want %q", a.ID, a.Outcome, want)
		}
	}
}
