package plans

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chitieu/target"
)

// mustDefault returns the embedded plan.
func mustDefault(t testing.TB) *target.Plan {
	t.Helper()
	plan, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

// TestPublishedTargets holds the file against the figures as they were published.
func TestPublishedTargets(t *testing.T) {
	plan := mustDefault(t)
	published := []struct {
		id         target.IndicatorID
		asked      string
		comparison target.Comparison
		kind       target.Kind
		measure    string
		lead       string
		baseline   string // "value percent-of-plan growth", "-" for what was not published
	}{
		{"total-product", "10230.09", ">=", target.Flow, "tỷ đồng", "Phòng Tài chính - Kế hoạch", "8850.26 107.79 14.62"},
		{"value-per-hectare", "100", ">=", target.Yearly, "triệu đồng/ha", "Phòng Nông nghiệp và PTNT", "94.5 108.6 -"},
		{"grain-output", "55853", ">", target.Flow, "tấn", "Phòng Nông nghiệp và PTNT", "57198.8 103.34 4.03"},
		{"budget-revenue", "193.65", ">=", target.Flow, "tỷ đồng", "Phòng Tài chính - Kế hoạch", "198 100 -"},
		{"standard-schools", "7", ">=", target.Count, "trường", "Phòng Giáo dục và Đào tạo", ""},
		{"cultural-villages", "98.5", ">", target.Yearly, "%", "Phòng Văn hóa - Thông tin", ""},
		{"waste-treatment", "95", ">", target.Level, "%", "Phòng Tài nguyên và Môi trường", ""},
		{"online-services", "100", "=", target.Level, "%", "Văn phòng HĐND-UBND", ""},
		{"strong-communes", "100", "=", target.Yearly, "%", "Ban Chỉ huy Quân sự huyện", ""},
	}
	if len(plan.Indicators) != len(published) {
		t.Fatalf("%d indicators, published are %d", len(plan.Indicators), len(published))
	}
	for i, want := range published {
		ind := &plan.Indicators[i]
		if ind.ID != want.id || ind.Target.String() != want.asked || ind.Comparison != want.comparison || ind.Kind != want.kind {
			t.Errorf("%d: %s %s %s %s, want %s %s %s %s", i, ind.ID, ind.Comparison, ind.Target, ind.Kind, want.id, want.comparison, want.asked, want.kind)
		}
		if got := ind.Measure.Names[target.Vietnamese]; got != want.measure {
			t.Errorf("%s is measured in %q, want %q", ind.ID, got, want.measure)
		}
		if got := plan.Unit(ind.Lead).Names.Full(target.Vietnamese); got != want.lead {
			t.Errorf("%s is led by %q, want %q", ind.ID, got, want.lead)
		}
		if got := pastText(ind.Baseline); got != want.baseline {
			t.Errorf("%s: 2023 is %q, want %q", ind.ID, got, want.baseline)
		}
	}
}

func pastText(p *target.Past) string {
	if p == nil {
		return ""
	}
	return p.Value.String() + " " + orDash(p.PercentOfPlan) + " " + orDash(p.Growth)
}

func orDash(a *target.Amount) string {
	if a == nil {
		return "-"
	}
	return a.String()
}

// TestWhoHasTheLastWord: which desk confirms what, and that others' figures wait.
func TestWhoHasTheLastWord(t *testing.T) {
	plan := mustDefault(t)
	if !plan.Approval || !plan.Discrepancy.Equal(target.NewAmount(2)) {
		t.Errorf("approval %t, discrepancy %s; want true and 2", plan.Approval, plan.Discrepancy)
	}
	want := map[target.IndicatorID]target.UnitID{
		"total-product": "chi-cuc-thong-ke", "value-per-hectare": "chi-cuc-thong-ke", "grain-output": "chi-cuc-thong-ke",
	}
	for _, ind := range plan.Indicators {
		if ind.Confirm != want[ind.ID] {
			t.Errorf("%s is confirmed by %q, want %q", ind.ID, ind.Confirm, want[ind.ID])
		}
	}
}

// TestBaselinesAgree checks published figures against each other: what 2023 grew
// on 2022 must give the 2022 that stands in the history.
func TestBaselinesAgree(t *testing.T) {
	plan := mustDefault(t)
	for _, id := range []target.IndicatorID{"total-product", "grain-output"} {
		ind := plan.Indicator(id)
		last := ind.History[len(ind.History)-1]
		if last.Year != 2022 || last.Half || !last.Derived {
			t.Fatalf("%s: the newest history is %+v, want the computed 2022", id, last)
		}
		grown := target.Hundred.Add(*ind.Baseline.Growth)
		want := ind.Baseline.Value.Mul(target.Hundred).Div(grown)
		if diff := last.Value.Sub(want).Abs(); diff.GreaterThan(target.NewAmount(1)) {
			t.Errorf("%s: 2022 is %s, the growth of 2023 gives %s", id, last.Value, want.StringFixed(2))
		}
	}
}

func TestEveryNameIsInThreeLanguages(t *testing.T) {
	plan := mustDefault(t)
	var all []target.Names
	for i := range plan.Indicators {
		all = append(append(all, plan.Indicators[i].Names), plan.Indicators[i].Stages...)
		for _, lang := range target.Langs {
			if plan.Indicators[i].Measure.Names[lang] == "" {
				t.Errorf("%s: no measure in %s", plan.Indicators[i].ID, lang)
			}
		}
	}
	for _, o := range plan.Outside {
		all = append(all, o.Names)
	}
	for _, u := range plan.Units {
		if u.Kind == target.Agency {
			all = append(all, u.Names)
		}
	}
	for _, names := range append(all, plan.Locality) {
		for _, lang := range target.Langs {
			if names[lang].Full == "" {
				t.Errorf("%q has no name in %s", names.Full(target.Vietnamese), lang)
			}
		}
	}
}

func TestUnitsOfTheDistrict(t *testing.T) {
	plan := mustDefault(t)
	before, after := target.NewDate(2024, time.July, 1), target.NewDate(2025, time.July, 1)
	if n := len(plan.Communes(before)); n != 20 {
		t.Errorf("%d communes in 2024, want 20", n)
	}
	if n := len(plan.Communes(after)); n != 0 {
		t.Errorf("%d communes after the district ended, want none", n)
	}
	if n := len(plan.Communes(target.NewDate(2019, time.July, 1))); n != 19 {
		t.Errorf("%d communes in 2019, want 19: Lâm Hợp was not there yet", n)
	}
	if w := plan.Indicator("strong-communes").Whole; w.Count != 20 {
		t.Errorf("strong communes are of %d, want 20", w.Count)
	}
	if w := plan.Indicator("cultural-villages").Whole; w.Count != 153 {
		t.Errorf("cultural villages are of %d, want 153", w.Count)
	}
	codes := make(map[string]bool)
	for _, u := range plan.Communes(before) {
		if len(u.Code) != 5 || codes[u.Code] {
			t.Errorf("%s has code %q", u.ID, u.Code)
		}
		codes[u.Code] = true
	}
}

func TestCalendar(t *testing.T) {
	plan := mustDefault(t)
	days := map[string]bool{
		"2024-02-14": false, "2024-02-15": true, // Tết
		"2024-04-29": false, "2024-05-04": true, // swapped
		"2024-07-01": true, "2024-09-03": false, "2024-09-04": true,
		"2025-04-26": true, "2025-05-02": false,
		"2026-01-02": false, "2026-01-10": true, "2026-04-27": false,
		"2027-02-08": false, "2027-05-03": false, "2027-09-02": false,
		"2026-11-24": true, // not fixed by law as far as is known
	}
	for text, working := range days {
		on, err := target.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := plan.Calendar.IsWorkingDay(on); got != working {
			t.Errorf("%s is a working day: %t, want %t", text, got, working)
		}
	}
	moments := map[string]bool{
		"2024-07-01 07:25": true, "2024-07-01 12:00": false, // summer
		"2024-12-02 07:25": false, "2024-12-02 13:30": true, // winter
	}
	for text, open := range moments {
		at, err := time.ParseInLocation("2006-01-02 15:04", text, plan.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := plan.Calendar.IsOpen(at); got != open {
			t.Errorf("offices are open at %s: %t, want %t", text, got, open)
		}
	}
}

// TestAnotherDistrict reads a plan with other indicators, units and paces: nothing
// of the embedded one is in the code.
func TestAnotherDistrict(t *testing.T) {
	plan, err := Load(filepath.Join("testdata", "bien-ho-2026.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if plan.Zone.String() != "Asia/Ho_Chi_Minh" || plan.Year != 2026 || len(plan.Indicators) != 4 || len(plan.Units) != 4 {
		t.Errorf("got zone %s, year %d, %d indicators, %d units", plan.Zone, plan.Year, len(plan.Indicators), len(plan.Units))
	}
	if got := plan.Indicator("coffee-output").Pace.Milestones[0].Expected.String(); got != "7300.2" {
		t.Errorf("40 %% of 18250.5 is %s, want 7300.2", got)
	}
}

func TestLoadRefusesWhatIsNoPlan(t *testing.T) {
	large := filepath.Join(t.TempDir(), "large.yaml")
	if err := os.WriteFile(large, []byte(strings.Repeat("# plan\n", maxFile/7+1)), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		large:                           "larger than 4 MiB",
		filepath.Join("testdata", "no"): "open plan",
		filepath.Join("..", "storage"):  "read plan",
		filepath.Join(".", "reader.go"): "reader.go:",
	} {
		if _, err := Load(path); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Load(%s): %v, want an error with %q", path, err, want)
		}
	}
}

func TestByteOrderMarkIsSkipped(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "bien-ho-2026.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "plan.yaml")
	if err := os.WriteFile(name, []byte("\ufeff"+string(data)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(name); err != nil {
		t.Error(err)
	}
}
