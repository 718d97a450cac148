package understand

import (
	"slices"
	"testing"

	"chitieu/target"
)

func TestAsksBack(t *testing.T) {
	_, reader := newReader(t)
	for _, tt := range []struct {
		text  string
		ask   Ask
		units []target.UnitID // candidates, nil to leave open
		inds  []target.IndicatorID
	}{
		{text: "thu ngân sách đạt 52,3% KH", ask: AskPercent},
		{text: "trường chuẩn lũy kế 52/56", ask: AskStock},
		{text: "xã Kỳ Thơ thu ngân sách 1,2 tỷ", ask: AskUnit, units: []target.UnitID{"xa-ky-tho", "xa-ky-thu"}},
		{text: "xã Khang thu ngân sách 1,2 tỷ", ask: AskUnit, units: []target.UnitID{"xa-ky-khang"}},
		{text: "thu ngân sách 1.936 tỷ", ask: AskAmount},
		{text: "rác thải 93 hoặc 94%", ask: AskAmount},
		{text: "thu ngân sách 9520 tỷ", ask: AskAmount},
		{text: "báo cáo: lũy kế 31.200 tấn", ask: AskNoIndicator, inds: []target.IndicatorID{"grain-output"}},
		{text: "thu ngân sách 92,4 tỷ", ask: AskNothing},
	} {
		r := reader.Read(tt.text, Context{Today: arrival})
		if r.Intent != ReportValue || r.Ask != tt.ask {
			t.Errorf("%q: %s, asks %q, want a report that asks %q", tt.text, r.Intent, r.Ask, tt.ask)
		}
		slices.Sort(r.UnitCandidates)
		if tt.units != nil && !slices.Equal(r.UnitCandidates, tt.units) {
			t.Errorf("%q: choices %v, want %v", tt.text, r.UnitCandidates, tt.units)
		}
		if tt.inds != nil && !slices.Equal(r.Candidates, tt.inds) {
			t.Errorf("%q: choices %v, want %v", tt.text, r.Candidates, tt.inds)
		}
	}
}

func TestAmbiguousAmountsAreOffered(t *testing.T) {
	_, reader := newReader(t)
	r := reader.Read("thu ngân sách 1.936 tỷ", Context{Today: arrival})
	var got []string
	for _, v := range r.AmountCandidates {
		got = append(got, v.Amount.String())
	}
	if want := []string{"1936", "1.936"}; !slices.Equal(got, want) {
		t.Errorf("offers %v, want %v", got, want)
	}
}

func TestNeighboursAndOtherTopicsAreNamed(t *testing.T) {
	_, reader := newReader(t)
	for text, want := range map[string]string{
		"Thị xã Kỳ Anh thu ngân sách bao nhiêu?": "thị xã Kỳ Anh",
		"chi ngân sách đến nay bao nhiêu?":       "budget-spending",
		"năng suất lúa bao nhiêu tạ/ha":          "rice-yield",
	} {
		if r := reader.Read(text, Context{Today: arrival}); r.Intent != None || r.Outside != want {
			t.Errorf("%q: %s, outside %q, want none and %q", text, r.Intent, r.Outside, want)
		}
	}
}

func TestInputMethodLeftOff(t *testing.T) {
	for raw, want := range map[string]string{
		"ddeesn": "den", "trươngf": "truong", "naof": "nao", "dduwowcj": "duoc", "thees": "the",
	} {
		if w, ok := unTelex(raw); !ok || w.fold != want {
			t.Errorf("unTelex(%q) = %q %v, want %q", raw, w.fold, ok, want)
		}
	}
	for raw, want := range map[string]string{"tie6n1": "tien", "d9o65": "do", "ngu7o7i2": "nguoi"} {
		if w, inner, ok := unVNI(raw); !ok || !inner || w.fold != want {
			t.Errorf("unVNI(%q) = %q %v %v, want %q", raw, w.fold, inner, ok, want)
		}
	}
	for _, plain := range []string{"t6", "q2", "120ty5"} {
		if _, inner, ok := unVNI(plain); ok && inner {
			t.Errorf("unVNI(%q) takes it for a word", plain)
		}
	}
}

func TestReadBeside(t *testing.T) {
	_, r := newReader(t)
	in := Context{Today: target.NewDate(2024, 7, 1)}
	for text, want := range map[string]string{
		"thu ngân sách 95 tỷ. Rác thải thế nào rồi?":          "budget-revenue progress_one waste-treatment",
		"Rác thải thế nào rồi? Thu ngân sách 95 tỷ.":          "budget-revenue progress_one waste-treatment",
		"rác thải 93% còn lúa bao nhiêu ạ?":                   "waste-treatment progress_one grain-output",
		"rác thải 93%, đạt chưa?":                             "waste-treatment progress_one waste-treatment",
		"revenue 95 billion, how is waste treatment?":         "budget-revenue progress_one waste-treatment",
		"thu ngân sách 95 tỷ":                                 "",
		"thu ngân sách 95 tỷ, rác thải 93%":                   "",
		"rác thải thế nào rồi?":                               "",
		"chỉ tiêu rác thải 95%, nay đạt bao nhiêu?":           "",
		"nếu thu ngân sách 95 tỷ thì đạt bao nhiêu %?":        "",
		"năm ngoái thu ngân sách 175 tỷ, năm nay thế nào?":    "",
		"thu ngân sách phải đạt 95 tỷ. Rác thải thế nào rồi?": "",
		"rác thải trên 95%, đạt chưa?":                        "",
		"hủy. rác thải 93%, lúa thế nào?":                     "",
		"28/6, rác thải thế nào?":                             "",
		"":                                                    "",
	} {
		whole := r.Read(text, in)
		got := ""
		if report, question, ok := r.ReadBeside(text, in, &whole); ok {
			got = string(report.Indicators[0]) + " " + string(question.Intent)
			for _, id := range question.Indicators {
				got += " " + string(id)
			}
		}
		if got != want {
			t.Errorf("ReadBeside(%q) = %q, want %q", text, got, want)
		}
	}
}
