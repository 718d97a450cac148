package bot

import (
	"testing"

	"chitieu/target"
)

// TestPlainWords: what stands for a command, by whom, and what is left to the
// reader.
func TestPlainWords(t *testing.T) {
	b := &Bot{plan: &target.Plan{Indicators: []target.Indicator{{Lead: "finance", Confirm: "statistics"}}}}
	for _, c := range []struct {
		text string
		unit target.UnitID
		want string
	}{
		{"duyệt", "finance", "/duyet"},
		{"Duyệt.", "finance", "/duyet"},
		{"duye\u0323\u0302t", "finance", "/duyet"}, // marks apart
		{"phe duyet", "", "/duyet"},
		{"setujui", "finance", "/setujui"},
		{"approve", "finance", "/approve"},
		{"duyệt thu ngân sách 95 tỷ", "finance", ""},
		{"xác nhận số liệu sản lượng lương thực", "statistics", "/xacnhan sản lượng lương thực"},
		{"xác nhận số liệu", "statistics", "/xacnhan"},
		{"konfirmasi angka produksi pangan?", "statistics", "/konfirmasi produksi pangan"},
		{"confirm grain output", "statistics", "/confirm grain output"},
		{"confirmation of grain output", "statistics", ""},
		{"xác nhận số liệu sản lượng lương thực", "finance", ""},
		{"xác nhận số liệu sản lượng lương thực 32.000 tấn", "statistics", ""},
		{"thu ngân sách đến đâu rồi", "statistics", ""},
		{"", "statistics", ""},
	} {
		speaker := &turn{msg: Message{Text: c.text}, member: target.Member{Role: target.Officer, Unit: c.unit}}
		if got := b.spoken(speaker); got != c.want {
			t.Errorf("%q of %q is %q, want %q", c.text, c.unit, got, c.want)
		}
	}
}
