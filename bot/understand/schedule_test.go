package understand

import (
	"strings"
	"testing"
)

func TestReadSchedule(t *testing.T) {
	const present = "45 9 * * MON"
	for text, want := range map[string]string{
		"thứ hai hằng tuần 7h30":                 "30 7 * * MON",
		"Thứ Hai hàng tuần lúc 7 giờ 30":         "30 7 * * MON",
		"thu hai hang tuan 7h30":                 "30 7 * * MON",
		"thứ 2 và thứ 5 8h":                      "0 8 * * MON,THU",
		"thứ 2, 4, 6 lúc 8h":                     "0 8 * * MON,WED,FRI",
		"t2 và t5 8h":                            "0 8 * * MON,THU",
		"từ thứ hai đến thứ sáu 7h30":            "30 7 * * MON-FRI",
		"thứ 3 - thứ 5 8h":                       "0 8 * * TUE,WED,THU",
		"chủ nhật 8 giờ tối":                     "0 20 * * SUN",
		"các ngày làm việc 7h30":                 "30 7 * * MON-FRI",
		"hằng ngày":                              "45 9 * * *",
		"mỗi ngày 5 giờ chiều":                   "0 17 * * *",
		"ngày 18 hằng tháng":                     "45 9 18 * *",
		"ngày 5 và 20 hằng tháng 8h":             "0 8 5,20 * *",
		"8h ngày 5 và 20 hằng tháng":             "0 8 5,20 * *",
		"ngày 1 đến 5 hằng tháng 8h":             "0 8 1,2,3,4,5 * *",
		"mùng 1 hằng tháng 7h rưỡi":              "30 7 1 * *",
		"thứ hai đầu tháng":                      "45 9 * * MON#1",
		"thứ hai đầu tiên hằng tháng 8h":         "0 8 * * MON#1",
		"thứ ba tuần thứ hai của tháng 8h":       "0 8 * * TUE#2",
		"thứ sáu cuối tháng 16h":                 "0 16 * * FRI#L",
		"ngày cuối tháng":                        "45 9 L * *",
		"ngày cuối cùng của tháng 8h":            "0 8 L * *",
		"đầu tháng 8h":                           "0 8 1 * *",
		"đầu quý":                                "45 9 1 1,4,7,10 *",
		"thứ hai đầu quý 8h":                     "0 8 * 1,4,7,10 MON#1",
		"cuối quý 16h":                           "0 16 L 3,6,9,12 *",
		"ngày 18 tháng 6 8h":                     "0 8 18 6 *",
		"ngày 18 tháng 1, 4, 7 và 10, 8h":        "0 8 18 1,4,7,10 *",
		"đầu tuần 7h30":                          "30 7 * * MON",
		"cuối tuần 16h":                          "0 16 * * FRI",
		"8h":                                     "0 8 * * MON",
		"lúc 14:15":                              "15 14 * * MON",
		"mỗi 30 phút":                            "*/30 * * * *",
		"hằng giờ":                               "0 * * * *",
		"setiap Senin 07.30":                     "30 7 * * MON",
		"tiap hari Senin pukul 7.30":             "30 7 * * MON",
		"setiap Senin jam 7":                     "0 7 * * MON",
		"Senin dan Kamis jam 2 siang":            "0 14 * * MON,THU",
		"tiap tanggal 18":                        "45 9 18 * *",
		"tanggal 5 dan 20 setiap bulan 8.00":     "0 8 5,20 * *",
		"Senin pertama":                          "45 9 * * MON#1",
		"Jumat terakhir setiap bulan 16.00":      "0 16 * * FRI#L",
		"akhir bulan":                            "45 9 L * *",
		"hari terakhir setiap bulan":             "45 9 L * *",
		"setiap hari kerja pukul 07.30":          "30 7 * * MON-FRI",
		"setiap hari jam 7 pagi":                 "0 7 * * *",
		"awal triwulan":                          "45 9 1 1,4,7,10 *",
		"every Monday at 7:30":                   "30 7 * * MON",
		"Mondays and Thursdays at 5 pm":          "0 17 * * MON,THU",
		"18th of every month":                    "45 9 18 * *",
		"the 5th and 20th of each month at 8:00": "0 8 5,20 * *",
		"first Monday":                           "45 9 * * MON#1",
		"second Tuesday of every month at 8 am":  "0 8 * * TUE#2",
		"last Friday of the month, 4pm":          "0 16 * * FRI#L",
		"last day of the month":                  "45 9 L * *",
		"first day of the month":                 "45 9 1 * *",
		"every working day 7:30":                 "30 7 * * MON-FRI",
		"every day":                              "45 9 * * *",
		"18 June at 8:00":                        "0 8 18 6 *",
		"start of the quarter":                   "45 9 1 1,4,7,10 *",
		"ngày 18 thứ hai 8h":                     "0 8 18 * MON", // refused later, with its reason
		// Expressions stay as they are, the wrong ones too.
		"30 7 * * 1":                   "30 7 * * 1",
		"0 8 L * *":                    "0 8 L * *",
		"0 8 * * mon#1":                "0 8 * * mon#1",
		"0 0 7 * * 1":                  "0 0 7 * * 1",
		"@every 24h":                   "@every 24h",
		"CRON_TZ=Asia/Tokyo 0 7 * * 1": "CRON_TZ=Asia/Tokyo 0 7 * * 1",
		"*/5 * * * *":                  "*/5 * * * *",
	} {
		if expr, unread := ReadSchedule(text, present); expr != want || unread != "" {
			t.Errorf("%q is %q (unread %q), want %q", text, expr, unread, want)
		}
	}
}

func TestReadScheduleGuessesNothing(t *testing.T) {
	for _, text := range []string{
		"", "khi nào rảnh", "thỉnh thoảng", "2 tuần một lần", "thứ 9", "ngày 32 hằng tháng", "hằng tháng 8h", "hằng tuần", "tháng 13",
		"thứ hai hằng tháng", "ngày 18 hằng tuần", "25h", "kadang-kadang", "whenever", "every fortnight", "18", "thứ hai và thứ ba đầu tháng",
		"đến thứ hai", "7h30 9h", "tuần thứ hai hằng tháng", "ngày làm việc đầu tháng",
	} {
		if expr, _ := ReadSchedule(text, "45 9 * * MON"); expr != "" {
			t.Errorf("%q is %q, want nothing", text, expr)
		}
	}
	if _, unread := ReadSchedule("thứ hai lạ lùng 7h30", ""); unread != "lạ" {
		t.Errorf("unread %q, want the word that was not understood", unread)
	}
}

// FuzzReadSchedule: whatever is written, what comes out has five fields or is
// what was written.
func FuzzReadSchedule(f *testing.F) {
	for _, text := range []string{"thứ hai hằng tuần 7h30", "tiap tanggal 18", "every 30 minutes", "@every 1s", "ngày 5, 20", "\xff", "7h30 8h"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		expr, unread := ReadSchedule(text, "30 7 * * MON")
		switch {
		case expr != "" && unread != "":
			t.Errorf("%q is %q and unread at %q", text, expr, unread)
		case expr != "" && !isExpression(expr):
			t.Errorf("%q is %q", text, expr)
		case expr != "" && len(strings.Fields(expr)) != 5 && expr != strings.TrimSpace(compose(text)):
			t.Errorf("%q is %q", text, expr)
		}
	})
}
