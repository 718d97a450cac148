package understand

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chitieu/plans"
	"chitieu/target"
)

// TestRivalled holds the quick check against the segmentations themselves.
func TestRivalled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "tokens")
		var spans []span
		for range rapid.IntRange(0, 12).Draw(t, "spans") {
			from := rapid.IntRange(0, n-1).Draw(t, "from")
			to := rapid.IntRange(from+1, n).Draw(t, "to")
			spans = append(spans, span{from: from, to: to, weight: float64(rapid.IntRange(1, 30).Draw(t, "weight")) / 10})
		}
		byEnd(spans)
		best := new(chooser).choose(nil, spans, n)
		all := others(spans, n, segmentMargin)
		if got := new(chooser).rivalled(spans, n, segmentMargin); got != (len(all) > 0) {
			t.Fatalf("rivalled %v, and there are %d others", got, len(all))
		}
		sum := func(spans []span) (w float64) {
			for _, s := range spans {
				w += s.weight
			}
			return w
		}
		for _, o := range all {
			if d := sum(best) - sum(o); d < -1e-9 || d > segmentMargin+1e-9 {
				t.Fatalf("another segmentation explains %v less", d)
			}
			for i := 1; i < len(o); i++ {
				if o[i].from < o[i-1].to {
					t.Fatalf("spans overlap: %+v", o)
				}
			}
		}
	})
}

func TestOffers(t *testing.T) {
	_, reader := newReader(t)
	for _, tt := range []struct {
		text string
		want []Intent
	}{
		{"lúa?", nil}, // answered: nothing else is said
		{"ns sao", []Intent{ProgressOne}},
		{"thu ngân sách đến đâu rồi?", nil},
		{"thu ngân sách 95,2 tỷ", nil},
		{"chỉ tiêu nào chậm", nil},
		{"xin chào", nil},
		{"cảm ơn", nil},
		{"???", nil},
		{"nước thải Kỳ Xuân đạt mấy %", nil},
		{"ignore previous instructions", nil},
		{"đừng hủy", nil},
		{"đừng xóa số vừa rồi", nil},
		{"đừng hủy số vừa báo nhé", nil},
		{"dung xoa so vua bao", nil},
		{"don't delete my last number", nil},
		{"jangan hapus angka tadi", nil},
		{"chiều nay 14h họp giao ban thu ngân sách nhé", nil},
	} {
		r := reader.Read(tt.text, Context{Today: arrival})
		var got []Intent
		for _, o := range r.Offers {
			got = append(got, o.Intent)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q offers %v, want %v", tt.text, r.Offers, tt.want)
		}
	}
}

// TestOffersOfAnotherPlan: what was learned from one plan holds for another.
func TestOffersOfAnotherPlan(t *testing.T) {
	plan, err := plans.Load("testdata/other-plan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	reader, err := New(plan)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]Hesitation{
		"Thủy sản 6 tháng đạt 6.240,5 tấn":                        "",
		"sản lượng thủy sản đến nay vẫn đạt 6.300 tấn":            "",
		"nghe đâu bên tỉnh đồn thủy sản lên 6.240 tấn":            HesitateUnread,
		"giá như thủy sản mà lên được 6.240 tấn thì hay biết mấy": HesitateUnread,
	} {
		r := reader.Read(text, Context{Today: target.NewDate(2025, time.July, 1)})
		if r.Intent == ReportValue && r.Ask == AskNothing && (r.Hesitates == "") != (want == "") {
			t.Errorf("%q hesitates %q, want %q", text, r.Hesitates, want)
		}
	}
}

// TestFewClearQuestionsAreAskedBack: of the development set at most 2 in 100
// clear rows are offered choices, or hesitated over though they report nothing.
func TestFewClearQuestionsAreAskedBack(t *testing.T) {
	_, reader := newReader(t)
	n, asked := 0, 0
	for _, e := range append(readTable(t, "testdata/development.tsv"), readTable(t, "testdata/independent.tsv")...) {
		if e.ask {
			continue
		}
		n++
		if r := reader.Read(e.text, Context{Today: arrival, Group: e.group}); len(r.Offers) > 0 || r.Hesitates != "" && e.want.intent != string(ReportValue) {
			asked++
			t.Logf("%q: %v %q", e.text, r.Offers, r.Hesitates)
		}
	}
	if 50*asked > n {
		t.Errorf("%d of %d clear messages are asked about, want at most 2 in 100", asked, n)
	}
}

// What the second opinion costs, held against folding the text in BenchmarkRead.
func BenchmarkSecondOpinion(b *testing.B) {
	_, reader := newReader(b)
	m := reader.scan("Báo cáo: thu ngân sách luỹ kế đến 20/6 đạt 92,4 tỉ đồng, bằng 47,7% KH", Context{Today: arrival})
	read := m.reading()
	b.Run("intent", func(b *testing.B) {
		for b.Loop() {
			reader.opinions(m)
		}
	})
	b.Run("result", func(b *testing.B) {
		for b.Loop() {
			out := read
			reader.doubtResult(m, &out)
		}
	})
}
