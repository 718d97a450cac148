package understand

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// writtenNumber is a number as it may stand in a text, with what it is worth in
// tỷ đồng when "tỷ" stands behind it.
type writtenNumber struct {
	text  string
	value decimal.Decimal
}

// drawNumber writes a number below a hundred thousand in one of the ways in
// which people do.
func drawNumber(t *rapid.T) writtenNumber {
	whole := rapid.IntRange(1, 300).Draw(t, "whole")
	value := decimal.NewFromInt(int64(whole))
	text := strconv.Itoa(whole)
	switch rapid.IntRange(0, 3).Draw(t, "form") {
	case 0:
		return writtenNumber{text + " tỷ", value}
	case 1:
		tenth := rapid.IntRange(1, 9).Draw(t, "tenth")
		return writtenNumber{fmt.Sprintf("%s,%d tỷ", text, tenth), value.Add(decimal.New(int64(tenth), -1))}
	case 2:
		part := rapid.IntRange(100, 999).Draw(t, "millions")
		blank := rapid.SampledFrom([]string{".", " ", "\u00a0", "\u202f", "\u2009"}).Draw(t, "blank")
		return writtenNumber{fmt.Sprintf("%s%s%d triệu", text, blank, part), value.Add(decimal.New(int64(part), -3))}
	default:
		return writtenNumber{text + "½ tỷ", value.Add(decimal.New(5, -1))}
	}
}

// TestValuesAreWritten checks that whatever signs and letters stand
// around a number, a value that is read without a question is the number that
// was written, and not a part of it.
func TestValuesAreWritten(t *testing.T) {
	_, reader := newReader(t)
	noise := rapid.StringOfN(rapid.SampledFrom([]rune(".,'-+~^*/%$€x=<>kOđ ()²")), 0, 3, -1)
	rapid.Check(t, func(t *rapid.T) {
		number := drawNumber(t)
		before, behind := noise.Draw(t, "before"), noise.Draw(t, "behind")
		text := "thu ngân sách đạt " + before + number.text + behind
		r := reader.Read(text, Context{Today: arrival})
		if r.Asks() || len(r.Values) != 1 {
			return
		}
		if got := r.Values[0].Amount; !got.Equal(number.value) {
			t.Fatalf("%q: read %s, written %s", text, got, number.value)
		}
	})
}

