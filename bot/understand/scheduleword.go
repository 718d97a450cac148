package understand

// part is what a phrase says about when something recurs.
type part int

const (
	filler       part = iota + 1
	joiner            // goes on with a list
	upTo              // a range
	weekly            // "hằng tuần": needs a day of the week
	monthly           // "hằng tháng": needs a day
	quarterly         // "hằng quý": the first months of the quarters
	daily             // every day
	workdays          // Monday to Friday
	weekdayIs         // n, Monday is 1
	weekdayMark       // a number follows, as Vietnamese counts: 2 is Monday
	dayMark           // days of the month follow
	monthMark         // months follow, else it is monthly
	monthIs           // n
	monthFirst        // its first day, or the first of a weekday
	monthLast         // its last
	quarterFirst      // the same of quarters
	quarterLast
	nth      // n-th of the weekday, or day; -1 is the last
	nthWeek  // n-th of the weekday
	everyHow // "mỗi": a number of hours or minutes may follow
)

type recurrenceWord struct {
	part part
	n    int
}

// recurrenceWords are the words of recurring dates in three languages, folded.
var recurrenceWords = joinWords(
	wordsFor(filler, 0, "vao", "luc", "hoi", "cua", "trong", "cac", "nhung", "dung", "nhac", "gui", "ngay vao",
		"pada", "di", "dari setiap", "on", "at", "the", "of", "in", "a", "pukul", "jam", ".", ";"),
	wordsFor(joiner, 0, "va", "voi", ",", "&", "dan", "serta", "and"),
	wordsFor(upTo, 0, "den", "toi", "-", "–", "sampai", "sampai dengan", "hingga", "to", "through", "until"),
	wordsFor(filler, 0, "tu", "dari", "from"),
	wordsFor(everyHow, 0, "hang", "moi", "cu", "setiap", "tiap", "tiap tiap", "every", "each"),
	wordsFor(weekly, 0, "tuan", "minggu ini", "pekan", "week", "weekly", "mingguan"),
	wordsFor(monthly, 0, "month", "monthly", "bulanan", "hang thang", "moi thang"),
	wordsFor(monthMark, 0, "thang", "bulan"),
	wordsFor(quarterly, 0, "quy", "hang quy", "moi quy", "triwulan", "kuartal", "quarter", "quarterly"),
	wordsFor(daily, 0, "hang ngay", "moi ngay", "ngay nao cung", "tat ca cac ngay",
		"setiap hari", "tiap hari", "harian", "every day", "each day", "daily"),
	wordsFor(workdays, 0, "ngay lam viec", "cac ngay lam viec", "hang ngay lam viec", "moi ngay lam viec", "ngay thuong", "cac ngay thuong",
		"hari kerja", "setiap hari kerja", "tiap hari kerja", "working day", "working days", "every working day", "weekday", "weekdays", "every weekday"),
	weekdayWords(),
	monthWords(),
	wordsFor(weekdayMark, 0, "thu", "t"),
	wordsFor(dayMark, 0, "ngay", "mung", "mong", "ngay mung", "tanggal", "tgl", "hari", "day", "days"),
	wordsFor(monthFirst, 0, "dau thang", "ngay dau thang", "dau moi thang", "ngay dau moi thang",
		"awal bulan", "awal setiap bulan", "awal tiap bulan",
		"beginning of the month", "beginning of every month", "start of the month", "start of every month"),
	wordsFor(monthLast, 0, "cuoi thang", "ngay cuoi thang", "cuoi moi thang", "ngay cuoi moi thang",
		"akhir bulan", "akhir setiap bulan", "akhir tiap bulan",
		"end of the month", "end of every month", "end of each month", "month end"),
	wordsFor(quarterFirst, 0, "dau quy", "ngay dau quy", "dau moi quy", "awal triwulan", "awal setiap triwulan", "awal kuartal",
		"beginning of the quarter", "start of the quarter", "beginning of every quarter", "start of every quarter"),
	wordsFor(quarterLast, 0, "cuoi quy", "ngay cuoi quy", "cuoi moi quy", "akhir triwulan", "akhir setiap triwulan", "akhir kuartal",
		"end of the quarter", "end of every quarter"),
	wordsFor(weekdayIs, 1, "dau tuan", "awal pekan", "awal minggu"),
	wordsFor(weekdayIs, 5, "cuoi tuan", "akhir pekan", "akhir minggu", "end of the week"),
	wordsFor(nth, 1, "dau tien", "pertama", "first"),
	wordsFor(nth, 2, "kedua", "second", "lan thu 2", "lan thu hai"),
	wordsFor(nth, 3, "ketiga", "third", "lan thu 3", "lan thu ba"),
	wordsFor(nth, 4, "keempat", "fourth", "lan thu 4", "lan thu tu"),
	wordsFor(nth, 5, "kelima", "fifth", "lan thu 5", "lan thu nam"),
	wordsFor(nth, -1, "cuoi cung", "terakhir", "last"),
	wordsFor(nthWeek, 1, "tuan dau", "tuan dau tien", "tuan thu nhat", "tuan 1", "tuan thu 1", "minggu pertama", "pekan pertama"),
	wordsFor(nthWeek, 2, "tuan thu hai", "tuan 2", "tuan thu 2", "minggu kedua", "pekan kedua"),
	wordsFor(nthWeek, 3, "tuan thu ba", "tuan 3", "tuan thu 3", "minggu ketiga", "pekan ketiga"),
	wordsFor(nthWeek, 4, "tuan thu tu", "tuan 4", "tuan thu 4", "minggu keempat", "pekan keempat"),
	wordsFor(nthWeek, -1, "tuan cuoi", "tuan cuoi cung", "minggu terakhir", "pekan terakhir"),
)

