package understand

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// asked are the choices of a doubt about a low figure.
var asked = []string{"Sửa số 87,25 tỷ đồng đã báo", "Cộng thêm, thành 172,25 tỷ đồng", "Vẫn lưu số này", "Không lưu"}

var choiceCases = []struct {
	text   string
	labels []string
	want   int // 0 for none
}{
	{"1", asked, 1},
	{"1 ạ", asked, 1},
	{"1 a", asked, 1},
	{"à 1", asked, 1},
	{"1 à", asked, 0},
	{"1 hả anh", asked, 0},
	{"1 ha", asked, 0},
	{"cái đầu nhỉ", asked, 0},
	{"vẫn lưu số này à", asked, 0},
	{"1, phải không", asked, 0},
	{"option 1, is it", asked, 0},
	{"4.", asked, 4},
	{" 2 ", asked, 2},
	{"7", asked, 7}, // a number that is no choice is still a number
	{"số 1", asked, 1},
	{"so 1", asked, 1},
	{"chọn 2", asked, 2},
	{"chon 2 nhe", asked, 2},
	{"phương án 2", asked, 2},
	{"phuong an 2 a", asked, 2},
	{"phuong an hai", asked, 2},
	{"PA 3", asked, 3},
	{"cái đầu", asked, 1},
	{"cái đầu tiên ạ", asked, 1},
	{"cai dau", asked, 1},
	{"cái thứ hai", asked, 2},
	{"cai thu 2", asked, 2},
	{"cái cuối", asked, 4},
	{"cuoi cung", asked, 4},
	{"the first one", asked, 1},
	{"option 2", asked, 2},
	{"option two please", asked, 2},
	{"the last one", asked, 4},
	{"yang pertama", asked, 1},
	{"nomor 2", asked, 2},
	{"nomor dua", asked, 2},
	{"yang terakhir", asked, 4},
	{"vẫn lưu", asked, 3},
	{"van luu", asked, 3},
	{"vaanx luwu", asked, 3},
	{"dạ vẫn lưu ạ", asked, 3},
	{"Vẫn lưu số này", asked, 3},
	{"vẫn lưu số này nhé đồng chí", asked, 3},
	{"sửa số 87,25 tỷ đồng đã báo", asked, 1},
	{"sửa", asked, 1},
	{"cộng thêm", asked, 2},
	{"cong them", asked, 2},
	{"kỳ khang", []string{"Xã Kỳ Khang", "Xã Kỳ Phú"}, 1},
	{"khang", []string{"Xã Kỳ Khang", "Xã Kỳ Phú"}, 1},
	{"thu ngân sách", []string{"Tổng giá trị sản phẩm", "Thu ngân sách", "Không lưu"}, 2},
	{"95,2", []string{"95,2 tỷ đồng", "95.200 tỷ đồng"}, 1},

	{"(3)", asked, 3},
	{"3/", asked, 3},
	{"1)", asked, 1},
	{"2-", asked, 2},
	{"lưu", []string{"Đúng, ghi nhận", "Không lưu"}, 0},
	{"lưu", []string{"Lưu 96 tỷ đồng là số ước", "Không lưu"}, 1},
	{"lưu", []string{"Vẫn lưu", "Không lưu"}, 1},
	{"không lưu", []string{"Vẫn lưu", "Không lưu"}, 2},
	{"save", []string{"Save as an estimate", "Do not save"}, 1},
	{"simpan", []string{"Tetap simpan", "Jangan simpan"}, 1},
	{"2 và 3", asked, 0},

	{"lưu", asked, 0},      // two have it
	{"đừng lưu", asked, 0}, // no part of any
	{"kỳ", []string{"Xã Kỳ Khang", "Xã Kỳ Phú"}, 0},
	{"87,25", asked, 0}, // may be the figure itself
	{"172,25 tỷ", asked, 0},
	{"thứ hai", asked, 0}, // Monday
	{"thứ 6", asked, 0},
	{"thu 6", asked, 0},
	{"2 tỷ", asked, 0},
	{"2%", asked, 0},
	{"+2", asked, 0},
	{"-2", asked, 0},
	{"2,5", asked, 0},
	{"2/7", asked, 0},
	{"2024", asked, 0},
	{"vẫn lưu?", asked, 0},
	{"có", asked, 0},
	{"", asked, 0},
	{"cái cuối", nil, 0},
	{"thu ngân sách đến đâu rồi", asked, 0},
}