func TestAmountsThatAreNotRead(t *testing.T) {
	_, reader := newReader(t)
	for text, why := range map[string]Hesitation{
		"thu ngân sách 90,,4 tỷ":                       HesitateUnread,
		"thu ngân sách 9O,4 tỷ":                        HesitateUnread,
		"thu ngân sách 90'4 tỷ":                        HesitateUnread,
		"thu ngân sách 10⁹ đồng":                       HesitateUnread,
		"thu ngân sách 9e10 đồng":                      HesitateUnread,
		"thu ngân sách 45 + 45,4 tỷ":                   HesitateUnread,
		"thu ngân sách 45x2 tỷ":                        HesitateUnread,
		"thu ngân sách x90 tỷ":                         HesitateUnread,
		"thu ngân sách ~90 tỷ":                         HesitateUnread,
		"thu ngân sách -88,4 tỷ":                       HesitateUnread,
		"thu ngân sách −88,4 tỷ":                       HesitateUnread,
		"thu ngân sách âm 2 tỷ":                        HesitateUnread,
		"budget revenue -88.4 billion":                 HesitateUnread,
		"thu ngân sách 91,5 tỷ USD":                    HesitateCurrency,
		"thu ngân sách 3 triệu đô la":                  HesitateCurrency,
		"thu ngân sách €5 triệu":                       HesitateCurrency,
		"pendapatan anggaran Rp 90 miliar":             HesitateCurrency,
		"budget revenue 3 million dollars":             HesitateCurrency,
		"rác thải 92 đến 93%":                          HesitateRange,
		"rác thải 92–93%":                              HesitateRange,
		"lương thực tầm 31-32 nghìn tấn":               HesitateRange,
		"waste between 92 and 93%":                     HesitateRange,
		"sampah antara 92 dan 93%":                     HesitateRange,
		"thu ngân sách gần 90 tỷ":                      HesitateRange,
		"budget revenue about 90 billion":              HesitateRange,
		"pendapatan hampir 90 miliar":                  HesitateRange,
		"thu ngân sách 90 tỷ trở lên":                  HesitateRange,
		"rác thải đạt trên 95%":                        HesitateRange,
		"grain fell by 300 tons":                       HesitateFall,
		"bớt 1 trường chuẩn":                           HesitateFall,
		"thu ngân sách giảm xuống 85 tỷ":               HesitateFall,
		"budget revenue target is 95 billion":          HesitatePlan,
		"target pendapatan 95 miliar":                  HesitatePlan,
		"thu ngân sách chư đạt 90,5 tỷ":                HesitateNegation,
		"thêm 1 trường chuẩn nữa mới yên tâm":          HesitateOrder,
		"thu ngân sách 31.200 tấn, lương thực 90,4 tỷ": HesitateNoun,
		"thôn văn hóa 97% (150/153 thôn)":              HesitateNoun,
		"đưa rác thải lên 94%":                         HesitateOrder,
		"đã đưa rác thải lên 94%":                      "",
		"duy trì rác thải 93%":                         HesitateOrder,
		"thu ngân sách phải là 90,8 tỷ":                HesitateOrder,
		"thiếu thu ngân sách 90,5 tỷ":                  HesitateOrder,
		"báo nhầm thu ngân sách 90,5 tỷ":               HesitateNegation,
		"nhầm, thu ngân sách 90,5 tỷ":                  "",
		"khi thu ngân sách đạt 90,5 tỷ":                HesitateCondition,
		"rác thải 18/20 xã":                            HesitateNoun,
		"92 hộ thu gom rác thải":                       HesitateNoun,
		"thu ngân sách của xã 90 tỷ":                   HesitatePart,
		"thu ngân sách từ 28/6 đến nay 90,2 tỷ":        HesitatePart,
		"thu ngân sách đất 90,5 tỷ":                    HesitateUnread,
		"giá trị sản phẩm xây dựng 4.800 tỷ":           HesitatePlan,
		"lương thực 31.300 tấn (31.030 tấn)":           HesitateNoun,
		"giá trị trên ha 98 triệu thì bên em bác rồi":  HesitateCondition,
		"mốc 6 tháng của lương thực: 31.500 tấn":       HesitatePlan,
		"sekolah standar 2 lagi":                       HesitatePart,
		"không phải 2 trường chuẩn, vẫn 1":             HesitateNegation,
		"đa số thu ngân sách 90,4 tỷ":                  HesitatePart,
		"rac loại thai huyen dat 92,6%":                HesitatePart,
		"151/153 xã bạn thôn văn hóa":                  HesitateElsewhere,
		"thu ngân sách quý IV đạt 50 tỷ":               HesitateDay,
		"thu ngân sách không đạt 90 tỷ cuối tuần":      HesitateComplement,
		"thu ngân sách đến 31/6 đạt 90 tỷ":             HesitateDay,
		"rác thải rằm tháng 4 92,6%":                   HesitateDay,
		"thu ngân sách đầu tháng 6 80 tỷ":              HesitateDay,
		"thu ngân sách đạt hơn 90 tỷ":                  "",
		"thu ngân sách ước khoảng 92 tỷ":               "",
		"rác thải giảm xuống còn 91,5%":                "",
		"sản lượng lương thực đạt 31200t":              "",
		"thu NS: 90.4tỷ,rác:93%":                       "",
		"rackyxuan 93%":                                "",
		"thu ngân sách 94.215.300.000 đ":               "",
		"thu ngân sách 94.215.300.000₫":                "",
		"grain output 31,200 tons":                     "",
		"thu ngân sách 90,4 tỷ (46,7% KH)":             "",
		"Thu ngân sách đến 28/6 - 88,4 tỷ.":            "",
	} {
		if r := reader.Read(text, Context{Today: arrival}); r.Hesitates != why || why == "" && (r.Asks() || len(r.Values) == 0) {
			t.Errorf("%q: hesitates %q over %q, asks %q, values %v", text, r.Hesitates, r.Doubtful, r.Ask, r.Values)
		}
	}
}
