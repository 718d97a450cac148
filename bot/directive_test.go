package bot

import (
	"testing"
	"time"
	"unicode/utf8"

	"chitieu/bot/understand"
	"chitieu/plans"
	"chitieu/target"
)

// reading is a bot that only reads, and a leader who speaks to it.
func reading(t testing.TB) (*Bot, *turn) {
	t.Helper()
	plan, _, err := plans.Demo()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := understand.New(plan)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2024, 7, 1, 9, 0, 0, 0, plan.Zone)
	return &Bot{plan: plan, reader: reader}, &turn{now: now, today: target.DateOf(now), member: target.Member{Role: target.Leader}}
}

// notDirective stands for a sentence that gives no work.
const notDirective = "-"

// TestDirected: what a leader's sentence has to have to be a directive.
func TestDirected(t *testing.T) {
	b, leader := reading(t)
	for text, want := range map[string]string{
		"giao Phòng GD báo cáo tiến độ trường chuẩn trước 17h thứ sáu":               "Phòng GD báo cáo tiến độ trường chuẩn trước 17h thứ sáu",
		"Yêu cầu xã Kỳ Đồng gửi số liệu rác thải trước ngày 20/7":                    "xã Kỳ Đồng gửi số liệu rác thải trước ngày 20/7",
		"đề nghị phòng nông nghiệp rà soát hồ sơ":                                    "phòng nông nghiệp rà soát hồ sơ",
		"giao phòng gì đó báo cáo trước thứ sáu":                                     "phòng gì đó báo cáo trước thứ sáu",
		"minta Dinas Pertanian melaporkan produksi pangan sebelum Jumat pukul 17.00": "Dinas Pertanian melaporkan produksi pangan sebelum Jumat pukul 17.00",
		"ask the Agriculture Office to report grain output by Friday 5 pm":           "Agriculture Office to report grain output by Friday 5 pm",
		// Questions, figures and what is no work of a unit are the reader's.
		"giao xã Kỳ Đồng bao nhiêu trường chuẩn?":                notDirective,
		"giao xã Kỳ Đồng bao nhiêu trường chuẩn":                 notDirective,
		"đề nghị phòng tài chính cho biết thu ngân sách đến đâu": notDirective,
		"đề nghị cho biết tiến độ trước ngày 20/7":               notDirective,
		"yêu cầu theo mùa vụ là bao nhiêu":                       notDirective,
		"thu ngân sách đến đâu rồi":                              notDirective,
		"giao":                                                   "",
		"đề nghị ghi nhận xã Kỳ Khang rác thải đạt 93,1%":        notDirective,
	} {
		r := b.reader.Read(text, b.context(leader))
		got := r.Rest
		if r.Detail != understand.DetailDirective {
			got = notDirective
		}
		if got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// FuzzReadDirective: whatever is asked, unit and indicator are the plan's and the
// text is what was written.
func FuzzReadDirective(f *testing.F) {
	b, leader := reading(f)
	for _, text := range []string{
		"Phòng GD báo cáo tiến độ trường chuẩn trước 17h thứ sáu", "xã Kỳ Đồng gửi", "Phòng GD, Phòng NN báo cáo trước mai",
		"thị xã Kỳ Anh gửi số liệu", "trước trước mai", "\xff phòng gd", "",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := b.reader.ReadDirective(text, leader.now)
		switch {
		case got.Unit != target.Locality && b.plan.Unit(got.Unit) == nil:
			t.Errorf("unit %q", got.Unit)
		case got.Indicator != "" && b.plan.Indicator(got.Indicator) == nil:
			t.Errorf("indicator %q", got.Indicator)
		case utf8.ValidString(text) && len(got.Text) > 4*len(text)+4:
			t.Errorf("%q became %q", text, got.Text)
		}
	})
}

// TestNextTask: numbers are never given again, whatever else is stored.
func TestNextTask(t *testing.T) {
	for _, c := range []struct {
		have []target.DirectiveID
		want target.DirectiveID
	}{
		{nil, "gv-1"},
		{[]target.DirectiveID{"gv-1", "gv-2"}, "gv-3"},
		{[]target.DirectiveID{"gv-11", "gv-2", "other"}, "gv-12"},
	} {
		var all []target.Directive
		for _, id := range c.have {
			all = append(all, target.Directive{ID: id, State: target.DirectiveWithdrawn})
		}
		if got := nextTask(all); got != c.want {
			t.Errorf("after %v comes %s, want %s", c.have, got, c.want)
		}
	}
}
