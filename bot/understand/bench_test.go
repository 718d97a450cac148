package understand

import (
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"chitieu/plans"
	"chitieu/target"
)

// question is what is asked most.
const question = "thu ngân sách đến đâu rồi?"

// report is as long as one message of a cadre gets.
const report = "Báo cáo: thu ngân sách luỹ kế đến 20/6 đạt 92,4 tỉ đồng, bằng 47,7% KH"

// A text is held against folding it, the least that can be done with it.
func benchmarkTexts(b *testing.B, texts ...string) {
	_, reader := newReader(b)
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			for _, text := range texts {
				reader.Read(text, Context{Today: arrival})
			}
		}
	})
	b.Run("fold", func(b *testing.B) {
		for b.Loop() {
			for _, text := range texts {
				tokenize(compose(text))
			}
		}
	})
}

func BenchmarkReadQuestion(b *testing.B) { benchmarkTexts(b, question) }

func BenchmarkReadReport(b *testing.B) { benchmarkTexts(b, report) }

// BenchmarkReadDevelopment reads the whole development set.
func BenchmarkReadDevelopment(b *testing.B) {
	var texts []string
	for _, e := range readTable(b, "testdata/development.tsv") {
		texts = append(texts, e.text)
	}
	benchmarkTexts(b, texts...)
}

// longText is one of the longest texts that are read. Nobody would write them:
// each asks the most of another stage.
type longText struct{ name, text string }

func longTexts(plan *target.Plan) []longText {
	var names strings.Builder
	for i := range plan.Indicators {
		for _, lang := range target.Langs {
			n := plan.Indicators[i].Names[lang]
			names.WriteString(n.Full + " " + n.Short + " ")
		}
	}
	for i := range plan.Units {
		names.WriteString(plan.Units[i].Names.Full(target.Vietnamese) + " ")
	}
	out := []longText{
		{"word", "thu "}, {"words", "thu ngân "}, {"unknown-word", "thuw "}, {"mistyped", "ngna sachs thu ngnâ scáh "},
		{"unbroken", "thu"}, {"unbroken-letter", "a"}, {"unbroken-words", "nganhsach"}, {"letter", "a "}, {"letters", "a b c d "},
		{"marks", "a\u0301\u0302\u0323"}, {"joiners", "a\u200d"}, {"telex", "ngaan sachs ddeesn "}, {"vni", "nga6n sa1ch d9e6n "},
		{"capitals", "THU NGÂN SÁCH "}, {"scripts", "thu收入доход "}, {"ideographs", "收"},
		{"commas", ","}, {"words-commas", "thu, "}, {"sentences", "thu.\n"}, {"signs", "+-/()"},
		{"digits", "7"}, {"hundreds", "một trăm "}, {"years", "năm 2019 "}, {"parts", "trong đó 7 "}, {"shares", "đạt 7% "}, {"habit", "t 6 "}, {"or", "7 hoặc "}, {"numbers", "7 "}, {"number-words", "hai mươi ba trăm "}, {"dates", "1/2 "}, {"fractions", "1/"}, {"months", "6 tháng "},
		{"quantities", "5 tỷ "}, {"falling", "5 tỷ 3 triệu 2 nghìn "}, {"brackets", "(5 tỷ) "}, {"unclosed", "(5 tỷ "}, {"counted", "2 trường "},
		{"names", names.String()}, {"fillers", "thu của của các "}, {"filler", "của "}, {"first-words", "kỳ "}, {"units", "kỳ thuwj kỳ vawng "},
		{"places", "xã kỳ văm tỉnh "}, {"compound", "ai phụ trách chỉ tiêu "}, {"question", question + " "}, {"report", report + " "},
	}
	for i := range out {
		t := &out[i].text
		*t = strings.Repeat(*t, maxRunes/utf8.RuneCountInString(*t)+1)
	}
	return out
}

func BenchmarkReadLongest(b *testing.B) {
	plan, reader := newReader(b)
	for _, tt := range longTexts(plan) {
		b.Run(tt.name, func(b *testing.B) {
			for b.Loop() {
				reader.Read(tt.text, Context{Today: arrival})
			}
		})
	}
}

// BenchmarkNew compiles the reader and tells how much of the heap it holds.
func BenchmarkNew(b *testing.B) {
	plan, err := plans.Default()
	if err != nil {
		b.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var reader *Reader
	for b.Loop() {
		if reader, err = New(plan); err != nil {
			b.Fatal(err)
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(reader)
	b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc))/1e6, "MB-live")
}
