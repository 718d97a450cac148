package understand

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSeveralFiguresAreRows(t *testing.T) {
	plan, reader := newReader(t)
	for _, tt := range []struct {
		text   string
		rows   []string // indicator unit value period, the ask behind
		unread []string
	}{
		{text: "lương thực Kỳ Khang 2.150 tấn, Kỳ Phú 2.010 tấn", rows: []string{"grain-output Kỳ Khang 2150 -", "grain-output Kỳ Phú 2010 -"}},
		{text: "sllt: ky khang 2150, ky phu 2010", rows: []string{"grain-output Kỳ Khang 2150 -", "grain-output Kỳ Phú 2010 -"}},
		{text: "rác: ky khang 93; rác: ky bac 92; lúa: ky phu 2010", rows: []string{"waste-treatment Kỳ Khang 93 -", "waste-treatment Kỳ Bắc 92 -", "grain-output Kỳ Phú 2010 - day"}},
		{text: "rác: Kỳ Xuân 93, Kỳ Bắc 91,5, Kỳ Phú 90%", rows: []string{"waste-treatment Kỳ Xuân 93 -", "waste-treatment Kỳ Bắc 91.5 -", "waste-treatment Kỳ Phú 90 -"}},
		{text: "Kỳ Khang lúa 2.150 tấn, rác 96%; Kỳ Phú lúa 2.010 tấn, rác 92%", rows: []string{
			"grain-output Kỳ Khang 2150 -", "waste-treatment Kỳ Khang 96 -", "grain-output Kỳ Phú 2010 -", "waste-treatment Kỳ Phú 92 -"}},
		{text: "Kỳ Khang: lúa 2.150 tấn, rác 96%", rows: []string{"grain-output Kỳ Khang 2150 -", "waste-treatment Kỳ Khang 96 -"}},
		{text: "BC ngày 28/6: thu ngân sách 91,4 tỷ; rác thải 93,8%", rows: []string{"budget-revenue - 91.4 2024-06-28", "waste-treatment - 93.8 2024-06-28"}},
		{text: "lương thực Kỳ Khang 2.150 tấn, Kỳ Phú 2.010 tấn đến 28/6", rows: []string{"grain-output Kỳ Khang 2150 2024-06-28", "grain-output Kỳ Phú 2010 2024-06-28"}},
		{
			text:   "Trong 6 tháng đầu năm, thu ngân sách đạt 90,4 tỷ đồng, bằng 46,7% dự toán; sản lượng lương thực đạt 31.200 tấn; có 2 trường đạt chuẩn quốc gia; tổ chức 12 hội nghị.",
			rows:   []string{"budget-revenue - 90.4 2024-06", "grain-output - 31200 2024-06", "standard-schools - 2 2024-06"},
			unread: []string{"tổ chức 12 hội nghị."},
		},
		// A unit holds for its sentence, and for what stands under its heading.
		{text: "Xã Kỳ Khang:\nLúa 2.150 tấn\nRác 96%", rows: []string{"grain-output Kỳ Khang 2150 -", "waste-treatment Kỳ Khang 96 -"}},
		{text: "Kỳ Khang lúa 2.150 tấn.\nRác 96%.\nToàn huyện thu ngân sách 90 tỷ.", rows: []string{
			"grain-output Kỳ Khang 2150 -", "waste-treatment - 96 - unit", "budget-revenue - 90 -"}},
		{text: "Sản lượng lương thực đến 28/6:\nKỳ Xuân\t2.340\nKỳ Phú\t2010", rows: []string{"grain-output Kỳ Xuân 2340 2024-06-28", "grain-output Kỳ Phú 2010 2024-06-28"}},
		{
			text:   "TT;Xã;Lương thực (tấn);Thu ngân sách (triệu đồng);KH 2024\n1;Kỳ Xuân;2.340;1.200;99\n2;Kỳ Bắc;2.100;;98\n;Tổng cộng;4.440;1.200;99",
			rows:   []string{"grain-output Kỳ Xuân 2340 -", "budget-revenue Kỳ Xuân 1.2 -", "grain-output Kỳ Bắc 2100 -"},
			unread: []string{"KH 2024", "Tổng cộng 4.440 tấn", "Tổng cộng 1.200 triệu đồng"},
		},
		{
			text:   "Chỉ tiêu   ĐVT   Kế hoạch   Thực hiện đến 28/6\nThu ngân sách   tỷ đồng   193,65   90,4\nSản lượng lương thực   tấn   55.853   31.200",
			rows:   []string{"budget-revenue - 90.4 2024-06-28", "grain-output - 31200 2024-06-28"},
			unread: []string{"Kế hoạch"},
		},
		{text: "| Xã | Rác thải |\n|---|---|\n| Kỳ Xuân | 93 |\n| Kỳ Bắc | 91,5% |", rows: []string{"waste-treatment Kỳ Xuân 93 -", "waste-treatment Kỳ Bắc 91.5 -"}},
		{
			text:   "Chỉ tiêu | Năm 2023 | KH 2024 | TH 6 tháng\nThu ngân sách (tỷ đồng) | 198 | 193,65 | 95,2\nTrường chuẩn | 6 | 7 | 2",
			rows:   []string{"budget-revenue - 95.2 2024-06", "standard-schools - 2 2024-06"},
			unread: []string{"Năm 2023", "KH 2024"},
		},
		{
			text:   "Chỉ tiêu; KH; TH\nThu ngân sách (tỷ đồng); 193,65; 95,2\nRác thải (%); 95; 93",
			rows:   []string{"budget-revenue - 95.2 -", "waste-treatment - 93 -"},
			unread: []string{"KH"},
		},
		{text: "rác ky xuan 93, ky bac 91,5 - ky phu 90%", rows: []string{"waste-treatment Kỳ Xuân 93 -", "waste-treatment Kỳ Bắc 91.5 -", "waste-treatment Kỳ Phú 90 -"}},
		// One figure with what is said of it is no batch.
		{text: "thu ngân sách 90,4 tỷ, bằng 46,7% dự toán, tăng 8% so với cùng kỳ"},
		{text: "lương thực Kỳ Khang 2.150 tấn, cao hơn Kỳ Phú 140 tấn"},
		{text: "thu ngân sách tháng 5, tháng 6 đến đâu rồi?"},
	} {
		r := reader.Read(tt.text, Context{Today: arrival})
		var rows []string
		for i := range r.Rows {
			row := &r.Rows[i]
			unit := "-"
			if len(row.Units) == 1 {
				unit = plan.Unit(row.Units[0]).Names.Full("vi")
			}
			s := fmt.Sprintf("%s %s %s %s", row.Indicators[0], unit, strings.Trim(fmt.Sprint(row.Values), "[]"), row.Period)
			rows = append(rows, strings.TrimSpace(s+" "+string(row.Ask)+string(row.Hesitates)))
		}
		if fmt.Sprint(rows) != fmt.Sprint(tt.rows) {
			t.Errorf("%q: rows\n%s\nwant\n%s", tt.text, strings.Join(rows, "\n"), strings.Join(tt.rows, "\n"))
		}
		if len(tt.rows) > 0 && strings.Join(r.Unread, "|") != strings.Join(tt.unread, "|") {
			t.Errorf("%q: not read %q, want %q", tt.text, r.Unread, tt.unread)
		}
	}
}

