package understand

import (
	"fmt"
	"strings"
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

// TestAmendmentOfWhat: whether what is named is what is right, what is wrong, or
// asked about.
func TestAmendmentOfWhat(t *testing.T) {
	_, r := newReader(t)
	for text, want := range map[string]string{
		"của Kỳ Đồng nhé":                "right",
		"nhầm, của Kỳ Đồng":              "right",
		"nhầm chỉ tiêu rồi, của rác":     "right",
		"của Kỳ Đồng, nhầm rồi":          "right",
		"94 chứ không phải 93":           "right",
		"sửa rác thải 94":                "right",
		"sửa thành 94":                   "right",
		"của Kỳ Đồng à":                  "asks",
		"94 mới đúng nhỉ em":             "asks",
		"ước hả":                         "asks",
		"đến 28/6 à?":                    "asks",
		"an estimate, is it":             "asks",
		"Kỳ Đồng, nhầm rồi":              "asks",
		"số ước sai rồi":                 "asks",
		"nhầm thành 92,5":                "asks",
		"sửa Kỳ Đồng":                    "asks",
		"sửa rác thải":                   "waste-treatment",
		"em báo nhầm rác thải":           "waste-treatment",
		"nham rac thai roi":              "waste-treatment",
		"số Kỳ Đồng sai rồi":             "",
		"Kỳ Đồng báo nhầm":               "",
		"bao cao cua Ky Dong sai":        "",
		"huyện nhầm rồi":                 "",
		"sai số liệu huyện":              "",
		"sai của Kỳ Đồng":                "",
		"nhầm Kỳ Đồng với Kỳ Giang":      "",
		"dịch vụ công sai rồi":           "",
		"số tháng 5 sai rồi":             "",
		"ngày 28 bị sai":                 "",
		"Kỳ Đồng is wrong":               "",
		"angka Kỳ Đồng salah":            "",
		"Kỳ Đồng sai, Kỳ Giang mới đúng": "right",
	} {
		got := ""
		if a, ok := r.ReadAmendment(text, Context{Today: target.NewDate(2024, 7, 1)}); ok {
			switch got = "right"; {
			case a.Puts != "":
				got = string(a.Puts)
			case a.Asks:
				got = "asks"
			}
		}
		if got != want {
			t.Errorf("ReadAmendment(%q): %q, want %q", text, got, want)
		}
	}
}

// TestAmendmentOfFigure: what is said of a budget revenue of 95.2 told before.
func TestAmendmentOfFigure(t *testing.T) {
	plan, r := newReader(t)
	ind, told := plan.Indicator("budget-revenue"), target.NewAmount(952).Shift(-1)
	for text, want := range map[string]string{
		"sửa 95,2 thành 96":             "96 old",
		"đổi 95,2 tỷ thành 96 tỷ":       "96 old",
		"thay 95,2 bằng 96":             "96 old",
		"95,2 là sai, đúng là 96":       "96 old",
		"không phải 95,2 đâu, 96 nhé":   "96 old",
		"change 95.2 to 96":             "96 old",
		"sửa 95 thành 96":               "96",
		"cái thứ hai là 96":             "96 nth 2",
		"số cuối là 96":                 "96 nth -1",
		"the second one is 96":          "96 nth 2",
		"không phải ước":                "official",
		"không phải số ước đâu":         "official",
		"số chính thức nhé":             "official",
		"ước chứ không phải chính thức": "estimate",
		"triệu chứ không phải tỷ":       "measure 0.0952",
		"không phải triệu mà là tỷ":     "measure 95200",
		"đơn vị là triệu đồng":          "measure 0.0952",
		"là lũy kế 5 tháng":             "total 2024-05",

		"tạ chứ không phải tấn": "",
		"thứ hai là 96 sai bét": "",
		"thành 96 bằng":         "",
	} {
		got := ""
		if a, ok := r.ReadAmendment(text, Context{Today: target.NewDate(2024, 7, 1)}); ok {
			got = summary(&a, ind, told)
		}
		if got != want {
			t.Errorf("ReadAmendment(%q) = %q, want %q", text, got, want)
		}
	}
}

func summary(a *Amendment, ind *target.Indicator, told target.Amount) string {
	var out []string
	say := func(says bool, words ...any) {
		if says {
			out = append(out, strings.TrimSpace(fmt.Sprintln(words...)))
		}
	}
	v, ok := a.Value(ind)
	say(ok, v.Amount)
	say(a.IsOld(ind, told), "old")
	say(a.Nth != 0, "nth", a.Nth)
	say(a.Official, "official")
	say(a.Estimate, "estimate")
	m, ok := a.Measured(ind, told)
	say(ok && a.HasMeasure(), "measure", m)
	say(a.Total, "total", a.Period)
	return strings.Join(out, " ")
}

func FuzzReadAmendment(f *testing.F) {
	for _, text := range []string{"sửa 95,2 thành 96", "cái thứ ba là 92", "tạ chứ không phải tấn", "không phải ước", "93 sai", "% chứ không phải tỷ", "\x00"} {
		f.Add(text)
	}
	plan, r := newReader(f)
	told := target.NewAmount(952)
	f.Fuzz(func(t *testing.T, text string) {
		a, ok := r.ReadAmendment(text, Context{Today: arrival})
		if !ok {
			return
		}
		for i := range plan.Indicators {
			ind := &plan.Indicators[i]
			_ = summary(&a, ind, told)
			if m, ok := a.Measured(ind, told); ok && !m.IsPositive() {
				t.Errorf("ReadAmendment(%q): %s of %s", text, m, ind.ID)
			}
		}
	})
}

// FuzzReadBeside: the figures beside a question are written in the text.
func FuzzReadBeside(f *testing.F) {
	for _, text := range []string{"thu ngân sách 95 tỷ. Rác thải thế nào rồi?", "Lúa sao rồi? rác 93%", "rác 93%, đạt chưa?", ",,,?", "95?96"} {
		f.Add(text)
	}
	_, r := newReader(f)
	f.Fuzz(func(t *testing.T, text string) {
		in := Context{Today: arrival}
		whole := r.Read(text, in)
		if report, question, ok := r.ReadBeside(text, in, &whole); ok && (!report.complete() || !question.questions() || withDigits(text) == 0) {
			t.Errorf("ReadBeside(%q) = %+v, %+v", text, report, question)
		}
	})
}
