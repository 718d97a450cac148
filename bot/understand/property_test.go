package understand

import (
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// rows returns every sentence of the corpora.
func rows(t testing.TB) []example {
	tuned, held := readCorpus(t)
	return append(append(readTable(t, "testdata/development.tsv"), tuned...), held...)
}

// tolerated is how many of a thousand sentences a rewriting may change: an
// abbreviation or a clipped word may mean something else in its new company.
func checkRewriting(t *testing.T, tolerated int, keep func(example) bool, rewrite func(string) string) {
	t.Helper()
	plan, reader := newReader(t)
	n, changed := 0, 0
	for _, e := range rows(t) {
		if !keep(e) {
			continue
		}
		n++
		in := Context{Today: arrival, Group: e.group}
		was, now := outcomeOf(plan, reader.Read(e.text, in)), outcomeOf(plan, reader.Read(rewrite(e.text), in))
		if was != now {
			changed++
			t.Logf("%q: %v, but %q: %v", e.text, was, rewrite(e.text), now)
		}
	}
	if n == 0 || 1000*changed > tolerated*n {
		t.Errorf("%d of %d sentences are read otherwise, want at most %d in a thousand", changed, n, tolerated)
	}
}

func anyExample(example) bool { return true }

func TestEncodingOfMarksDoesNotMatter(t *testing.T) {
	checkRewriting(t, 0, anyExample, norm.NFD.String)
	checkRewriting(t, 0, anyExample, norm.NFC.String)
}

func TestCapitalsDoNotMatter(t *testing.T) {
	checkRewriting(t, 10, anyExample, strings.ToUpper)
}

func TestMarksMayBeLeftOut(t *testing.T) {
	checkRewriting(t, 30, func(e example) bool { return strings.HasPrefix(e.lang, "vi") }, withoutMarks)
}

// withoutMarks types a text on a keyboard without Vietnamese letters.
func withoutMarks(s string) string {
	var out strings.Builder
	for i, word := range strings.Split(s, " ") {
		if i > 0 {
			out.WriteByte(' ')
		}
		for _, r := range norm.NFD.String(word) {
			switch {
			case r == 'đ', r == 'Đ':
				out.WriteByte('d')
			case r < 0x300 || r > 0x36f:
				out.WriteRune(r)
			}
		}
	}
	return out.String()
}

func TestPolitenessChangesNothing(t *testing.T) {
	vietnamese := func(e example) bool { return strings.HasPrefix(e.lang, "vi") }
	checkRewriting(t, 10, vietnamese, func(s string) string { return "Chào trợ lý, " + s })
	checkRewriting(t, 10, vietnamese, func(s string) string { return s + " Trân trọng cảm ơn." })
	english := func(e example) bool { return e.lang == "en" }
	checkRewriting(t, 20, english, func(s string) string { return "Good morning, " + s })
	checkRewriting(t, 20, english, func(s string) string { return s + " Thank you." })
	indonesian := func(e example) bool { return e.lang == "id" }
	checkRewriting(t, 20, indonesian, func(s string) string { return "Selamat pagi, " + s })
	checkRewriting(t, 20, indonesian, func(s string) string { return s + " Terima kasih." })
}

func TestReadIsDeterministic(t *testing.T) {
	_, reader := newReader(t)
	_, other := newReader(t)
	for _, e := range rows(t) {
		in := Context{Today: arrival}
		want := reader.Read(e.text, in)
		for range 10 {
			for _, r := range []*Reader{reader, other} {
				if got := r.Read(e.text, in); !reflect.DeepEqual(got, want) {
					t.Fatalf("%q is read as %+v and as %+v", e.text, want, got)
				}
			}
		}
	}
}

func TestReadTakesAnything(t *testing.T) {
	_, reader := newReader(t)
	texts := rows(t)
	rapid.Check(t, func(t *rapid.T) {
		// Halves of two sentences with noise between: nothing that a person
		// would write, and everything that the parts can meet.
		a := texts[rapid.IntRange(0, len(texts)-1).Draw(t, "a")].text
		b := texts[rapid.IntRange(0, len(texts)-1).Draw(t, "b")].text
		cut := rapid.IntRange(0, min(len(a), len(b))).Draw(t, "cut")
		text := a[:cut] + rapid.String().Draw(t, "noise") + b[cut:]
		checkReading(t, reader, reader.Read(text, Context{Today: arrival}))
	})
}

// fataler is what a check needs of *testing.T, *testing.F and *rapid.T.
type fataler interface{ Fatalf(string, ...any) }

// checkReading checks what holds of every reading.
func checkReading(t fataler, reader *Reader, r Reading) {
	// An act ("hoãn thu ngân sách", a promise) has no intent of the closed list
	// and may speak of one indicator; a difficulty of several.
	if r.Intent == None && r.Detail == "" && (len(r.Indicators)+len(r.Units)+len(r.Values) > 0 || r.Ask != AskNothing) {
		t.Fatalf("nothing is understood, and still %+v", r)
	}
	if r.Intent == None && r.Detail != DetailProblem && (len(r.Indicators) > 1 || r.Ask != AskNothing) {
		t.Fatalf("an act that asks back or speaks of several: %+v", r)
	}
	if r.Intent != ReportValue && len(r.Values) > 0 {
		t.Fatalf("%s has values: %+v", r.Intent, r)
	}
	for _, row := range r.Rows {
		if len(row.Indicators) != 1 || len(row.Units) > 1 || len(row.Values) > 1 || len(row.Rows) > 0 {
			t.Fatalf("a row of more than one figure: %+v", row)
		}
	}
	if len(r.Rows) == 0 && len(r.Values) > 0 && len(r.Indicators) > 0 && len(r.Values) != len(r.Indicators) {
		t.Fatalf("%d values for %d indicators: %+v", len(r.Values), len(r.Indicators), r)
	}
	if r.Intent == ReportValue && !r.Asks() && (len(r.Values) == 0 || len(r.Indicators) == 0) {
		t.Fatalf("a report of nothing is not asked about: %+v", r)
	}
	if r.Confidence < 0 || r.Confidence > 1 {
		t.Fatalf("confidence %v", r.Confidence)
	}
	for _, id := range r.Indicators {
		if reader.plan.Indicator(id) == nil {
			t.Fatalf("unknown indicator %q", id)
		}
	}
	for _, id := range r.Units {
		if reader.plan.Unit(id) == nil {
			t.Fatalf("unknown unit %q", id)
		}
	}
}

func FuzzRead(f *testing.F) {
	_, reader := newReader(f)
	for _, e := range rows(f) {
		f.Add(e.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkReading(t, reader, reader.Read(text, Context{Today: arrival}))
	})
}
