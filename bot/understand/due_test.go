package understand

import (
	"strings"
	"testing"
	"time"

	"chitieu/target"
)

// office is open from 7:00 to 11:30 and 14:00 to 17:30, but not on weekends nor
// on 5 July.
func office() *target.Calendar {
	off := target.NewDate(2024, 7, 5)
	return &target.Calendar{
		Holidays: []target.Holiday{{From: off, To: off}},
		Hours: []target.Hours{{
			From: target.MonthDay{Month: 1, Day: 1}, To: target.MonthDay{Month: 12, Day: 31},
			Morning: target.Span{Start: 420, End: 690}, Afternoon: target.Span{Start: 840, End: 1050},
		}},
	}
}

// monday is 1 July 2024, nine in the morning.
var monday = time.Date(2024, 7, 1, 9, 0, 0, 0, time.FixedZone("+07", 7*3600))

func TestReadDue(t *testing.T) {
	for text, want := range map[string]string{
		"17h thứ sáu":              "2024-07-05 17:00",
		"17h30 thứ sáu":            "2024-07-05 17:30",
		"thứ 6":                    "2024-07-05 17:30",
		"t6":                       "2024-07-05 17:30",
		"5 giờ chiều thứ sáu":      "2024-07-05 17:00",
		"thứ sáu lúc 17 giờ":       "2024-07-05 17:00",
		"thứ hai":                  "2024-07-01 17:30",
		"8h thứ hai":               "2024-07-08 08:00",
		"thứ hai tuần sau":         "2024-07-08 17:30",
		"thứ sáu tuần này":         "2024-07-05 17:30",
		"thứ sáu tuần tới":         "2024-07-12 17:30",
		"tuần sau":                 "2024-07-12 17:30",
		"mai":                      "2024-07-02 17:30",
		"10h ngày mai":             "2024-07-02 10:00",
		"sáng mai":                 "2024-07-02 11:30",
		"chiều mai":                "2024-07-02 17:30",
		"9h sáng mai":              "2024-07-02 09:00",
		"trưa nay":                 "2024-07-01 11:30",
		"hôm nay":                  "2024-07-01 17:30",
		"cuối ngày":                "2024-07-01 17:30",
		"cuối ngày mai":            "2024-07-02 17:30",
		"17h":                      "2024-07-01 17:00",
		"ngày 20/7":                "2024-07-20 17:30",
		"20/7":                     "2024-07-20 17:30",
		"20-7-2024":                "2024-07-20 17:30",
		"20.7.2024":                "2024-07-20 17:30",
		"20/7/24":                  "2024-07-20 17:30",
		"17h ngày 20/7/2025":       "2025-07-20 17:00",
		"ngày 20":                  "2024-07-20 17:30",
		"ngày 20 tháng 7":          "2024-07-20 17:30",
		"ngày 20 tháng 7 năm 2024": "2024-07-20 17:30",
		"8h 20/7":                  "2024-07-20 08:00",
		"20/6":                     "2024-06-20 17:30",
		"thứ bảy ngày 20/7":        "2024-07-20 17:30",
		"cuối tuần":                "2024-07-04 17:30", // Friday is off
		"cuối tháng":               "2024-07-31 17:30",
		"trong 3 ngày":             "2024-07-04 17:30",
		"3 ngày nữa":               "2024-07-04 17:30",
		"trong vòng một tuần":      "2024-07-08 17:30",
		"trong 2 giờ":              "2024-07-01 11:00",
		"2 tiếng nữa":              "2024-07-01 11:00",
		"hari Jumat pukul 17.00":   "2024-07-05 17:00",
		"Jumat jam 5 sore":         "2024-07-05 17:00",
		"besok":                    "2024-07-02 17:30",
		"besok pukul 10":           "2024-07-02 10:00",
		"tanggal 20 Juli":          "2024-07-20 17:30",
		"tanggal 20":               "2024-07-20 17:30",
		"akhir minggu ini":         "2024-07-04 17:30",
		"dalam 3 hari":             "2024-07-04 17:30",
		"lusa":                     "2024-07-03 17:30",
		"Friday 5 pm":              "2024-07-05 17:00",
		"5 pm on Friday":           "2024-07-05 17:00",
		"17:00 on Friday":          "2024-07-05 17:00",
		"tomorrow":                 "2024-07-02 17:30",
		"20 July":                  "2024-07-20 17:30",
		"July 20th":                "2024-07-20 17:30",
		"the end of the month":     "2024-07-31 17:30",
		"within two weeks":         "2024-07-15 17:30",
		"end of day":               "2024-07-01 17:30",
		"next Friday":              "2024-07-12 17:30",
	} {
		due, ok := ReadDue(text, monday, office())
		if got := due.Format("2006-01-02 15:04"); !ok || got != want {
			t.Errorf("%q is %s, %t, want %s", text, got, ok, want)
		}
	}
	for _, text := range []string{
		"", "sớm", "khi nào xong thì báo", "31/6", "thứ sáu ngày 20/7", "thứ 9", "32/7", "17h 18h", "trước", "tháng 7", "mai ngày kia", "ngày",
		"trong 0 ngày", "25h", "soon", "segera", "3 ngày", "20/7 21/7", "2024",
	} {
		if due, ok := ReadDue(text, monday, office()); ok {
			t.Errorf("%q is %s, want nothing", text, due)
		}
	}
}

