package understand

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// honest are reports of every form that are stored without a question.
var honest = []string{
	"thu ngân sách 90,4 tỷ",
	"Phòng NN báo cáo: sản lượng lương thực có hạt đến 30/6 đạt 31.200 tấn",
	"tổng thu NSNN trên địa bàn lũy kế đến 30/6/2024 đạt 90,4 tỷ đồng, bằng 46,7% dự toán, tăng 8% so với cùng kỳ",
	"rac thai huyen dat 92,6%",
	"xã Kỳ Xuân rác thải 92,6%",
	"dạ em báo trường chuẩn 2 ạ",
	"151/153 thôn văn hóa",
	"dvctt toan trinh 97,2 nhe ad",
	"thêm 1 trường chuẩn, nâng tổng số lên 2",
	"BC ngày 28/6: thu ngân sách 91,4 tỷ; rác thải 93,8%",
	"budget revenue reached 90.4 billion as of 30 June",
	"sampah mencapai 92,6% per 30 Juni, terima kasih",
}

// stores reports whether the bot would store what was read without a question.
func stores(r *Reading) bool {
	return r.Intent == ReportValue && r.Ask == AskNothing && r.Hesitates == "" && len(r.Values) > 0 && len(r.Unread) == 0
}

func TestHonestReportsAreStored(t *testing.T) {
	_, reader := newReader(t)
	for _, text := range honest {
		if r := reader.Read(text, Context{Today: arrival}); !stores(&r) {
			t.Errorf("%q: %s, ask %q, hesitates %q over %q", text, r.Intent, r.Ask, r.Hesitates, r.Doubtful)
		}
	}
}

// inserted puts the words before the n-th word of the text; behind all for n
// that is the number of words.
func inserted(text, words string, n int) string {
	all := strings.Fields(text)
	return strings.Join(slices.Insert(all, n, words), " ")
}

// TestClosedClassesHesitate puts each phrase of the closed classes somewhere
// into each honest report: it must never be stored without a question.
func TestClosedClassesHesitate(t *testing.T) {
	_, reader := newReader(t)
	words, err := loadWords()
	if err != nil {
		t.Fatal(err)
	}
	gate := words.Gate
	random := rand.New(rand.NewPCG(8, 2024))
	for i := range gate {
		for _, class := range hesitations {
			for _, phrase := range gate[i].Hesitate[class] {
				if asserted(gate, phrase) {
					continue // by itself it is of a report too; where, the rules say
				}
				text := honest[random.IntN(len(honest))]
				text = inserted(text, phrase, random.IntN(len(strings.Fields(text))+1))
				if r := reader.Read(text, Context{Today: arrival}); stores(&r) {
					t.Errorf("%s: %q is stored as %v", class, text, r.Values)
				}
			}
		}
	}
}

// asserted reports whether a report may hold the phrase in some place, or what
// it looks like without its marks.
func asserted(gate []gateList, phrase string) bool {
	for i := range gate {
		for _, phrases := range gate[i].Assert {
			if slices.ContainsFunc(phrases, func(s string) bool { return withoutMarks(s) == withoutMarks(phrase) }) {
				return true
			}
		}
	}
	return false
}

// TestEveryPlaceHesitates puts words that change a sentence, and words that
// nobody knows, at every place of every honest report.
func TestEveryPlaceHesitates(t *testing.T) {
	_, reader := newReader(t)
	words := []string{
		"không", "chưa", "đừng", "sẽ", "phải", "nếu", "giả sử", "nghe nói", "hình như", "chắc", "chỉ", "giảm", "dự kiến", "phấn đấu",
		"tại sao", "toàn tỉnh", "suýt", "muốn", "trừ",
		"not", "will", "if", "must", "hope", "allegedly", "except", "tidak", "belum", "akan", "jika", "katanya", "hanya",
		"xoong", "blorft", "bánh mì", "kwyjibo", "cỏ lúa dại",
	}
	for _, text := range honest {
		for _, w := range words {
			for n := range len(strings.Fields(text)) + 1 {
				said := inserted(text, w, n)
				if r := reader.Read(said, Context{Today: arrival}); stores(&r) {
					t.Errorf("%q is stored as %v", said, r.Values)
				}
			}
		}
	}
}

// TestVariantsStoreTheSame says honest reports with other politeness, case and
// marks: they may be asked about, but never be stored as something else.
func TestVariantsStoreTheSame(t *testing.T) {
	plan, reader := newReader(t)
	variants := []func(string) string{
		strings.ToUpper,
		func(s string) string { return "dạ thưa đồng chí, " + s + " ạ, cảm ơn" },
		func(s string) string { return "em chào anh. " + s + " nhé" },
		withoutMarks,
		func(s string) string { return s + " 🌾" },
	}
	for _, text := range honest {
		was := reader.Read(text, Context{Today: arrival})
		for _, vary := range variants {
			said := vary(text)
			now := reader.Read(said, Context{Today: arrival})
			if stores(&now) && outcomeOf(plan, now) != outcomeOf(plan, was) {
				t.Errorf("%q: %v, but %q: %v", text, outcomeOf(plan, was), said, outcomeOf(plan, now))
			}
		}
	}
}