// A text with more figures than one report has is a list, whatever it repeats.
func TestManyFiguresAreListed(t *testing.T) {
	_, reader := newReader(t)
	for _, tt := range []struct {
		figures, rows int
		listed        bool
	}{{maxOfReport, 0, false}, {maxOfReport + 1, maxOfReport + 1, true}} {
		r := reader.Read(strings.Repeat("thu ngân sách 92,4 tỷ, ", tt.figures), Context{Today: arrival})
		if r.Intent != ReportValue || len(r.Rows) != tt.rows || r.Listed != tt.listed {
			t.Errorf("%d figures: intent %s, %d rows, listed %t; want %d rows, listed %t", tt.figures, r.Intent, len(r.Rows), r.Listed, tt.rows, tt.listed)
		}
	}
}

// FuzzTable: a table of anything is read without trouble, and no row holds a
// figure whose digits do not stand in its words.
func FuzzTable(f *testing.F) {
	_, reader := newReader(f)
	f.Add("Xã\tRác thải (%)", "Kỳ Xuân\t93", "\t", 2)
	f.Add("Chỉ tiêu|ĐVT|Thực hiện", "Thu ngân sách|tỷ đồng|90,4", "|", 3)
	f.Add("Lương thực đến 28/6:", "1. Kỳ Bắc  2.010", "  ", 2)
	f.Fuzz(func(t *testing.T, header, line, sep string, n int) {
		lines := []string{header}
		for i := range min(max(n, 0), 8) {
			lines = append(lines, line+sep+fmt.Sprint(i))
		}
		r := reader.Read(strings.Join(lines, "\n"), Context{Today: arrival})
		checkReading(t, reader, r)
		for i := range r.Rows {
			checkWritten(t, &r.Rows[i])
		}
	})
}

