package bot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"chitieu/target"
)

// TestWayIsReadAsWritten: the steps in a choice are read as they were written.
func TestWayIsReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		way := []step{{kind: rapid.SampledFrom([]byte("cCtTa")).Draw(t, "start"), page: rapid.IntRange(0, 99).Draw(t, "page")}}
		for range rapid.IntRange(0, 8).Draw(t, "steps") {
			s := step{kind: rapid.SampledFrom([]byte("cCtTakuhnfm")).Draw(t, "kind"), page: rapid.IntRange(0, 99).Draw(t, "page")}
			if rapid.Bool().Draw(t, "from") {
				s = step{kind: stepFrom, tag: tagOf(target.IndicatorID(rapid.String().Draw(t, "id")))}
			}
			way = append(way, s)
		}
		arg := "~" + written(way)
		if !wayArg.MatchString(arg) {
			t.Fatalf("%q is no way", arg)
		}
		if diff := cmp.Diff(way, wayOf(arg), cmp.AllowUnexported(step{})); diff != "" {
			t.Fatalf("%q is read otherwise (-want +got):\n%s", arg, diff)
		}
	})
}

// TestLongWaysForgetTheirBeginning: the longest ids that a plan may have still
// fit in a button, and what the page is about is never forgotten.
func TestLongWaysForgetTheirBeginning(t *testing.T) {
	w := walk{
		indicator: target.IndicatorID(strings.Repeat("i", 27)), unit: target.UnitID(strings.Repeat("u", 27)),
		period: target.Period{Kind: target.Day, Date: target.NewDate(2024, 5, 31)},
		steps:  []step{{kind: stepSummary}, {kind: stepLagging}, {kind: stepOthers}, {kind: stepFrom, tag: "abc"}, {kind: stepHistory, page: 12}},
	}
	data := w.data()
	if len(data) > maxData || !strings.Contains(data, string(w.indicator)+" "+string(w.unit)) {
		t.Errorf("data %q of %d bytes", data, len(data))
	}
}

// TestLabelsFitAPhone: the name gives way, never the figure.
func TestLabelsFitAPhone(t *testing.T) {
	for _, c := range []struct{ name, figure, want string }{
		{"thu ngân sách", "45,1%", "Thu ngân sách 45,1%"},
		{"dịch vụ công trực tuyến toàn trình", "97,9%", "Dịch vụ công trực tuyến… 97,9%"},
		{"Natural Resources and Environment Office", "", "Natural Resources and…"},
		{strings.Repeat("x", 50), "100%", strings.Repeat("x", 24) + "… 100%"},
	} {
		got := new(turn).label(c.name, c.figure)
		if !strings.EqualFold(got, c.want) || len([]rune(got)) > maxLabel {
			t.Errorf("label(%q, %q) = %q of %d, want %q", c.name, c.figure, got, len([]rune(got)), c.want)
		}
	}
}
