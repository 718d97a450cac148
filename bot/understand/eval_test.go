package understand

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chitieu/plans"
	"chitieu/target"
)

// arrival is the day on which every message of the corpora arrives.
var arrival = target.NewDate(2024, time.July, 1)

// example is one message with what it should be understood as.
type example struct {
	id, lang, text string
	group          bool
	want           outcome
	ask            bool // must be answered by a question
}

// outcome is what is scored of a reading: the five fields as in the corpora.
type outcome struct{ intent, indicator, unit, value, period string }

func (o outcome) fields() [5]string {
	return [5]string{o.intent, o.indicator, o.unit, o.value, o.period}
}

// outcomeOf returns a reading's fields in the corpora's spelling.
func outcomeOf(plan *target.Plan, r Reading) outcome {
	o := outcome{intent: string(r.Intent), period: r.Period.String()}
	var inds, units, values []string
	for _, id := range r.Indicators {
		inds = append(inds, string(id))
	}
	for _, id := range r.Units {
		units = append(units, plan.Unit(id).Names.Full(target.Vietnamese))
	}
	for _, v := range r.Values {
		values = append(values, v.String())
	}
	o.indicator, o.unit, o.value = list(inds), list(units), list(values)
	return o
}

func list(all []string) string {
	if len(all) == 0 {
		return "-"
	}
	return strings.Join(all, ",")
}

// readTable reads a corpus of tab-separated lines under a header.
func readTable(t testing.TB, name string) []example {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		f := strings.Split(line, "\t")
		if i == 0 || line == "" {
			continue
		}
		if len(f) < 10 {
			t.Fatalf("%s:%d: %d columns, want 10", name, i+1, len(f))
		}
		out = append(out, example{
			id: f[0], lang: f[1], group: f[2] == "group", text: f[3],
			want: outcome{f[4], f[5], f[6], f[7], f[8]}, ask: strings.HasPrefix(f[9], "ASK"),
		})
	}
	return out
}

// verdict is how one example was read.
type verdict struct {
	example
	got   outcome
	asks  Ask
	right [5]bool
	worst bool
	row   bool
}

func judge(plan *target.Plan, reader *Reader, e example) verdict {
	r := reader.Read(e.text, Context{Today: arrival, Group: e.group})
	v := verdict{example: e, got: outcomeOf(plan, r), asks: r.Ask}
	got, want := v.got.fields(), e.want.fields()
	v.right = [5]bool{got[0] == want[0], sameSet(got[1], want[1]), sameSet(got[2], want[2]), sameAmounts(v.got, e.want), got[4] == want[4]}
	v.row = v.right == [5]bool{true, true, true, true, true}
	v.worst = !v.row && r.Ask == AskNothing && isWorst(v)
	if e.ask && r.Ask == AskNothing && r.Intent == ReportValue {
		v.row, v.worst = false, true
	}
	return v
}

// isWorst reports whether a wrong figure would be stored, or the figure of
// something else than was asked for given.
func isWorst(v verdict) bool {
	got := v.got
	switch got.intent {
	case string(None), string(Help), string(RemindSettings), string(SummaryReport), string(Deadline), string(WhoIsResponsible), string(Undo):
		return false
	case string(ReportValue):
		return got.value != "-"
	}
	return v.want.intent == string(None) || !v.right[1] && got.indicator != "-" || !v.right[2]
}

func sameSet(a, b string) bool {
	x, y := strings.Split(a, ","), strings.Split(b, ",")
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// sameAmounts compares values that belong to indicators by position.
func sameAmounts(got, want outcome) bool {
	if got.value == want.value {
		return got.value == "-" || got.indicator == want.indicator || !strings.Contains(got.value, ",")
	}
	g, w := strings.Split(got.value, ","), strings.Split(want.value, ",")
	gi, wi := strings.Split(got.indicator, ","), strings.Split(want.indicator, ",")
	if len(g) != len(w) || got.value == "-" || want.value == "-" {
		return false
	}
	for i := range g {
		at := i
		if len(gi) == len(g) && len(wi) == len(w) && len(g) > 1 {
			if at = slices.Index(wi, gi[i]); at < 0 {
				return false
			}
		}
		if strings.HasPrefix(g[i], "+") != strings.HasPrefix(w[at], "+") {
			return false
		}
		a, errA := decimal.NewFromString(strings.TrimPrefix(g[i], "+"))
		b, errB := decimal.NewFromString(strings.TrimPrefix(w[at], "+"))
		if errA != nil || errB != nil || a.Sub(b).Abs().GreaterThanOrEqual(decimal.New(5, -3)) {
			return false
		}
	}
	return true
}

// tally sums verdicts up.
type tally struct {
	rows, right, worst, asked, plain int
	fields                           [5]int
}

func (s *tally) add(v verdict) {
	s.rows++
	if v.row {
		s.right++
	}
	if v.worst {
		s.worst++
	}
	if !v.ask {
		s.plain++
		if v.asks != AskNothing {
			s.asked++
		}
	}
	for i, ok := range v.right {
		if ok {
			s.fields[i]++
		}
	}
}

func percent(n, of int) string {
	if of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f", 100*float64(n)/float64(of))
}

func (s *tally) String() string {
	return fmt.Sprintf("rows %d right %s%% worst %d asked-back %s%% intent %s%% indicator %s%% unit %s%% value %s%% period %s%%",
		s.rows, percent(s.right, s.rows), s.worst, percent(s.asked, s.plain), percent(s.fields[0], s.rows), percent(s.fields[1], s.rows),
		percent(s.fields[2], s.rows), percent(s.fields[3], s.rows), percent(s.fields[4], s.rows))
}

func newReader(t testing.TB) (*target.Plan, *Reader) {
	t.Helper()
	plan, err := plans.Default()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := New(plan)
	if err != nil {
		t.Fatal(err)
	}
	return plan, reader
}
