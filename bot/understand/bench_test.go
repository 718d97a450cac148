package understand

import (
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"chitieu/plans"
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

// longest returns the longest text that is read, made of the part.
func longest(part string) string {
	return strings.Repeat(part, maxRunes/utf8.RuneCountInString(part)+1)
}

// BenchmarkReadLongest reads texts of 4,096 characters that nobody would write:
// each asks the most of another stage.
func BenchmarkReadLongest(b *testing.B) {
	plan, reader := newReader(b)
	var names strings.Builder
	for i := range plan.Indicators {
		for _, n := range plan.Indicators[i].Names {
			names.WriteString(n.Full + " " + n.Short + " ")
		}
	}
	for i := range plan.Units {
		for _, n := range plan.Units[i].Names {
			names.WriteString(n.Full + " ")
		}
	}
	for _, tt := range []struct{ name, part string }{
		{"word", "thu "}, {"unknown-word", "thuw "}, {"mistyped", "ngna sachs thu ngnâ scáh "}, {"two-words", "thu ngân "},
		{"unbroken", "thu"}, {"unbroken-letters", "ab"}, {"unbroken-glued", "nganhsach"}, {"one-letter", "a"}, {"letters", "a b c d "}, {"letter", "a "},
		{"commas", ","}, {"word-commas", "thu, "}, {"digits", "7"}, {"numbers", "7 "}, {"dates", "1/2 "}, {"fractions", "1/"}, {"number-words", "hai mươi ba trăm "},
		{"months", "6 tháng "}, {"mixed", "thu收入доход "}, {"cjk", "收"}, {"marks", "a\u0301\u0302\u0323"}, {"telex", "ngaan sachs ddeesn "}, {"vni", "nga6n sa1ch d9e6n "},
		{"names", names.String()}, {"fillers", "thu của của các "}, {"filler", "của "}, {"question", question + " "}, {"report", report + " "}, {"units", "kỳ "}, {"unit-typos", "kỳ thuwj kỳ vawng "},
		{"quantities", "5 tỷ "}, {"falling", "5 tỷ 3 triệu 2 nghìn "}, {"places", "xã kỳ văm tỉnh "}, {"brackets", "(5 tỷ) "}, {"unclosed", "(5 tỷ "}, {"breaks", "thu.\n"}, {"signs", "+-/()"}, {"compound", "ai phụ trách chỉ tiêu "}, {"zwj", "a\u200d"}, {"capitals", "THU NGÂN SÁCH "},
	} {
		text := longest(tt.part)
		b.Run(tt.name, func(b *testing.B) {
			for b.Loop() {
				reader.Read(text, Context{Today: arrival})
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
