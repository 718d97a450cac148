package understand

import (
	"os"
	"strings"
	"testing"

	"chitieu/plans"
)

// TestDetails: what each sentence is after, by intent, detail and indicator.
func TestDetails(t *testing.T) {
	plan, _, err := plans.Demo()
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(plan)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("testdata/details.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		row := strings.Split(line, "\t")
		got := r.Read(row[3], Context{Today: arrival})
		detail := string(got.Detail)
		if detail == "" {
			detail = "-"
		}
		if o := outcomeOf(plan, got); detail != row[0] || o.intent != row[1] || o.indicator != row[2] {
			t.Errorf("%q: got %s %s %s, want %s %s %s", row[3], detail, o.intent, o.indicator, row[0], row[1], row[2])
		}
	}
}

// TestDetailsInAnySpelling: a phrase is found without marks and with a slip.
func TestDetailsInAnySpelling(t *testing.T) {
	plan, _, err := plans.Demo()
	if err != nil {
		t.Fatal(err)
	}
	r, err := New(plan)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Detail{
		"xã nào thu ngân sách cao nhát":        DetailRanking,
		"ke ten 9 chi tieu":                    DetailTargets,
		"tuan nay toi phai lam gi":             DetailTasks,
		"ve bieu do thu ngan sach":             DetailChart,
		"cam ket dat 95 ty truoc 31/7":         DetailPromise,
		"da ro":                                DetailAck,
		"thu ngân sách moi tuan can bao nhiêu": DetailRequired,
	} {
		if got := r.Read(text, Context{Today: arrival}).Detail; got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