func TestSplitDue(t *testing.T) {
	for _, c := range []struct{ text, rest, due string }{
		{"báo cáo tiến độ trường chuẩn trước 17h thứ sáu", "báo cáo tiến độ trường chuẩn", "2024-07-05 17:00"},
		{"gửi số liệu rác thải trước ngày 20/7.", "gửi số liệu rác thải", "2024-07-20 17:30"},
		{"gửi số liệu rác thải, hạn 20/7", "gửi số liệu rác thải", "2024-07-20 17:30"},
		{"rà soát hộ nghèo trong 3 ngày", "rà soát hộ nghèo", "2024-07-04 17:30"},
		{"rà soát hồ sơ trong tuần", "rà soát hồ sơ", "2024-07-04 17:30"},
		{"báo cáo trước Ủy ban về thu ngân sách trước ngày mai", "báo cáo trước Ủy ban về thu ngân sách", "2024-07-02 17:30"},
		{"gửi số liệu tháng 6 chậm nhất 10h sáng mai", "gửi số liệu tháng 6", "2024-07-02 10:00"},
		{"kirim data sampah sebelum Jumat pukul 17.00", "kirim data sampah", "2024-07-05 17:00"},
		{"send the waste figures by Friday 5 pm", "send the waste figures", "2024-07-05 17:00"},
		{"report progress before 20 July", "report progress", "2024-07-20 17:30"},
		{"báo cáo tiến độ trường chuẩn", "báo cáo tiến độ trường chuẩn", ""},
		{"báo cáo trước khi họp", "báo cáo trước khi họp", ""},
	} {
		rest, due, ok := SplitDue(c.text, monday, office())
		got := ""
		if ok {
			got = due.Format("2006-01-02 15:04")
		}
		if rest != c.rest || got != c.due {
			t.Errorf("%q is %q by %q, want %q by %q", c.text, rest, got, c.rest, c.due)
		}
	}
}

// TestDueAtTheEndOfALongText: it is found as long as the text is read to its
// end, and not guessed beyond.
func TestDueAtTheEndOfALongText(t *testing.T) {
	long := strings.Repeat("rà soát hồ sơ ", 90)
	if rest, _, ok := SplitDue(long+"trước 17h thứ sáu", monday, office()); !ok || rest != strings.TrimSpace(long) {
		t.Error("the deadline of a long text was not found")
	}
	tooLong := strings.Repeat("trước mai ", 300)
	if rest, due, ok := SplitDue(tooLong, monday, office()); ok || rest != strings.TrimSpace(tooLong) {
		t.Errorf("a text that was not read to its end is due %s", due)
	}
}

// FuzzReadDue: what is read is a whole minute within some years.
func FuzzReadDue(f *testing.F) {
	for _, text := range []string{"17h thứ sáu", "20/7", "within two weeks", "\xff", "trong 366 tuần", "31/2/2024"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		due, ok := ReadDue(text, monday, office())
		if ok && (due.Second() != 0 || due.Year() < 2000 || due.Year() > 3000) {
			t.Errorf("%q is %s", text, due)
		}
		if _, _, ok := SplitDue(text, monday, office()); ok && text == "" {
			t.Error("nothing has a deadline")
		}
	})
}
