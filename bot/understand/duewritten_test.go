package understand

import "testing"

// TestWrittenDue: what was meant as a deadline, though no clock shows it.
func TestWrittenDue(t *testing.T) {
	for _, c := range []struct{ text, rest, words string }{
		{"báo cáo thu ngân sách trước 25h thứ sáu", "báo cáo thu ngân sách", "25h thứ sáu"},
		{"báo cáo, hạn 31/6.", "báo cáo", "31/6"},
		{"báo cáo trước 17h ngày 31/6", "báo cáo", "17h ngày 31/6"},
		{"laporkan sebelum Jumat pukul 25", "laporkan", "Jumat pukul 25"},
		{"report revenue by 25:00 Friday", "report revenue", "25:00 Friday"},
		{"báo cáo trước khi họp", "báo cáo trước khi họp", ""},
		{"rà soát việc trước đây của 3 xã còn lại trong năm nay và năm sau", "rà soát việc trước đây của 3 xã còn lại trong năm nay và năm sau", ""},
		{"báo cáo thu ngân sách", "báo cáo thu ngân sách", ""},
	} {
		rest, words, ok := WrittenDue(c.text)
		if rest != c.rest || ok && words != c.words || ok != (c.words != "") {
			t.Errorf("%q is %q by %q, %t, want %q by %q", c.text, rest, words, ok, c.rest, c.words)
		}
	}
}

// FuzzWrittenDue: what is cut off is the text's, and nothing panics.
func FuzzWrittenDue(f *testing.F) {
	for _, text := range []string{"báo cáo trước 25h thứ sáu", "by 31 June", "trước", "hạn 1"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if rest, words, ok := WrittenDue(text); ok && (words == "" || len(rest)+len(words) > len(compose(text))) {
			t.Errorf("%q is %q and %q", text, rest, words)
		}
	})
}
