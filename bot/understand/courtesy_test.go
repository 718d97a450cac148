package understand

import "testing"

func TestCourtesy(t *testing.T) {
	_, reader := newReader(t)
	for text, want := range map[string]Detail{
		"Xin chào":                  DetailGreeting,
		"chao dong chi":             DetailGreeting,
		"Chào buổi sáng cả nhà ạ.":  DetailGreeting,
		"hello bot":                 DetailGreeting,
		"Selamat pagi, pak":         DetailGreeting,
		"cảm ơn đồng chí nhiều nhé": DetailThanks,
		"cam on a":                  DetailThanks,
		"ok, cảm ơn":                DetailThanks,
		"Chào anh, cảm ơn anh":      DetailThanks,
		"thank you very much":       DetailThanks,
		"terima kasih banyak":       DetailThanks,
		"ok":                        DetailAgree,
		"OK anh":                    DetailAgree,
		"dạ vâng ạ":                 DetailAgree,
		"👍":                         DetailAck,
		"🙏🙏":                        DetailAck,
		"anh ơi":                    "",
		"chào, hôm nay trời đẹp":    "",
		"cảm ơn, thu ngân sách đến đâu rồi": "",
		"ok 95": "",
		"":      "",
	} {
		r := reader.Read(text, Context{Today: arrival})
		if r.Detail != want || want != "" && r.Intent != None {
			t.Errorf("%q is %s %q, want %q", text, r.Intent, r.Detail, want)
		}
	}
}
