package understand

import (
	"testing"
	"time"

	"chitieu/plans"
	"chitieu/target"
)

// TestAnotherPlan reads about an invented district of another province: nothing
// of the first one is in the code.
func TestAnotherPlan(t *testing.T) {
	plan, err := plans.Load("testdata/other-plan.yaml")
	if err != nil {
		t.Fatal(err)
	}
	reader, err := New(plan)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		text string
		want outcome
		ask  Ask
	}{
		{"Tỷ lệ hộ nghèo còn bao nhiêu rồi?", outcome{"progress_one", "poverty-rate", "-", "-", "-"}, AskNothing},
		{"thuy san den nay duoc may tan", outcome{"progress_one", "seafood", "-", "-", "-"}, AskNothing},
		{"Thủy sản 6 tháng đạt 6.240,5 tấn", outcome{"report_value", "seafood", "-", "6240.5", "2025-06"}, AskNothing},
		{"doanh nghiep moi them 5 doanh nghiep", outcome{"report_value", "new-enterprises", "-", "+5", "-"}, AskNothing},
		{"Đại Thịnh hộ nghèo 3,2%", outcome{"report_value", "poverty-rate", "Đại Thịnh", "3.2", "-"}, AskNothing},
		{"xã Tân Phú thủy sản 850 tấn", outcome{"report_value", "seafood", "Tân Phú", "850", "-"}, AskNothing},
		{"dai hung thuy san the nao", outcome{"unit_progress", "seafood", "Đại Hưng", "-", "-"}, AskNothing},
		{"Đại Thanh hộ nghèo mấy %", outcome{"unit_progress", "poverty-rate", "Đại Thành", "-", "-"}, AskNothing},
		{"dai thin ho ngheo 3,2%", outcome{"report_value", "poverty-rate", "Đại Thịnh", "3.2", "-"}, AskNothing},
		{"Phòng LĐ phụ trách chỉ tiêu nào", outcome{"who_is_responsible", "-", "Phòng Lao động", "-", "-"}, AskNothing},
		{"Thu ngân sách được bao nhiêu tỷ?", outcome{"none", "-", "-", "-", "-"}, AskNothing},
		{"Xã Đại An hộ nghèo bao nhiêu?", outcome{"none", "-", "-", "-", "-"}, AskNothing},
		{"thủy sản đạt 48% kế hoạch", outcome{"report_value", "seafood", "-", "-", "-"}, AskPercent},
		{"Tingkat kemiskinan per 30 Juni 2,9%", outcome{"report_value", "poverty-rate", "-", "2.9", "2025-06-30"}, AskNothing},
		{"Will new enterprises reach 80 by year-end?", outcome{"forecast", "new-enterprises", "-", "-", "2025"}, AskNothing},
		{"Chỉ tiêu nào chậm?", outcome{"lagging_list", "-", "-", "-", "-"}, AskNothing},
	} {
		r := reader.Read(tt.text, Context{Today: target.NewDate(2025, time.July, 1)})
		if got := outcomeOf(plan, r); got != tt.want || r.Ask != tt.ask {
			t.Errorf("%q:\n got  %v ask %q\n want %v ask %q", tt.text, got, r.Ask, tt.want, tt.ask)
		}
	}
}

func TestNamesMustBeToldApart(t *testing.T) {
	plan := &target.Plan{ID: "double", Indicators: []target.Indicator{
		{ID: "a", Names: target.Names{target.Vietnamese: {Full: "Thu ngân sách"}}},
		{ID: "b", Names: target.Names{target.Vietnamese: {Full: "Thu ngân sách"}}},
	}}
	if _, err := New(plan); err == nil {
		t.Error("two indicators of one name are accepted")
	}
}
