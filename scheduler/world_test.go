package scheduler

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"chitieu/storage"
	"chitieu/storage/memory"
	"chitieu/target"
)

// planOf returns a plan with one indicator that is late from New Year's day,
// one that begins to lag on 10 February 2024 (11 of 100 are asked by then) and
// one that is not due before New Year's Eve, the calendar of 2024 and the rules.
func planOf(t testing.TB, rules ...target.Rule) *target.Plan {
	t.Helper()
	zone := at(t, "2024-01-01 00:00").Location()
	count := target.Measure{Dimension: target.DimensionCount, Factor: target.NewAmount(1)}
	indicator := func(id target.IndicatorID, pace target.Pace) target.Indicator {
		return target.Indicator{
			ID: id, Measure: count, Target: target.NewAmount(100), Comparison: target.AtLeast,
			Kind: target.Count, RollUp: target.Direct, Pace: pace, Lead: "education",
		}
	}
	span := func(from, to int) target.Span { return target.Span{Start: from, End: to} }
	return &target.Plan{
		ID: "test", Year: 2024, Zone: zone,
		Thresholds: target.Thresholds{AtRisk: target.NewAmount(5), Lagging: target.NewAmount(10)},
		Indicators: []target.Indicator{
			indicator("late", target.Pace{Kind: target.Milestones, Milestones: []target.Milestone{{On: target.MonthDay{Month: 1, Day: 1}, Expected: target.NewAmount(100)}}}),
			indicator("later", target.Pace{Kind: target.Linear}),
			indicator("not-due", target.Pace{Kind: target.Due, Due: []target.MonthDay{{Month: 12, Day: 31}}}),
		},
		Units: []target.Unit{{ID: "education", Kind: target.Agency}},
		Calendar: target.Calendar{
			Holidays: []target.Holiday{
				{From: target.NewDate(2024, 1, 1), To: target.NewDate(2024, 1, 1)},
				{From: target.NewDate(2024, 2, 8), To: target.NewDate(2024, 2, 14)}, // Tết
				{From: target.NewDate(2024, 4, 18), To: target.NewDate(2024, 4, 18)},
				{From: target.NewDate(2024, 4, 29), To: target.NewDate(2024, 5, 1)}, // 29 April was swapped
				{From: target.NewDate(2024, 9, 2), To: target.NewDate(2024, 9, 3)},
			},
			Worked: []target.Date{target.NewDate(2024, 5, 4)},
			Hours: []target.Hours{{
				From: target.MonthDay{Month: 1, Day: 1}, To: target.MonthDay{Month: 12, Day: 31},
				Morning: span(7*60, 11*60+30), Afternoon: span(13*60+30, 17*60),
			}},
		},
		Rules: rules,
	}
}

// weekly is the digest of Monday 07:30, daily one of every day at 08:00.
func weekly() target.Rule {
	return target.Rule{
		ID: "weekly", Kind: target.Digest, Schedule: "30 7 * * MON", Zone: saigon,
		Audience: target.WholeGroups, Holiday: target.MoveSlot, Grace: 48 * time.Hour,
	}
}

func daily() target.Rule {
	return target.Rule{
		ID: "daily", Kind: target.Digest, Schedule: "0 8 * * *", Zone: saigon,
		Audience: target.WholeGroups, Holiday: target.SkipSlot, Grace: 4 * time.Hour,
	}
}

func crossing() target.Rule {
	r := daily()
	r.ID, r.Kind = "crossing", target.Crossing
	return r
}

// newStore returns a memory store with groups of the locality and a report of
// nothing for each indicator.
func newStore(t testing.TB, groups ...target.ChatID) *storage.Store {
	t.Helper()
	return seed(t, memory.New(), groups...)
}