func TestReadChoice(t *testing.T) {
	_, r := newReader(t)
	for _, c := range choiceCases {
		n, ok := r.ReadChoice(c.text, c.labels)
		if ok != (c.want > 0) || n != c.want && ok {
			t.Errorf("ReadChoice(%q) = %d, %v, want %d", c.text, n, ok, c.want)
		}
	}
}

func TestReadYesAndNo(t *testing.T) {
	_, r := newReader(t)
	for want, texts := range map[string][]string{
		"yes": {
			"có", "co", "Có ạ", "đúng rồi", "dung roi", "ok", "OK ạ", "vâng", "vang a", "đồng ý", "dong y", "ddoongf ys", "đồng ý nhé",
			"xác nhận", "yes", "Yes please", "correct", "ya", "betul", "setuju",
		},
		"no": {
			"không", "khong", "ko", "thôi", "thoi", "thôi ạ", "bỏ", "bo", "bỏ qua", "không lưu", "no", "never mind", "tidak", "tidak jadi",
		},
		"withdraw": {"hủy", "huỷ", "huy", "sai", "sai rồi", "sai roi", "nhầm rồi ạ", "cancel", "undo", "batal", "batalkan"},
		"": {
			"có thu ngân sách", "không phải 93,2 mà 92,3", "hủy nhắc", "đừng hủy", "dung huy", "có?", "đúng không", "thôi nôi", "sai số 3 tỷ",
			"dừng xe", "no figure", "yes or no", "ok 95,2", "không có gì", "",
		},
	} {
		for _, text := range texts {
			got := ""
			switch {
			case r.ReadYes(text):
				got = "yes"
			case r.ReadWithdraw(text):
				got = "withdraw"
			case r.ReadNo(text):
				got = "no"
			}
			if got != want {
				t.Errorf("%q is %q, want %q", text, got, want)
			}
		}
	}
}

func TestCorrects(t *testing.T) {
	_, r := newReader(t)
	for text, want := range map[string]bool{
		"nhầm, 95,2": true, "NHẦM 95,2": true, "nham, 95,2": true, "95,2 tỷ mới đúng": true, "sửa lại 95,2": true,
		"không phải 93,2 mà 92,3": true, "khong phai 93,2 ma 92,3": true, "salah, 95,2": true, "sorry: 95.2": true,
		"nhằm đạt 95,2 tỷ": false, "số lớn 95,2 tỷ": false, "đàn lợn 95 con": false, "thu ngân sách 95,2 tỷ": false,
	} {
		if got := r.Corrects(text); got != want {
			t.Errorf("Corrects(%q) = %v", text, got)
		}
	}
}

// TestAnswersWithoutMarks: who writes no marks is understood as who does.
func TestAnswersWithoutMarks(t *testing.T) {
	_, r := newReader(t)
	plain := func(s string) string {
		s = strings.NewReplacer("đ", "d", "Đ", "D").Replace(s)
		return norm.NFC.String(strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFD.String(s)))
	}
	for _, c := range choiceCases {
		if c.want == 0 {
			continue
		}
		if n, ok := r.ReadChoice(plain(c.text), c.labels); !ok || n != c.want {
			t.Errorf("ReadChoice(%q) = %d, %v, want %d", plain(c.text), n, ok, c.want)
		}
	}
}

// TestAnswersAreApart: no text is two of yes, no and a choice's own place, and
// reading one never panics.
func TestAnswersAreApart(t *testing.T) {
	_, r := newReader(t)
	words := rapid.SampledFrom(append(strings.Fields("có không thôi hủy sai rồi ok vâng ạ nhé số chọn 2 9 cái đầu cuối thứ lưu vẫn này 95,2 tỷ ? , the first no yes ya yang"), asked...))
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(words, 0, 5).Draw(t, "words"), " ")
		if r.ReadYes(text) && r.ReadNo(text) {
			t.Fatalf("%q is both yes and no", text)
		}
		n, ok := r.ReadChoice(text, asked)
		if ok && (n < 1 || r.ReadYes(text)) {
			t.Fatalf("%q is choice %d", text, n)
		}
	})
}

// TestAnswersDoNotAsk: no phrase of an answer ends in what would make a question
// of it.
func TestAnswersDoNotAsk(t *testing.T) {
	_, r := newReader(t)
	a := r.answers
	for _, list := range [][]phraseWords{a.yes, a.no, a.withdraw, a.store, a.keep, a.official, a.estimate, a.whole} {
		for _, p := range list {
			if at := a.asksFrom(p); at < len(p) {
				t.Errorf("%v asks from word %d on", p, at)
			}
		}
	}
}
