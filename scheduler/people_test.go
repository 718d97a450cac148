package scheduler

import (
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/target"
)

const (
	unitGroup = target.ChatID("web:education")
	leader    = target.ChatID("web:leader")
	operator  = target.ChatID("web:operator")
	standby   = target.ChatID("web:standby")
)

// withPeople adds the education office's group, a leader and an operator with
// their private chats.
func withPeople(t testing.TB, store *storage.Store) *storage.Store {
	t.Helper()
	commit(t, store, target.Change{
		Members: []target.Member{{ID: "web:1", Role: target.Leader}, {ID: "web:2", Role: target.Operator}},
		Chats: []target.Chat{
			{ID: unitGroup, Group: true, Unit: "education"},
			{ID: leader, Member: "web:1"},
			{ID: operator, Member: "web:2"},
		},
	})
	return store
}

// withStandby gives a group one that stands in for it.
func withStandby(t testing.TB, store *storage.Store, parked string) *storage.Store {
	t.Helper()
	commit(t, store, target.Change{Chats: []target.Chat{
		{ID: group, Group: true, Fallback: standby, Parked: parked},
		{ID: standby, Group: true, Standby: true},
	}})
	return store
}

func commit(t testing.TB, store *storage.Store, c target.Change) {
	t.Helper()
	if err := store.Commit(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

// incidents returns the details of all incidents of a kind.
func incidents(t testing.TB, store *storage.Store, kind target.IncidentKind) []string {
	t.Helper()
	all, err := store.Incidents(t.Context(), time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, i := range all {
		if i.Kind == kind {
			out = append(out, i.Detail)
		}
	}
	return out
}

// escalating asks the unit after a week of lagging, the leaders two days later.
func escalating() target.Rule {
	r := daily()
	r.ID, r.Kind, r.Schedule, r.Audience = "escalation", target.Escalating, "30 8 * * *", target.AllGroups
	r.After = 7
	r.Steps = []target.EscalationStep{{After: 0, To: target.ToUnit}, {After: 2, To: target.ToLead}, {After: 2, To: target.ToLeader}}
	return r
}

// report says a figure.
func report(t testing.TB, store *storage.Store, indicator target.IndicatorID, value int64, when string) {
	t.Helper()
	said := at(t, when)
	commit(t, store, target.Change{Reports: []target.Report{{
		ID: target.ReportID(string(indicator) + when), Indicator: indicator, Value: target.NewAmount(value),
		AsOf: target.DateOf(said), Said: said,
	}}})
}

// spoken prints what was seen: when, where, which rule or kind.
func spoken(t testing.TB, store *storage.Store) []string {
	t.Helper()
	var out []string
	for _, d := range ledger(t, store) {
		if d.State == target.Sent {
			line := stamps(t, []time.Time{d.Done})[0] + " " + string(d.Chat) + " " + string(d.Kind)
			if d.Cause != "" {
				line += " " + string(d.Cause)
			}
			out = append(out, line)
		}
	}
	return out
}

// run ticks through time.
func run(t testing.TB, plan *target.Plan, store Store, m *messenger, from, to string, every time.Duration) {
	t.Helper()
	for now := at(t, from); !now.After(at(t, to)); now = now.Add(every) {
		m.now = func() time.Time { return now }
		tick(t, open(t, plan, store, m), now) // each time a process that has just started
	}
}