func seed(t testing.TB, kv storage.KV, groups ...target.ChatID) *storage.Store {
	t.Helper()
	s, err := storage.New(t.Context(), kv)
	if err != nil {
		t.Fatal(err)
	}
	for page := range slices.Chunk(groups, 50) {
		var c target.Change
		for _, id := range page {
			c.Chats = append(c.Chats, target.Chat{ID: id, Group: true})
		}
		if err := s.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	var c target.Change
	for _, id := range []target.IndicatorID{"late", "later", "not-due"} {
		c.Reports = append(c.Reports, target.Report{
			ID: target.ReportID("first-" + id), Indicator: id, Value: target.NewAmount(0),
			AsOf: target.NewDate(2024, 1, 1), Said: at(t, "2024-01-01 00:00"),
		})
	}
	if err := s.Commit(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return s
}

// words composes the rule, the slot and the subject, which is all that the
// tests look at.
type words func(d target.Delivery, now time.Time) (target.Note, string, error)

func (w words) Compose(_ context.Context, d target.Delivery, now time.Time) (target.Composed, error) {
	if w != nil {
		note, drop, err := w(d, now)
		return target.Composed{Note: note, Drop: drop}, err
	}
	text := fmt.Sprintf("%s %s %s", d.Rule, d.Slot.UTC().Format("01-02 15:04"), d.Subject)
	return target.Composed{Note: target.Note{Text: strings.TrimSpace(text)}}, nil
}

// composed says the same of everything.
type composed target.Composed

func (c composed) Compose(context.Context, target.Delivery, time.Time) (target.Composed, error) {
	return target.Composed(c), nil
}

// heard is a message as a person saw it.
type heard struct {
	chat target.ChatID
	text string
	at   time.Time
}

// messenger shows what it is sent. answer may refuse the n-th send (from 1);
// the message is shown nevertheless if shown is true.
type messenger struct {
	now    func() time.Time
	answer func(n int, chat target.ChatID) (shown bool, err error)
	takes  time.Duration

	mu    sync.Mutex
	tried int
	seen  []heard
}

func (m *messenger) Send(ctx context.Context, chat target.ChatID, note target.Note) (string, error) {
	m.mu.Lock()
	m.tried++
	n := m.tried
	m.mu.Unlock()
	if m.takes > 0 {
		select {
		case <-time.After(m.takes):
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
	shown, err := true, error(nil)
	if m.answer != nil {
		shown, err = m.answer(n, chat)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if shown {
		at := time.Now()
		if m.now != nil {
			at = m.now()
		}
		m.seen = append(m.seen, heard{chat, note.Text, at})
	}
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("message-%d", n), nil
}

func (m *messenger) all() []heard {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.seen)
}

// times prints when something was seen.
func (m *messenger) times(t testing.TB) []string {
	var out []time.Time
	for _, h := range m.all() {
		out = append(out, h.at)
	}
	return stamps(t, out)
}

// open makes a scheduler; change adjusts its options.
func open(t testing.TB, plan *target.Plan, store Store, m Sender, change ...func(*Options)) *Scheduler {
	t.Helper()
	o := Options{Plan: plan, Store: store, Composer: words(nil), Sender: m}
	for _, c := range change {
		c(&o)
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// tick fails the test if the pass fails.
func tick(t testing.TB, s *Scheduler, now time.Time) {
	t.Helper()
	if err := s.Tick(t.Context(), now); err != nil {
		t.Fatalf("tick at %s: %v", now, err)
	}
}

// ledger returns every delivery ever written.
func ledger(t testing.TB, s *storage.Store) []target.Delivery {
	t.Helper()
	all, err := s.Deliveries(context.Background(), time.Time{}, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// states counts the ledger.
func states(t testing.TB, s *storage.Store) map[target.DeliveryState]int {
	out := make(map[target.DeliveryState]int)
	for _, d := range ledger(t, s) {
		out[d.State]++
	}
	return out
}

// one returns the only delivery there is.
func one(t testing.TB, s *storage.Store) target.Delivery {
	t.Helper()
	all := ledger(t, s)
	if len(all) != 1 {
		t.Fatalf("%d deliveries in the ledger, want 1", len(all))
	}
	return all[0]
}

var errBroken = errors.New("broken")
