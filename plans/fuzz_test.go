package plans

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chitieu/target"
)

// FuzzParse: any text gives a plan that can be judged, or mistakes that name a
// line of the file.
func FuzzParse(f *testing.F) {
	small, err := os.ReadFile(filepath.Join("testdata", "bien-ho-2026.yaml"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(small)
	f.Add([]byte("id: [\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("? a\n: b\n"))
	f.Add([]byte("indicators: [{pace: {monthly: [1e99]}}]\nid: |\n  x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		plan, err := Parse("plan.yaml", data)
		if err == nil {
			target.EvaluateAll(plan, nil, target.NewDate(plan.Year, 6, 30))
			return
		}
		lines := 1 + strings.Count(string(data), "\n") + strings.Count(string(data), "\r")
		checkMistakes(t, err, "plan.yaml", lines)
	})
}

// FuzzParseReports: any text gives reports of the plan, or mistakes on its lines.
func FuzzParseReports(f *testing.F) {
	f.Add(header + "2024-05-31\tbudget-revenue\t-\t72.34\n2024-06-14\tbudget-revenue\tKỳ Thư\t+0,35 tỷ\n")
	f.Add(header + "2024-12-10\tcultural-villages\t-\t151/153\n\r\nx\t\t\t")
	f.Add("\ufeffDate\tIndicator\tUnit\tValue\n2024-02-29\tstandard-schools\tpgd\t+1")
	plan := mustDefault(f)
	f.Fuzz(func(t *testing.T, text string) {
		reports, err := ParseReports(strings.NewReader(text), plan)
		if err != nil {
			checkMistakes(t, err, "", 1+strings.Count(text, "\n"))
		}
		for _, r := range reports {
			ind := plan.Indicator(r.Indicator)
			if ind == nil || r.Unit != target.Locality && plan.Unit(r.Unit) == nil || impossible(r.Value, ind) != "" || r.AsOf.Year != plan.Year {
				t.Errorf("%+v is no report of the plan", r)
			}
		}
	})
}

// checkMistakes wants nothing but mistakes on lines that the text has.
func checkMistakes(t *testing.T, err error, file string, lines int) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		t.Fatalf("%v is a %T, want joined mistakes", err, err)
	}
	for i, err := range joined.Unwrap() {
		m, ok := errors.AsType[*Mistake](err)
		if !ok && i == maxMistakes {
			continue // "and 3 more mistakes"
		}
		if !ok || m.File != file || m.Text == "" || m.Line < 1 || m.Line > lines {
			t.Errorf("%v is no mistake on one of %d lines", err, lines)
		}
	}
}