// checkWritten checks that the digits of a row's figure stand in its words.
func checkWritten(t fataler, row *Reading) {
	for _, v := range row.Values {
		if !strings.ContainsAny(row.Text, "0123456789") {
			continue // in words
		}
		for _, r := range v.Written {
			if isDigit(r) && !strings.ContainsRune(compose(row.Text), r) {
				t.Fatalf("%q is not in %q: %+v", v.Written, row.Text, row)
			}
		}
	}
}

// TestTablesAreReadAsWritten: of a random table each figure is read for the
// unit of its row and the indicator of its column, or not at all.
func TestTablesAreReadAsWritten(t *testing.T) {
	plan, reader := newReader(t)
	titles := map[string]string{"Lương thực (tấn)": "grain-output", "Rác thải (%)": "waste-treatment", "Thu ngân sách (tỷ đồng)": "budget-revenue"}
	names := []string{"Lương thực (tấn)", "Rác thải (%)", "Thu ngân sách (tỷ đồng)"}
	rapid.Check(t, func(t *rapid.T) {
		columns := rapid.SliceOfNDistinct(rapid.SampledFrom(names), 1, 3, rapid.ID[string]).Draw(t, "columns")
		sep := rapid.SampledFrom([]string{"\t", " | ", ";", "   "}).Draw(t, "sep")
		lines := []string{strings.Join(append([]string{"Xã"}, columns...), sep)}
		want := make(map[string]string)
		for _, u := range plan.Units {
			if u.Kind != "commune" || !rapid.Bool().Draw(t, "in") {
				continue
			}
			cells := []string{u.Names.Full("vi")}
			for _, c := range columns {
				whole, tenths := rapid.IntRange(2, 99).Draw(t, "whole"), rapid.IntRange(0, 9).Draw(t, "tenths")
				cells = append(cells, fmt.Sprintf("%d,%d", whole, tenths))
				want[titles[c]+" "+string(u.ID)] = strings.TrimSuffix(fmt.Sprintf("%d.%d", whole, tenths), ".0")
			}
			lines = append(lines, strings.Join(cells, sep))
		}
		r := reader.Read(strings.Join(lines, "\n"), Context{Today: arrival})
		if len(want) > 1 && len(r.Rows) != len(want) {
			t.Fatalf("%d rows of %d, not read %q", len(r.Rows), len(want), r.Unread)
		}
		for _, row := range r.Rows {
			key := string(row.Indicators[0]) + " " + string(row.Units[0])
			if len(row.Values) == 1 && row.Values[0].String() != want[key] {
				t.Fatalf("%s is %v, written %s", key, row.Values, want[key])
			}
		}
	})
}
