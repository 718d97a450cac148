package bot

import (
	"strings"
	"testing"

	"chitieu/bot/lang"
	"chitieu/bot/understand"
	"chitieu/target"
)

// TestScheduleWordsReadBack: the words that a schedule is shown in are read as
// that schedule, in every language.
func TestScheduleWordsReadBack(t *testing.T) {
	words, err := lang.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, expr := range []string{
		"30 7 * * MON", "0 8 * * MON,THU", "15 16 * * SUN", "30 7 * * MON-FRI", "0 8 * * *", "0 8 18 * *", "0 8 5,20 * *",
		"0 8 L * *", "0 8 1 1,4,7,10 *", "0 16 L 3,6,9,12 *", "0 8 18 6 *", "0 8 1,15 2,8 *", "0 8 L 2,12 *",
		"0 8 * * MON#1", "0 8 * * TUE#2", "0 8 * * WED#3", "0 8 * * THU#4", "0 8 * * FRI#5", "0 16 * * FRI#L",
	} {
		for _, l := range target.Langs {
			speaker := &turn{words: words.In(l)}
			said := speaker.recurring(expr)
			if got, unread := understand.ReadSchedule(said, "1 1 1 1 *"); got != expr {
				t.Errorf("%s is %q in %s, which is read as %q (unread %q)", expr, said, l, got, unread)
			}
		}
	}
}

// TestScheduleInWords is what people see of expressions that were not made of
// words.
func TestScheduleInWords(t *testing.T) {
	words, err := lang.New()
	if err != nil {
		t.Fatal(err)
	}
	speaker := &turn{words: words.In(target.Vietnamese)}
	for expr, want := range map[string]string{
		"30 7 * * 1":       "thứ Hai hằng tuần lúc 07:30",
		"0 8 * * 2-5":      "thứ Ba, thứ Tư, thứ Năm và thứ Sáu hằng tuần lúc 08:00",
		"0 8 * * 0":        "Chủ nhật hằng tuần lúc 08:00",
		"0 8 * * 7":        "Chủ nhật hằng tuần lúc 08:00",
		"0 8,14 * * 1-5":   "các ngày làm việc lúc 08:00 và 14:00",
		"0 8 */10 * *":     "ngày 1, 11, 21 và 31 hằng tháng lúc 08:00",
		"0 8 * * mon#1":    "thứ Hai đầu tiên hằng tháng lúc 08:00",
		"0 * * * *":        "theo biểu thức “0 * * * *”",
		"0 8 * 6 MON":      "theo biểu thức “0 8 * 6 MON”",
		"0 8 40 * *":       "theo biểu thức “0 8 40 * *”",
		"0 8 * * MON#9":    "theo biểu thức “0 8 * * MON#9”",
		"0 8 5-1 * *":      "theo biểu thức “0 8 5-1 * *”",
		"nonsense":         "theo biểu thức “nonsense”",
		"*/20 7-8 * * MON": "theo biểu thức “*/20 7-8 * * MON”",
	} {
		if got := speaker.recurring(expr); got != want {
			t.Errorf("%s is %q, want %q", expr, got, want)
		}
	}
}

// FuzzScheduleInWords: any expression has words.
func FuzzScheduleInWords(f *testing.F) {
	words, err := lang.New()
	if err != nil {
		f.Fatal(err)
	}
	for _, expr := range []string{"30 7 * * 1", "*/1 1-5/2 L 1,4 *", "0 8 * * MON#L", "- - - - -"} {
		f.Add(expr)
	}
	f.Fuzz(func(t *testing.T, expr string) {
		speaker := &turn{words: words.In(target.English)}
		if got := speaker.recurring(expr); got == "" || strings.Contains(got, "<no value>") {
			t.Errorf("%q has the words %q", expr, got)
		}
	})
}
