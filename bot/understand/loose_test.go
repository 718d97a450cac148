package understand

import (
	"strings"
	"testing"

	"chitieu/target"
)

func TestReadLooseFigure(t *testing.T) {
	_, r := newReader(t)
	rates := "cultural-villages waste-treatment online-services strong-communes"
	for text, want := range map[string]string{
		"95,2 tỷ":          "total-product budget-revenue",
		"95,2 ty dong a":   "total-product budget-revenue",
		"ước 95,2 tỷ":      "total-product budget-revenue",
		"95,2 tỷ đến 28/6": "total-product budget-revenue",
		"31.200 tấn":       "grain-output",
		"92%":              rates,
		"92 phần trăm nhé": rates,
		"95.2 billion":     "total-product budget-revenue",

		"sampah 92,6%":          "",
		"3 trường":              "",
		"95,2":                  "",
		"3":                     "",
		"thu ngân sách 95,2 tỷ": "",
		"nợ 95,2 tỷ":            "",
		"95,2 tỷ hay 96 tỷ":     "",
		"95,2 tỷ?":              "",
		"chi 95,2 tỷ":           "",
		"6 tháng":               "",
		"17h":                   "",
		"28/6":                  "",
		"":                      "",
	} {
		found, _, _ := r.ReadLooseFigure(text, Context{Today: target.NewDate(2024, 7, 1)})
		var got []string
		for _, id := range found {
			got = append(got, string(id))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("ReadLooseFigure(%q) = %q, want %q", text, got, want)
		}
	}
}

// TestUnmarkedWeekday: "thu 6" without its marks is Friday behind a word that a
// day follows and by itself, and revenue where a unit follows.
func TestUnmarkedWeekday(t *testing.T) {
	_, r := newReader(t)
	topic := &Topic{Intent: ReportValue, Indicators: []target.IndicatorID{"budget-revenue"}}
	for text, figures := range map[string]int{
		"nop truoc thu 6": 0, "thu 6": 0, "chieu thu 6 nop": 0, "den thu 6 gui": 0, "nộp trước thứ 6": 0,
		"thu 6 ty": 1, "thu ngan sach 6 ty": 1,
	} {
		got := r.Read(text, Context{Today: target.NewDate(2024, 7, 1), Topic: topic})
		if len(got.Values) != figures {
			t.Errorf("Read(%q) has the figures %v, want %d", text, got.Values, figures)
		}
	}
}
