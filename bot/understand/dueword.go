package understand

// dueDay is what a phrase says about the day of a deadline.
type dueDay struct {
	kind dueKind
	n    int
}

type dueKind int

const (
	dueIn        dueKind = iota + 1 // n days from today, yesterday is -1
	dueWeekday                      // the next one, Monday is 1
	dueDayMark                      // a date follows
	dueMonthMark                    // the month of a date follows
	dueMonth                        // n, in words
	dueClosing                      // end of the offices' day
	dueNoon                         // end of their morning
	dueMorning                      // the same, before the day's name
	dueAfternoon                    // end of the day, before the day's name
	dueWeekEnd                      // last working day of the week
	dueMonthEnd                     // last day of the month
	dueNextWeek                     // the named weekday, a week on
	dueThisWeek                     // of this week
	dueWithin                       // a number of days, weeks or hours follows
	dueFiller
)

// dueWords are the words of deadlines in three languages, folded.
var dueWords = joinDue(
	dueFor(dueIn, 0, "hom nay", "trong ngay", "trong hom nay", "nay", "ngay hom nay", "hari ini", "today"),
	dueFor(dueIn, -1, "hom qua", "ngay hom qua", "kemarin", "yesterday"),
	dueFor(dueIn, 1, "mai", "ngay mai", "besok", "tomorrow"),
	dueFor(dueIn, 2, "ngay kia", "ngay mot", "mot", "lusa", "day after tomorrow", "the day after tomorrow"),
	dueFor(dueDayMark, 0, "ngay", "mung", "mong", "hom", "tanggal", "tgl", "hari", "on", "the", "day"),
	dueFor(dueMonthMark, 0, "thang", "bulan"),
	dueFor(dueClosing, 0, "cuoi ngay", "het ngay", "cuoi gio", "het gio", "cuoi gio chieu", "het gio lam viec", "cuoi gio lam viec", "cuoi buoi chieu",
		"akhir hari", "jam kerja berakhir", "akhir jam kerja", "sore", "end of day", "end of the day", "end of business", "close of business", "cob", "eod"),
	dueFor(dueNoon, 0, "trua", "buoi trua", "het buoi sang", "cuoi buoi sang", "cuoi gio sang", "tengah hari", "siang", "noon", "midday"),
	dueFor(dueMorning, 0, "sang", "pagi", "morning"),
	dueFor(dueAfternoon, 0, "chieu", "toi", "sore", "afternoon"),
	dueFor(dueWeekEnd, 0, "cuoi tuan", "het tuan", "trong tuan", "cuoi tuan nay", "het tuan nay", "trong tuan nay",
		"akhir pekan", "akhir minggu", "akhir pekan ini", "akhir minggu ini", "minggu ini", "pekan ini",
		"end of the week", "end of this week", "this week", "the end of the week", "the end of this week"),
	dueFor(dueMonthEnd, 0, "cuoi thang", "het thang", "cuoi thang nay", "het thang nay", "trong thang", "trong thang nay",
		"akhir bulan", "akhir bulan ini", "bulan ini",
		"end of the month", "end of this month", "the end of the month", "the end of this month", "month end"),
	dueFor(dueNextWeek, 0, "tuan sau", "tuan toi", "minggu depan", "pekan depan", "next week", "next"),
	dueFor(dueThisWeek, 0, "tuan nay", "this"),
	dueFor(dueWithin, 0, "trong", "trong vong", "dalam", "dalam waktu", "within", "in"),
	dueFor(dueFiller, 0, "luc", "vao", "nay", "nam", "pukul", "jam", "pada", "at", "of", "of the", ",", "tahun", "depan", "ini", "truoc", "sebelum", "before"),
	dueNames(dueWeekday, weekdayNames[:]),
	dueNames(dueMonth, monthNames[:]),
)

// deadlineMarks stand before a deadline at the end of a request. Those with
// keep set belong to the deadline itself.
var deadlineMarks = map[string]bool{
	"truoc": false, "truoc luc": false, "truoc ngay": false, "han": false, "han den": false, "thoi han": false, "han chot": false,
	"cham nhat": false, "cham nhat la": false, "cham nhat vao": false, "muon nhat": false, "xong truoc": false, "den het": false, "het": false,
	"sebelum": false, "paling lambat": false, "selambat lambatnya": false, "tenggat": false, "batas waktu": false,
	"before": false, "by": false, "no later than": false, "not later than": false, "due": false, "until": false, "deadline": false,
	"trong": true, "trong vong": true, "dalam": true, "dalam waktu": true, "within": true, "in": true,
	"vao": true, "pada": true, "on": true, "ngay mai": true, "hom nay": true, "cuoi tuan": true, "cuoi ngay": true, "cuoi thang": true,
	"besok": true, "hari ini": true, "tomorrow": true, "today": true,
}

// dueSpans are what is counted behind "trong" or before "nữa".
var dueSpans = map[string]int{ // in days; 0 is an hour
	"ngay": 1, "hari": 1, "day": 1, "days": 1, "tuan": 7, "minggu": 7, "pekan": 7, "week": 7, "weeks": 7,
	"gio": 0, "tieng": 0, "jam": 0, "hour": 0, "hours": 0,
}

// dueAgo stand behind a span: "3 ngày nữa", "3 hari lagi".
var dueAgo = map[string]bool{"nua": true, "toi": true, "lagi": true, "ke depan": true}

// numberWords are the small numbers that people write out.
var numberWords = map[string]int{
	"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "bay": 7, "muoi": 10,
	"satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "tujuh": 7, "sepuluh": 10,
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "ten": 10,
}

func dueFor(k dueKind, n int, phrases ...string) map[string]dueDay {
	out := make(map[string]dueDay, len(phrases))
	for _, s := range phrases {
		out[s] = dueDay{k, n}
	}
	return out
}

// dueNames counts lists of names from 1.
func dueNames(k dueKind, lists [][]string) map[string]dueDay {
	out := make(map[string]dueDay)
	for i, names := range lists {
		for _, name := range names {
			out[name] = dueDay{k, i + 1}
		}
	}
	return out
}

// joinDue puts tables together; the first that has a phrase keeps it.
func joinDue(tables ...map[string]dueDay) map[string]dueDay {
	out := make(map[string]dueDay)
	for _, table := range tables {
		for phrase, w := range table {
			if _, taken := out[phrase]; !taken {
				out[phrase] = w
			}
		}
	}
	return out
}
