package understand

import (
	"testing"
	"time"

	"chitieu/target"
)

func TestFollowups(t *testing.T) {
	plan, reader := newReader(t)
	asked := &Topic{Intent: UnitProgress, Indicators: []target.IndicatorID{"waste-treatment"}, Units: []target.UnitID{"xa-ky-phu"}}
	revenue := &Topic{Intent: ProgressOne, Indicators: []target.IndicatorID{"budget-revenue"}}
	told := &Topic{
		Intent: ReportValue, Indicators: []target.IndicatorID{"budget-revenue"}, Units: []target.UnitID{"xa-ky-thu"},
		Period: target.Period{Kind: target.Month, Year: 2024, N: 6},
	}
	outlook := &Topic{Intent: ForecastIntent, Indicators: []target.IndicatorID{"grain-output"}}
	for _, tt := range []struct {
		text  string
		topic *Topic
		want  outcome
	}{
		{"còn xã Kỳ Đồng?", asked, outcome{"unit_progress", "waste-treatment", "Kỳ Đồng", "-", "-"}},
		{"the con ky khang", asked, outcome{"unit_progress", "waste-treatment", "Kỳ Khang", "-", "-"}},
		{"thế năm ngoái?", revenue, outcome{"compare_last_year", "budget-revenue", "-", "-", "-"}},
		{"ai phụ trách?", revenue, outcome{"who_is_responsible", "budget-revenue", "-", "-", "-"}},
		{"còn thiếu bao nhiêu nữa?", revenue, outcome{"progress_one", "budget-revenue", "-", "-", "-"}},
		{"cuối năm có đạt không?", revenue, outcome{"forecast", "budget-revenue", "-", "-", "2024"}},
		{"còn tháng 5?", revenue, outcome{"progress_one", "budget-revenue", "-", "-", "2024-05"}},
		{"còn rác thải?", revenue, outcome{"progress_one", "waste-treatment", "-", "-", "-"}},
		{"bagaimana dengan Ky Tan?", asked, outcome{"unit_progress", "waste-treatment", "Kỳ Tân", "-", "-"}},
		{"and Ky Tan?", asked, outcome{"unit_progress", "waste-treatment", "Kỳ Tân", "-", "-"}},
		{"nhầm, 2,5 tỷ", told, outcome{"report_value", "budget-revenue", "Kỳ Thư", "2.5", "2024-06"}},
		{"sửa thành 2,6 tỷ", told, outcome{"report_value", "budget-revenue", "Kỳ Thư", "2.6", "2024-06"}},
		{"còn thu ngân sách?", outlook, outcome{"forecast", "budget-revenue", "-", "-", "-"}},
		{"cảm ơn nhé", revenue, outcome{"none", "-", "-", "-", "-"}},
		{"trợ giúp", revenue, outcome{"help", "-", "-", "-", "-"}},
	} {
		got := reader.Read(tt.text, Context{Today: arrival, Topic: tt.topic})
		if o := outcomeOf(plan, got); o != tt.want {
			t.Errorf("%q after %s %v:\n got  %v\n want %v", tt.text, tt.topic.Intent, tt.topic.Indicators, o, tt.want)
		}
	}
}

func TestNoTopicNoFollowup(t *testing.T) {
	_, reader := newReader(t)
	for _, text := range []string{"ai phụ trách?", "thế năm ngoái?", "còn tháng 5?"} {
		if r := reader.Read(text, Context{Today: arrival}); len(r.Indicators) > 0 || r.Followup {
			t.Errorf("%q is about %v without a topic", text, r.Indicators)
		}
	}
}

func TestRelativePeriodsFollowToday(t *testing.T) {
	_, reader := newReader(t)
	for _, tt := range []struct {
		text  string
		today target.Date
		want  string
	}{
		{"thu ngân sách hôm qua bao nhiêu", target.NewDate(2024, time.March, 1), "2024-02-29"},
		{"thu ngân sách tháng trước bao nhiêu", target.NewDate(2024, time.January, 9), "2023-12"},
		{"thu ngân sách quý trước bao nhiêu", target.NewDate(2024, time.February, 2), "2023-Q4"},
		{"budget revenue next quarter?", target.NewDate(2024, time.November, 5), "2025-Q1"},
		{"thu ngân sách đến ngày 20 bao nhiêu", target.NewDate(2024, time.July, 1), "2024-06-20"},
	} {
		if got := reader.Read(tt.text, Context{Today: tt.today}).Period.String(); got != tt.want {
			t.Errorf("%q on %s: period %s, want %s", tt.text, tt.today, got, tt.want)
		}
	}
}
