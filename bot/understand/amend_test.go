package understand

import (
	"testing"

	"chitieu/target"
)

func TestReadAmendment(t *testing.T) {
	_, r := newReader(t)
	today := target.NewDate(2024, 7, 1)
	for text, want := range map[string]string{
		"đến 28/6 nhé":            "2024-06-28",
		"den 28/6 nhe":            "2024-06-28",
		"số ngày 28/6":            "2024-06-28",
		"so ngay 28/6":            "2024-06-28",
		"tính đến hôm qua":        "2024-06-30",
		"số này đến hôm qua ạ":    "2024-06-30",
		"28/6":                    "2024-06-28",
		"nhầm, đến 28/6":          "2024-06-28",
		"số liệu đến hết tháng 6": "2024-06",
		"as of 28 June":           "2024-06-28",
		"it is as of 28 June":     "2024-06-28",
		"sampai 28 Juni":          "2024-06-28",
		"per tanggal 28 Juni":     "2024-06-28",

		"tháng 6":                 "",
		"đến 28/6 được bao nhiêu": "",
		"đến 28/6?":               "",
		"thu ngân sách đến 28/6":  "",
		"họp ngày 28/6":           "",
		"đến 28/6 là 95 tỷ":       "",
		"từ 1/6 đến 28/6":         "",
		"nộp trước 28/6":          "",
		"hoãn đến 28/6":           "",
		"95,2":                    "",
		"":                        "",
	} {
		got := ""
		if a, ok := r.ReadAmendment(text, Context{Today: today}); ok && (a.Led || a.Period.Kind == target.Day) && a.Period.Kind != target.NoPeriod && !a.HasValue() && a.Indicators == nil {
			got = a.Period.String()
		}
		if got != want {
			t.Errorf("ReadAmendment(%q) = %q, want %q", text, got, want)
		}
	}
}
