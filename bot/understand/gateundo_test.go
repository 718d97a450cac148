package understand

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chitieu/target"
)

// TestWithdrawal: what a message says of what it takes back.
func TestWithdrawal(t *testing.T) {
	_, reader := newReader(t)
	waste := []target.IndicatorID{"waste-treatment"}
	wrong := func(p Part) Withdrawal { return Withdrawal{Wrong: true, Part: p} }
	for _, tt := range []struct {
		text  string
		want  Withdrawal
		asked bool // before anything is taken back
	}{
		{"hủy", Withdrawal{}, false},
		{"bỏ số tôi vừa báo đi, chưa chuẩn", Withdrawal{}, false},
		{"xin hủy số vừa rồi", Withdrawal{}, false},
		{"hủy hết", Withdrawal{All: true}, false},
		{"huy tat ca nhe", Withdrawal{All: true}, false},
		{"undo everything", Withdrawal{All: true}, false},
		{"batalkan semua", Withdrawal{All: true}, false},
		{"hủy 2 số đầu", Withdrawal{Number: 2, First: true}, false},
		{"hủy 3", Withdrawal{Number: 3}, false},
		{"2. hủy", Withdrawal{Number: 2}, false},
		{"hủy số của lãnh đạo", Withdrawal{Others: true}, false},
		{"sai rồi", wrong(""), false},
		{"sai ngày rồi", wrong(PartDay), true},
		{"nham ngay", wrong(PartDay), true},
		{"wrong date", wrong(PartDay), true},
		{"salah tanggal", wrong(PartDay), true},
		{"nhầm chỉ tiêu", wrong(PartIndicator), true},
		{"nhầm xã", wrong(PartUnit), true},
		{"sai đơn vị tính", wrong(PartMeasure), true},
		{"số này chưa đúng", wrong(""), true},
		{"à thôi bỏ đi", wrong(""), true},
		{"this is not correct", wrong(""), true},
		{"hủy giúp em được không ạ", Withdrawal{}, true},
		{"hủy chưa?", Withdrawal{}, true},
		{"mai hủy", Withdrawal{}, true},
		{"hủy ngày mai nhé", Withdrawal{}, true},
		{"lát nữa hủy", Withdrawal{}, true},
		{"tomorrow cancel", Withdrawal{}, true},
		{"batal besok", Withdrawal{}, true},
		{"tháng này hủy", Withdrawal{}, true},
		{"đã hủy", Withdrawal{}, true},
		{"em da huy roi a", Withdrawal{}, true},
		{"hủy số này rồi", Withdrawal{}, true},
		{"bị xóa mất", Withdrawal{}, true},
		{"sudah dibatalkan", Withdrawal{}, true},
		{"hủy nhầm rồi", Withdrawal{Slip: true}, true},
		{"lỡ hủy", Withdrawal{Slip: true}, true},
		{"hết hủy", Withdrawal{All: true}, true},
		{"không còn sai", wrong(""), true},
		{"no undo", Withdrawal{}, true},
		{"số trước sai rồi", wrong(""), true},
		{"hủy á", Withdrawal{}, true},
		{"nhầm rồi, hủy giúp em", Withdrawal{}, false},
		{"báo nhầm hủy giúp em", Withdrawal{}, false},
		{"hủy số em đã gửi", Withdrawal{}, false},
		{"hủy số vừa báo", Withdrawal{}, false},
		{"hủy số hôm nay", Withdrawal{}, false},
		{"sai hết rồi", Withdrawal{Wrong: true, All: true}, false},
		{"giữ rác, hủy thu", Withdrawal{Keeps: waste}, false},
		{"hủy thu ngân sách, giữ lại rác thải", Withdrawal{Keeps: waste}, false},
		{"rác giữ lại, thu hủy", Withdrawal{Keeps: waste}, false},
		{"hủy hết trừ rác", Withdrawal{All: true, Keeps: waste}, false},
		{"keep waste, undo revenue", Withdrawal{Keeps: waste}, false},
		{"giữ Kỳ Xuân, hủy Kỳ Đồng", Withdrawal{KeepsOf: []target.UnitID{"xa-ky-xuan"}}, false},
	} {
		r := reader.Read(tt.text, Context{Today: arrival})
		if r.Intent != Undo || !cmp.Equal(r.Undo, tt.want) || (r.Hesitates != "" || r.Undo.Part != "") != tt.asked || len(r.Offers) > 0 {
			t.Errorf("%q: %s %+v, hesitates %q", tt.text, r.Intent, r.Undo, r.Hesitates)
		}
	}
}

// TestWithdrawalByValue: a figure behind the verb says which one is meant.
func TestWithdrawalByValue(t *testing.T) {
	_, reader := newReader(t)
	for text, want := range map[string]string{
		"hủy số 95,2":            "95.2",
		"hủy số 95,2 tỷ":         "95.2",
		"xóa số thu 95,2 đi":     "95.2",
		"undo 95.2":              "95.2",
		"hủy 3":                  "",
		"hủy. thu 95,2 tỷ":       "",
		"sai, 95,2":              "",
		"hủy 95,2 ghi 96":        "",
		"xóa nợ thuế 95,2 tỷ":    "",
		"thu hồi được 95,2 tỷ":   "",
		"đừng hủy số 95,2":       "",
		"hủy số 95,2, không thì": "",
	} {
		r := reader.Read(text, Context{Today: arrival})
		values := r.Undo.Values["budget-revenue"]
		if got := want != "" && slices.ContainsFunc(values, func(v target.Amount) bool { return v.String() == want }); got != (want != "") || want == "" && values != nil {
			t.Errorf("%q: %s %v", text, r.Intent, values)
		}
	}
}

// TestNothingIsWithdrawn: what denies an undo, or speaks of something else.
func TestNothingIsWithdrawn(t *testing.T) {
	_, reader := newReader(t)
	for text, restores := range map[string]bool{
		"đừng hủy": true, "dung xoa so vua bao": true, "không hủy nữa": true, "khôi phục": true, "lấy lại số vừa hủy": true,
		"hủy lệnh hủy": true, "don't undo": true, "restore it": true, "jangan batalkan": true,
		"nhầm, 2": false, "hủy lịch họp": false, "không bỏ": false, "hủy 2 cuộc họp": false, "bỏ 2 tỷ": false, "chưa": false, "tất cả": false, "lãnh đạo": false,
	} {
		r := reader.Read(text, Context{Today: arrival})
		if r.Intent == Undo && r.Hesitates == "" || (r.Detail == DetailRestore) != restores {
			t.Errorf("%q: %s, detail %q", text, r.Intent, r.Detail)
		}
	}
}
