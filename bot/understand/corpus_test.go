package understand

import (
	"flag"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write testdata/score.txt")

// heldOut is the share of the own corpus that is never looked at while the
// reader is worked on: one text in this many, told by its hash.
const heldOut = 5

// readCorpus reads the own corpora, one file a phenomenon.
func readCorpus(t testing.TB) (tuned, held []example) {
	t.Helper()
	names, err := filepath.Glob("testdata/corpus/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			for n, line := range strings.Split(strings.TrimSpace(string(f.Data)), "\n") {
				e := readLine(t, line)
				e.lang, e.id = f.Name, fmt.Sprintf("%s/%s:%d", filepath.Base(name), f.Name, n+1)
				h := fnv.New32a()
				h.Write([]byte(e.text))
				if h.Sum32()%heldOut == 0 {
					held = append(held, e)
				} else {
					tuned = append(tuned, e)
				}
			}
		}
	}
	return tuned, held
}

// readLine reads "text | intent | indicator | unit | value | period | note".
func readLine(t testing.TB, line string) example {
	t.Helper()
	f := strings.Split(line, " | ")
	if len(f) < 2 {
		t.Fatalf("corpus: %q has no intent", line)
	}
	for len(f) < 7 {
		f = append(f, "-")
	}
	return example{text: f[0], want: outcome{f[1], f[2], f[3], f[4], f[5]}, ask: f[6] == "ASK"}
}

// scoreSheet sums the corpora up by part, intent and language.
type scoreSheet struct {
	sums  map[string]*tally
	order []string
}

func (s *scoreSheet) add(key string, v verdict) {
	if s.sums[key] == nil {
		s.sums[key] = &tally{}
		s.order = append(s.order, key)
	}
	s.sums[key].add(v)
}

func (s *scoreSheet) String() string {
	slices.Sort(s.order)
	var out strings.Builder
	for _, key := range s.order {
		fmt.Fprintf(&out, "%s: %s\n", key, s.sums[key])
	}
	return out.String()
}

// TestScore reads every corpus and holds the result against the score file: a
// row lost, a worst error gained or more asking back fails.
func TestScore(t *testing.T) {
	plan, reader := newReader(t)
	tuned, held := readCorpus(t)
	sheet := &scoreSheet{sums: make(map[string]*tally)}
	for _, part := range []struct {
		name string
		rows []example
	}{
		{"development", readTable(t, "testdata/development.tsv")}, {"independent", readTable(t, "testdata/independent.tsv")},
		{"unseen", readTable(t, "testdata/unseen.tsv")}, {"fresh", readTable(t, "testdata/fresh.tsv")},
		{"own", tuned}, {"own-held-out", held},
	} {
		for _, e := range part.rows {
			v := judge(plan, reader, e)
			sheet.add(part.name+" all", v)
			sheet.add(part.name+" intent "+e.want.intent, v)
			sheet.add(part.name+" lang "+e.lang, v)
			if !v.row && part.name != "own-held-out" {
				t.Logf("%s worst=%v ask=%q %q\n  got  %v\n  want %v", e.id, v.worst, v.asks, e.text, v.got, e.want)
			}
		}
	}
	compareScore(t, sheet)
}

const scoreFile = "testdata/score.txt"

func compareScore(t *testing.T, sheet *scoreSheet) {
	t.Helper()
	got := sheet.String()
	if *update {
		if err := os.WriteFile(scoreFile, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(scoreFile)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		key, sum, _ := strings.Cut(strings.TrimSpace(line), ": ")
		now := sheet.sums[key]
		var was tally
		var right, asked string
		if _, err := fmt.Sscanf(sum, "rows %d right %s worst %d asked-back %s", &was.rows, &right, &was.worst, &asked); err != nil {
			t.Fatalf("%s: %q: %v", scoreFile, line, err)
		}
		if now == nil || now.rows < was.rows {
			t.Errorf("%s: rows are missing", key)
			continue
		}
		if lessThan(percent(now.right, now.rows)+"%", right) || now.worst > was.worst || lessThan(asked, percent(now.asked, now.plain)+"%") {
			t.Errorf("%s is worse:\n  was %s\n  now %s", key, sum, now)
		}
	}
}

// lessThan compares two percentages as they are printed; "-" is none.
func lessThan(a, b string) bool {
	var x, y float64
	fmt.Sscanf(a, "%f", &x)
	fmt.Sscanf(b, "%f", &y)
	return x < y
}