// weekdayNames are the days from Monday on.
var weekdayNames = [7][]string{
	{"thu hai", "senin", "monday", "mondays", "mon"},
	{"thu ba", "selasa", "tuesday", "tuesdays", "tue"},
	{"thu tu", "rabu", "wednesday", "wednesdays", "wed"},
	{"thu nam", "kamis", "thursday", "thursdays"},
	{"thu sau", "jumat", "jum at", "friday", "fridays", "fri"},
	{"thu bay", "sabtu", "saturday", "saturdays", "sat"},
	{"chu nhat", "cn", "minggu", "ahad", "sunday", "sundays", "sun"},
}

// monthNames are the months that are written in words.
var monthNames = [12][]string{
	{"januari", "january", "jan"}, {"februari", "february", "feb"}, {"maret", "march", "mar"}, {"april", "apr"},
	{"mei", "may"}, {"juni", "june", "jun"}, {"juli", "july", "jul"}, {"agustus", "august", "aug", "agu"},
	{"september", "sep", "sept"}, {"oktober", "october", "oct", "okt"}, {"november", "nov"}, {"desember", "december", "dec", "des"},
}

func weekdayWords() map[string]recurrenceWord {
	out := make(map[string]recurrenceWord)
	for i, names := range weekdayNames {
		for _, name := range names {
			out[name] = recurrenceWord{weekdayIs, i + 1}
		}
	}
	return out
}

func monthWords() map[string]recurrenceWord {
	out := make(map[string]recurrenceWord)
	for i, names := range monthNames {
		for _, name := range names {
			out[name] = recurrenceWord{monthIs, i + 1}
		}
	}
	return out
}

func wordsFor(p part, n int, phrases ...string) map[string]recurrenceWord {
	out := make(map[string]recurrenceWord, len(phrases))
	for _, s := range phrases {
		out[s] = recurrenceWord{p, n}
	}
	return out
}

// joinWords puts tables together; a phrase of a later one takes its place.
func joinWords(tables ...map[string]recurrenceWord) map[string]recurrenceWord {
	out := make(map[string]recurrenceWord)
	for _, table := range tables {
		for phrase, w := range table {
			out[phrase] = w
		}
	}
	return out
}
