package bot_test

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"chitieu/bot"
	"chitieu/storage/memory"
	"chitieu/target"
)

var trapFile = flag.String("traps", "testdata/traps.tsv", "the sentences that TestTraps plays")

// trap is one sentence with what must come of it.
type trap struct{ id, kind, must, what, text string }

// written is what came of a sentence.
type written struct {
	stored, queued, withdrawn []target.Report
	reply                     bot.Reply
}

// TestTraps plays sentences that look like reports, or like taking one back,
// and honest reports beside them. Nothing may be stored or withdrawn that
// nobody meant, and no honest report be asked about.
func TestTraps(t *testing.T) {
	traps := readTraps(t, *trapFile)
	wrong := make(map[string]int)
	for _, row := range traps {
		t.Run(row.id, func(t *testing.T) {
			got := playTrap(t, row)
			if fault := row.fault(got); fault != "" {
				wrong[fault]++
				t.Errorf("%s: %s, must %s %q: %q\n%s\n%s", fault, row.kind, row.must, row.what, row.text, got.reply.Head, got.reply.Text)
			}
		})
	}
	t.Logf("%d sentences: %v", len(traps), wrong)
}

func readTraps(t *testing.T, name string) []trap {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var out []trap
	for i, line := range strings.Split(strings.TrimRight(string(data), "\n"), "\n") {
		f := strings.Split(line, "\t")
		if len(f) != 5 {
			t.Fatalf("%s:%d: %d columns, want 5", name, i+1, len(f))
		}
		if i > 0 {
			out = append(out, trap{f[0], f[1], f[2], f[3], f[4]})
		}
	}
	return out
}

var otherClock = regexp.MustCompile(`clock is at (\d+)/(\d+)/(\d+)`)

// playTrap says the sentence: as a leader, who may report everything, or as the
// officer of a commune where the sentence is one of theirs.
func playTrap(t *testing.T, row trap) written {
	t.Helper()
	s := newStage(t, memory.New())
	who := "leader"
	if row.kind == "own-unit" {
		who = "xuan"
		member := target.Member{ID: "test:xuan", Name: "Cán bộ Kỳ Xuân", Role: target.Officer, Unit: "xa-ky-xuan"}
		if err := s.store.Commit(t.Context(), target.Change{Members: []target.Member{member}}); err != nil {
			t.Fatal(err)
		}
	}
	if m := otherClock.FindStringSubmatch(row.what); m != nil {
		day, err := time.Parse("2/1/2006", strings.Join(m[1:], "/"))
		if err != nil {
			t.Fatal(err)
		}
		s.at(day.Format(time.DateOnly) + " 09:00")
	}
	if row.kind == "undo" || row.kind == "no-undo" {
		if reply := s.handle(s.message(who, "thu ngân sách 90,1 tỷ")); !strings.HasPrefix(reply.Head, "Đã ghi nhận") {
			t.Fatalf("no report to withdraw: %+v", reply)
		}
		s.now = s.now.Add(time.Minute)
	}
	before, err := s.store.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got := written{reply: s.handle(s.message(who, row.text))}
	after, err := s.store.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range after[len(before):] {
		switch {
		case r.Retracts != "":
			got.withdrawn = append(got.withdrawn, r)
		case r.Waiting:
			got.queued = append(got.queued, r)
		default:
			got.stored = append(got.stored, r)
		}
	}
	return got
}

// fault names what is wrong with what came of the sentence, "" for nothing.
func (row *trap) fault(got written) string {
	changed := len(got.stored) + len(got.queued) + len(got.withdrawn)
	switch {
	case row.must == "undo" && len(got.withdrawn) == 0:
		return "not withdrawn"
	case row.must == "undo":
		return ""
	case row.must == "store" && changed == 0:
		return "asked needlessly"
	case row.must == "store":
		return row.misread(got)
	case len(got.withdrawn) > 0:
		return "wrongly withdrawn"
	case changed > 0:
		return "wrongly stored"
	}
	return ""
}

// misread compares what was stored with what the sentence reports: values as
// "indicator=93", "indicator@unit=93" or "indicator=+1", or a day in words.
func (row *trap) misread(got written) string {
	what, _, _ := strings.Cut(row.what, " (")
	switch {
	case strings.HasPrefix(what, "dated the last Friday"):
		return wrongDay(got, target.NewDate(2024, 6, 28))
	case strings.HasPrefix(what, "dated 30/6"):
		return wrongDay(got, target.NewDate(2024, 6, 30))
	case !strings.Contains(what, "="):
		return "" // how many is told in words
	}
	for _, one := range strings.FieldsFunc(what, func(r rune) bool { return r == ',' || r == ';' }) {
		name, value, _ := strings.Cut(strings.TrimSpace(one), "=")
		name, unit, _ := strings.Cut(name, "@")
		value = strings.TrimPrefix(value, "+")
		found := false
		for _, r := range got.stored {
			v := r.Value
			if strings.Contains(one, "=+") && r.Increment != nil {
				v = *r.Increment
			} else if strings.Contains(one, "=+") {
				continue
			}
			found = found || string(r.Indicator) == name && string(r.Unit) == unit && v.Sub(amountOf(value)).Abs().LessThan(amountOf("0.005"))
		}
		if !found {
			return "misread"
		}
	}
	return ""
}

func wrongDay(got written, want target.Date) string {
	if len(got.stored) == 1 && got.stored[0].AsOf == want {
		return ""
	}
	return fmt.Sprintf("misread: not of %s", want)
}

func amountOf(s string) target.Amount { return decimal.RequireFromString(s) }
